from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.dates import plain_digits, printed_days
from newscrawl.items import DayOrder


def days(text: str) -> list[date]:
    return [found.day for found in printed_days(plain_digits(text))]


_LANGUAGES = (
    "en en_GB de de_AT fr es it pt pt_BR nl sv da nb fi is pl cs sk hu ro tr el ru uk bg sr sl et "
    "lv lt ar ar_EG fa he hi bn ta te mr gu ur th vi id ms fil ca eu gl sw ja ko zh zh_Hant"
).split()
# Basque inflects the numbers; a Persian page prints its own calendar as a rule, and so not this.
_NOT_READ = {"eu"}


@given(
    st.sampled_from([language for language in _LANGUAGES if language not in _NOT_READ]),
    st.sampled_from(["full", "long", "medium"]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2039, 12, 31)),
)
def test_a_day_printed_in_any_language_is_read_back(language: str, style: str, day: date) -> None:
    printed = format_date(day, style, locale=language)

    found = list(printed_days(plain_digits(printed)))

    assert [day in (one.day, one.other) for one in found] == [True], printed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和8年3月1日", date(2026, 3, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("二〇二六年三月十一日", date(2026, 3, 11)),
        ("二〇二六年十二月二十日", date(2026, 12, 20)),
        ("２０２６年３月１日", date(2026, 3, 1)),
        ("٣ مارس ٢٠٢٦", date(2026, 3, 3)),
        ("1 آذار/مارس 2026", date(2026, 3, 1)),
        ("3 كانون الثاني 2026", date(2026, 1, 3)),
        ("1 มี.ค. 2569", date(2026, 3, 1)),
        ("1 thg 3, 2026", date(2026, 3, 1)),
        ("2026. március 1.", date(2026, 3, 1)),
        ("2026 m. kovo 1 d.", date(2026, 3, 1)),
        ("2026. gada 1. marts", date(2026, 3, 1)),
        ("1 d’abril de 2026", date(2026, 4, 1)),
        ("20 de marzo del 2026", date(2026, 3, 20)),
        ("MARCH 1ST, 2026", date(2026, 3, 1)),
        ("1. 3. 2026", date(2026, 3, 1)),
        ("26-Feb-26", date(2026, 2, 26)),
        ("10 de set. de 2025", date(2025, 9, 10)),
    ],
)
def test_days_as_newsrooms_write_them(text: str, day: date) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "March 2026",
        "March 1",
        "1 Marble 2026",
        "version 1.2.2026.3",
        "192.168.10.12",
        "2026-13-01",
        "31/31/2026",
        "30 February 2026",
        "1.3.26:40",
        "$3/4/2026",
        "10/12/202",
        "Call 020 3 2026",
        "1 mars dans tout le pays jusqu'à fin 2026",
    ],
)
def test_numbers_that_are_no_day(text: str) -> None:
    assert days(text) == []


def test_several_days_are_found_in_their_order() -> None:
    text = "Published March 1, 2026, updated 2026-03-05T10:00Z (was 3.2.2026)"

    assert days(text) == [date(2026, 3, 1), date(2026, 3, 5), date(2026, 2, 3)]


@pytest.mark.parametrize(
    ("text", "day", "other", "shows"),
    [
        ("3/4/2026", date(2026, 4, 3), date(2026, 3, 4), None),
        ("3.4.2026", date(2026, 4, 3), None, None),
        ("4/4/2026", date(2026, 4, 4), None, None),
        ("25/4/2026", date(2026, 4, 25), None, DayOrder.DAY_FIRST),
        ("12/4/2026", date(2026, 4, 12), date(2026, 12, 4), None),
        ("4/13/2026", date(2026, 4, 13), None, DayOrder.MONTH_FIRST),
        ("2026/4/3", date(2026, 4, 3), None, None),
    ],
)
def test_numbers_that_may_be_read_either_way_say_so(
    text: str, day: date, other: date | None, shows: DayOrder | None
) -> None:
    [found] = printed_days(text)

    assert (found.day, found.other, found.shows) == (day, other, shows)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in printed_days(plain_digits(text)):
        assert found.start < found.end
