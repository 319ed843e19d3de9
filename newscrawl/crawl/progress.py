"""Says how far a run is: a line that rewrites itself on a terminal, else a log line at times."""

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import suppress

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.crawl.spider import SiteSpider
from newscrawl.crawl.summary import counts_text, sum_counts

logger = logging.getLogger(__name__)

TERMINAL_SECONDS = 0.25
LOG_SECONDS = 10.0
_CLEAR_LINE = "\r\x1b[2K"


class Progress:
    def __init__(self, crawler: Crawler) -> None:
        self._is_terminal = sys.stderr.isatty() and not crawler.settings.get("LOG_FILE")
        self._telling: asyncio.Future[None] | None = None
        self._wiping = _Wiping()
        crawler.signals.connect(self._start, signals.spider_opened)
        crawler.signals.connect(self._stop, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        if not crawler.settings.getbool("NEWSCRAWL_RECORDING"):
            raise NotConfigured
        return cls(crawler)

    def _start(self, spider: Spider) -> None:
        assert isinstance(spider, SiteSpider)
        if self._is_terminal:
            for handler in logging.getLogger().handlers:
                handler.addFilter(self._wiping)
            self._telling = asyncio.ensure_future(self._tell(spider, TERMINAL_SECONDS, _draw))
        else:
            self._telling = asyncio.ensure_future(self._tell(spider, LOG_SECONDS, _log))

    async def _stop(self) -> None:
        if self._telling is None:
            return
        self._telling.cancel()
        with suppress(asyncio.CancelledError):
            await self._telling
        if self._is_terminal:
            sys.stderr.write(_CLEAR_LINE)
            for handler in logging.getLogger().handlers:
                handler.removeFilter(self._wiping)

    async def _tell(
        self, spider: SiteSpider, every_s: float, say: Callable[[str, str], None]
    ) -> None:
        while True:
            await asyncio.sleep(every_s)
            counts = sum_counts(run.tally.counts for run in spider.runs.values())
            dropped = sum(counts.dropped.values())
            say(spider.name, f"{counts_text(counts)}, {dropped} dropped")


class _Wiping(logging.Filter):
    """Takes the progress line away before a log line is written in its place."""

    def filter(self, record: logging.LogRecord) -> bool:
        sys.stderr.write(_CLEAR_LINE)
        return True


def _draw(name: str, text: str) -> None:
    sys.stderr.write(f"{_CLEAR_LINE}{name}  {text}")
    sys.stderr.flush()


def _log(name: str, text: str) -> None:
    logger.info("%s: %s so far", name, text)
