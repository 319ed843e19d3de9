"""
Is an article a brand legal or apology story, and what does it say: the story card.

:func:`story_card` reads one article; :func:`load_watchlist` reads a user's own brands.
"""

from newscrawl.stories.brands import Watchlist, load_watchlist
from newscrawl.stories.card import CARD_VERSION, DEFAULT_THRESHOLD, story_card

__all__ = ["CARD_VERSION", "DEFAULT_THRESHOLD", "Watchlist", "load_watchlist", "story_card"]
