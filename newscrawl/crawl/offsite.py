"""An article is fetched from its own site, wherever a redirect may lead."""

from scrapy import Request
from scrapy.crawler import Crawler

from newscrawl.crawl.failures import LedOffSite
from newscrawl.crawl.request_meta import ROLE
from newscrawl.crawl.spider import SiteSpider
from newscrawl.items import CaptureRole


class Offsite:
    """
    Raises LedOffSite for an article's request to a host that is not the site's.

    In place of Scrapy's, which drops such a request without telling anyone.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Offsite":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = self._crawler.spider
        if request.meta.get(ROLE) is not CaptureRole.ARTICLE or not isinstance(spider, SiteSpider):
            return
        site = spider.run_for(request).site
        if not site.owns(request.url):
            raise LedOffSite(f"{request.url} is not on {', '.join(site.domains)}")
