"""
Which articles have more than their first reading, few of many: only their rows are compared.

By the index of the articles, or by the places of all rows.
"""

import binascii
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.article_index import PLACED, ArticleIndex
from newscrawl.archive.reading import reading

_DIGITS_OF_AN_ID = 16
# What holds for a row that came after another of its article.
_TAKES_A_PLACE = (pc.field("generation") > 0) | (pc.field("revision") > 1)


@dataclass(frozen=True, kw_only=True)
class Several:
    """
    ``places`` (PLACED) are of the articles that have more than a first reading, ``disputed`` the
    ids of those that have two rows in one place; the rows of these are among ``holding``, a
    dataset.
    """

    places: pa.Table
    disputed: pa.Array
    holding: Any


def several_of(articles: Any, index: ArticleIndex | None = None, *, takers: Any = None) -> Several:
    """
    Return which articles have several rows: without an ``index``, by the places of all rows, or of
    those of which ``takers`` (a pyarrow expression) hold.

    Raises as :func:`reading` does.
    """
    rows = _places(articles, index, takers)
    ids = rows.filter(_TAKES_A_PLACE)["article_id"].unique()
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
    ids_disputed = pa.chunked_array(chunks, pa.string()).unique()
    holding = articles
    if index is not None and len(ids_disputed):
        holding = index.articles_with(articles, ids_disputed)
    return Several(places=several, disputed=ids_disputed, holding=holding)


def _places(articles: Any, index: ArticleIndex | None, takers: Any) -> pa.Table:
    known = None if index is None else index.places_of_several(articles)
    if known is not None:
        return known
    with reading(articles):
        return articles.to_table(columns=PLACED, filter=takers)


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
