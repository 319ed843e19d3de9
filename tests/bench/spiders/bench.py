"""The local site of the crawl bench: fetched only or read too, each with the archive and without."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any, Self
from uuid import uuid4

from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.archive.run import Run
from newscrawl.crawl import Feed, SiteSpider
from newscrawl.crawl.site_run import SiteRun
from newscrawl.items import Capture, Exchange, ExtractedArticle


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


class Unarchived(SiteSpider):
    """Crawls as its siblings do; nothing is packed, hashed, written or committed."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        Run.record = _captured  # type: ignore[assignment,method-assign]
        Run.add = _nothing  # type: ignore[method-assign]
        return super().from_crawler(crawler, *args, **kwargs)  # type: ignore[return-value]


class BenchFetchSpider(Unarchived, BenchRecordSpider):
    name = "benchfetch"


class BenchReadSpider(Unarchived, BenchAllSpider):
    name = "benchread"


def _nothing(*_: object, **__: object) -> None:
    pass


def _captured(run: Run, exchange: Exchange) -> Capture:
    return Capture(
        capture_id=str(uuid4()),
        site=run.facts.name,
        run_id=run.run_id,
        url=exchange.url,
        captured_at=exchange.received_at.astimezone(UTC),
        role=exchange.role,
        status=exchange.status,
        media_type="text/html",
        payload_digest="",
        payload_bytes=len(exchange.body),
        etag=None,
        last_modified=None,
        redirect_to=None,
        truncated=None,
        revisit_of=None,
        warc_key="",
        warc_offset=0,
        warc_bytes=0,
    )
