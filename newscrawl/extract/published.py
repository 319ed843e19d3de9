"""When the story was published and last changed: the texts that say so, as printed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from newscrawl.dates import Announcement
from newscrawl.extract.choice import Candidate, ChoiceModel, choice_model, chosen, gathered
from newscrawl.extract.dated_pages import is_of_type_article, names_author, page_signs
from newscrawl.extract.day_signs import PageDays
from newscrawl.extract.page import Page
from newscrawl.extract.told_days import ToldDay, told_days
from newscrawl.items import FieldSource, Precision, Reading

# The text that gives a day is the finest, and of those the one from the place made for it.
_FINENESS = (Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY)
_SOURCES = (
    FieldSource.LAYOUT,
    FieldSource.JSON_LD,
    FieldSource.META,
    FieldSource.MICRODATA,
    FieldSource.VISIBLE_TEXT,
    FieldSource.URL,
)
# Set by hand: no truth is known for the last change. What is made to say it is believed.
_MODIFIED = ChoiceModel(
    bias=-1.0,
    weights={
        "layout modified": 5.0,
        "layout, unconfirmed modified": 1.5,
        "json-ld dateModified": 3.5,
        "meta modified": 3.0,
        "microdata dateModified": 2.5,
        "json-ld page dateModified": 1.5,
        "announced as changed, at the headline": 2.5,
        "announced as changed, near the headline": 1.5,
        "announced as changed, elsewhere": 0.5,
        "time element, changed": 1.0,
        "time element of others": -1.5,
        "in the story's text": -3.0,
        "2 sources": 1.0,
        "3 sources": 1.5,
    },
    least=0.5,
)


class Day(NamedTuple):
    """A calendar day, and the text that gives it most finely."""

    day: date
    text: str


def published(page: Page) -> Reading[str] | None:
    """
    Return the text that gives the first publication; None where the page gives none.

    Where the page tells only its last change, that is the best that is known, and the reasons
    say so.
    """
    reading = chosen(page.once(published_candidates), choice_model("published"), _text)
    if reading and PageDays(page.once(told_days)).is_told_only_as_changed(reading.value.day):
        reading = replace(reading, reasons=(*reading.reasons, "only a change is told"))
    return _texts(reading)


def modified(page: Page) -> Reading[str] | None:
    """
    Return the text that gives the last change; None where the page gives none, or one that is
    before the day of publication.
    """
    first = chosen(page.once(published_candidates), choice_model("published"), _text)
    days = [one for one in page.once(told_days) if one.told.says is Announcement.CHANGED]
    if first:
        days = [one for one in days if one.day >= first.value.day]
    return _texts(chosen(_candidates(days), _MODIFIED, _text))


def published_candidates(page: Page) -> list[Candidate[Day]]:
    """
    Return each distinct day that the page tells, with the signs of every place that tells it and
    of how it stands to the others. What the page calls only its last change is none, where it
    declares a publication.
    """
    told = page.once(told_days)
    days = PageDays(told)
    kinds = page_signs(page, frozenset(one.told.source for one in told))
    is_signed = names_author(page)
    found = []
    candidates = [one for one in _candidates(told) if not days.is_only_change(one.value.day)]
    author = "one of several candidates" if len(candidates) > 1 else "the only candidate"
    for one in candidates:
        day = one.value.day
        signs = one.signs | days.signs_of(day)
        signs |= {f"{days.standing(day)}, {kind}" for kind in kinds}
        if is_signed:
            signs |= {f"{author}, an author is named"}
        # A standing page of a blog's system: it says when it was made, and is no post.
        if is_of_type_article(page) and days.is_declared_only_by(day, "json-ld page datePublished"):
            signs |= {"declared of the page, and of no article"}
        found.append(one._replace(signs=signs))
    return found


def _candidates(told: Iterable[ToldDay]) -> list[Candidate[Day]]:
    return gathered(
        (
            Candidate(
                value=Day(one.day, one.told.text), source=one.told.source, signs=one.told.signs
            )
            for one in sorted(told, key=_rank)
        ),
        lambda value: value.day.isoformat(),
    )


def _rank(one: ToldDay) -> tuple[bool, int, bool, int]:
    read = one.read
    is_doubtful = read.is_age or read.either is not None
    fineness = _FINENESS.index(read.precision)
    return is_doubtful, fineness, read.zone is None, _SOURCES.index(one.told.source)


def _text(value: Day) -> str:
    return value.text


def _texts(reading: Reading[Day] | None) -> Reading[str] | None:
    if reading is None:
        return None
    return Reading(
        value=reading.value.text,
        source=reading.source,
        confidence=reading.confidence,
        reasons=reading.reasons,
        rivals=reading.rivals,
    )
