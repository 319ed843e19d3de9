"""Gizmochina: phones and gadgets of Chinese makers (gizmochina.com)."""

from newscrawl.crawl import Feed, SiteSpider


class GizmochinaSpider(SiteSpider):
    name = "gizmochina"
    publisher = "Gizmochina"
    domains = ("gizmochina.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    sources = (
        Feed("https://www.gizmochina.com/feed/", confirmed=False),  # in public lists of feeds
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ()
