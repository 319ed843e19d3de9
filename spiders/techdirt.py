"""Techdirt: technology law and policy (techdirt.com)."""

from newscrawl.crawl import Feed, SiteSpider


class TechdirtSpider(SiteSpider):
    name = "techdirt"
    publisher = "Techdirt"
    domains = ("techdirt.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/Los_Angeles"  # by where it is made
    sources = (
        Feed("https://www.techdirt.com/feed/", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
