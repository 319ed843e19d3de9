"""
From a question to rows: which fit, then the whole of those.

Two scans. The first reads of the rows only what the question asks of; the archive says which of
them stand. The second reads in full the rows that were chosen, and opens no other file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive import current_articles, reading
from newscrawl.reader.brand_names import WantedBrands
from newscrawl.reader.words import word_patterns

# What tells a row from every other.
_KEY = ["article_id", "revision", "generation"]
# What tells the files and row groups that have it: the time of a batch, the rest in a compaction.
_WHERE_IT_LIES = ["captured_at", "site", "is_story"]
_ROWS_A_READ = 500
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """
    A question with its names looked up and its times fixed; None and empty ask nothing.

    ``article_ids`` are those of the articles meant, where they are known.
    """

    article_ids: tuple[str, ...] | None = None
    sites: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    kinds: tuple[str, ...] = ()
    brands: WantedBrands | None = None
    stories_only: bool = False
    all_revisions: bool = False
    limit: int | None = None


def fitting_rows(articles: Any, wanted: Wanted) -> pa.Table:
    """
    Return key, capture time, site and kind of the rows of ``articles`` that stand and fit.

    The newest first, by time of publication, or of capture where that is unknown.
    """
    columns = [*_KEY, *_WHERE_IT_LIES, "published_at", "written_at"]
    if wanted.kinds:
        columns.append("kinds")
    if wanted.brands:
        columns += ["brands", "parties"]
    where, takers = _where(wanted), _takers(wanted)
    if wanted.article_ids is not None:
        # first where they lie, by four short columns: of all the articles nothing else is read
        with reading(articles):
            rows = articles.to_table(columns=["article_id", *_WHERE_IT_LIES], filter=takers)
        where, takers = where & _lies_with(rows), takers & _lies_with(rows)
    batches = current_articles(
        articles,
        columns=columns,
        where=where,
        takers=takers,
        all_revisions=wanted.all_revisions,
    )
    fitting = (_fitting(batch, wanted) for batch in batches)
    found = _one_a_place(pa.Table.from_batches(fitting, batches.schema), wanted)
    shown_at = pc.coalesce(found["published_at"], found["captured_at"])
    ordered = found.append_column("shown_at", shown_at).sort_by(
        [("shown_at", "descending"), ("article_id", "ascending"), ("revision", "descending")]
    )
    return ordered.select([*_KEY, *_WHERE_IT_LIES]).slice(0, wanted.limit)


def whole_rows(articles: Any, found: pa.Table, columns: list[str]) -> Iterator[pa.Table]:
    """Yield the rows that :func:`fitting_rows` found, in its order, some hundreds at a time."""
    for start in range(0, found.num_rows, _ROWS_A_READ):
        yield _read(articles, found.slice(start, _ROWS_A_READ), columns)


def _where(wanted: Wanted) -> Any:
    conditions = list(_conditions(wanted))
    return reduce(and_, conditions) if conditions else None


def _takers(wanted: Wanted) -> Any:
    """Return what holds for every row that may take the place of one that fits."""
    if wanted.article_ids is not None:
        return pc.field("article_id").isin(wanted.article_ids)
    if wanted.since:
        # never in a month before that of the row whose place it takes, by the clock of its writer
        return pc.field("month") >= f"{wanted.since - _CLOCKS_DIFFER:%Y-%m}"
    return None


def _conditions(wanted: Wanted) -> Iterator[Any]:
    published, captured = pc.field("published_at"), pc.field("captured_at")
    if wanted.article_ids is not None:
        yield pc.field("article_id").isin(wanted.article_ids)
    if wanted.sites:
        yield pc.field("site").isin(wanted.sites)
    if wanted.since:
        # nothing is published after it was captured: whole months are left out by their name
        yield pc.field("month") >= f"{wanted.since:%Y-%m}"
        yield (published >= wanted.since) | (published.is_null() & (captured >= wanted.since))
    if wanted.until:
        yield (published < wanted.until) | (published.is_null() & (captured < wanted.until))
    if wanted.stories_only or wanted.kinds:
        yield pc.field("is_story")
    if wanted.text is not None:
        title, body = pc.field("title"), pc.field("body")
        for pattern in word_patterns(wanted.text):
            yield pc.match_substring_regex(title, pattern) | pc.match_substring_regex(body, pattern)


def _fitting(batch: pa.RecordBatch, wanted: Wanted) -> pa.RecordBatch:
    """Return the rows that fit in what an Arrow expression cannot ask: lists."""
    if wanted.kinds:
        kinds = set(wanted.kinds)
        asked = [not kinds.isdisjoint(row or ()) for row in batch["kinds"].to_pylist()]
        batch = batch.filter(pa.array(asked, pa.bool_()))
    if wanted.brands:
        named, parties = batch["brands"].to_pylist(), batch["parties"].to_pylist()
        asked = [
            not wanted.brands.ids.isdisjoint(brands or ()) or wanted.brands.are_party(row or ())
            for brands, row in zip(named, parties, strict=True)
        ]
        batch = batch.filter(pa.array(asked, pa.bool_()))
    return batch


def _one_a_place(found: pa.Table, wanted: Wanted) -> pa.Table:
    """Leave out rows whose place another took that was written later: two sites share a page."""
    key = ["article_id", "revision"] if wanted.all_revisions else ["article_id"]
    rows = found.append_column("row", pa.array(range(found.num_rows), pa.int64()))
    if rows.group_by(key).aggregate([]).num_rows == rows.num_rows:
        return found
    ordered = rows.sort_by([(name, "ascending") for name in (*_KEY, "written_at")])
    last = ordered.group_by(key, use_threads=False).aggregate([("row", "last")])
    return found.take(last["row_last"])


def _read(articles: Any, found: pa.Table, columns: list[str]) -> pa.Table:
    with reading(articles):
        rows = articles.to_table(
            columns=list(dict.fromkeys([*columns, *_KEY])),
            filter=_lies_with(found) & pc.field("article_id").isin(found["article_id"].unique()),
        )
    places = {key: place for place, key in enumerate(_keys(rows))}
    return rows.take([places[key] for key in _keys(found)]).select(columns)


def _lies_with(rows: pa.Table) -> Any:
    """Return what holds where ``rows`` lie, and leaves the rest unopened."""
    return reduce(and_, (pc.field(name).isin(rows[name].unique()) for name in _WHERE_IT_LIES))


def _keys(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].to_pylist() for name in _KEY), strict=True)
