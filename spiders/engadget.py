"""Engadget: consumer electronics (engadget.com)."""

from newscrawl.crawl import Feed, SiteSpider


class EngadgetSpider(SiteSpider):
    name = "engadget"
    publisher = "Engadget"
    domains = ("engadget.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/New_York"  # by where it is made
    sources = (
        Feed("https://www.engadget.com/rss.xml", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/[a-z0-9/-]+-\d{9}\.html$|^/\d{7,}/[^/]+/?$|^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
