from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.errors import UnreadableDate
from newscrawl.items import Precision
from newscrawl.normalise import parse_moment

CAPTURED_AT = datetime(2026, 3, 5, 12, tzinfo=UTC)


def read(text: str, *, language: str | None = "en", timezone: str | None = None) -> tuple[str, str]:
    moment = parse_moment(text, captured_at=CAPTURED_AT, language=language, timezone=timezone)
    return moment.at.isoformat(), moment.precision.value


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2026-03-01T09:30:00-05:00", "2026-03-01T14:30:00", "second"),
        ("2026-03-01T09:30:00.123Z", "2026-03-01T09:30:00", "second"),
        ("2026-03-01t09:30:00z", "2026-03-01T09:30:00", "second"),
        ("2026-03-01T09:30:00+0530", "2026-03-01T04:00:00", "second"),
        ("2026-03-01T09:30:00-08", "2026-03-01T17:30:00", "second"),
        ("2026-03-01 09:30:00 UTC", "2026-03-01T09:30:00", "second"),
        ("2026-03-01T09:30:00+01:00[Europe/Berlin]", "2026-03-01T08:30:00", "second"),
        ("20260301T093000Z", "2026-03-01T09:30:00", "second"),
        ("2026-03-01T09:30Z", "2026-03-01T09:30:00", "minute"),
        ("2026-03-01", "2026-03-01T00:00:00", "day"),
        ("20260301", "2026-03-01T00:00:00", "day"),
        ("2026-03-01T00:00:00+01:00", "2026-03-01T00:00:00", "day"),
        ("2026-03-01T00:00:01+01:00", "2026-02-28T23:00:01", "second"),
        ("Sun, 01 Mar 2026 09:30:00 GMT", "2026-03-01T09:30:00", "second"),
        ("Sun, 1 Mar 2026 09:30:00 -0500", "2026-03-01T14:30:00", "second"),
        ("1 Mar 26 09:30 +0000", "2026-03-01T09:30:00", "minute"),
        ("Sun Mar 01 09:30:00 CET 2026", "2026-03-01T08:30:00", "second"),
        (
            "Sun Mar 01 2026 09:30:00 GMT+0100 (Central European Time)",
            "2026-03-01T08:30:00",
            "second",
        ),
        ("1772357400", "2026-03-01T09:30:00", "second"),
        ("1772357400000", "2026-03-01T09:30:00", "second"),
        ("1772357400.5", "2026-03-01T09:30:00", "second"),
    ],
)
def test_machine_dates(text: str, at: str, precision: str) -> None:
    assert read(text) == (f"{at}+00:00", precision)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("March 1, 2026, 9:30 AM ET", "2026-03-01T14:30:00", "minute"),
        ("July 1, 2025, 9:30 AM ET", "2025-07-01T13:30:00", "minute"),
        ("July 1, 2025, 9:30 AM EST", "2025-07-01T14:30:00", "minute"),
        ("March 1, 2026 at 12:05 am PT", "2026-03-01T08:05:00", "minute"),
        ("March 1, 2026 at 12:05 p.m. PST", "2026-03-01T20:05:00", "minute"),
        ("March 1, 2026 9 AM Pacific Time", "2026-03-01T17:00:00", "minute"),
        ("09:30 GMT, 1 March 2026", "2026-03-01T09:30:00", "minute"),
        ("1 July 2025 • 4:45pm BST", "2025-07-01T15:45:00", "minute"),
        ("Mar 1, 2026, 17:07 IST", "2026-03-01T11:37:00", "minute"),
        ("2026-03-01 09:30 JST", "2026-03-01T00:30:00", "minute"),
        ("Updated Mar. 1, 2026, 1:24 PM GMT+2", "2026-03-01T11:24:00", "minute"),
        ("March 1, 2026, 14:30:15 UTC", "2026-03-01T14:30:15", "second"),
        ("March 1, 2026", "2026-03-01T00:00:00", "day"),
        ("MARCH 1ST, 2026", "2026-03-01T00:00:00", "day"),
        ("Sunday 1st of March 2026", "2026-03-01T00:00:00", "day"),
        ("01.Mar.2026", "2026-03-01T00:00:00", "day"),
        ("01 MAR 26", "2026-03-01T00:00:00", "day"),
        ("2026/3/1", "2026-03-01T00:00:00", "day"),
        ("Published: Mar 1, 2026 — 7 minutes read", "2026-03-01T00:00:00", "day"),
        ("2 minute readMarch 1, 20262:26 PM GMT+2Last Updated", "2026-03-01T12:26:00", "minute"),
    ],
)
def test_dates_as_english_prints_them(text: str, at: str, precision: str) -> None:
    assert read(text) == (f"{at}+00:00", precision)


@pytest.mark.parametrize(
    ("text", "language", "timezone", "at", "precision"),
    [
        ("1. März 2026, 9:30 Uhr", "de", "Europe/Berlin", "2026-03-01T08:30:00", "minute"),
        ("01.03.2026 um 9.30 Uhr", "de", "Europe/Berlin", "2026-03-01T08:30:00", "minute"),
        ("1er mars 2026 à 9h30", "fr", "Europe/Paris", "2026-03-01T08:30:00", "minute"),
        ("1 de marzo de 2026", "es", None, "2026-03-01T00:00:00", "day"),
        ("Lunes, 2 marzo 2026 - 02:24", "es", "Europe/Madrid", "2026-03-02T01:24:00", "minute"),
        ("1 Febbraio 2026 - 14:41", "it", "Europe/Rome", "2026-02-01T13:41:00", "minute"),
        ("1 de março de 2026", "pt", None, "2026-03-01T00:00:00", "day"),
        ("1 maart 2026", "nl", None, "2026-03-01T00:00:00", "day"),
        ("søndag 1. mars 2026 kl. 14.30", "nb", "Europe/Oslo", "2026-03-01T13:30:00", "minute"),
        ("8 januari 2026", "sv", None, "2026-01-08T00:00:00", "day"),
        ("1 marca 2026", "pl", None, "2026-03-01T00:00:00", "day"),
        ("1 марта 2026 г.", "ru", None, "2026-03-01T00:00:00", "day"),
        ("1 Mart 2026", "tr", None, "2026-03-01T00:00:00", "day"),
        ("2026年3月1日 9時30分", "ja", "Asia/Tokyo", "2026-03-01T00:30:00", "minute"),
        ("2026年3月1日 下午9:30", "zh", "Asia/Shanghai", "2026-03-01T13:30:00", "minute"),
        ("2026년 3월 1일 오후 9:30", "ko", "Asia/Seoul", "2026-03-01T12:30:00", "minute"),
        ("१ मार्च २०२६", "hi", None, "2026-03-01T00:00:00", "day"),
        ("1 مارس 2026", "ar", None, "2026-03-01T00:00:00", "day"),
        ("ngày 1 tháng 3 năm 2026", "vi", None, "2026-03-01T00:00:00", "day"),
    ],
)
def test_dates_as_other_languages_print_them(
    text: str, language: str, timezone: str | None, at: str, precision: str
) -> None:
    assert read(text, language=language, timezone=timezone) == (f"{at}+00:00", precision)


def test_a_time_without_offset_is_the_sites_own() -> None:
    summer = read("2025-07-01T09:30", timezone="America/New_York")
    winter = read("2026-03-01T09:30", timezone="America/New_York")

    assert summer == ("2025-07-01T13:30:00+00:00", "minute")
    assert winter == ("2026-03-01T14:30:00+00:00", "minute")


@pytest.mark.parametrize("timezone", [None, "Nowhere/Atall", "../etc"])
def test_a_time_that_cannot_be_placed_keeps_its_printed_day(timezone: str | None) -> None:
    assert read("2026-03-01T23:30", timezone=timezone) == ("2026-03-01T00:00:00+00:00", "day")


@pytest.mark.parametrize(
    ("text", "timezone", "at"),
    [
        ("2026-03-01T09:30:00 IST", "Asia/Kolkata", "2026-03-01T04:00:00"),
        ("2026-03-01T09:30:00 IST", "Asia/Jerusalem", "2026-03-01T07:30:00"),
        ("2026-03-01T09:30:00 IST", None, "2026-03-01T04:00:00"),
        ("2026-03-01T09:30:00 CST", "Asia/Shanghai", "2026-03-01T01:30:00"),
        ("2026-03-01T09:30:00 CST", "America/Chicago", "2026-03-01T15:30:00"),
    ],
)
def test_an_abbreviation_of_several_zones_is_the_sites_own(
    text: str, timezone: str | None, at: str
) -> None:
    assert read(text, timezone=timezone)[0] == f"{at}+00:00"


@pytest.mark.parametrize(
    ("text", "language", "timezone", "day"),
    [
        ("03/02/2026", "en-US", None, "2026-03-02"),
        ("03/02/2026", "en", None, "2026-03-02"),
        ("03/02/2026", "en", "America/New_York", "2026-03-02"),
        ("03/02/2026", None, "America/New_York", "2026-03-02"),
        ("03/02/2026", "en", "Europe/London", "2026-02-03"),
        ("03/02/2026", "en-GB", None, "2026-02-03"),
        ("03/02/2026", "en_AU", None, "2026-02-03"),
        ("03/02/2026", "fr", None, "2026-02-03"),
        ("25/02/2026", "en-US", None, "2026-02-25"),
        ("02/25/2026", "fr", None, "2026-02-25"),
        ("25/02/2026", None, None, "2026-02-25"),
        ("02/02/2026", None, None, "2026-02-02"),
        ("01.02.2026", "en-US", None, "2026-02-01"),
        ("15.10.24", "no", None, "2024-10-15"),
    ],
)
def test_the_language_settles_which_number_is_the_month(
    text: str, language: str | None, timezone: str | None, day: str
) -> None:
    assert read(text, language=language, timezone=timezone) == (f"{day}T00:00:00+00:00", "day")


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [("03/04/2026", "en-GB", "2026-03-04"), ("04/03/2026", "en-US", "2026-03-04")],
)
def test_an_order_later_than_the_capture_gives_way(text: str, language: str, day: str) -> None:
    assert read(text, language=language)[0] == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize("text", ["03/02/2026", "3-2-2026"])
def test_numbers_that_nothing_settles_are_not_guessed(text: str) -> None:
    with pytest.raises(UnreadableDate, match="the language is not known"):
        read(text, language=None)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("just now", "2026-03-05T12:00:00", "minute"),
        ("30 seconds ago", "2026-03-05T11:59:00", "minute"),
        ("5 minutes ago", "2026-03-05T11:55:00", "minute"),
        ("Updated 5 min ago", "2026-03-05T11:55:00", "minute"),
        ("vor 28 Minuten", "2026-03-05T11:32:00", "minute"),
        ("il y a 5 minutes", "2026-03-05T11:55:00", "minute"),
        ("5分前", "2026-03-05T11:55:00", "minute"),
        ("an hour ago", "2026-03-05T11:00:00", "hour"),
        ("12 hours ago", "2026-03-05T00:00:00", "hour"),
        ("13 hours ago", "2026-03-04T23:00:00", "hour"),
        ("vor einer Stunde", "2026-03-05T11:00:00", "hour"),
        ("hace 3 horas", "2026-03-05T09:00:00", "hour"),
        ("2 days ago", "2026-03-03T00:00:00", "day"),
        ("3시간 전", "2026-03-05T09:00:00", "hour"),
        ("today", "2026-03-05T00:00:00", "day"),
        ("Yesterday", "2026-03-04T00:00:00", "day"),
        ("gestern", "2026-03-04T00:00:00", "day"),
    ],
)
def test_ages_are_counted_back_from_the_capture(text: str, at: str, precision: str) -> None:
    assert read(text) == (f"{at}+00:00", precision)


def test_yesterday_is_the_sites_yesterday() -> None:
    early = datetime(2026, 3, 5, 1, tzinfo=UTC)  # still 4 March in New York

    moment = parse_moment("yesterday at 9:30 PM", captured_at=early, timezone="America/New_York")

    assert moment.at == datetime(2026, 3, 4, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Windows 95",
        "March 2026",
        "2026",
        "March 1",
        "9:30 AM",
        "PT2M53S",
        "2 weeks ago",
        "3 months ago",
        "7 hours",
        "5 min read",
        "0",
        "99999999999999999999",
        "2026-13-01",
        "2026-02-30",
        "February 30, 2026",
        "31/31/2026",
        "2026-03-01T25:00:00Z",
        "2026-03-01T09:61:00Z",
        "2026-03-01T09:30:00+99:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1989-12-31",
        "0000000000",
        "The company was founded on the first of March, and " * 5,
    ],
)
def test_what_is_no_whole_date_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableDate):
        read(text)


def test_the_oldest_day_is_read() -> None:
    assert read("1990-01-01") == ("1990-01-01T00:00:00+00:00", "day")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-05T12:00:00Z", "2026-03-05T12:00:00"),
        ("2026-03-05T12:00:01Z", "2026-03-05T12:00:00"),
        ("2026-03-05T12:15:00Z", "2026-03-05T12:00:00"),
    ],
    ids=["the moment of capture", "a second ahead", "the most a clock may be ahead"],
)
def test_a_clock_that_is_ahead_is_set_to_the_capture(text: str, at: str) -> None:
    assert read(text) == (f"{at}+00:00", "second")


@pytest.mark.parametrize(
    "text", ["2026-03-05T12:15:01Z", "March 6, 2026, 9:30 AM ET", "2026-03-07", "2030-01-01"]
)
def test_a_time_later_than_the_capture_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableDate, match="later than the capture"):
        read(text)


def test_a_day_that_has_begun_further_east_is_the_captures_day() -> None:
    assert read("2026-03-06") == ("2026-03-05T00:00:00+00:00", "day")


def test_the_text_is_kept_folded() -> None:
    moment = parse_moment(" March\u00a01,  2026 ", captured_at=CAPTURED_AT)

    assert moment.text == "March 1, 2026"


_zones = st.sampled_from([None, "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "x"])


@given(
    st.one_of(st.text(max_size=40), st.datetimes().map(str), st.from_regex(r"[0-9:/. TZ+-]{6,25}")),
    _zones,
    st.sampled_from([None, "en", "de", "xx", "ja"]),
)
def test_any_text_is_a_moment_not_later_than_the_capture_or_unreadable(
    text: str, timezone: str | None, language: str | None
) -> None:
    try:
        moment = parse_moment(text, captured_at=CAPTURED_AT, timezone=timezone, language=language)
    except UnreadableDate:
        return

    assert moment.at.tzinfo is UTC
    assert moment.at <= CAPTURED_AT
    if moment.precision is Precision.DAY:
        assert (moment.at.hour, moment.at.minute, moment.at.second) == (0, 0, 0)


@given(
    st.datetimes(
        min_value=datetime(1990, 1, 2),  # noqa: DTZ001  hypothesis adds the zone
        max_value=datetime(2026, 3, 4),  # noqa: DTZ001
        timezones=st.timezones(),
    )
)
def test_a_time_with_its_offset_comes_back_to_the_second(at: datetime) -> None:
    printed = at.replace(microsecond=0)
    offset = printed.utcoffset() or timedelta()
    if offset.total_seconds() % 60 or printed.time() == datetime.min.time():
        return

    moment = parse_moment(printed.isoformat(), captured_at=CAPTURED_AT)

    # in UTC: an hour that a zone has twice equals no time of another zone (PEP 495)
    assert moment.at == printed.astimezone(UTC)
    assert moment.precision is Precision.SECOND
