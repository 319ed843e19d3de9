"""The Signal Room: security and privacy (signalroom.example)."""

from newscrawl.crawl import Feed, SiteSpider


class SignalRoomSpider(SiteSpider):
    name = "signalroom"
    publisher = "The Signal Room"
    language = "en"
    timezone = "Europe/London"
    sources = [Feed("http://signalroom.example/feed.atom", confirmed=True)]
    article_urls = r"/20\d\d/\d\d/\d\d/[a-z0-9-]+$"
