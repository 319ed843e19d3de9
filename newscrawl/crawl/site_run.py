"""One run of one site: what the spider, the stages and the extensions share about it."""

from dataclasses import dataclass, field

from scrapy.http import Response

from newscrawl.archive import Run, SiteState, Store
from newscrawl.crawl.site import Site
from newscrawl.crawl.stored import read_stored_response
from newscrawl.crawl.tally import Tally
from newscrawl.errors import NotInArchive
from newscrawl.items import Article, KnownArticle
from newscrawl.records import Record
from newscrawl.stages import as_known


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

    @property
    def state(self) -> SiteState:
        """What the archive knew of the site when the run began."""
        return self.run.state

    def known(self, url: str) -> KnownArticle | None:
        """Return the latest revision of an article: of this run, else of the archive."""
        return self.written.get(url) or self.state.article(url)

    def stored_response(self, unmodified: Response) -> Response:
        """Return what the URL answered before it answered 304. Raises ArchiveError."""
        validators = self.state.validators(unmodified.url)
        if validators is None:
            raise NotInArchive(f"{unmodified.url} answered 304 to a request without conditions")
        return read_stored_response(self.store, unmodified.url, validators)

    def write(self, article: Article, record: Record) -> None:
        """Put the article's row into the spool. Raises SpoolError."""
        self.run.add(record)
        self.tally.count("revised" if self.known(article.url) else "new")
        if article.story and article.story.relevant:
            self.tally.count("stories")
        self.written[article.url] = as_known(article)
