"""The spider that every site shares: from its sources to extracted articles."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from cssselect import SelectorError
from parsel.csstranslator import css2xpath
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.crawl.announcements import is_wanted, read_announcement
from newscrawl.crawl.arguments import parse_arguments
from newscrawl.crawl.failures import drop_reason, failure_text, status_of
from newscrawl.crawl.fixed_settings import check_fixed_settings
from newscrawl.crawl.request_meta import CAPTURE, ROLE, SITE
from newscrawl.crawl.site import Site, domains_of, request_url
from newscrawl.crawl.site_run import SiteRun
from newscrawl.crawl.source_watch import SourceWatch
from newscrawl.crawl.sources import Entry, NewsSitemap, SectionPage, Source
from newscrawl.errors import ArchiveError, NotRecorded, PageError, SourceError, UsageError
from newscrawl.extract import Page, extract_article, keep_what_is_loaded
from newscrawl.items import CaptureRole, ExtractedArticle, SiteFacts, Snapshot
from newscrawl.urls import canonical_url

logger = logging.getLogger(__name__)


class SiteSpider(Spider):
    """
    A subclass states what is known of a site, and nothing else.

    ``name`` is the site's name in the archive, ``publisher`` its printed name; ``language`` (BCP
    47) and ``timezone`` (IANA) help where a page does not say. ``article_urls`` is a regular
    expression that the path of an article's URL contains, and no other page's.
    ``domains`` are the site's own; by default those that its sources are on.
    ``unconfirmed`` names the facts that nobody has seen in data or documentation, for example
    ``("timezone", "article_urls")``; a source carries its own mark.
    """

    publisher: ClassVar[str]
    language: ClassVar[str | None] = None
    timezone: ClassVar[str | None] = None
    domains: ClassVar[Sequence[str]] = ()
    sources: ClassVar[Sequence[Source]] = ()
    article_urls: ClassVar[str] = ""
    unconfirmed: ClassVar[Sequence[str]] = ()

    own_arguments: ClassVar[Sequence[str]] = ()

    def __init__(self, **given: Any) -> None:
        super().__init__()  # not given to Scrapy, which makes an attribute of whatever it gets
        self.arguments = parse_arguments(
            given, spider=self.name, extra_names=self.own_arguments, now=datetime.now(UTC)
        )
        self.given_arguments = {
            name: str(value) for name, value in given.items() if not name.startswith("_")
        }
        self.sites: tuple[Site, ...] = ()
        self.runs: Mapping[str, SiteRun] = {}  # filled when the archive is open

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SiteSpider":
        """Raise UsageError where an argument or a setting cannot be meant."""
        check_fixed_settings(crawler.settings, spider=cls.name)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sites = spider.choose_sites()
        crawler.signals.connect(spider.article_dropped, signals.request_dropped)
        return spider

    @classmethod
    def known_site(cls) -> Site:
        """Return the facts of the class as one value. Raises UsageError where they are wrong."""
        try:
            article_urls = re.compile(cls.article_urls)
            for source in cls.sources:
                if isinstance(source, SectionPage):
                    css2xpath(source.links)
        except re.error as error:
            raise UsageError(f"{cls.name}: article_urls is no pattern: {error}") from error
        except SelectorError as error:
            raise UsageError(f"{cls.name}: links= is no CSS selector: {error}") from error
        return Site(
            facts=SiteFacts(
                name=cls.name,
                publisher=cls.publisher,
                language=cls.language,
                timezone=cls.timezone,
            ),
            domains=tuple(cls.domains) or domains_of(cls.sources),
            sources=tuple(cls.sources),
            article_urls=article_urls,
        )

    def choose_sites(self) -> tuple[Site, ...]:
        return (self.known_site(),)

    def run_for(self, request: Request) -> SiteRun:
        """Return the run that ``request`` belongs to; one without mark (robots.txt) by its host."""
        if SITE in request.meta:
            return self.runs[request.meta[SITE]]
        owner = next((site for site in self.sites if site.owns(request.url)), self.sites[0])
        return self.runs[owner.name]

    async def start(self) -> AsyncIterator[Request]:
        for site in self.sites:
            for source in site.sources:
                yield self.source_request(self.runs[site.name], source)

    @property
    def has_enough(self) -> bool:
        """Whether as many articles are asked for as ``max_articles`` allows, of all sites."""
        most = self.arguments.max_articles
        return most is not None and sum(len(run.seen) for run in self.runs.values()) >= most

    def source_request(
        self, run: SiteRun, source: Source, watch: SourceWatch | None = None
    ) -> Request:
        watch = watch or self.watch(run, source)
        watch.unanswered += 1
        return Request(
            source.url,
            callback=self.parse_source,
            errback=self.source_failed,
            cb_kwargs={"run": run, "source": source, "watch": watch},
            meta=self.meta(run, CaptureRole.SOURCE),
            priority=10,
            dont_filter=True,  # a feed may be served from another domain
        )

    def watch(self, run: SiteRun, source: Source) -> SourceWatch:
        before = run.state.source_entries(source.url)
        return run.tally.watch(source, entries_before=before)

    async def parse_source(
        self, response: Response, run: SiteRun, source: Source, watch: SourceWatch
    ) -> AsyncIterator[Request]:
        since, until = self.arguments.since, self.arguments.until
        is_unmodified = response.status == 304
        try:
            if is_unmodified:
                # What it announced then stands, and may not all have been fetched: a run can end
                # early, or be asked for less.
                response = await asyncio.to_thread(run.stored_response, response)
            announced = read_announcement(source, response, since=since)
        except (SourceError, ArchiveError, PageError) as error:
            watch.failed(str(error), status=response.status)
            self.log_source(watch)
            return
        for sitemap in announced.sitemaps:
            child = NewsSitemap(sitemap.url, confirmed=source.confirmed)
            if child.url != source.url:
                yield self.source_request(run, child, watch)
        if "dataloss" in response.flags or "download_stopped" in response.flags:
            logger.warning("%s broke off: what it named up to there is taken", source.url)
        articles = [e for e in announced.entries if run.site.is_article(e.url, source)]
        entries = None if announced.sitemaps else len(articles)
        if is_unmodified:
            watch.unmodified(entries=entries)
        else:
            watch.answered(response.status, entries=entries)
        logger.info(
            "%s: %d entries, %d of them articles%s%s",
            source.url,
            len(announced.entries),
            len(articles),
            f"; {len(announced.sitemaps)} sitemaps" if announced.sitemaps else "",
            ", as before" if is_unmodified else "",
        )
        self.log_source(watch)
        for entry in articles:
            if is_wanted(entry, source, since=since, until=until):
                for request in self.article_requests(run, entry):
                    yield request

    def source_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        watch: SourceWatch = request.cb_kwargs["watch"]
        watch.failed(failure_text(failure), status=status_of(failure))
        self.log_source(watch)

    def article_requests(self, run: SiteRun, entry: Entry) -> Iterator[Request]:
        """Yield the request for an announced article; none where it was announced already."""
        canonical = canonical_url(entry.url)
        if canonical in run.seen or self.has_enough:
            return
        run.seen.add(canonical)
        run.tally.count("found")
        yield Request(
            request_url(entry.url),
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"run": run},
            meta=self.meta(run, CaptureRole.ARTICLE),
        )

    def parse_article(self, response: Response, run: SiteRun) -> Iterator[ExtractedArticle]:
        run.tally.count("fetched")
        if response.status == 304:
            run.tally.count("unchanged")
            return
        try:
            yield self.extract(response, run)
        except PageError as error:
            logger.debug("dropped %s: %s", response.url, error)
            run.tally.drop(error.reason)

    def extract(self, response: Response, run: SiteRun) -> ExtractedArticle:
        """Return what the page says. Raises UnreadablePage, NotRecorded."""
        capture = response.meta.get(CAPTURE)
        if capture is None:
            raise NotRecorded(f"{response.url} was not recorded")
        snapshot = Snapshot(
            capture=capture,
            headers=tuple(_text_pairs(response)),
            body=response.body,
        )
        extracted = extract_article(Page(snapshot), run.site.facts)
        keep_what_is_loaded()
        return extracted

    def article_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        reason = drop_reason(failure)
        logger.debug("dropped %s: %s", request.url, reason)
        request.cb_kwargs["run"].tally.drop(reason)

    def article_dropped(self, request: Request) -> None:
        """An article's request that the scheduler has had already: two URLs lead to one page."""
        if request.meta.get(ROLE) is CaptureRole.ARTICLE:
            is_loop = request.url in request.meta.get("redirect_urls", ())
            reason = "redirect loop" if is_loop else "duplicate"
            request.cb_kwargs["run"].tally.drop(reason)

    def meta(self, run: SiteRun, role: CaptureRole) -> dict[str, Any]:
        return {SITE: run.site.name, ROLE: role, "handle_httpstatus_list": [304]}

    def log_source(self, watch: SourceWatch) -> None:
        outcome = watch.outcome
        if outcome.error:
            level = logging.ERROR if watch.fails_run else logging.WARNING
            kind = "confirmed" if outcome.confirmed else "unconfirmed"
            logger.log(level, "%s source %s: %s", kind, outcome.url, outcome.error)
        elif outcome.entries == 0 and watch.unanswered == 0:
            logger.warning(
                "%s names no article of %s: look at article_urls", outcome.url, self.name
            )


def _text_pairs(response: Response) -> Iterator[tuple[str, str]]:
    for name, values in response.headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
