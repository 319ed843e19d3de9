"""What is known of a site beforehand, as one value that stages and extensions can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from w3lib.url import url_query_cleaner

from newscrawl.crawl.sources import Source
from newscrawl.items import SiteFacts
from newscrawl.urls import TRACKING_PARAMETERS, canonical_url, host_of, registrable_domain


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """
    A site: its facts, the domains that are its own, its sources and the shape of article URLs.

    ``article_urls`` is searched in the path (and query, if any) of the canonical URL.
    """

    facts: SiteFacts
    domains: tuple[str, ...]
    sources: tuple[Source, ...]
    article_urls: re.Pattern[str]

    @property
    def name(self) -> str:
        return self.facts.name

    def owns(self, url: str) -> bool:
        """Whether the host of ``url`` is one of the site's domains or below one of them."""
        return any(is_under(host_of(url), domain) for domain in self.domains)

    def announces_article(self, url: str) -> bool:
        """Whether ``url`` is on the site and has the shape of an article's URL."""
        try:
            parts = urlsplit(canonical_url(url))
        except ValueError:  # a port that is no number, and the like
            return False
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return (
            urlsplit(url).scheme in ("http", "https")
            and self.owns(url)
            and self.article_urls.search(path) is not None
        )


def is_under(host: str, domain: str) -> bool:
    """
    Return whether ``host`` is ``domain`` or a subdomain of it.

    >>> is_under("m.news.example", "news.example"), is_under("fakenews.example", "news.example")
    (True, False)
    """
    return host == domain or host.endswith("." + domain)


def request_url(url: str) -> str:
    """
    Return what to request for an announced ``url``: it, without fragment and click tracking.

    Not the canonical URL: a site may answer on http alone, or care for the order of its query.
    """
    return str(url_query_cleaner(url, TRACKING_PARAMETERS, remove=True, keep_fragments=False))


def domains_of(sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the registrable domains that ``sources`` are on, each once, in their order."""
    return tuple(dict.fromkeys(registrable_domain(source.url) for source in sources))
