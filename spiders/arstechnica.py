"""Ars Technica: technology, science and policy (arstechnica.com)."""

from newscrawl.crawl import Feed, SiteSpider


class ArsTechnicaSpider(SiteSpider):
    name = "arstechnica"
    publisher = "Ars Technica"
    domains = ("arstechnica.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/New_York"  # by where it is made
    sources = (
        # seen in data, 2026
        Feed("https://feeds.arstechnica.com/arstechnica/index", confirmed=True),
    )
    article_urls = r"^/[a-z0-9-]+/20\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
