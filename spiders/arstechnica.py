"""Ars Technica: technology, science and policy (arstechnica.com)."""

from newscrawl.crawl import Feed, SiteSpider


class ArsTechnicaSpider(SiteSpider):
    name = "arstechnica"
    publisher = "Ars Technica"
    domains = ("arstechnica.com",)
    language = "en"
    timezone = "America/New_York"
    sources = (
        # seen in data, 2026
        Feed("https://feeds.arstechnica.com/arstechnica/index", confirmed=True),
    )
    article_urls = r"^/[a-z0-9-]+/20\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data, 2026
