"""
From a question to rows: which fit, then the whole of those.

Two scans. The first reads of every row only what the question asks of, and tells which rows stand
and fit; site and month of capture hold for all rows of an article alike, so they keep whole files
from being read. The second reads in full the rows that were chosen, and opens no other file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newscrawl.reader.brand_names import WantedBrands
from newscrawl.reader.closed import closed_database
from newscrawl.reader.standing import KEY, LATEST, REVISIONS
from newscrawl.reader.words import word_patterns

_ROWS_A_READ = 500


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
    Return keys and file of the rows of dataset ``articles`` that stand and fit, newest first.

    Newest by time of publication, or of capture where that is unknown.
    """
    scanned = articles.to_table(columns=_columns(wanted), filter=_of_whole_articles(wanted))
    standing = REVISIONS if wanted.all_revisions else LATEST
    conditions = " AND ".join(_conditions(wanted)) or "true"
    limit = f"LIMIT {wanted.limit:d}" if wanted.limit is not None else ""
    with closed_database({"article_keys": scanned}) as database:
        found = database.execute(
            f"SELECT {', '.join(KEY)}, file FROM ({standing}) WHERE {conditions} "  # noqa: S608
            f"ORDER BY shown_at DESC, article_id, revision DESC {limit}",
            _parameters(wanted),
        )
        return found.to_arrow_table()


def _columns(wanted: Wanted) -> dict[str, Any]:
    names = [*KEY, "is_story"]
    if wanted.kinds:
        names.append("kinds")
    if wanted.brands:
        names += ["brands", "parties"]
    columns = {name: pc.field(name) for name in names}
    columns["file"] = pc.field("__filename")
    columns["shown_at"] = pc.coalesce(pc.field("published_at"), pc.field("captured_at"))
    if wanted.text is not None:
        # here, so that of the bodies only yes or no is kept
        columns["has_words"] = reduce(and_, map(_has_word, word_patterns(wanted.text)))
    return columns


def _has_word(pattern: str) -> Any:
    title, body = pc.field("title"), pc.field("body")
    return pc.match_substring_regex(title, pattern) | pc.match_substring_regex(body, pattern)


def _of_whole_articles(wanted: Wanted) -> Any:
    asked = []
    if wanted.article_ids is not None:
        asked.append(pc.field("article_id").isin(wanted.article_ids))
    if wanted.sites:
        asked.append(pc.field("site").isin(wanted.sites))
    if wanted.since:
        # Nothing is published after it was captured, and of one generation the latest revision
        # was captured last: an older row neither fits nor is needed to tell what stands, unless
        # it was written by a re-extraction.
        recent = pc.field("month") >= f"{wanted.since:%Y-%m}"
        asked.append(recent | (pc.field("generation") > 0))
    return reduce(and_, asked) if asked else None


def _conditions(wanted: Wanted) -> Iterator[str]:
    if wanted.since:
        yield "shown_at >= $since"
    if wanted.until:
        yield "shown_at <= $until"
    if wanted.stories_only or wanted.kinds:
        yield "is_story"
    if wanted.kinds:
        yield "list_has_any(kinds, $kinds)"
    if wanted.brands:
        yield (
            "(list_has_any(brands, $brand_ids) OR len(list_filter(parties, lambda party: "
            "list_contains($brand_ids, party.brand_id) OR list_contains($names, lower(party.name))"
            ")) > 0)"
        )
    if wanted.text is not None:
        yield "has_words"


def _parameters(wanted: Wanted) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    if wanted.since:
        parameters["since"] = wanted.since
    if wanted.until:
        parameters["until"] = wanted.until
    if wanted.kinds:
        parameters["kinds"] = list(wanted.kinds)
    if wanted.brands:
        parameters["brand_ids"] = sorted(wanted.brands.ids)
        parameters["names"] = sorted(wanted.brands.names)
    return parameters


def whole_rows(articles: Any, found: pa.Table, columns: list[str]) -> Iterator[pa.Table]:
    """Yield the rows that :func:`fitting_rows` found, in its order, some hundreds at a time."""
    for start in range(0, found.num_rows, _ROWS_A_READ):
        yield _read(articles, found.slice(start, _ROWS_A_READ), columns)


def _read(articles: Any, found: pa.Table, columns: list[str]) -> pa.Table:
    files = set(found["file"].to_pylist())
    chosen = ds.FileSystemDataset(
        [fragment for fragment in articles.get_fragments() if fragment.path in files],
        articles.schema,
        articles.format,
        articles.filesystem,
    )
    names = [*columns, *(name for name in KEY if name not in columns)]
    rows = chosen.to_table(
        columns=names, filter=pc.field("article_id").isin(found["article_id"].unique())
    )
    places = {key: place for place, key in enumerate(_keys(rows))}
    return rows.take([places[key] for key in _keys(found)]).select(columns)


def _keys(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].to_pylist() for name in KEY), strict=True)
