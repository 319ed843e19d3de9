"""Figurative words of law, which make no story: "the verdict on this round"."""

import re
from functools import cache

from newscrawl.stories.cues import pattern_lists


def without_figures(text: str, lead_end: int) -> str:
    """
    Return ``text`` with each figurative phrase of its lead blanked; offsets stay as they are.

    >>> without_figures("The court of public opinion", 27).strip()
    ''
    """
    patterns = _patterns()
    lead = patterns["always"].sub(_blank, text[:lead_end])
    if not patterns["law"].search(lead):
        lead = patterns["alone"].sub(_blank, lead)
    return lead + text[lead_end:]


def _blank(phrase: re.Match[str]) -> str:
    return " " * len(phrase[0])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return pattern_lists("figures.toml", re.IGNORECASE)
