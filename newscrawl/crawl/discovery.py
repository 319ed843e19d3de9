"""What an address turns out to be, and where a home page says its articles are announced."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from newscrawl.crawl.feeds import parse_feed
from newscrawl.crawl.linking_page import LinkingPage, linking_page
from newscrawl.crawl.markup import local_name, parse_xml
from newscrawl.crawl.sources import Feed, NewsSitemap, Source
from newscrawl.errors import SourceUnreadable

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
# Old pages give feeds the type of any XML; those whose title says so are taken for feeds.
_XML_TYPES = {"application/rdf+xml", "application/xml", "text/xml"}
_SAYS_RSS = re.compile(r"\bRSS\b", re.IGNORECASE)
# Not "comment", which is what newspapers call their opinion pages.
_OF_COMMENTS = re.compile(r"(?<![a-z])comments(?![a-z])", re.IGNORECASE)
_MOST_SITEMAPS = 3


def source_at(response: Response) -> Source | None:
    """Return the feed or sitemap that ``response`` is, None where it is neither."""
    start = response.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    try:
        if start.startswith(b"{"):
            parse_feed(response.body, url=response.url)
            return Feed(response.url, confirmed=True)
        if start.startswith((b"<!doctype html", b"<html")):
            return None
        root = local_name(parse_xml(response.body, url=response.url))
    except SourceUnreadable:
        return None
    if root in ("urlset", "sitemapindex"):
        return NewsSitemap(response.url, confirmed=True)
    return Feed(response.url, confirmed=True) if root in ("rss", "rdf", "feed") else None


def is_home_page(url: str) -> bool:
    """
    Return whether ``url`` is a site's front door.

    >>> is_home_page("https://news.example"), is_home_page("https://news.example/policy/")
    (True, False)
    """
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def sources_of_home_page(response: Response, sitemaps: Sequence[str]) -> tuple[Source, ...]:
    """
    Return the feeds that the page links to, and the news sitemaps among ``sitemaps``.

    Feeds of comments are left out. ``sitemaps`` are those that robots.txt names; where it names
    none, those that the page links to count. Where none of them is of news, the first three.
    """
    try:
        page = linking_page(response) if isinstance(response, TextResponse) else None
    except SourceUnreadable:
        page = None
    named = list(sitemaps) or (_sitemaps(page) if page else [])
    news = [url for url in named if "news" in urlsplit(url).path.lower()]
    chosen = (news or named)[:_MOST_SITEMAPS]
    return (
        *(Feed(url, confirmed=True) for url in (_feeds(page) if page else ())),
        *(NewsSitemap(url, confirmed=True) for url in chosen),
    )


def _feeds(page: LinkingPage) -> list[str]:
    found = []
    for kind, title, url in _linked(page, "alternate"):
        is_feed = kind in _FEED_TYPES or (kind in _XML_TYPES and _SAYS_RSS.search(title))
        parts = urlsplit(url)
        if is_feed and not _OF_COMMENTS.search(f"{parts.path}?{parts.query}"):
            found.append(url)
    return list(dict.fromkeys(found))


def _sitemaps(page: LinkingPage) -> list[str]:
    return list(dict.fromkeys(url for _, _, url in _linked(page, "sitemap")))


def _linked(page: LinkingPage, relation: str) -> Iterator[tuple[str, str, str]]:
    """Yield media type, title and address of what the page says to be its ``relation``."""
    for link in page.selector.css("link[rel][href], a[rel][href], area[rel][href]"):
        if relation in link.attrib["rel"].lower().split():
            kind = link.attrib.get("type", "").partition(";")[0].strip().lower()
            if url := page.address(link.attrib["href"]):
                yield kind, link.attrib.get("title", ""), url
