"""One run of one site: what the spider, the stages and the extensions share about it."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from threading import Lock

from scrapy.http import Response

from newscrawl.archive import Store, Tables, open_tables
from newscrawl.archive.run import Run
from newscrawl.archive.state import SiteState, Validators
from newscrawl.crawl.site import Site
from newscrawl.crawl.stored import read_stored, response_of
from newscrawl.crawl.tally import Tally
from newscrawl.errors import ArchiveError, NotInArchive, PageError
from newscrawl.extract import Page, extract_article
from newscrawl.items import Article, KnownArticle, Snapshot
from newscrawl.records import Record
from newscrawl.stages import as_known, normalise

logger = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class SiteRun:
    """
    ``seen`` holds the canonical URLs that were announced already in this run; ``written`` the
    articles that it wrote, by canonical URL.
    """

    site: Site
    run: Run
    store: Store
    tally: Tally
    seen: set[str] = field(default_factory=set)
    written: dict[str, KnownArticle] = field(default_factory=dict)
    _tables: Tables | None = field(default=None, init=False, repr=False)
    _opening: Lock = field(default_factory=Lock, init=False, repr=False)

    @property
    def state(self) -> SiteState:
        """What the archive knew of the site when the run began."""
        return self.run.state

    async def known(self, article: Article) -> KnownArticle | None:
        """
        Return the latest revision under the article's URL: of this run, else of the archive.

        One that another extractor version read is read again from its capture, so that the two
        differ only where the page does.
        """
        known = self.written.get(article.url) or self.state.article(article.url)
        if known is None or known.extractor_version == article.extractor_version:
            return known
        reread = await asyncio.to_thread(self._read_again, known, article)
        # Meanwhile another page may have been written under the same URL.
        return self.written.get(article.url, reread)

    def _read_again(self, known: KnownArticle, article: Article) -> KnownArticle:
        validators = self.state.validators(article.captured_url)
        if validators is None:
            return known
        try:
            page = Page(self._read_stored(article.captured_url, validators))
            reread = normalise(extract_article(page, self.site.facts))
        except (ArchiveError, PageError) as error:
            logger.warning("the known revision of %s cannot be read again: %s", article.url, error)
            return known
        return as_known(replace(reread, revision=known.revision))

    def stored_response(self, unmodified: Response) -> Response:
        """
        Return what the URL answered before it answered 304; reads the archive, so in a thread.

        Raises ArchiveError, PageError.
        """
        validators = self.state.validators(unmodified.url)
        if validators is None:
            raise NotInArchive(f"{unmodified.url} answered 304 to a request without conditions")
        return response_of(self._read_stored(unmodified.url, validators), unmodified.url)

    def write(self, article: Article, record: Record) -> None:
        """Put the article's row into the spool. Raises SpoolError."""
        self.run.add(record)
        self.tally.count("new" if article.revision == 1 else "revised")
        if article.story and article.story.relevant:
            self.tally.count("stories")
        self.written[article.url] = as_known(article)

    def _read_stored(self, url: str, validators: Validators) -> Snapshot:
        with self._opening:  # once a run, by whichever thread is first
            if self._tables is None:
                # All that the state knows is in the tables: it was read from them.
                self._tables = open_tables(self.store, bring_up=False)
        return read_stored(self.store, self._tables, url, validators)
