"""The names that ``scrapy crawl`` takes."""

import difflib
from collections.abc import Sequence

from newscrawl.errors import UsageError


def check_spider_name(name: str, names: Sequence[str]) -> None:
    """Raise UsageError, with the names that there are, where ``name`` is none of them."""
    if name.startswith("-"):
        raise UsageError(f"there is no option {name}; --help lists what there is")
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        there_are = ", ".join(sorted(names))
        raise UsageError(f"there is no spider {name!r}; {hint}there are {there_are}")
