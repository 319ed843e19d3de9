"""The general spider: archives what an address turns out to be."""

import logging
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.spiderloader import get_spider_loader
from twisted.python.failure import Failure

from newscrawl.crawl.discovery import is_home_page, source_at, sources_of_home_page
from newscrawl.crawl.failures import failure_text, status_of
from newscrawl.crawl.robots import Robots
from newscrawl.crawl.site import Site
from newscrawl.crawl.site_run import SiteRun
from newscrawl.crawl.source_watch import SourceWatch
from newscrawl.crawl.sources import SectionPage, Source
from newscrawl.crawl.spider import SiteSpider
from newscrawl.crawl.targets import Target, parse_targets, sites_of
from newscrawl.errors import PageError
from newscrawl.items import CaptureRole, ExtractedArticle, PageKind
from newscrawl.urls import canonical_url

logger = logging.getLogger(__name__)


class GeneralSpider(SiteSpider):
    """
    ``url=`` or ``urls=FILE`` names an article, a section page, a feed, a news sitemap or a home
    page, of which the feeds are found. What each is, its answer decides.
    """

    own_arguments = ("url", "urls")
    targets: tuple[Target, ...] = ()

    def choose_sites(self) -> tuple[Site, ...]:
        self.targets = parse_targets(
            url=self.given_arguments.get("url"),
            urls=self.given_arguments.get("urls"),
            named_sites=self._named_sites(),
        )
        return sites_of(self.targets)

    async def start(self) -> AsyncIterator[Request]:
        for target in self.targets:
            run = self.runs[target.site.name]
            page = SectionPage(target.url, confirmed=True)
            if target.site.is_article(target.url, page):
                if self.has_enough:
                    logger.info("max_articles is reached without %s", target.url)
                    continue
                run.seen.add(canonical_url(target.url))  # until its answer is another thing
            watch = self.watch(run, page)
            watch.unanswered += 1
            yield Request(
                target.url,
                callback=self.parse_target,
                errback=self.target_failed,
                cb_kwargs={"run": run, "watch": watch},
                meta=self.meta(run, CaptureRole.OTHER),
                dont_filter=True,
            )

    async def parse_target(
        self, response: Response, run: SiteRun, watch: SourceWatch
    ) -> AsyncIterator[Any]:
        run.seen.discard(canonical_url(watch.url))  # counted again where it is an article
        if source := source_at(response):
            async for request in self.parse_source(response, run, source, watch):
                yield request
        elif is_home_page(response.url):
            async for request in self._parse_home_page(response, run, watch):
                yield request
        else:
            async for found in self._parse_page(response, run, watch):
                yield found

    def target_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        watch: SourceWatch = request.cb_kwargs["watch"]
        watch.failed(failure_text(failure), status=status_of(failure))
        self.log_source(watch)

    async def _parse_home_page(
        self, response: Response, run: SiteRun, watch: SourceWatch
    ) -> AsyncIterator[Request]:
        robots = self.crawler.get_downloader_middleware(Robots)
        sitemaps = robots.sitemaps(response.url) if robots else []
        sources = sources_of_home_page(response, sitemaps)
        if sources:
            watch.answered(response.status, entries=None)
            logger.info("%s names %s", response.url, ", ".join(s.url for s in sources))
            for source in sources:
                yield self.source_request(run, source)
        else:
            page: Source = SectionPage(response.url, confirmed=True)
            async for request in self.parse_source(response, run, page, watch):
                yield request

    async def _parse_page(
        self, response: Response, run: SiteRun, watch: SourceWatch
    ) -> AsyncIterator[Request | ExtractedArticle]:
        try:
            extracted = self.extract(response, run)
        except PageError as error:
            watch.failed(str(error), status=response.status)
            self.log_source(watch)
            return
        verdict = extracted.verdict
        if verdict.is_article and self.has_enough:
            watch.answered(response.status, entries=None)
            logger.info("max_articles is reached without %s", response.url)
        elif verdict.is_article:
            watch.answered(response.status, entries=None)
            run.seen.add(canonical_url(response.url))
            run.tally.count("found")
            run.tally.count("fetched")
            yield extracted
        elif verdict.kind is PageKind.LISTING:
            page = SectionPage(response.url, confirmed=True)
            async for request in self.parse_source(response, run, page, watch):
                yield request
        else:
            watch.failed(f"is a {verdict.kind}: {verdict.reason}", status=response.status)
            self.log_source(watch)

    def _named_sites(self) -> list[Site]:
        loader = get_spider_loader(self.crawler.settings)
        classes = (loader.load(name) for name in loader.list())
        return [
            spider.known_site()
            for spider in classes
            if issubclass(spider, SiteSpider) and not issubclass(spider, GeneralSpider)
        ]
