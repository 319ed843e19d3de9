"""
Is an article a brand legal or apology story, and what does it say: the story card.

:func:`story_card` reads one article, :func:`explain` says why it is a story or not, and
:func:`load_watchlist` reads a user's own brands.
"""

from newscrawl.stories.brands import Watchlist, load_watchlist
from newscrawl.stories.card import CARD_VERSION, DEFAULT_THRESHOLD, story_card
from newscrawl.stories.explain import Reason, explain

__all__ = [
    "CARD_VERSION",
    "DEFAULT_THRESHOLD",
    "Reason",
    "Watchlist",
    "explain",
    "load_watchlist",
    "story_card",
]
