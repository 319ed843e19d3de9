"""Asks a site only for what has changed since the archive's last capture of it."""

from scrapy import Request
from scrapy.crawler import Crawler

from newscrawl.crawl.request_meta import ROLE
from newscrawl.crawl.spider import SiteSpider
from newscrawl.items import CaptureRole

_CONDITIONS = ("If-None-Match", "If-Modified-Since")


class Conditional:
    """
    Sends the validators of the latest capture with requests for sources, and for articles that
    were read from that capture: what was captured and never read is asked for in full.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Conditional":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        for name in _CONDITIONS:  # a redirect copies those of the page that it leads from
            request.headers.pop(name, None)
        spider = self._crawler.spider
        if not isinstance(spider, SiteSpider) or not spider.runs:
            return
        state = spider.run_for(request).state
        match request.meta.get(ROLE):
            case CaptureRole.SOURCE:
                validators = state.validators(request.url)
            case CaptureRole.ARTICLE:
                validators = state.article_validators(request.url)
            case _:
                return
        if validators and validators.etag:
            request.headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            request.headers["If-Modified-Since"] = validators.last_modified
