"""When the acts of a matter took or take place, and until when one may claim."""

import re
from collections.abc import Iterator
from datetime import date

from newscrawl.items import ActDate
from newscrawl.stories.text import Span, StoryText

MOST_DATES = 6
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join([*_MONTHS, r"Sept\.?", *(f"{month[:3]}\\.?" for month in _MONTHS)])
# How a date begins: a search for this looks at few places, one for the whole date at all of them.
_DATE_BEGINS = re.compile(
    r"[\dADFJMNOSTW](?<!\w.)(?:(?<=\d)|an|eb|ar|pr|ay|u[nlge]|ep|ct|ov|ec|on|ed|hu|ri|at)"
)
_DATE = re.compile(
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year>\d{{4}}))?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})(?![a-z])"
    rf"(?:,? (?P<year2>\d{{4}}))?|"
    rf"(?P<month3>{_MONTH}) (?P<year3>\d{{4}})|"
    r"(?P<iso>\d{4}-\d{2}-\d{2})|"
    r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year4>\d{4})|"
    # not the one of "Monday, 5 January 2027"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!,? (?:\d|(?:Jan|Feb|Mar|Apr|May|"
    r"Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)))(?!\w)"
)
_ACT = re.compile(
    r"\b(?:sue[sd]?|suing|fil(?:e[sd]?|ing)|rul(?:e[sd]?|ing)|decid(?:e[sd]?|ing)|decision|"
    r"fine[sd]?|settle[sd]?|settlement|order(?:s|ed)?|apologi[sz]\w+|apology|recall(?:s|ed)?|"
    r"charge[sd]?|arrest(?:s|ed)?|sentenc\w+|convict\w+|plead(?:s|ed)?|indict\w+|ban(?:s|ned)?|"
    r"hearing|trial|verdict|appeal(?:s|ed)?|dismiss\w+|lawsuit|complaint|takes? effect|"
    r"investigat\w+|probe|approv\w+|deadline|injunction|subpoena\w*|retract\w*)\b",
    re.IGNORECASE,
)
_CLAIMING = re.compile(
    r"\b(?:claims?|claimants?|submit|sign up|eligible|opt[- ]out|object(?:ions?)?|deadline|apply|"
    r"file an? (?:\w+ )?claim|request)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:by|until|till|before|no later than|through|deadline\b[^.;]{0,30}|ends?(?: on)?|"
    r"clos(?:es|ing)(?: on)?|last day\b[^.;]{0,20})(?: \w+day,?)?\s*$",
    re.IGNORECASE,
)
_NEAR = 40


def act_dates(story: StoryText) -> tuple[ActDate, ...]:
    """Return at most six dates that stand in a sentence with an act, the deadlines first."""
    found = list(_dates(story))
    found.sort(key=lambda entry: not entry.is_deadline)
    return tuple(found[:MOST_DATES])


def _dates(story: StoryText) -> Iterator[ActDate]:
    resume = 0
    for begins in _DATE_BEGINS.finditer(story.text):
        match = _DATE.match(story.text, begins.start()) if begins.start() >= resume else None
        if match is None:
            continue
        resume = match.end()
        sentence = story.sentence_at(match.start())
        if match.end() > sentence.end:
            continue
        is_deadline = _is_deadline(story, sentence, match.start())
        # a weekday tells a day only near the news; a date in the background is of another act
        if not is_deadline and (
            match.start() >= story.lead_end
            or not _ACT.search(story.text, sentence.start, sentence.end)
        ):
            continue
        yield ActDate(
            on=_day(match),
            is_deadline=is_deadline,
            evidence=story.evidence(match.start(), match.end()),
        )


def _is_deadline(story: StoryText, sentence: Span, start: int) -> bool:
    before = story.text[max(sentence.start, start - _NEAR) : start]
    return bool(
        _UNTIL.search(before) and _CLAIMING.search(story.text, sentence.start, sentence.end)
    )


def _day(match: re.Match[str]) -> date | None:
    """Return the day of a date that is printed with its year, and can be no other; else None."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["first"]:
            return _day_of_numbers(int(match["first"]), int(match["second"]), int(match["year4"]))
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        year = match["year"] or match["year2"]
        if not (month and day and year):
            return None
        number = [name[:3] for name in _MONTHS].index(month[:3]) + 1
        return date(int(year), number, int(day))
    except ValueError:  # the 31st of June, or a year with a slip
        return None


def _day_of_numbers(first: int, second: int, year: int) -> date | None:
    """Return the day of 31/12/2026 or 12/31/2026; None of 3/4/2026, which is one of two."""
    if first == second or second > 12:
        return date(year, first, second)
    return date(year, second, first) if first > 12 else None
