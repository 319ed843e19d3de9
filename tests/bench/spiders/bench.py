"""The local site of the crawl bench: recorded only, and with everything on."""

from collections.abc import Iterator

from scrapy.http import Response

from newscrawl.crawl import Feed, SiteSpider
from newscrawl.crawl.site_run import SiteRun
from newscrawl.items import ExtractedArticle


class BenchAllSpider(SiteSpider):
    name = "benchall"
    publisher = "Bench"
    language = "en"
    sources = (Feed("http://bench.example/feed", confirmed=True),)
    article_urls = r"^/news/"


class BenchRecordSpider(BenchAllSpider):
    name = "benchrecord"

    def parse_article(self, response: Response, run: SiteRun) -> Iterator[ExtractedArticle]:
        run.tally.count("fetched")
        yield from ()
