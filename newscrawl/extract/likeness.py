"""How much two titles share."""

import math
import re
from functools import lru_cache

_WORD = re.compile(r"\w+")


# A page gives the same titles and names at many places, and each is compared with all the others.
@lru_cache(maxsize=5_000)
def letters_of(text: str) -> str:
    """Return the letters and digits, case folded: what two printings of one title share."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def likeness(one: str, other: str) -> float:
    """Return how much two titles share, 0.0 to 1.0; one that holds the other is like it."""
    words, others = (set(_WORD.findall(text.casefold())) for text in (one, other))
    common = len(words & others)
    if not common:
        return 0.0
    return common / min(len(words), len(others)) * math.sqrt(common / max(len(words), len(others)))
