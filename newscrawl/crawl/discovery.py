"""What an address turns out to be, and where a home page says its articles are announced."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import Response, TextResponse

from newscrawl.crawl.feeds import parse_feed
from newscrawl.crawl.links import absolute
from newscrawl.crawl.markup import local_name, parse_xml
from newscrawl.crawl.sources import Feed, NewsSitemap, Source
from newscrawl.errors import SourceUnreadable

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
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

    Feeds of comments are left out. Where robots.txt names no sitemap of news, its first three.
    """
    feeds: list[Source] = []
    if isinstance(response, TextResponse):
        for link in Selector(response.text, type="html").css("link[rel~=alternate][href]"):
            kind = link.attrib.get("type", "").partition(";")[0].strip().lower()
            url = absolute(link.attrib["href"].strip(), response.url)
            if kind in _FEED_TYPES and url and "comment" not in url.lower():
                feeds.append(Feed(url, confirmed=True))
    news = [url for url in sitemaps if "news" in urlsplit(url).path.lower()]
    chosen = (news or list(sitemaps))[:_MOST_SITEMAPS]
    return (*dict.fromkeys(feeds), *(NewsSitemap(url, confirmed=True) for url in chosen))
