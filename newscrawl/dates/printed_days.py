"""Calendar days in print: numbers, and month names between them, in any of the main languages."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from newscrawl.dates.months import month_named
from newscrawl.items import DayOrder

# Characters between two numbers of one date: "1 de septiembre del año 2026".
MAX_GAP = 24
# Thai years count from the death of the Buddha, Japanese ones from an emperor's accession.
_BUDDHIST = 543
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_NUMBER = re.compile(r"\d+")
_TWO_NUMBERS = re.compile(rf"\d\D{{1,{MAX_GAP}}}\d")
_KANJI_YEAR = re.compile(
    r"[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_KANJI = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0"
}
# Digits of a day and a year, of a year and a day.
_LENGTHS_OF_TWO = frozenset({(1, 2), (1, 4), (2, 2), (2, 4), (4, 1), (4, 2)})
_CJK_UNIT = re.compile(r"\s?([年년月월日일])\s?")
_SEPARATOR = re.compile(r"\s?([-/.])\s?|\s([–])\s")
# What stands beside a month name without being one: "of", "the year", ends of ordinal numbers.
_FILLERS = frozenset(
    "of de del di d' d’ den der do da dos a al the year anno año ano l'any any an ngày tháng năm "
    "tahun st nd rd th er ère re e º ª ° o г года год р року г. m d gada metų mėn в к ที่ พศ พ.ศ "
    "ค.ศ م سنة عام de' r v u i".split()
)
_WORDS = re.compile(r"[^\s,،،;:()\[\]·•|\"“”]+")
_PREVIOUS_WORDS = re.compile(
    r"((?:[^\s\d,،;:()\[\]|]{2,15}[ \u00a0])?[^\W\d_][^\s\d,،;:()\[\]|]{1,14})"
    r"[\s.,،]{0,2}(?:the\s)?$"
)
_NEXT_WORD = re.compile(r"\.?\s([^\W\d_]{3,12})")
_DAY_TO_YEAR = re.compile(r"(?:st|nd|rd|th|er|º|\.|,|،|\s|/|de|del|of|-|'|’){0,8}", re.IGNORECASE)


class PrintedDay(NamedTuple):
    """
    A day at ``text[start:end]``.

    ``other`` is the day that it is if day and month are the other way round, None where that
    cannot be: then ``day`` is certain, else it is the day-first reading. ``shows`` is the order
    that a date in numbers can only be in, as 3/25/2026 the month first; else None.
    """

    start: int
    end: int
    day: date
    other: date | None = None
    shows: DayOrder | None = None


def plain_digits(text: str) -> str:
    """
    Return ``text`` with the digits of every script as ASCII, kanji dates in numbers, and without
    the marks that only direct the writing.
    """
    if text.isascii():
        return text
    text = _DIRECTIONS.sub("", text)
    text = _KANJI_YEAR.sub(lambda match: _numbers_of_kanji(match.group()), text)
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)


def printed_days(text: str) -> Iterator[PrintedDay]:
    """
    Yield the whole days in ``text`` in order, a digit of another script being no digit.

    A day without its year is none. Two-digit years are of this century.
    """
    if not _TWO_NUMBERS.search(text):
        return
    numbers = list(_NUMBER.finditer(text))
    # Whether each number is near enough to the next to be of one date.
    is_near = [two.start() - one.end() <= MAX_GAP for one, two in pairwise(numbers)]
    at = 0
    while at < len(is_near):
        found, used = None, 2
        if is_near[at]:
            if at + 1 < len(is_near) and is_near[at + 1]:
                found, used = _of_three(text, *numbers[at : at + 3]), 3
            if not found:
                found, used = _of_two(text, *numbers[at : at + 2]), 2
        if found:
            yield found
            at += used
        else:
            at += 1


def _of_three(
    text: str, first: re.Match[str], second: re.Match[str], third: re.Match[str]
) -> PrintedDay | None:
    """Read 2026-03-01, 1/3/26, 2026年3月1日, 令和8年3月1日, 1 tháng 3 năm 2026."""
    a, b, c = first.group(), second.group(), third.group()
    if len(b) > 2 or len(a) > 4 or len(c) > 4:
        return None
    gap, next_gap = text[first.end() : second.start()], text[second.end() : third.start()]
    start, end = first.start(), third.end()
    if not _is_free(text, start, end):
        return None
    unit, next_unit = _CJK_UNIT.fullmatch(gap), _CJK_UNIT.fullmatch(next_gap)
    if unit and next_unit and unit[1] in "年년" and next_unit[1] in "月월":
        year = _year(a) if len(a) == 4 else _era_year(text, first)
        last = text[end : end + 2].lstrip()[:1]
        end = text.index(last, end) + 1 if last in ("日", "일") else end
        return _day(start, end, year, int(b), c)
    if gap.strip().casefold() in ("tháng", "thg") and next_gap.strip(" ,").casefold() in (
        "năm",
        "",
        "-",
        "/",
    ):
        return _day(start, end, _year(c), int(b), a)
    separator, next_separator = _SEPARATOR.fullmatch(gap), _SEPARATOR.fullmatch(next_gap)
    if (
        not separator
        or not next_separator
        or separator.group().strip() != next_separator.group().strip()
    ):
        return None
    if len(a) == 4:
        return _day(start, end, _year(a), int(b), c) if len(c) <= 2 else None
    if len(a) > 2 or len(c) not in (2, 4):
        return None
    if len(c) == 2 and (gap != next_gap or len(gap) > 1 or text[end : end + 1] == ":"):
        return None
    year = _year(c) if len(c) == 4 else 2000 + int(c)
    day_first, month_first = _day(start, end, year, int(b), a), _day(start, end, year, int(a), b)
    if separator.group().strip() == ".":
        return day_first or month_first
    if day_first and month_first:
        is_either = day_first.day != month_first.day
        return day_first._replace(other=month_first.day) if is_either else day_first
    if day_first:
        return day_first._replace(shows=DayOrder.DAY_FIRST)
    return month_first and month_first._replace(shows=DayOrder.MONTH_FIRST)


def _of_two(text: str, first: re.Match[str], second: re.Match[str]) -> PrintedDay | None:
    """Read "1 March 2026", "March 1, 2026", "2026. március 1.", "1-Mar-26"."""
    a, b = first.group(), second.group()
    if (len(a), len(b)) not in _LENGTHS_OF_TWO:
        return None
    gap = text[first.end() : second.start()]
    start, end = first.start(), second.end()
    if not _is_free(text, start, end):
        return None
    if len(a) <= 2 and (year := _year(b) if len(b) == 4 else None) is not None:
        month = _month_in(gap)
        if month:
            return _day(start, end, year, month, a)
        if _DAY_TO_YEAR.fullmatch(gap) and (before := _month_before(text, start)):
            return _day(before[0], end, year, before[1], a)
        return None
    if len(a) == 4 and len(b) <= 2:
        if month := _month_in(gap):
            return _day(start, end, _year(a), month, b)
        # Latvian: "2026. gada 1. marts"
        after = _NEXT_WORD.match(text, end) if gap.strip(". ") == "gada" else None
        month = month_named(after[1]) if after else None
        return _day(start, after.end(), _year(a), month, b) if after and month else None
    if len(a) <= 2 and len(b) == 2 and re.fullmatch(r"[\s.-]+\S+[\s.-]+['’]?|\s?\S+\s['’]", gap):
        month = _month_in(gap.rstrip("'’ "))
        if month and text[end : end + 1] != ":":
            return _day(start, end, 2000 + int(b), month, a)
    return None


def _is_free(text: str, start: int, end: int) -> bool:
    """Tell numbers that stand for themselves from parts of longer ones: "v2.10.1.2026"."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if before and before in "./-:#$€£%":
        return before in ".-" and not text[max(0, start - 2) : start - 1].isdigit()
    return not (after[:1] in ("%", "/") or (after[:1] in ("-", ".", ",") and after[1:2].isdigit()))


def _month_in(gap: str) -> int | None:
    """Return the month that the words between two numbers name, if they say nothing else."""
    words = [
        word
        for part in _WORDS.findall(gap)
        for word in part.strip("-–.'’").split("/")
        if word and word.casefold() not in _FILLERS
    ]
    if not words or len(words) > 3:
        return None
    found = month_named(" ".join(words)) or month_named(words[0].removeprefix("ב"))
    if found is None and len(words) > 1:
        # "1 آذار/مارس 2026": the month by both of its names
        each = {month_named(word) for word in words}
        found = each.pop() if len(each) == 1 else None
    if found is None and words[0][:2].casefold() in ("d'", "d’"):
        found = month_named(words[0][2:])
    return found


def _month_before(text: str, end: int) -> tuple[int, int] | None:
    """Return where the month begins that stands before ``end``, and its number."""
    match = _PREVIOUS_WORDS.search(text[max(0, end - 34) : end])
    if not match:
        return None
    offset = max(0, end - 34) + match.start(1)
    words = match[1]
    if month := month_named(words):
        return offset, month
    last = words.split()[-1]
    if month := month_named(last):
        return offset + words.rindex(last), month
    return None


def _year(number: str) -> int | None:
    year = int(number)
    if 2400 <= year < 2700:
        year -= _BUDDHIST
    return year if 1900 <= year < 2100 else None


def _era_year(text: str, number: re.Match[str]) -> int | None:
    accession = _ERAS.get(text[max(0, number.start() - 2) : number.start()])
    return accession + int(number.group()) if accession and len(number.group()) <= 2 else None


def _day(start: int, end: int, year: int | None, month: int, day: str) -> PrintedDay | None:
    if year is None or len(day) > 2:
        return None
    try:
        return PrintedDay(start, end, date(year, month, int(day)))
    except ValueError:
        return None


def _numbers_of_kanji(text: str) -> str:
    def number(match: re.Match[str]) -> str:
        kanji = match.group()
        if "十" not in kanji:
            return "".join(_KANJI[c] for c in kanji)
        tens, _, ones = kanji.partition("十")
        return str(int(_KANJI.get(tens, "1")) * 10 + int(_KANJI.get(ones, "0")))

    return re.sub(r"[〇零一二三四五六七八九十]+", number, text)
