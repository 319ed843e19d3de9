"""A text that may hold a day of the story."""

from typing import NamedTuple

from newscrawl.dates import Announcement
from newscrawl.items import FieldSource


class Told(NamedTuple):
    """
    A text that may hold a day of the story, and the place that gives it.

    ``says`` is what the place calls the day, None where it says nothing. ``signs`` name the
    place, for the choice among the days. ``is_at_headline``: in print, where a story's day stands.
    """

    text: str
    source: FieldSource
    says: Announcement | None
    signs: frozenset[str]
    is_at_headline: bool = False
