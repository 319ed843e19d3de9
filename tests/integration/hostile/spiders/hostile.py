"""Hostile: what no site should answer (hostile.example)."""

from newscrawl.crawl import Feed, SiteSpider


class HostileSpider(SiteSpider):
    name = "hostile"
    publisher = "Hostile"
    language = "en"
    timezone = "UTC"
    sources = [Feed("http://hostile.example/feed.xml", confirmed=True)]
    article_urls = r"^/news/[a-z0-9-]+$"
