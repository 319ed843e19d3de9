"""What is known of named sites, read from their files without running them or Scrapy."""

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from newscrawl import settings
from newscrawl.items import SiteFacts
from newscrawl.urls import host_of, is_under

_FACTS = ("name", "publisher", "domains", "language", "timezone")


def named_site(url: str) -> SiteFacts | None:
    """Return the facts of the site that owns the host of ``url``; None where none is known."""
    host = host_of(url)
    return next(
        (facts for domains, facts in _known() if any(is_under(host, each) for each in domains)),
        None,
    )


@cache
def _known() -> tuple[tuple[tuple[str, ...], SiteFacts], ...]:
    return tuple(found for path in _files() if (found := _facts_in(path)))


def _files() -> Iterator[Path]:
    """Yield the files of the packages that ``scrapy crawl`` looks for sites in, where installed."""
    for package in settings.SPIDER_MODULES:
        found = importlib.util.find_spec(package)
        for folder in (found and found.submodule_search_locations) or ():
            yield from sorted(Path(folder).glob("*.py"))


def _facts_in(path: Path) -> tuple[tuple[str, ...], SiteFacts] | None:
    """Return domains and facts of a site's file; None where they are not literals in it."""
    try:
        tree = ast.parse(path.read_text("utf-8"))
        facts = {
            target.id: ast.literal_eval(statement.value)
            for spider in tree.body
            if isinstance(spider, ast.ClassDef)
            for statement in spider.body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name) and target.id in _FACTS
        }
        return tuple(facts.pop("domains")), SiteFacts(**facts)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
        return None  # a spider that computes what it is says so to Scrapy only
