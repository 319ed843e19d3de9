"""Netzfunk: technology news in German (netzfunk.example)."""

from newscrawl.crawl import Feed, SiteSpider


class NetzfunkSpider(SiteSpider):
    name = "netzfunk"
    publisher = "Netzfunk"
    language = "de"
    timezone = "Europe/Berlin"
    sources = [Feed("http://netzfunk.example/rss/alles.xml", confirmed=True)]
    article_urls = r"^/artikel/[a-z0-9-]+\.html$"
