"""
Whole rows, of which it is known where they lie: row objects and groups of rows without any of them
are not opened.

Row groups are read a few megabytes at a time, and let go before the next. Arrow's own scan of all
columns holds many at once, and takes longer over the memory than over the rows.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from operator import and_, or_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive import reading
from newscrawl.records import Record

# What tells a row from every other.
KEY = ["article_id", "revision", "generation"]
# What tells the files and row groups that have it: the time of a batch, the rest in a compaction.
WHERE_IT_LIES = ["captured_at", "site", "is_story"]
# The newest articles lie scattered over their month: fewer rows at once would open it again and
# again, more at first would let their reader wait.
_ROWS_AT_FIRST = 500
_BYTES_AT_ONCE = 32 << 20
_BYTES_A_READ = 16 << 20
_FILES_AT_ONCE = 4
_RECORDS_AT_ONCE = 500
# Arrow compares a longer list with no file's bounds, and opens every one.
_MOST_COMPARED = 50


def whole_rows(articles: Any, found: pa.Table, columns: list[str]) -> Iterator[pa.Table]:
    """
    Yield the rows that ``found`` has KEY and WHERE_IT_LIES of, in its order: some hundreds, then
    twice as many each time, up to some megabytes.
    """
    start, count = 0, _ROWS_AT_FIRST
    while start < found.num_rows:
        rows = _read(articles, found.slice(start, count), columns)
        yield rows
        start += count
        count = min(2 * count, max(_ROWS_AT_FIRST, _BYTES_AT_ONCE * rows.num_rows // rows.nbytes))


def records_of(rows: pa.Table) -> Iterator[Record]:
    """Yield rows as records, made some hundreds at a time: they take ten times the memory."""
    for some in rows.to_batches(_RECORDS_AT_ONCE):
        yield from some.to_pylist()


def lies_with(rows: pa.Table) -> Any:
    """Return what holds where ``rows`` lie, and leaves the rest unopened."""
    return reduce(and_, (is_among(name, rows[name]) for name in WHERE_IT_LIES))


def is_among(name: str, values: pa.Array | pa.ChunkedArray) -> Any:
    """Return what holds for ``values`` and, where they are many, for what is near them."""
    distinct, field = values.unique(), pc.field(name)
    if len(distinct) <= _MOST_COMPARED:
        return field.isin(distinct)
    if not pa.types.is_timestamp(distinct.type):
        return pc.scalar(True)
    # rows of a month lie together
    months = pc.strftime(distinct, format="%Y-%m")
    spans = pa.table({"month": months, "at": distinct}).group_by("month")
    return reduce(
        or_,
        (
            (field >= span["at_min"]) & (field <= span["at_max"])
            for span in spans.aggregate([("at", "min"), ("at", "max")]).to_pylist()
        ),
    )


def _read(articles: Any, found: pa.Table, columns: list[str]) -> pa.Table:
    lies, ids = lies_with(found), found["article_id"].unique()
    schema, wanted = articles.schema, list(dict.fromkeys([*columns, *KEY]))
    read = partial(_of_file, schema=schema, lies=lies, ids=ids, columns=wanted)
    with reading(articles), ThreadPoolExecutor(_FILES_AT_ONCE) as pool:
        tables = [*pool.map(read, articles.get_fragments(lies))]
    rows = pa.concat_tables([table for some in tables for table in some])
    places = {key: place for place, key in enumerate(_keys(rows))}
    return rows.take([places[key] for key in _keys(found)]).select(columns)


def _of_file(
    fragment: Any, schema: pa.Schema, lies: Any, ids: pa.Array, columns: list[str]
) -> list[pa.Table]:
    found = []
    for groups in _read_together(fragment.subset(filter=lies, schema=schema).row_groups):
        part = fragment.subset(row_group_ids=groups)
        rows = part.to_table(schema=schema, columns=columns, use_threads=False)
        found.append(rows.filter(pc.is_in(rows["article_id"], ids)))
    return found


def _read_together(row_groups: Iterable[Any]) -> Iterator[list[int]]:
    """Yield the numbers of the row groups to be read at once: small ones share their requests."""
    some: list[int] = []
    size = 0
    for group in row_groups:
        if some and size + group.total_byte_size > _BYTES_A_READ:
            yield some
            some, size = [], 0
        some.append(group.id)
        size += group.total_byte_size
    if some:
        yield some


def _keys(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].to_pylist() for name in KEY), strict=True)
