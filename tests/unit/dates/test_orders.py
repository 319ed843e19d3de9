from datetime import UTC, date, datetime

import pytest

from newscrawl.dates import order_of_language, order_shown, printed_days, read_date
from newscrawl.items import DayOrder

CAPTURED_AT = datetime(2026, 11, 5, tzinfo=UTC)


def shown(*texts: str, known: tuple[date, ...] = ()) -> DayOrder | None:
    return order_shown([day for text in texts for day in printed_days(text)], known)


def test_a_day_that_the_page_gives_elsewhere_shows_the_order() -> None:
    assert shown("3/4/2026", known=(date(2026, 3, 4),)) is DayOrder.MONTH_FIRST
    assert shown("3/4/2026", known=(date(2026, 4, 3),)) is DayOrder.DAY_FIRST


def test_a_number_over_twelve_shows_the_order_of_the_others() -> None:
    assert shown("3/4/2026", "25/3/2026") is DayOrder.DAY_FIRST
    assert shown("3/4/2026", "3/25/2026") is DayOrder.MONTH_FIRST


@pytest.mark.parametrize("texts", [("3/4/2026",), ("3/4/2026", "25/3/2026", "3/25/2026"), ()])
def test_what_shows_nothing_or_both_orders_settles_nothing(texts: tuple[str, ...]) -> None:
    assert shown(*texts) is None


def test_a_known_day_outweighs_another_number() -> None:
    assert shown("3/4/2026", "25/3/2026", known=(date(2026, 3, 4),)) is DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("order", "day"),
    [(DayOrder.DAY_FIRST, date(2026, 4, 3)), (DayOrder.MONTH_FIRST, date(2026, 3, 4))],
)
def test_what_the_page_shows_outweighs_the_language(order: DayOrder, day: date) -> None:
    for language in ("en-US", "de"):
        read = read_date("3/4/2026", captured_at=CAPTURED_AT, language=language, order=order)

        assert read is not None
        assert (read.day, read.either) == (day, None)


def test_a_day_that_only_the_language_settles_keeps_its_other_reading() -> None:
    read = read_date("3/4/2026", captured_at=CAPTURED_AT, language="en-US")

    assert read is not None
    assert (read.day, read.either) == (date(2026, 3, 4), date(2026, 4, 3))


@pytest.mark.parametrize(
    ("language", "zone", "order"),
    [
        ("en-US", None, DayOrder.MONTH_FIRST),
        ("en_PH", None, DayOrder.MONTH_FIRST),
        ("en-GB", "America/New_York", DayOrder.DAY_FIRST),
        ("en", "Europe/London", DayOrder.DAY_FIRST),
        ("en", None, DayOrder.MONTH_FIRST),
        ("de", None, DayOrder.DAY_FIRST),
        (None, "America/Chicago", DayOrder.MONTH_FIRST),
        (None, None, None),
    ],
)
def test_the_order_that_readers_expect(
    language: str | None, zone: str | None, order: DayOrder | None
) -> None:
    assert order_of_language(language, zone) is order
