"""
Opens the archive before the first page, commits while the crawl runs, and closes it at the end.

A commit happens when a run has held something for NEWSCRAWL_COMMIT_SECONDS or holds
NEWSCRAWL_COMMIT_ARTICLES articles, in a worker thread: the crawl goes on meanwhile, and two
commits never overlap. Where the archive fails the spider is closed and says why; the spool keeps
what was fetched, and the next start commits it.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TypeVar, TypeVarTuple

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.archive import Store, open_store
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.run import Run
from newscrawl.crawl.contact import warn_without_contact
from newscrawl.crawl.site import Site
from newscrawl.crawl.site_run import SiteRun
from newscrawl.crawl.spider import SiteSpider
from newscrawl.crawl.tally import Tally
from newscrawl.errors import ArchiveError, NewscrawlError

logger = logging.getLogger(__name__)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

LOOK_SECONDS = 0.5


class Archiving:
    """
    The owner of a crawl's runs: ``runs`` by site name, ``store`` once it is open.

    ``failure`` is the first error of the archive that was met, None while all is well; it decides
    the exit code.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spool = Path(crawler.settings["NEWSCRAWL_SPOOL"])
        self._commit_seconds = crawler.settings.getfloat("NEWSCRAWL_COMMIT_SECONDS")
        self._commit_articles = crawler.settings.getint("NEWSCRAWL_COMMIT_ARTICLES")
        # one thread: the memory that a commit took is there for the next; each thread more would
        # keep as much for itself
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="archiving")
        self._closing = asyncio.Event()
        self._tasks: set[asyncio.Future[None]] = set()
        self._committing: asyncio.Future[None] | None = None
        self._committed_at: dict[str, float] = {}
        self.store: Store | None = None
        self.runs: dict[str, SiteRun] = {}
        self.failure: NewscrawlError | None = None
        self._is_stopping = False
        crawler.signals.connect(self._open, signals.spider_opened)
        crawler.signals.connect(self._close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Archiving":
        if not crawler.settings.getbool("NEWSCRAWL_RECORDING"):
            raise NotConfigured
        return cls(crawler)

    def fail(self, error: NewscrawlError) -> None:
        """Keep ``error`` and close the spider; what is in the spool stays there."""
        if self.failure is not None:
            return
        self.failure = error
        logger.error("%s: %s", type(error).__name__, error)
        self.stop(self._reason())

    def stop(self, reason: str) -> None:
        """Close the spider; what is under way comes to its end."""
        engine = self._crawler.engine
        if engine.running and not self._closing.is_set() and not self._is_stopping:
            self._is_stopping = True
            self._start_task(engine.close_spider_async(reason=reason))

    async def _open(self, spider: Spider) -> None:
        assert isinstance(spider, SiteSpider)
        try:
            await self._in_thread(self._open_store)
            for site in spider.sites:
                await self._in_thread(self._start, site, spider)
        except NewscrawlError as error:
            self.fail(error)
            raise CloseSpider(self._reason()) from error
        except Exception as error:
            # Scrapy would log it and crawl on, without an archive.
            logger.exception("the archive could not be opened")
            raise CloseSpider("fault") from error
        spider.runs = self.runs
        warn_without_contact(self._crawler.settings["NEWSCRAWL_CONTACT"], spider.sites)
        self._committing = self._start_task(self._commit_when_due())

    def _open_store(self) -> None:
        store = open_store(self._crawler.settings["NEWSCRAWL_ARCHIVE"])
        check_patiently(store)  # before anything else; a named error within seconds
        self.store = store

    def _start(self, site: Site, spider: SiteSpider) -> None:
        assert self.store
        run = Run.start(
            self.store,
            self._spool,
            site.facts,
            spider=spider.name,
            arguments=spider.given_arguments,
            warcinfo=self._warcinfo(),
            compact_commits=self._crawler.settings.getint("NEWSCRAWL_COMPACT_COMMITS"),
        )
        self.runs[site.name] = SiteRun(
            site=site, run=run, store=self.store, tally=Tally(self._crawler.stats)
        )
        self._committed_at[site.name] = monotonic()

    async def _commit_when_due(self) -> None:
        while not self._closing.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), LOOK_SECONDS)
            for site_run in self.runs.values():
                if self._is_due(site_run) and self.failure is None:
                    await self._commit(site_run)

    def _warcinfo(self) -> dict[str, str]:
        settings = self._crawler.settings
        contact = settings["NEWSCRAWL_CONTACT"]
        who = {"operator": contact} if contact else {}
        return who | {"http-header-user-agent": settings["USER_AGENT"]}

    def _is_due(self, site_run: SiteRun) -> bool:
        run = site_run.run
        if run.pending_articles >= self._commit_articles:
            return True
        held_seconds = monotonic() - self._committed_at[site_run.site.name]
        return held_seconds >= self._commit_seconds and run.pending_captures > 0

    async def _commit(self, site_run: SiteRun) -> None:
        tally = site_run.tally
        self._committed_at[site_run.site.name] = monotonic()
        try:
            await self._in_thread(site_run.run.commit, tally.counts, tally.sources)
        except ArchiveError as error:
            self.fail(error)
        except Exception:  # the next commit takes it up, or the next start
            logger.exception("a batch of %s could not be committed", site_run.site.name)

    async def _close(self, spider: Spider, reason: str) -> None:
        self._closing.set()
        if self._committing is not None:
            # A commit under way is in a thread, which nothing can stop.
            await asyncio.gather(self._committing, return_exceptions=True)
        outcome = reason if self.failure is None else f"failed: {self._reason()}"
        for site_run in self.runs.values():
            tally = site_run.tally
            try:
                await self._in_thread(site_run.run.finish, outcome, tally.counts, tally.sources)
            except ArchiveError as error:
                self.fail(error)
            except Exception:  # the other sites' runs are finished all the same
                logger.exception("the run of %s could not be finished", site_run.site.name)

    async def _in_thread(self, work: Callable[[*Ts], T], *given: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    def _start_task(self, work: Coroutine[None, None, None]) -> asyncio.Future[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)  # the loop keeps only a weak reference
        task.add_done_callback(self._tasks.discard)
        return task

    def _reason(self) -> str:
        return f"archive: {type(self.failure).__name__}"
