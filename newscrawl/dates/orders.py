"""Which of two numbers is the month."""

from collections.abc import Iterable
from datetime import date

from newscrawl.dates.printed_days import PrintedDay
from newscrawl.items import DayOrder


def order_shown(days: Iterable[PrintedDay], known: Iterable[date]) -> DayOrder | None:
    """
    Return the order in which a page prints days, where it shows that; None where it does not.

    ``days`` are dates in numbers that may be read either way, ``known`` days that the page gives
    in a form that cannot be mistaken: a reading that is one of them is the right one.
    """
    certain = set(known)
    days = tuple(days)
    for orders in (
        {
            DayOrder.DAY_FIRST if one.day in certain else DayOrder.MONTH_FIRST
            for one in days
            if one.other and (one.day in certain) != (one.other in certain)
        },
        {one.shows for one in days if one.shows},
    ):
        if len(orders) == 1:
            return orders.pop()
    return None


def order_of_language(language: str | None, zone: str | None) -> DayOrder | None:
    """
    Return the order that readers of ``language`` (BCP 47) in ``zone`` (IANA) expect.

    None where neither says: English alone is taken for American, as most of it on the Web is.
    """
    tag, _, region = (language or "").replace("_", "-").casefold().partition("-")
    if region in ("us", "ph"):
        return DayOrder.MONTH_FIRST
    if region or (tag and tag != "en"):
        return DayOrder.DAY_FIRST
    if zone:
        is_american = zone.startswith(("America/", "US/", "Pacific/Honolulu"))
        return DayOrder.MONTH_FIRST if is_american else DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if tag == "en" else None
