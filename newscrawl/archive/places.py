"""
Which place in the articles table a row takes that waited in a spool while others wrote.

A run numbers its revisions by the state that it started from. Killed, and recovered after another
machine crawled the same site, its rows would claim places that are taken.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Self

import pyarrow.compute as pc

from newscrawl.archive.opened import open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.spooled_batch import SealedBatch
from newscrawl.archive.store import Store
from newscrawl.archive.tables import month_of

logger = logging.getLogger(__name__)

_COLUMNS = ["article_id", "revision", "generation", "title", "authors", "body_digest", "month"]
_Row = dict[str, Any]


class Places:
    """The places of one site that are taken; right for as long as the site's lease is held."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._texts: dict[str, dict[tuple[int, int], tuple[Any, ...]]] = {}
        self._months: dict[str, str] = {}
        for row in rows:
            self._take(row)

    @classmethod
    def read(cls, store: Store, site: str) -> Self:
        """Return those in the table, which has been brought up to the manifests."""
        articles = open_tables(store, bring_up=False).articles
        with reading(articles):
            rows = articles.to_table(columns=_COLUMNS, filter=pc.field("site") == site)
        return cls(rows.to_pylist())

    def settle(self, batch: SealedBatch) -> None:
        """Rewrite the batch's articles where their places are taken; a text held is left out."""
        before = list(batch.article_lines())
        settled = list(self._settled(before))
        if settled != before or len(settled) != batch.runs_row["articles"]:
            batch.replace_articles(settled)
            logger.info(
                "%s: %d articles were written by another run meanwhile, %d are numbered anew",
                batch.folder,
                len(before) - len(settled),
                sum(row not in before for row in settled),
            )

    def _settled(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        for row in rows:
            texts = self._texts.get(row["article_id"], {})
            place = row["revision"], row["generation"]
            if place in texts:
                if row["generation"] == 0 and _text(row) in (texts[place], texts[max(texts)]):
                    continue
                month = max(self._months[row["article_id"]], _month(row))
                row = {**row, **_next(row, texts), "month": month}  # noqa: PLW2901
            self._take(row)
            yield row

    def _take(self, row: _Row) -> None:
        texts = self._texts.setdefault(row["article_id"], {})
        texts[row["revision"], row["generation"]] = _text(row)
        months = self._months.get(row["article_id"], ""), _month(row)
        self._months[row["article_id"]] = max(months)


def _month(row: _Row) -> str:
    """
    Return the month under which a row lies.

    Never before that of a row whose place it takes: so a question that asks from some month on
    finds what supersedes.
    """
    stated = row.get("month")
    return stated or month_of(datetime.fromisoformat(row["captured_at"]))


def _next(row: _Row, texts: Iterable[tuple[int, int]]) -> _Row:
    """Return the next free place: of the article, or of its revision where it was read again."""
    if row["generation"] == 0:
        return {"revision": max(texts)[0] + 1}
    of_revision = [place[1] for place in texts if place[0] == row["revision"]]
    return {"generation": max(of_revision) + 1}


def _text(row: _Row) -> tuple[Any, ...]:
    """Return what makes a revision, as the revise stage has it."""
    return row["title"], tuple(each["name"] for each in row["authors"] or ()), row["body_digest"]
