"""The names that ``scrapy crawl`` takes."""

from collections.abc import Sequence

from newscrawl.closest import unknown
from newscrawl.errors import UsageError


def check_spider_name(name: str, names: Sequence[str]) -> None:
    """Raise UsageError, with the names that there are, where ``name`` is none of them."""
    if name.startswith("-"):
        raise UsageError(f"there is no option {name}; --help lists what there is")
    if name not in names:
        raise UsageError(unknown("spider", name, sorted(names)))
