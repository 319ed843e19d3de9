"""What every pipeline is made of: the crawler's run of a site, and drops that are counted."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.crawl.archiving import Archiving
from newscrawl.crawl.arguments import Arguments
from newscrawl.crawl.site_run import SiteRun
from newscrawl.crawl.spider import SiteSpider
from newscrawl.errors import ArchiveError, PageError


class Stage:
    """A stage between the response and the archive; subclasses say ``process_item``."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> SiteSpider:
        assert isinstance(self._crawler.spider, SiteSpider)
        return self._crawler.spider

    @property
    def arguments(self) -> Arguments:
        return self.spider.arguments

    def run_of(self, site: str) -> SiteRun:
        return self.spider.runs[site]

    def drop(self, site: str, error: PageError) -> DropItem:
        """Count the page under the error's reason; return what to raise."""
        self.run_of(site).tally.drop(error.reason)
        return DropItem(str(error))

    def stop(self, error: ArchiveError) -> DropItem:
        """Close the spider, for the archive is at fault; return what to raise."""
        archiving = self._crawler.get_extension(Archiving)
        assert archiving
        archiving.fail(error)
        return DropItem(str(error))
