"""Techdirt: technology law and policy (techdirt.com)."""

from newscrawl.crawl import Feed, SiteSpider


class TechdirtSpider(SiteSpider):
    name = "techdirt"
    publisher = "Techdirt"
    domains = ("techdirt.com",)
    language = "en"
    timezone = "America/Los_Angeles"
    sources = (
        Feed("https://www.techdirt.com/feed/", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data, 2026
