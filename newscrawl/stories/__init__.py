"""
Is an article a brand legal or apology story, and what does it say: the story card.

:func:`story_card` reads one article, :func:`explain` says why it is a story or not, and
:func:`load_watchlist` reads a user's own brands.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawl.stories.brands import Watchlist, load_watchlist
    from newscrawl.stories.card import CARD_VERSION, DEFAULT_THRESHOLD, story_card
    from newscrawl.stories.reasons import Reason, explain

__all__ = [
    "CARD_VERSION",
    "DEFAULT_THRESHOLD",
    "Reason",
    "Watchlist",
    "explain",
    "load_watchlist",
    "story_card",
]

_MODULES = {
    "brands": ("Watchlist", "load_watchlist"),
    "card": ("CARD_VERSION", "DEFAULT_THRESHOLD", "story_card"),
    "reasons": ("Reason", "explain"),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a question by brand needs the table of brands and no reading."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
