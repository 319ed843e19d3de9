"""What of Scrapy's log a person on call needs to see."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

# Lists of components and settings, and lines that our own summary says better.
_CHATTY = (
    "scrapy.addons",
    "scrapy.core.engine",
    "scrapy.crawler",
    "scrapy.extensions.memusage",
    "scrapy.middleware",
    "scrapy.spidermiddlewares.httperror",
    "scrapy.utils.log",
)
# Libraries that explain each step at length.
_DETAILED = ("asyncio", "boto3", "botocore", "charset_normalizer", "s3transfer", "urllib3")


def quieten(level: str) -> None:
    """Silence what is not about this crawl, unless ``level`` is DEBUG; libraries in any case."""
    for name in _DETAILED:
        logging.getLogger(name).setLevel(logging.WARNING)
    if level != "DEBUG":
        # By filter: Scrapy sets the levels of its own loggers back when it starts.
        for name in _CHATTY:
            logging.getLogger(name).addFilter(_is_warning)


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


class Formatter(LogFormatter):
    """Items are whole articles: their URL is enough."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return {"level": logging.DEBUG, "msg": "archived %(url)s", "args": {"url": item.get("url")}}

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return {"level": logging.DEBUG, "msg": "dropped: %(why)s", "args": {"why": str(exception)}}

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        url = getattr(response, "url", "?")
        return {"level": logging.ERROR, "msg": "a stage failed on %(url)s", "args": {"url": url}}
