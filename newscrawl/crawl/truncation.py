"""Asks again for a body that broke off; it is recorded each time."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response


class Truncation:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Truncation":
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Return the request once more, up to RETRY_TIMES; then what there is of the body."""
        if "dataloss" not in response.flags:
            return response
        spider = self._crawler.spider
        assert spider
        return get_retry_request(request, spider=spider, reason="truncated body") or response
