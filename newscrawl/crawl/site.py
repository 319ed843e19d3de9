"""What is known of a site beforehand, as one value that stages and extensions can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from w3lib.url import url_query_cleaner

from newscrawl.crawl.sources import SectionPage, Source
from newscrawl.items import SiteFacts
from newscrawl.urls import (
    TRACKING_PARAMETERS,
    canonical_url,
    host_of,
    is_under,
    registrable_domain,
)

_ARTICLE_SHAPE = re.compile(r"/20\d\d/\d{1,2}/.|\d{5,}|[^/-]+(-[^/-]+){3,}", re.ASCII)
_LISTING_SHAPE = re.compile(
    r"/(tags?|categor(y|ies)|topics?|authors?|pages?|search|about|contact|privacy|terms|legal|"
    r"login|newsletters?|feed|rss|wp-content|wp-json)(/|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """
    A site: its facts, the domains that are its own, its sources and the shape of article URLs.

    ``article_urls`` is searched in the path (and query, if any) of the canonical URL; None where
    the site is not a named one: what a feed names is then an article, what a page links to must
    look like one.
    """

    facts: SiteFacts
    domains: tuple[str, ...]
    sources: tuple[Source, ...]
    article_urls: re.Pattern[str] | None

    @property
    def name(self) -> str:
        return self.facts.name

    def owns(self, url: str) -> bool:
        """Whether the host of ``url`` is one of the site's domains or below one of them."""
        return any(is_under(host_of(url), domain) for domain in self.domains)

    def is_article(self, url: str, source: Source) -> bool:
        """Whether ``url``, which ``source`` names, is on the site and has an article's shape."""
        try:
            parts = urlsplit(canonical_url(url))
        except ValueError:  # a port that is no number, and the like
            return False
        if parts.scheme != "https" or not self.owns(url):
            return False
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if self.article_urls is not None:
            return self.article_urls.search(path) is not None
        return not isinstance(source, SectionPage) or looks_like_article(path)


def looks_like_article(path: str) -> bool:
    """
    Return whether a path on an unknown site has a date, a long number or a headline in it.

    >>> looks_like_article("/2026/03/court-fines-maker/"), looks_like_article("/news/?p=123456")
    (True, True)
    >>> looks_like_article("/maker-fined-over-battery-claims"), looks_like_article("/tag/5g-phones")
    (True, False)
    """
    return _ARTICLE_SHAPE.search(path) is not None and _LISTING_SHAPE.search(path) is None


def request_url(url: str) -> str:
    """
    Return what to request for an announced ``url``: it, without fragment and click tracking.

    Not the canonical URL: a site may answer on http alone, or care for the order of its query.
    """
    return str(
        url_query_cleaner(url, TRACKING_PARAMETERS, remove=True, unique=False, keep_fragments=False)
    )


def domains_of(sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the registrable domains that ``sources`` are on, each once, in their order."""
    return tuple(dict.fromkeys(registrable_domain(source.url) for source in sources))
