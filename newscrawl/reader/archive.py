"""The archive, as downstream jobs ask it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newscrawl import settings
from newscrawl.archive import Store, Tables, open_store, open_tables, reading
from newscrawl.archive.ordering import FIRST_COLUMNS
from newscrawl.archive.tables import TableName
from newscrawl.closest import unknown
from newscrawl.errors import NotInArchive, UsageError
from newscrawl.items import Article, Capture, SiteFacts, Snapshot
from newscrawl.reader.addresses import captures_of, meant_articles, nearest_capture, no_article
from newscrawl.reader.changes import Changes, Cursor, changes_since
from newscrawl.reader.crawl_run import CrawlRun, crawl_runs
from newscrawl.reader.frames import pandas_frame, polars_frame
from newscrawl.reader.query import ArticleQuery
from newscrawl.reader.scan import Wanted, fitting_rows
from newscrawl.reader.schema import NOT_OF_A_RECORD
from newscrawl.reader.wanted import check_sites, known_sites, site_facts, wanted_rows
from newscrawl.reader.when import parse_when
from newscrawl.reader.whole import records_of, whole_rows
from newscrawl.records import Record, article_from_record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from newscrawl.stories.brands import BrandTable, Watchlist

_SHORT = frozenset(FIRST_COLUMNS[TableName.ARTICLES])


class Archive:
    """
    Articles, captures and runs of one archive, a folder or ``s3://bucket/prefix``.

    Each question is answered from the archive as it is at that moment. ``uri`` defaults to the
    setting NEWSCRAWL_ARCHIVE, ``watchlist`` (a file of brands) to NEWSCRAWL_WATCHLIST.

    >>> archive = Archive("s3://newscrawl/archive")                            # doctest: +SKIP
    >>> for article in archive.articles(ArticleQuery(brand="xiaomi", since="7d")):  # doctest: +SKIP
    ...     print(article.title, [author.name for author in article.authors])

    Questions raise a branch of ArchiveError where the archive cannot be read: StoreUnreachable,
    StoreDenied, NoSuchBucket, FormatMismatch; NotInArchive where there is none yet.
    """

    def __init__(
        self, uri: str | os.PathLike[str] | None = None, *, watchlist: Path | None = None
    ) -> None:
        """Touches nothing yet. Raises ArchiveUriError, and UsageError for a wrong setting."""
        if uri is None:
            settings.check(but=("NEWSCRAWL_SPIDERS",))
            uri = settings.NEWSCRAWL_ARCHIVE
        if watchlist is None and settings.NEWSCRAWL_WATCHLIST:
            watchlist = Path(settings.NEWSCRAWL_WATCHLIST)
        self._store = open_store(os.fspath(uri))
        self._watchlist = watchlist

    @property
    def uri(self) -> str:
        """The archive's URI in full; never holds credentials."""
        return self._store.uri

    @property
    def store(self) -> Store:
        return self._store

    def articles(self, query: ArticleQuery | None = None) -> Iterator[Article]:
        """
        Yield the articles that fit, newest first: by publication, or capture where unknown.

        Raises UsageError where a site or brand is asked for that the archive does not know.
        """
        return map(article_from_record, self.records(query))

    def records(
        self, query: ArticleQuery | None = None, columns: Sequence[str] | None = None
    ) -> Iterator[Record]:
        """
        Yield the same as records; see :mod:`newscrawl.records`.

        ``columns`` are those of a record that are read, in that order; all where None. A body is
        most of a record: who needs none is answered sooner.

        >>> for record in archive.records(query, ["published_at", "title"]):  # doctest: +SKIP
        ...     print(record["published_at"], record["title"])

        Raises UsageError for a column that a record does not have.
        """
        for table in self._tables_of_articles(query, columns):
            yield from records_of(table)

    def article(self, url_or_id: str) -> Article:
        """Return the latest revision. Raises NotInArchive."""
        return self.revisions(url_or_id)[-1]

    def revisions(self, url_or_id: str) -> tuple[Article, ...]:
        """
        Return every revision of an article, the first first.

        ``url_or_id`` is its id, its canonical URL, or a URL that it was captured from; scheme and
        tracking parameters do not matter. Raises NotInArchive, UsageError where it is no URL.
        """
        tables = self._open()
        for meant in meant_articles(tables, url_or_id):
            wanted = Wanted(meant=meant, all_revisions=True)
            articles = tables.articles_with(meant.ids)
            found = fitting_rows(articles, wanted)
            if found.num_rows:
                break
        else:
            raise NotInArchive(no_article(tables, url_or_id, self.uri))
        rows = _rows(articles, found, _record_columns(tables))
        records = [record for table in rows for record in records_of(table)]
        records.sort(key=lambda record: record["revision"])
        return tuple(map(article_from_record, records))

    def changes(self, since: Cursor | None = None) -> Changes:
        """
        Return what was written since a cursor: new articles, revisions, articles read anew.

        None asks for everything. Go through the changes, then keep the cursor that comes with them
        for the next time: so each is seen once, whenever and wherever it was committed.

        >>> changes = Archive("archive").changes(cursor)                     # doctest: +SKIP
        >>> for change in changes:                                           # doctest: +SKIP
        ...     store(change.kind, change.record)
        >>> cursor = changes.cursor                                          # doctest: +SKIP

        Raises UsageError where the cursor is ahead of the archive.
        """
        tables = self._open()
        columns = _record_columns(tables)
        return changes_since(since or Cursor(), tables, columns, self.uri)

    def snapshot(self, url_or_id: str, at: str | datetime | None = None) -> Snapshot:
        """
        Return what the site answered for a URL: the capture nearest before ``at``.

        ``at`` is a datetime with its offset or text as in a query; None asks for the latest. The
        capture may be a redirect or an error page, as the site answered it.

        Raises NotInArchive, and what :func:`newscrawl.archive.snapshots.read_snapshot`
        raises.
        """
        from newscrawl.archive.snapshots import read_snapshot  # no other question opens a WARC file

        tables = self._open()
        moment = _moment(at)
        capture = nearest_capture(tables, url_or_id, moment)
        if capture is None:
            before = f" at or before {moment.isoformat()}" if moment else ""
            raise NotInArchive(f"{self.uri} has no capture of {url_or_id}{before}")
        return read_snapshot(self._store, capture)

    def runs(self) -> Iterator[CrawlRun]:
        """Yield every crawl, the newest first."""
        runs = self._open().runs
        with reading(runs):
            rows = runs.to_table().to_pylist()
        return crawl_runs(rows)

    def sites(self) -> tuple[str, ...]:
        """Return the names of the sites that were crawled, sorted."""
        return known_sites(self._open())

    def site_facts(self, site: str) -> SiteFacts:
        """Return what was known of a site when it was crawled last. Raises UsageError."""
        tables = self._open()
        check_sites((site,), tables, self.uri)
        return site_facts(tables, site)

    def captures_of(self, records: Sequence[Record]) -> dict[str, Capture]:
        """Return the captures that records were read from, by capture id. Raises NotInArchive."""
        return captures_of(self._open(), records)

    def watchlist(self) -> "Watchlist | None":
        """Return the user's own brands, None where there is no watchlist. Raises UsageError."""
        from newscrawl.stories.brands import load_watchlist

        return load_watchlist(self._watchlist) if self._watchlist else None

    def check_sites(self, sites: Iterable[str]) -> None:
        """Raise UsageError where one of ``sites`` was never crawled, with the names that were."""
        check_sites(tuple(sites), self._open(), self.uri)

    def sql(self, query: str) -> pa.Table:
        """
        Return the answer to one SELECT over ``articles`` (the latest revision of each),
        ``article_revisions``, ``captures`` and ``runs``, in DuckDB's SQL.

        Raises UsageError where it is no SELECT, or DuckDB refuses it.
        """
        from newscrawl.reader.sql import answer  # DuckDB: no other question waits for it

        return answer(query, self._open())

    def to_arrow(
        self, query: ArticleQuery | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Return the records that fit as one table, with ``columns`` as in ``records``."""
        return pa.concat_tables(self._tables_of_articles(query, columns))

    def to_polars(
        self, query: ArticleQuery | None = None, columns: Sequence[str] | None = None
    ) -> "pl.DataFrame":
        """Return the same for Polars. Raises MissingExtra where it is not installed."""
        return polars_frame(self.to_arrow(query, columns))

    def to_pandas(
        self, query: ArticleQuery | None = None, columns: Sequence[str] | None = None
    ) -> "pd.DataFrame":
        """Return the same for pandas. Raises MissingExtra where it is not installed."""
        return pandas_frame(self.to_arrow(query, columns))

    def _open(self) -> Tables:
        """Raises NotInArchive where there is no archive: a misspelt URI must not look empty."""
        tables = open_tables(self._store)
        if not tables.are_there:
            raise NotInArchive(f"there is no archive at {self.uri} yet; a crawl makes one")
        return tables

    def _tables_of_articles(
        self, query: ArticleQuery | None, columns: Sequence[str] | None
    ) -> Iterator[pa.Table]:
        tables = self._open()
        chosen = _chosen_columns(tables, columns)
        wanted = wanted_rows(query or ArticleQuery(), tables, self._brands, self.uri)
        is_short = _SHORT.issuperset(chosen)
        found = fitting_rows(
            tables.articles, wanted, chosen if is_short else (), index=tables.article_index
        )
        if is_short:
            yield found.select(chosen)
        else:
            yield from _rows(tables.articles, found, chosen)

    def _brands(self) -> "BrandTable":
        from newscrawl.stories.brands import table_with  # slow to import, and few ask by brand

        return table_with(self.watchlist())


def _rows(articles: Any, found: pa.Table, columns: list[str]) -> Iterator[pa.Table]:
    """Yield ``columns`` of the rows found; an empty table first."""
    yield pa.schema([articles.schema.field(name) for name in columns]).empty_table()
    yield from whole_rows(articles, found, columns)


def _record_columns(tables: Tables) -> list[str]:
    return [name for name in tables.articles.schema.names if name not in NOT_OF_A_RECORD]


def _chosen_columns(tables: Tables, columns: Sequence[str] | None) -> list[str]:
    known = _record_columns(tables)
    if columns is None:
        return known
    for name in columns:
        if name not in known:
            raise UsageError(f"a record has {unknown('column', name, known)}")
    if not columns:
        raise UsageError("no columns are given; leave them out for all")
    return list(dict.fromkeys(columns))


def _moment(at: str | datetime | None) -> datetime | None:
    if isinstance(at, str):
        return parse_when(at, now=datetime.now(UTC), end_of_day=True)
    if at is not None and at.tzinfo is None:
        raise UsageError(f"{at.isoformat()} has no UTC offset; give it a tzinfo")
    return at and at.astimezone(UTC)
