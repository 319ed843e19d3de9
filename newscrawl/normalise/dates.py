"""Printed times into moments: aware UTC, with precision, never later than the capture."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.dates import FIRST_ZONE, OLDEST, PrintedDate, read_date
from newscrawl.errors import UnreadableDate
from newscrawl.items import DayOrder, Moment, Precision
from newscrawl.normalise.folding import folded

# A newsroom's clock may be ahead of ours by this much; its "now" is then the capture.
CLOCK_SKEW = timedelta(minutes=15)


def parse_moment(
    text: str,
    *,
    captured_at: datetime,
    timezone: str | None = None,
    language: str | None = None,
    order: DayOrder | None = None,
) -> Moment:
    """
    Return the time that ``text`` names, in UTC, with the precision that the text has.

    What is read, and in which order day and month of 03/04/2026 are: see
    :func:`newscrawl.dates.read_date`. A printed day without a time is 00:00 UTC of that day,
    precision day; so is midnight to the second, which is how a CMS writes a bare day.

    ``timezone`` is the site's IANA zone, used where the text names none. Without either a time
    of day cannot be placed: what remains is the printed day.

    A time up to CLOCK_SKEW later than ``captured_at`` is set to it. A printed day that has begun
    somewhere but not yet in UTC is the capture's UTC day, since the text was out by then.

    >>> captured_at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> parse_moment("March 1, 2026, 9:30 AM ET", captured_at=captured_at).at.isoformat()
    '2026-03-01T14:30:00+00:00'

    Raises UnreadableDate where no format fits, where the text is an age of weeks or more, where
    nothing settles the order of day and month, and where the time is later than the capture or
    before 1990.
    """
    text = folded(text)
    captured_at = captured_at.astimezone(UTC)
    try:
        found = read_date(
            text, captured_at=captured_at, timezone=timezone, language=language, order=order
        )
    except ValueError as error:
        raise UnreadableDate(f"{text[:60]!r} is no date: {error}") from error
    if not found:
        raise UnreadableDate(f"{text[:60]!r} is in no format that is known here")
    try:
        return _placed(found, text=text, captured_at=captured_at, site_zone=_zone_named(timezone))
    except OverflowError as error:
        raise UnreadableDate(f"{text!r} is out of range") from error


def _placed(
    found: PrintedDate, *, text: str, captured_at: datetime, site_zone: ZoneInfo | None
) -> Moment:
    if found.day < OLDEST:
        raise UnreadableDate(f"{text!r} is before {OLDEST}")
    zone = found.zone or site_zone
    if found.clock is None or zone is None or (found.clock == time() and not found.is_age):
        if found.day > (captured_at + FIRST_ZONE).date():
            raise UnreadableDate(f"{text!r} is later than the capture at {captured_at}")
        day = min(found.day, captured_at.date())
        return Moment(at=datetime.combine(day, time(), UTC), precision=Precision.DAY, text=text)
    at = datetime.combine(found.day, found.clock, zone).astimezone(UTC)
    if at > captured_at + CLOCK_SKEW:
        raise UnreadableDate(f"{text!r} is later than the capture at {captured_at}")
    return Moment(at=min(at, captured_at), precision=found.precision, text=text)


def _zone_named(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
