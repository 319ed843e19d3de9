"""
The rows that stand, for DuckDB: the same as CURRENT_ARTICLES_SQL and CURRENT_REVISIONS_SQL say of
the table as a whole, without comparing every row with every other.

Few articles have more than their first reading, and only the rows of these are compared. Where two
sites hold one page, or a place was taken twice, the general statement is asked of that article.
"""

import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.article_index import PLACED, ArticleIndex
from newscrawl.archive.current import standing_sql, takes_a_place
from newscrawl.archive.reading import reading

_DIGITS_OF_AN_ID = 16


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``select`` gives the rows that stand, over ``tables``: pyarrow datasets, tables by name."""

    select: str
    tables: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Several:
    """
    ``places`` (PLACED) are of the articles that have more than a first reading, ``disputed`` the
    ids of those that have two rows in one place.
    """

    places: pa.Table
    disputed: pa.Array


def standing_articles(articles: Any, several: Several) -> Standing:
    """Return the row that stands of each article."""
    return _standing(articles, several, "article", "article_id")


def standing_revisions(articles: Any, several: Several) -> Standing:
    """Return the row that stands of each revision."""
    return _standing(articles, several, "revision", "article_id, revision")


def _standing(articles: Any, several: Several, what: str, key: str) -> Standing:
    disputed = several.disputed
    is_disputed = pc.field("article_id").isin(disputed)
    # DuckDB pushes what a query filters and selects into the scan of the rows; not through a WITH
    rows = articles.filter(~is_disputed) if len(disputed) else articles
    tables = {f"{what}_rows": rows, f"several_of_{what}": several.places.filter(~is_disputed)}
    placed = ", ".join(PLACED)
    select = f"""
SELECT {what}_rows.* FROM {what}_rows ANTI JOIN (
    SELECT {placed} FROM several_of_{what} QUALIFY 1 < row_number() OVER (
        PARTITION BY {key} ORDER BY revision DESC, generation DESC
    )
) USING ({placed})
"""  # noqa: S608  # nothing of a user's is in it
    if len(disputed):
        tables[f"disputed_{what}"] = articles.filter(is_disputed)
        select += f"UNION ALL {standing_sql(key, f'disputed_{what}')}"
    return Standing(select=select, tables=tables)


def several_of(articles: Any, index: ArticleIndex | None = None) -> Several:
    """
    Return which articles have several rows: without an ``index``, by the places of all rows.

    Raises as :func:`reading` does.
    """
    rows = _places(articles, index)
    ids = rows.filter(takes_a_place(["article_id"]))["article_id"].unique()
    is_several = pc.is_in(rows["article_id"], ids)
    several = rows.filter(is_several)
    alone = rows["article_id"].filter(pc.invert(is_several))
    disputed = [
        several.group_by(PLACED)
        .aggregate([([], "count_all")])
        .filter(pc.field("count_all") > 1)["article_id"]
    ]
    if _may_repeat(alone):
        counts = alone.value_counts()
        disputed.append(counts.field("values").filter(pc.greater(counts.field("counts"), 1)))
    chunks = [chunk for some in disputed for chunk in getattr(some, "chunks", [some])]
    return Several(places=several, disputed=pa.chunked_array(chunks, pa.string()).unique())


def _places(articles: Any, index: ArticleIndex | None) -> pa.Table:
    known = None if index is None else index.places_of_several(articles)
    if known is not None:
        return known
    with reading(articles):
        return articles.to_table(columns=PLACED)


def _may_repeat(ids: pa.ChunkedArray) -> bool:
    """
    Return False where no id occurs twice.

    Ids are numbers in hexadecimal: a million numbers are sorted in a third of the time that a
    million texts are looked up in. Of any other ids nothing is said.
    """
    lengths = pc.min_max(pc.binary_length(ids)).as_py()
    if ids.null_count or set(lengths.values()) != {_DIGITS_OF_AN_ID}:
        return True
    try:
        numbers = np.concatenate([_numbers(chunk) for chunk in ids.chunks])
    except binascii.Error:
        return True
    numbers.sort()
    return bool((numbers[1:] == numbers[:-1]).any())


def _numbers(ids: pa.StringArray) -> npt.NDArray[np.uint64]:
    ends = pa.array([0, len(ids)], pa.int32())
    (digits,) = pc.binary_join(pa.ListArray.from_arrays(ends, ids), "")
    return np.frombuffer(binascii.unhexlify(digits.as_buffer()), np.uint64)
