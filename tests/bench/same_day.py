"""Whether a day that was read is the one that the truth has."""

from datetime import UTC, date, datetime, timedelta

from newscrawl.dates import read_date


def is_same_day(told: str, day: date, text: str) -> bool:
    """
    Tell whether ``day`` is the calendar day of ``told`` (ISO 8601), or ``text`` its moment.

    A truth of a year and a month has any of its days; one with an offset is also met by the same
    moment printed in another zone, to the minute.

    >>> is_same_day("2026-03-01T23:30:00Z", date(2026, 3, 2), "2026-03-02T00:30:00+01:00")
    True
    """
    if len(told) == 7:
        return day.isoformat().startswith(told)
    if told[:10] == day.isoformat():
        return True
    one, other = _moment(told), _moment(text)
    return one is not None and other is not None and abs(one - other) < timedelta(minutes=1)


def _moment(text: str) -> datetime | None:
    try:
        read = read_date(text, captured_at=datetime.now(UTC))
    except ValueError:
        return None
    if not read or read.clock is None or read.zone is None:
        return None
    return datetime.combine(read.day, read.clock, read.zone)
