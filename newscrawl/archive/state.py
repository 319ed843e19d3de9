"""What the archive knows of a site: the state that a crawl of it starts from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow.compute as pc

from newscrawl.archive.current import PLACE
from newscrawl.archive.opened import Tables, open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.archive.warc import bare_url
from newscrawl.items import KnownArticle

_CAPTURE_COLUMNS = [
    "capture_id",
    "url",
    "captured_at",
    "status",
    "payload_digest",
    "payload_bytes",
    "etag",
    "last_modified",
    "truncated",
    "revisit_of",
]
_ARTICLE_COLUMNS = [
    "article_id",
    "revision",
    "generation",
    "url",
    "title",
    "authors",
    "body_digest",
    "capture_id",
    "extractor_version",
    "written_at",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """
    What a conditional request for a URL needs, and the capture that holds the body.

    ``etag`` and ``last_modified`` are as the server sent them last, None where it sent none.
    """

    etag: str | None
    last_modified: str | None
    capture_id: str
    payload_digest: str
    captured_at: datetime


class SiteState:
    """One site as the archive has it at this moment; it does not change afterwards."""

    def __init__(
        self,
        validators: dict[str, Validators],
        articles: dict[str, KnownArticle],
        entries: dict[str, int],
        read_captures: frozenset[str] = frozenset(),
    ) -> None:
        self._validators, self._articles, self._entries = validators, articles, entries
        self._read_captures = read_captures

    def validators(self, url: str) -> Validators | None:
        """Return those of the newest whole 200 answer of ``url``; None where there is none."""
        return self._validators.get(bare_url(url))

    def article_validators(self, url: str) -> Validators | None:
        """
        Return those of ``url`` where an article was read from that very answer; else None.

        A page that was captured and not read (the process was killed in between, a stage failed)
        must be asked for in full: a 304 would leave it unread for good.
        """
        known = self.validators(url)
        return known if known and known.capture_id in self._read_captures else None

    def article(self, url: str) -> KnownArticle | None:
        """Return the latest revision under a canonical URL."""
        return self._articles.get(url)

    def source_entries(self, url: str) -> int | None:
        """Return how many articles a source announced when it last announced any."""
        return self._entries.get(url)


def site_state(store: Store, site: str) -> SiteState:
    """Read the state of ``site`` from the tables; of other sites nothing is read."""
    tables = open_tables(store)
    article_rows = _rows(tables.articles, _ARTICLE_COLUMNS, pc.field("site") == site)
    return SiteState(
        _validators(tables, site),
        _articles(article_rows),
        _entries(tables, site),
        frozenset(row["capture_id"] for row in article_rows),
    )


def _validators(tables: Tables, site: str) -> dict[str, Validators]:
    wanted = (pc.field("site") == site) & pc.field("status").isin([200, 304])
    rows = _rows(tables.captures, _CAPTURE_COLUMNS, wanted)
    rows.sort(key=lambda row: row["captured_at"])
    known: dict[str, Validators] = {}
    for row in rows:
        before = known.get(row["url"])
        if row["revisit_of"] is None:
            if row["status"] == 200 and row["truncated"] is None:
                known[row["url"]] = _validators_of(row)
        elif before is not None and row["revisit_of"] == before.capture_id:
            # the body is where it was; a 304 may name new validators for it
            known[row["url"]] = Validators(
                etag=row["etag"] or before.etag,
                last_modified=row["last_modified"] or before.last_modified,
                capture_id=before.capture_id,
                payload_digest=before.payload_digest,
                captured_at=before.captured_at,
            )
    return known


def _validators_of(row: dict[str, Any]) -> Validators:
    return Validators(
        etag=row["etag"],
        last_modified=row["last_modified"],
        capture_id=row["capture_id"],
        payload_digest=row["payload_digest"],
        captured_at=row["captured_at"].astimezone(UTC),
    )


def _articles(rows: list[dict[str, Any]]) -> dict[str, KnownArticle]:
    newest: dict[str, tuple[Any, ...]] = {}
    known: dict[str, KnownArticle] = {}
    for row in rows:
        order = tuple(row[name] for name in PLACE)
        if row["url"] not in newest or order > newest[row["url"]]:
            newest[row["url"]] = order
            known[row["url"]] = KnownArticle(
                article_id=row["article_id"],
                url=row["url"],
                revision=row["revision"],
                title=row["title"],
                authors=tuple(author["name"] for author in row["authors"] or ()),
                body_digest=row["body_digest"],
                extractor_version=row["extractor_version"],
            )
    return known


def _entries(tables: Tables, site: str) -> dict[str, int]:
    rows = _rows(tables.runs, ["started_at", "batch", "sources"], pc.field("site") == site)
    rows.sort(key=lambda row: (row["started_at"], row["batch"]))
    return {
        source["url"]: source["entries"]
        for row in rows
        for source in row["sources"] or ()
        if source["entries"]  # a source that has fallen silent stays one that spoke
    }


def _rows(dataset: Any, columns: list[str], wanted: Any) -> list[dict[str, Any]]:
    with reading(dataset):
        found: list[dict[str, Any]] = dataset.to_table(columns=columns, filter=wanted).to_pylist()
    return found
