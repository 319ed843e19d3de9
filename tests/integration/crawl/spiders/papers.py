"""Spiders of the paper, as confirmed, as rumoured, and as broken."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from newscrawl.crawl import Feed, SiteSpider
from newscrawl.crawl.site_run import SiteRun
from newscrawl.errors import SpoolError
from newscrawl.items import Capture, Exchange, ExtractedArticle


class PaperSpider(SiteSpider):
    name = "paper"
    publisher = "The Paper"
    language = "en"
    sources = (Feed("http://paper.example/feed", confirmed=True),)
    article_urls = r"^/(news|private)/[a-z0-9-]+$"


class RumourSpider(SiteSpider):
    name = "rumour"
    publisher = "The Paper"
    domains = ("paper.example",)
    sources = (
        Feed("http://paper.example/feed", confirmed=True),
        Feed("http://paper.example/rumoured-feed", confirmed=False),
    )
    article_urls = r"^/news/[a-z0-9-]+$"


class BrokenSpider(PaperSpider):
    name = "broken"

    def parse_article(self, response: Response, run: SiteRun) -> Iterator[ExtractedArticle]:
        raise ZeroDivisionError("nobody expected this")


class FullDiskSpider(PaperSpider):
    """The disk is full when the page comes that a redirect led to."""

    name = "fulldisk"
    failure: ClassVar[Exception] = SpoolError("the spool cannot be written: disk full")

    async def start(self) -> AsyncIterator[Request]:
        for site_run in self.runs.values():
            site_run.run.record = self._recorder(site_run)  # type: ignore[assignment, method-assign]
        async for request in super().start():
            yield request

    def _recorder(self, site_run: SiteRun) -> Callable[[Exchange], Capture]:
        record = site_run.run.record

        def fail_for_the_last(exchange: Exchange) -> Capture:
            if exchange.url.endswith("/news/2-is-here"):
                raise self.failure
            return record(exchange)

        return fail_for_the_last


class FaultyRecorderSpider(FullDiskSpider):
    name = "faultyrecorder"
    failure = ZeroDivisionError("nobody expected this")
