"""Hostile sources: one host, many feeds, none of them well (hostile.example)."""

from newscrawl.crawl import Feed, SiteSpider
from tests.integration.hostile.feeds import FEEDS


class HostileSourcesSpider(SiteSpider):
    name = "hostile-sources"
    publisher = "Hostile"
    language = "en"
    timezone = "UTC"
    sources = [Feed(f"http://hostile.example/feeds/{trait}.xml", confirmed=True) for trait in FEEDS]
    article_urls = r"^/news/[a-z0-9-]+$"
