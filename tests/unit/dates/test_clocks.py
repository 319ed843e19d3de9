"""Times of day beside a date, and the zones that they are printed in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.dates import read_date
from newscrawl.dates.zones import printed_zone

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
_CLOCKS = ("10:44", "10:44 am", "10.44", "10h44", "2:05 p.m.", "14:05:11", "14.05 Uhr")
_ZONES = (
    "est et pt mt z utc gmt gmt+8 utc-3:30 +05:30 ist msk мск eat art cat wit "
    "pacific central eastern"
).split()


@pytest.mark.parametrize(
    ("text", "clock", "zone"),
    [
        ("Nov 23, 2026 10:44 EST", "10:44", "UTC-05:00"),
        ("Mon 23 Nov 2026 10.44 EST", "10:44", "UTC-05:00"),
        ("Nov 23, 2026 10:44 am est", "10:44", "UTC-05:00"),
        ("Nov 23, 2026 10:44 a.m. et", "10:44", "America/New_York"),
        ("Nov 23, 2026 10:44 pacific time", "10:44", "America/Los_Angeles"),
        ("Nov 23, 2026 10:44 Pacific", "10:44", "America/Los_Angeles"),
        ("Nov 23, 2026 10:44 utc+2", "10:44", "UTC+02:00"),
        ("2026-11-23T10:44:00z", "10:44", "UTC"),
        ("23.11.2026 14:05 МСК", "14:05", "UTC+03:00"),
        ("Nov 23, 2026 10:44 est", "10:44", None),
        ("Le 23 novembre 2026 à 10:44 est une date", "10:44", None),
        ("On 23 Nov 2026 at 10:44 eat lunch", "10:44", None),
        ("23 Nov 2026, 3.10 MT", None, None),
        ("23 Nov 2026, 3.10 -20", None, None),
    ],
)
def test_a_zone_is_told_from_a_word(text: str, clock: str | None, zone: str | None) -> None:
    found = read_date(text, captured_at=NOW)

    assert found
    assert (found.clock and f"{found.clock:%H:%M}") == clock
    assert (found.zone and str(found.zone)) == zone


@given(
    st.sampled_from(_CLOCKS),
    st.sampled_from(_ZONES),
    st.sampled_from(["", " Time", " time"]),
    st.sampled_from([str.lower, str.upper, str.title, str.swapcase]),
)
def test_zones_in_letters_of_any_size_are_no_fault(
    clock: str, zone: str, word: str, printed: object
) -> None:
    assert callable(printed)
    found = read_date(f"23 Nov 2026 {printed(clock + ' ' + zone + word)}", captured_at=NOW)

    assert found
    assert found.day == NOW.date()


def test_an_offset_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="is no offset"):
        printed_zone("utc+99", at=datetime(2026, 11, 23), site_zone=None)  # noqa: DTZ001
