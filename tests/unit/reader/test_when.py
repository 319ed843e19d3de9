"""Times in a question."""

from datetime import UTC, datetime

import pytest

from newscrawl.errors import UsageError
from newscrawl.reader.when import parse_when

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20", "2026-11-20T00:00:00+00:00"),
        (" 2026-11-20 ", "2026-11-20T00:00:00+00:00"),
        ("2026-11-20T09:30", "2026-11-20T09:30:00+00:00"),
        ("2026-11-20 09:30:15", "2026-11-20T09:30:15+00:00"),
        ("2026-11-20T09:30Z", "2026-11-20T09:30:00+00:00"),
        ("2026-11-20T09:30+08:00", "2026-11-20T01:30:00+00:00"),
        ("12h", "2026-11-20T00:00:00+00:00"),
        ("7d", "2026-11-13T12:00:00+00:00"),
        ("7 D", "2026-11-13T12:00:00+00:00"),
        ("2w", "2026-11-06T12:00:00+00:00"),
        ("0d", "2026-11-20T12:00:00+00:00"),
    ],
)
def test_a_time_is_read_as_utc(text: str, moment: str) -> None:
    assert parse_when(text, now=NOON).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20", "2026-11-20T23:59:59.999999+00:00"),
        ("2026-11-20T00:00", "2026-11-20T00:00:00+00:00"),
        ("7d", "2026-11-13T12:00:00+00:00"),
    ],
)
def test_only_a_bare_date_reaches_to_the_end_of_its_day(text: str, moment: str) -> None:
    assert parse_when(text, now=NOON, end_of_day=True).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "7",
        "7m",
        "-7d",
        "d",
        "2026-13-01",
        "2026-02-30",
        "20/11/2026",
        "999999w",
        "2026-11",
    ],
)
def test_what_is_no_time_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no time; write a date .*an age"):
        parse_when(text, now=NOON)
