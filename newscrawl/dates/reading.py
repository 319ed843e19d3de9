"""A printed date read: the day that it names, and the time of day with its zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.dates.ages import parse_age
from newscrawl.dates.clocks import CLOCK, PrintedClock, clock_in
from newscrawl.dates.named_days import days_since_named
from newscrawl.dates.orders import order_of_language
from newscrawl.dates.printed_days import PrintedDay, plain_digits, printed_days
from newscrawl.dates.zones import ZONE, printed_zone
from newscrawl.items import DayOrder, Precision

# Somewhere on earth a day begins this long before it does in UTC.
FIRST_ZONE = timedelta(hours=14)
# There is no older page: dates before it are epoch zero and slips of a CMS.
OLDEST = date(1990, 1, 1)
MAX_DATE_CHARACTERS = 200  # what is longer is prose

_ISO = re.compile(
    rf"""(\d{{4}})(-?)(\d\d)\2(\d\d)
    (?: \s?[T\s]\s? (\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)? \s?({ZONE})?(?:\[[\w/+-]+\])? )?""",
    re.IGNORECASE | re.VERBOSE,
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
# What lost markup leaves: "20236:01 PM", "readApril 25".
_GLUED_WORDS = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_GLUED_HOUR = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedDate:
    """
    What a printed date names: a calendar day, and a time of day where it has one.

    ``zone`` is None where the text names none. ``is_age``: counted back from the capture.
    ``either`` is the day with its numbers the other way round, where only the reader's language
    says which is the month; None where the day is certain.
    """

    day: date
    clock: time | None = None
    precision: Precision = Precision.DAY
    zone: tzinfo | None = None
    is_age: bool = False
    either: date | None = None


def read_date(
    text: str,
    *,
    captured_at: datetime,
    timezone: str | None = None,
    language: str | None = None,
    order: DayOrder | None = None,
) -> PrintedDate | None:
    """
    Return the first date in ``text``, with the time of day beside it; None where there is none.

    Reads ISO 8601, RFC 822, epoch seconds and milliseconds, days as the main languages print them
    in the digits of any script, and ages ("3 hours ago", "yesterday") against ``captured_at`` in
    ``timezone`` (IANA; UTC where None).

    03/04/2026 is read in ``order``, which the page shows; else in the one that is not later than
    the capture; else in that of ``language`` (BCP 47) and ``timezone``.

    Raises ValueError where the text names a time that there is not, and where nothing says which
    number is the month.
    """
    if len(text) > MAX_DATE_CHARACTERS:
        return None
    printed = text.strip()
    if m := _ISO.fullmatch(printed):
        return _of_iso(m, _zone_named(timezone))
    printed = _GLUED_HOUR.sub(r"\1 ", _GLUED_WORDS.sub(" ", plain_digits(printed)))
    if m := _EPOCH.fullmatch(printed):
        at = datetime.fromtimestamp(int(m[1]), UTC)
        return PrintedDate(day=at.date(), clock=at.time(), precision=Precision.SECOND, zone=UTC)
    captured_at = captured_at.astimezone(UTC)
    found = next(printed_days(printed), None)
    if found is None:
        # "Fri Apr 28 19:20:36 CEST 2023": the clock stands inside the date.
        found = next(printed_days(CLOCK.sub(" ", printed)), None)
        rest = printed
    else:
        rest = printed[: found.start] + " \0 " + printed[found.end :]
    site_zone = _zone_named(timezone)
    if found is None:
        return _of_age(printed, captured_at, site_zone)
    day, either = _in_order(
        found, captured_at, order=order, usual=order_of_language(language, timezone)
    )
    return _with_clock(day, either, clock_in(rest), site_zone)


def _of_iso(m: re.Match[str], site_zone: ZoneInfo | None) -> PrintedDate:
    day = date(int(m[1]), int(m[3]), int(m[4]))
    if m[5] is None:
        return PrintedDate(day=day)
    clock = time(int(m[5]), int(m[6]), int(m[7] or 0))
    zone = m[8] and printed_zone(m[8].upper(), at=datetime.combine(day, clock), site_zone=site_zone)
    precision = Precision.SECOND if m[7] else Precision.MINUTE
    return PrintedDate(day=day, clock=clock, precision=precision, zone=zone or None)


def _of_age(text: str, captured_at: datetime, site_zone: ZoneInfo | None) -> PrintedDate | None:
    local = captured_at.astimezone(site_zone or UTC)
    if age := parse_age(text, captured_at=captured_at):
        if age.precision is Precision.DAY:
            return PrintedDate(day=age.at.astimezone(local.tzinfo).date(), is_age=True)
        clock = age.at.time().replace(second=0, microsecond=0)
        if age.precision is Precision.HOUR:
            clock = clock.replace(minute=0)
        return PrintedDate(
            day=age.at.date(), clock=clock, precision=age.precision, zone=UTC, is_age=True
        )
    days = days_since_named(CLOCK.sub(" ", text))
    if days is None:
        return None
    day = local.date() - timedelta(days=days)
    read = _with_clock(day, None, clock_in(text), site_zone)
    return PrintedDate(
        day=day, clock=read.clock, precision=read.precision, zone=read.zone, is_age=True
    )


def _in_order(
    found: PrintedDay, captured_at: datetime, *, order: DayOrder | None, usual: DayOrder | None
) -> tuple[date, date | None]:
    """Return the day, and the one that it is the other way round where only ``usual`` decides."""
    if found.other is None:
        return found.day, None
    if order:
        return (found.day if order is DayOrder.DAY_FIRST else found.other), None
    latest = (captured_at + FIRST_ZONE).date()
    possible = [day for day in (found.day, found.other) if day <= latest]
    if len(possible) == 1:
        return possible[0], None
    if not possible:
        raise ValueError("no order of day and month fits before the capture")
    if usual is None:
        raise ValueError("day and month may be either, and the language is not known")
    in_order = usual is DayOrder.DAY_FIRST
    return (found.day, found.other) if in_order else (found.other, found.day)


def _with_clock(
    day: date, either: date | None, clock: PrintedClock | None, site_zone: ZoneInfo | None
) -> PrintedDate:
    if clock is None:
        return PrintedDate(day=day, either=either)
    zone = clock.zone and printed_zone(
        clock.zone, at=datetime.combine(day, clock.at), site_zone=site_zone
    )
    return PrintedDate(
        day=day, either=either, clock=clock.at, precision=clock.precision, zone=zone or None
    )


def _zone_named(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
