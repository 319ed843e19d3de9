"""
How rows lie in a compacted row object, so that a question opens few row groups of it.

A row group is skipped by the least and greatest value of a column that it states. A list has none,
so nothing can be skipped by brand or kind. But both are asked of stories, few of many articles:
they lie in row groups of their own, as do rows that take the place of earlier ones, which every
question has to know. Where there are many, the rest lies in an object of its own, which such a
question does not open. Within those, rows go by site, then by time: the month is the partition.

Within a row group, the columns that questions are put by lie first, side by side: one request
brings them all, and nothing of the texts.
"""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.tables import TableName

# A group's rows are read together: of whole articles, some megabytes.
_ROWS_A_GROUP = {
    TableName.CAPTURES: 16_384,
    TableName.ARTICLES: 4_096,
    TableName.RUNS: 4_096,
}
_ORDER = {
    # by URL, which a snapshot is asked by
    TableName.CAPTURES: ("site", "url", "captured_at"),
    TableName.ARTICLES: ("site", "published_at", "captured_at"),
    TableName.RUNS: ("site", "started_at", "batch"),
}
# Short columns: what is asked of articles, and what lists of them show.
FIRST_COLUMNS: Mapping[TableName, Sequence[str]] = {
    TableName.CAPTURES: ("capture_id", "site", "url", "captured_at", "status", "warc_key"),
    TableName.ARTICLES: (
        *("article_id", "revision", "generation", "published_at", "captured_at", "is_story"),
        *("site", "written_at", "capture_id", "kinds", "brands", "url", "title", "authors"),
        "parties",
    ),
    TableName.RUNS: (),
}


def columns_in_order(name: TableName, columns: Sequence[str]) -> list[str]:
    """Return the order in which columns are written."""
    first = [column for column in FIRST_COLUMNS[name] if column in columns]
    return [*first, *(column for column in columns if column not in first)]


def row_groups(name: TableName, rows: pa.Table) -> Iterator[tuple[bool, pa.Array]]:
    """
    Yield each row group's rows, as places in ``rows``, in order; together all of them.

    With each, whether its rows are plain: articles that are no stories and take no place of
    another's. Of captures and runs all are.
    """
    kind = _kinds(rows) if name is TableName.ARTICLES else pa.array([0] * rows.num_rows, pa.int8())
    keys = pa.table({"kind": kind, **{column: rows[column] for column in _ORDER[name]}})
    order = pc.sort_indices(keys, [(column, "ascending") for column in keys.column_names])
    start = 0
    for same in pc.run_end_encode(pc.take(kind, order)).run_ends.to_pylist() if len(order) else ():
        is_plain = pc.take(kind, order.slice(start, 1))[0].as_py() == 0
        while start < same:
            length = min(_ROWS_A_GROUP[name], same - start)
            yield is_plain, order.slice(start, length)
            start += length


def _kinds(rows: pa.Table) -> pa.Array:
    """Return what kind of row each is: rows of two kinds never share a row group."""
    takes = pc.or_kleene(pc.greater(rows["revision"], 1), pc.greater(rows["generation"], 0))
    takes = pc.fill_null(takes, fill_value=False)
    story = pc.fill_null(rows["is_story"], fill_value=False)
    kinds = pc.add(pc.multiply(pc.cast(takes, pa.int8()), 2), pc.cast(story, pa.int8()))
    return pc.cast(kinds, pa.int8()).combine_chunks()
