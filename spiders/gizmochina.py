"""Gizmochina: phones and gadgets of Chinese makers (gizmochina.com)."""

from newscrawl.crawl import Feed, SiteSpider


class GizmochinaSpider(SiteSpider):
    name = "gizmochina"
    publisher = "Gizmochina"
    domains = ("gizmochina.com",)
    language = "en"
    sources = (
        Feed("https://www.gizmochina.com/feed/", confirmed=False),  # in public lists of feeds
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data
