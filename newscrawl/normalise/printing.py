"""A moment as its page showed it."""

from datetime import UTC, datetime  # noqa: F401  UTC: the example

from newscrawl.dates import read_date
from newscrawl.items import Moment, Precision


def as_printed(moment: Moment) -> datetime:
    """
    Return ``moment`` in the zone in which its page printed it: the same time, whose calendar day
    is the one that readers saw. In UTC where the text names no zone.

    >>> at = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    >>> printed = Moment(at=at, precision=Precision.MINUTE, text="2026-03-01T20:30-05:00")
    >>> as_printed(printed).isoformat()
    '2026-03-01T20:30:00-05:00'
    """
    if moment.precision is Precision.DAY:
        return moment.at
    try:
        read = read_date(moment.text, captured_at=moment.at)
    except ValueError:
        return moment.at
    if read is None or read.zone is None or read.is_age:
        return moment.at
    return moment.at.astimezone(read.zone)
