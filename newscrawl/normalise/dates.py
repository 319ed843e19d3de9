"""Printed times into moments."""

from datetime import UTC, datetime

from newscrawl.errors import UnreadableDate
from newscrawl.items import Moment, Precision


def parse_moment(
    text: str, *, captured_at: datetime, timezone: str | None = None, language: str | None = None
) -> Moment:
    """Return the time that ``text`` names."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UnreadableDate(f"{text!r} is no date that we know how to read") from error
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if at > captured_at:
        raise UnreadableDate(f"{text!r} is later than the capture at {captured_at}")
    return Moment(at=at, precision=Precision.SECOND, text=text)
