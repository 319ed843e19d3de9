"""Times as people write them in a question: a date, a date and time, or an age."""

import re
from datetime import UTC, date, datetime, time, timedelta

from newscrawl.errors import UsageError

_AGE = re.compile(r"(\d{1,6})\s*([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def parse_when(text: str, *, now: datetime, end_of_day: bool = False) -> datetime:
    """
    Return the moment that ``text`` names, in UTC: "2026-11-20", "2026-11-20T09:30+01:00" or "7d".

    A time without offset is UTC. A date is its first moment, or with ``end_of_day`` its last. An
    age ("12h", "7d", "2w") counts back from ``now``.

    >>> noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    >>> parse_when("7d", now=noon).isoformat()
    '2026-11-13T12:00:00+00:00'
    >>> parse_when("2026-11-20", now=noon, end_of_day=True).isoformat()
    '2026-11-20T23:59:59.999999+00:00'

    Raises UsageError where it is none of these, or out of the calendar.
    """
    stripped = text.strip()
    try:
        if age := _AGE.fullmatch(stripped.lower()):
            return now - timedelta(**{_UNITS[age[2]]: int(age[1])})
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", stripped):
            day = date.fromisoformat(stripped)
            return datetime.combine(day, time.max if end_of_day else time.min, tzinfo=UTC)
        moment = datetime.fromisoformat(stripped)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is no time; write a date (2026-11-20), a date and time "
            "(2026-11-20T09:30Z) or an age (12h, 7d, 2w)"
        ) from error
