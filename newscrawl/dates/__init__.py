"""Dates as pages print them: which day, what time of day, in which zone."""

from newscrawl.dates.ages import is_like_age
from newscrawl.dates.announcements import Announcement, announced
from newscrawl.dates.orders import order_of_language, order_shown
from newscrawl.dates.printed_days import PrintedDay, plain_digits, printed_days
from newscrawl.dates.reading import FIRST_ZONE, OLDEST, PrintedDate, read_date

__all__ = [
    "FIRST_ZONE",
    "OLDEST",
    "Announcement",
    "PrintedDate",
    "PrintedDay",
    "announced",
    "is_like_age",
    "order_of_language",
    "order_shown",
    "plain_digits",
    "printed_days",
    "read_date",
]
