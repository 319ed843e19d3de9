"""Every day that a page tells of its story, with the place that tells it."""

import re
from datetime import date
from typing import NamedTuple

from newscrawl.dates import (
    FIRST_ZONE,
    OLDEST,
    Announcement,
    PrintedDate,
    PrintedDay,
    order_shown,
    plain_digits,
    printed_days,
    read_date,
)
from newscrawl.extract.declared_days import days_in_scripts, days_of_addresses, declared_days
from newscrawl.extract.meta import language
from newscrawl.extract.page import Page
from newscrawl.extract.told import Told
from newscrawl.extract.visible_days import days_of_lines, days_of_time_elements
from newscrawl.items import DayOrder, FieldSource

# What may be a day in numbers alone, marks of direction between them: only the order of those is
# in question.
_NUMBERS = re.compile(r"(?<!\d)\d{1,2}[^\w:]{1,4}\d{1,2}[^\w:]{1,4}\d\d")


class ToldDay(NamedTuple):
    """A place's text, and the date that it was read as."""

    told: Told
    read: PrintedDate

    @property
    def day(self) -> date:
        return self.read.day

    @property
    def is_declared(self) -> bool:
        """Whether a machine-readable place of the page gives it."""
        return self.told.source not in (FieldSource.VISIBLE_TEXT, FieldSource.URL)

    def is_declared_as(self, *meanings: Announcement | None) -> bool:
        return self.is_declared and self.told.says in meanings


def told_days(page: Page) -> tuple[ToldDay, ...]:
    """
    Return the days that the page tells, those of the places made for it first.

    A day later than the capture is none; day and month of 03/04/2026 are in the order in which
    the rest of the page shows them, else in that of its language.
    """
    order = spoken = None
    if any(day.other for day in page.once(_days_in_numbers)):
        order, spoken = page.once(day_order), language(page, None)
    captured_at = page.capture.captured_at
    latest = (captured_at + FIRST_ZONE).date()
    found = []
    dates: dict[str, PrintedDate | None] = {}  # most pages tell one in several places
    for told in page.once(_told):
        if told.text not in dates:
            try:
                dates[told.text] = read_date(
                    told.text, captured_at=captured_at, language=spoken, order=order
                )
            except (ValueError, OverflowError):
                dates[told.text] = None
        read = dates[told.text]
        if read and OLDEST <= read.day <= latest:
            signs = told.signs | {"counted from the capture"} if read.is_age else told.signs
            found.append(ToldDay(told._replace(signs=signs), read))
    return tuple(found)


def day_order(page: Page) -> DayOrder | None:
    """Return the order of the page's dates in numbers, where something on it shows that."""
    days = page.once(_days_in_numbers)
    return order_shown(days, (day.day for day in days if day.other is None))


def _days_in_numbers(page: Page) -> tuple[PrintedDay, ...]:
    texts = [told.text for told in page.once(_told)]
    if not any(map(_NUMBERS.search, texts)):
        return ()
    return tuple(day for text in texts for day in printed_days(plain_digits(text)))


def _told(page: Page) -> tuple[Told, ...]:
    """Return the texts that may hold a day, unread."""
    found = list(declared_days(page))
    found += [*days_of_lines(page), *days_of_time_elements(page), *days_of_addresses(page)]
    if not any(_is_of_publication(told) for told in found):
        found += days_in_scripts(page)
    return tuple(found)


def _is_of_publication(told: Told) -> bool:
    if told.source is FieldSource.VISIBLE_TEXT:
        return told.is_at_headline and told.says in (Announcement.PUBLISHED, None)
    return told.says is Announcement.PUBLISHED
