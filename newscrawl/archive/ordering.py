"""
How rows lie in a compacted row object, so that a question opens few row groups of it.

A row group is skipped by the least and greatest value of a column that it states. A list has none,
so nothing can be skipped by brand or kind. But both are asked of stories, few of many articles:
they lie in row groups of their own, as do rows that take the place of earlier ones, which every
question has to know. Within those, rows go by site, then by time: the month is the partition.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.tables import TableName

# A group's rows are read together: of whole articles, some megabytes.
_ROWS_A_GROUP = {
    TableName.CAPTURES: 16_384,
    TableName.ARTICLES: 2_048,
    TableName.RUNS: 4_096,
}
_ORDER = {
    # by URL, which a snapshot is asked by
    TableName.CAPTURES: ("site", "url", "captured_at"),
    TableName.ARTICLES: ("site", "published_at", "captured_at"),
    TableName.RUNS: ("site", "started_at", "batch"),
}


def row_groups(name: TableName, rows: pa.Table) -> Iterator[pa.Array]:
    """Yield the places in ``rows`` of each row group's rows, in order; together all of them."""
    kind = _kinds(rows) if name is TableName.ARTICLES else pa.nulls(rows.num_rows, pa.int8())
    keys = pa.table({"kind": kind, **{column: rows[column] for column in _ORDER[name]}})
    order = pc.sort_indices(keys, [(column, "ascending") for column in keys.column_names])
    ordered = pc.take(kind, order)
    start = 0
    while start < len(order):
        same = pc.equal(ordered.slice(start), ordered[start])
        end = pc.index(same, pa.scalar(value=False)).as_py() if ordered[start].is_valid else -1
        length = end if end >= 0 else len(order) - start
        for first in range(start, start + length, _ROWS_A_GROUP[name]):
            yield order.slice(first, min(_ROWS_A_GROUP[name], start + length - first))
        start += length


def _kinds(rows: pa.Table) -> pa.Array:
    """Return what kind of row each is: rows of two kinds never share a row group."""
    takes = pc.or_kleene(pc.greater(rows["revision"], 1), pc.greater(rows["generation"], 0))
    takes = pc.fill_null(takes, fill_value=False)
    story = pc.fill_null(rows["is_story"], fill_value=False)
    kinds = pc.add(pc.multiply(pc.cast(takes, pa.int8()), 2), pc.cast(story, pa.int8()))
    return pc.cast(kinds, pa.int8()).combine_chunks()
