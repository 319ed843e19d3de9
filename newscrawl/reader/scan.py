"""
From a question to rows: which fit, then the whole of those.

Two scans. The first reads of the rows only what the question asks of, and the short columns that
are to be shown; the archive says which of them stand. The second, in
:mod:`newscrawl.reader.whole`, reads the longer ones of the rows that were chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive import ArticleIndex, Several, current_articles, reading, several_of
from newscrawl.reader.addresses import Meant
from newscrawl.reader.brand_names import WantedBrands
from newscrawl.reader.whole import KEY, WHERE_IT_LIES, lies_with
from newscrawl.reader.words import rough_patterns, word_patterns

_TEXTS = ["title", "body"]
_CLOCKS_DIFFER = timedelta(days=1)
# The newest few are mostly in the last month, or in the last ten.
_LOOKS_BACK = (timedelta(days=31), timedelta(days=310))


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """
    A question with its names looked up and its times fixed; None and empty ask nothing.

    ``meant`` are the articles meant, where they are known.
    """

    meant: Meant | None = None
    sites: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    kinds: tuple[str, ...] = ()
    brands: WantedBrands | None = None
    stories_only: bool = False
    all_revisions: bool = False
    limit: int | None = None


def fitting_rows(
    articles: Any,
    wanted: Wanted,
    shown: Sequence[str] = (),
    *,
    index: ArticleIndex | None = None,
) -> pa.Table:
    """
    Return key, capture time, site and kind of the rows of ``articles`` that stand and fit, and
    what is ``shown`` of them: short columns, for all rows that fit are held at once.

    The newest first, by time of publication, or of capture where that is unknown. ``index`` is of
    ``articles``; None where there is none, or few articles are meant.
    """
    several = several_of(articles, index) if index else None
    for since in _looks(wanted):
        found = _fitting_rows(articles, replace(wanted, since=since), shown, several)
        if found.num_rows == wanted.limit:
            return found
    return _fitting_rows(articles, wanted, shown, several)


def _looks(wanted: Wanted) -> Iterator[datetime]:
    """Yield since when to look first for the newest few, before all that is asked for."""
    if wanted.limit is None or wanted.meant is not None:
        return
    for back in _LOOKS_BACK:
        since = (wanted.until or datetime.now(UTC)) - back
        if wanted.since is None or wanted.since < since:
            yield since


def _fitting_rows(
    articles: Any, wanted: Wanted, shown: Sequence[str], several: Several | None
) -> pa.Table:
    columns = list(dict.fromkeys([*KEY, *WHERE_IT_LIES, "published_at", *shown]))
    asked = [*_asked_columns(wanted)]
    where, takers = where_of(wanted), _takers(wanted)
    if wanted.meant is not None:
        # first where they lie, by short columns: of all the articles nothing else is read
        with reading(articles):
            rows = articles.to_table(columns=WHERE_IT_LIES, filter=takers)
        where, takers = where & lies_with(rows), takers & lies_with(rows)
    batches = current_articles(
        articles,
        columns=list(dict.fromkeys([*columns, *asked])),
        where=where,
        takers=takers,
        several=several,
        all_revisions=wanted.all_revisions,
    )
    schema = pa.schema(map(batches.schema.field, columns))
    fitting = (_fitting(batch, wanted).select(columns) for batch in batches)
    found = pa.Table.from_batches(fitting, schema)
    shown_at = pc.coalesce(found["published_at"], found["captured_at"])
    ordered = found.append_column("shown_at", shown_at).sort_by(
        [("shown_at", "descending"), ("article_id", "ascending"), ("revision", "descending")]
    )
    kept = dict.fromkeys([*KEY, *WHERE_IT_LIES, *shown])
    return ordered.select(list(kept)).slice(0, wanted.limit)


def where_of(wanted: Wanted) -> Any:
    """Return what is asked of rows while they are read, None where that is nothing."""
    conditions = list(_conditions(wanted))
    return reduce(and_, conditions) if conditions else None


def _takers(wanted: Wanted) -> Any:
    """Return what holds for every row that may take the place of one that fits."""
    if wanted.meant is not None:
        return _are_meant(wanted.meant)
    if wanted.since:
        # never in a month before that of the row whose place it takes, by the clock of its writer
        return pc.field("month") >= f"{wanted.since - _CLOCKS_DIFFER:%Y-%m}"
    return None


def _conditions(wanted: Wanted) -> Iterator[Any]:
    published, captured = pc.field("published_at"), pc.field("captured_at")
    if wanted.meant is not None:
        yield _are_meant(wanted.meant)
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
        for pattern in rough_patterns(wanted.text):
            title, body = (pc.match_substring_regex(pc.field(name), pattern) for name in _TEXTS)
            yield title | body


def _are_meant(meant: Meant) -> Any:
    ids = pc.field("article_id").isin(meant.ids)
    # ids lie within the bounds of every file and row group, those of a site's URLs in few
    return ids if meant.urls is None else ids & pc.field("url").isin(meant.urls)


def _asked_columns(wanted: Wanted) -> Iterator[str]:
    """Yield the columns that :func:`_fitting` looks into."""
    if wanted.text is not None:
        yield from _TEXTS
    if wanted.kinds:
        yield "kinds"
    if wanted.brands:
        yield from ("brands", "parties")


def _fitting(batch: pa.RecordBatch, wanted: Wanted) -> pa.RecordBatch:
    """Return the rows that fit in what is not asked while they are read: whole words, lists."""
    if wanted.text is not None and batch.num_rows:
        for pattern in word_patterns(wanted.text):
            title, body = (pc.match_substring_regex(batch[name], pattern) for name in _TEXTS)
            batch = batch.filter(pc.or_(title, body))
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
