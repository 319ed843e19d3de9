"""Days in what a page shows: its short lines, and its <time> elements."""

import re
from collections.abc import Iterator
from itertools import islice

from newscrawl.dates import (
    Announcement,
    PrintedDay,
    announced,
    is_like_age,
    plain_digits,
    printed_days,
)
from newscrawl.extract.declared_days import date_text
from newscrawl.extract.headline_lines import Line, headline_lines
from newscrawl.extract.marks import Mark
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.told import Told
from newscrawl.extract.tree import Element
from newscrawl.items import FieldSource

MAX_DAYS = 40
MAX_DAYS_OF_LINE = 6
# With more, as many stories are listed, or comments are: they are anyone's.
MAX_TIME_ELEMENTS = 30
# Characters of a line beside its day: names, a place, the hour, minutes of reading.
MAX_WORDS_BESIDE = 60
# A label in a box of its own: "Published", "Last updated on".
MAX_LABEL_CHARACTERS = 30
MAX_AGE_CHARACTERS = 40
# A longer line away from the headline is prose, not a label.
MAX_LABELLED_CHARACTERS = 120

AT_HEADLINE = "at the headline"
_CARD, _ASIDE, _DATE = Mark.CARD.value, Mark.ASIDE.value, Mark.DATE.value
_FOREIGN = (
    (Mark.COMMENT | Mark.RELATED | Mark.NAV | Mark.FOOTER | Mark.ADVERT).value | _CARD | _ASIDE
)
_MARK_SIGNS = (
    (Mark.FIGURE.value, "in a caption"),
    ((Mark.TITLE | Mark.SUMMARY).value, "in a title"),
)
_TWO_NUMBERS = re.compile(r"\d\D{1,30}\d")
# The hour that a day is followed by, with its zone: "at 09:15 GMT", ", 9:30 Uhr", "7:04 p.m. ET".
_HOUR = re.compile(
    r"[T,]?\s*(?:[|•·–—-]\s*)?(?:(?:at|um|à|a las|alle|kl\.?|klo|om)\s+)?"
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*Uhr\b)?(?:\s*\(?(?-i:[A-Z]{2,5}|Z)\b\)?)?(?:\s*[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)


def days_of_lines(page: Page) -> Iterator[Told]:
    """Yield the days of the short lines, as far as they may speak of the story."""
    return islice(_of_lines(page), MAX_DAYS)


def _of_lines(page: Page) -> Iterator[Told]:
    own: set[int] | None = None
    label = ""
    for line in page.once(headline_lines):
        text = line.passage.text
        days: list[PrintedDay] = []
        if not line.is_near and len(text) > MAX_LABELLED_CHARACTERS:
            label = ""
            continue
        if _TWO_NUMBERS.search(text):
            text = plain_digits(text)
            days = list(islice(printed_days(text), MAX_DAYS_OF_LINE))
        for number, day in enumerate(days):
            before = text[days[number - 1].end if number else 0 : day.start]
            told = _of_day(line, text, day, before, label)
            if told is None:
                continue
            if own is None:
                own = {id(passage) for passage in page.once(story)[0]}
            if id(line.passage) in own:
                told = told._replace(signs=told.signs | {"in the story's text"})
            yield told
        if not days and line.is_near and len(text) <= MAX_AGE_CHARACTERS and is_like_age(text):
            says, place = announced(text), _place(line)
            signs = frozenset({f"printed {place}", _call(says, place)})
            yield Told(text, FieldSource.VISIBLE_TEXT, says, signs, place == AT_HEADLINE)
        label = text


def _of_day(line: Line, text: str, day: PrintedDay, before: str, label: str) -> Told | None:
    says = announced(before.rpartition("\n")[2])
    if says is None and not before.strip() and len(label) < MAX_LABEL_CHARACTERS:
        says = announced(label)
    beside = len(text) - (day.end - day.start)
    is_short = beside < MAX_WORDS_BESIDE
    if not (is_short or says or line.box.near & _DATE):
        return None
    place = _place(line)
    signs = {f"printed {place}", _call(says, place)}
    signs |= {sign for marks, sign in _MARK_SIGNS if line.box.near & marks}
    if not is_short:
        signs.add("in a sentence")
    hour = _HOUR.match(text, day.end)
    found = text[day.start : hour.end() if hour else day.end]
    return Told(found, FieldSource.VISIBLE_TEXT, says, frozenset(signs), place == AT_HEADLINE)


def _place(line: Line) -> str:
    if line.is_at_headline:
        return AT_HEADLINE
    if line.box.near & _CARD:
        return "in a list"
    if line.box.near & _ASIDE:
        return "aside"
    return "near the headline" if line.is_near else "elsewhere"


def _call(says: Announcement | None, place: str) -> str:
    return f"announced as {says.value}, {place}" if says else f"bare, {place}"


def days_of_time_elements(page: Page) -> Iterator[Told]:
    """Yield what <time> elements give; nothing where there are too many of them."""
    stamps = page.tagged("time")
    if not stamps or len(stamps) > MAX_TIME_ELEMENTS:
        return
    boxes = {box.element: index for index, box in enumerate(page.outline.boxes)}
    lines: dict[int, Line] = {}
    for line in page.once(headline_lines):
        lines.setdefault(line.passage.box, line)
    for element in stamps:
        at: Element | None = element
        while at is not None and at not in boxes:
            at = at.getparent()
        if at is None or page.outline.boxes[boxes[at]].near & _FOREIGN:
            place = "of others"
        else:
            first = lines.get(boxes[at])
            place = _place(first) if first else "elsewhere"
        text = date_text(element)
        if text is None:
            continue
        says = _named(element)
        signs = {"time element of others"} if place == "of others" else set()
        signs |= {f"time element, {says.value}"} if says else set()
        yield Told(text, FieldSource.VISIBLE_TEXT, says, frozenset(signs), place == AT_HEADLINE)


def _named(element: Element) -> Announcement | None:
    """Return what the names of a <time> element say; WordPress names one "published updated"."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".casefold()
    if "publish" in names:
        return Announcement.PUBLISHED
    return Announcement.CHANGED if "updat" in names or "modif" in names else None
