"""Engadget: consumer electronics (engadget.com)."""

from newscrawl.crawl import Feed, SiteSpider


class EngadgetSpider(SiteSpider):
    name = "engadget"
    publisher = "Engadget"
    domains = ("engadget.com",)
    language = "en"
    timezone = "America/New_York"
    sources = (
        Feed("https://www.engadget.com/rss.xml", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/[a-z0-9/-]+-\d{9}\.html$|^/\d{7,}/[^/]+/?$|^/20\d\d/\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data, 2026
