"""Modem Weekly: telephones and slow lines in Britain (modemweekly.example)."""

from newscrawl.crawl import Feed, SiteSpider


class ModemWeeklySpider(SiteSpider):
    name = "modemweekly"
    publisher = "Modem Weekly"
    language = "en"
    timezone = "Europe/London"
    sources = [Feed("http://modemweekly.example/rss.xml", confirmed=True)]
    article_urls = r"/20\d\d/\d\d/[a-z0-9-]+\.html$"
