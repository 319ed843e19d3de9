from datetime import UTC, date, datetime

import pytest

from newscrawl.normalise import as_printed, parse_moment

CAPTURED_AT = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01T20:30:00-05:00", date(2026, 3, 1)),
        ("2026-03-02T01:30:00Z", date(2026, 3, 2)),
        ("March 1, 2026, 8:30 PM ET", date(2026, 3, 1)),
        ("2026-03-02T00:30:00+09:00", date(2026, 3, 2)),
        ("March 1, 2026", date(2026, 3, 1)),
        ("20 minutes ago", date(2026, 3, 5)),
    ],
)
def test_the_calendar_day_is_the_one_that_readers_saw(text: str, day: date) -> None:
    moment = parse_moment(text, captured_at=CAPTURED_AT)

    printed = as_printed(moment)

    assert printed.date() == day
    assert printed == moment.at


def test_a_time_in_the_sites_own_zone_stays_in_utc() -> None:
    moment = parse_moment(
        "March 1, 2026, 8:30 PM", captured_at=CAPTURED_AT, timezone="America/New_York"
    )

    assert as_printed(moment).isoformat() == "2026-03-02T01:30:00+00:00"
