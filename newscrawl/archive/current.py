"""
Which article rows stand: the latest revision of an article, as it was read last.

A row's place is (``revision``, ``generation``). Re-extraction writes the same revision again under
the next generation; nothing is taken away.

A writer holds its site, so a place is taken once (where it was not, ``verify`` says so). Then of an
article with several rows, the one that stands is never its first reading of revision 1: who knows
the rows that take a place of an earlier one, few of many, knows which rows stand. Those lie apart
in compacted row objects, so that a question reads little of the rest.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.reading import reading

# What is asked of a batch costs as much of few rows as of some hundreds.
_ROWS_A_BATCH = 1_000
# What rows of an article are ordered by; the last of them stands.
PLACE = ["revision", "generation", "written_at", "capture_id"]


def standing_sql(key: str, rows: str = "articles") -> str:
    """Return the SELECT of the row of each ``key`` whose PLACE is the highest among ``rows``."""
    place = f"row({', '.join(PLACE)})"
    return f"""
SELECT {rows}.* FROM {rows} LEFT JOIN (
    SELECT {key}, max({place}) AS newest FROM {rows} GROUP BY {key} HAVING count(*) > 1
) AS several USING ({key})
WHERE newest IS NULL OR {place} = newest
"""  # noqa: S608  # nothing of a user's is in it


# Over a table or view named articles: the row that stands of each article, and of each revision.
CURRENT_ARTICLES_SQL = standing_sql("article_id")
CURRENT_REVISIONS_SQL = standing_sql("article_id, revision")


def current_articles(
    articles: Any,
    *,
    columns: list[str] | None = None,
    where: Any = None,
    takers: Any = None,
    all_revisions: bool = False,
) -> pa.RecordBatchReader:
    """
    Return the rows of the articles dataset that stand, in stored order, as a stream of batches.

    ``where`` (a pyarrow expression) is pushed down; a row that fits and was superseded by one that
    does not is left out all the same: rows that supersede are looked for by ``takers``, which must
    hold for each that may take the place of a row that fits; everywhere where None. With
    ``all_revisions``, each revision's latest reading. ``columns`` are all where None.
    """
    key = ["article_id", "revision"] if all_revisions else ["article_id"]
    newest = _newest(articles, key, takers)
    wanted = articles.schema if columns is None else pa.schema(map(articles.schema.field, columns))
    if newest.num_rows == 0:
        scanner = articles.scanner(columns=columns, filter=where)
        return pa.RecordBatchReader.from_batches(wanted, _batches(articles, scanner))
    read = None if columns is None else list(dict.fromkeys([*columns, "article_id", *PLACE]))
    scanner = articles.scanner(columns=read, filter=where)
    batches = (
        batch.filter(_stands(batch, newest, key)).select(wanted.names)
        for batch in _batches(articles, scanner)
    )
    return pa.RecordBatchReader.from_batches(wanted, batches)


def takes_a_place(key: list[str]) -> Any:
    """Return what holds for a row that stands in place of an earlier one of its ``key``."""
    takes = pc.field("generation") > 0
    return takes if "revision" in key else takes | (pc.field("revision") > 1)


def _batches(articles: Any, scanner: Any) -> Iterator[pa.RecordBatch]:
    """Yield what is read, the few rows that fit of many row groups together."""
    held: list[pa.RecordBatch] = []
    rows = 0
    with reading(articles):
        for batch in scanner.to_batches():
            if batch.num_rows:
                held.append(batch)
                rows += batch.num_rows
            if rows >= _ROWS_A_BATCH:
                yield pa.concat_batches(held)
                held, rows = [], 0
    if held:
        yield pa.concat_batches(held)


def _newest(articles: Any, key: list[str], takers: Any) -> pa.Table:
    """Return the place of the row that stands, and its key, for keys that have several rows."""
    takes = takes_a_place(key)
    if takers is not None:
        takes &= takers
    with reading(articles):
        rows = articles.to_table(columns=["article_id", *PLACE], filter=takes)
    ordered = rows.sort_by([(name, "ascending") for name in PLACE])
    # "last" goes by the order of rows, which threads do not keep
    last = ordered.group_by(key, use_threads=False).aggregate([(name, "last") for name in PLACE])
    return last.append_column("key", _key(last, key))


def _stands(batch: pa.RecordBatch, newest: pa.Table, key: list[str]) -> pa.Array:
    at = pc.index_in(_key(batch, key), newest["key"])
    stands = pc.is_valid(at)
    for name in PLACE:
        last = pc.take(newest[f"{name}_last"].combine_chunks(), at)
        stands = pc.and_(stands, pc.equal(batch[name], last))
    return pc.or_(pc.is_null(at), pc.fill_null(stands, fill_value=False))


def _key(rows: Any, key: list[str]) -> Any:
    return pc.binary_join_element_wise(*(pc.cast(rows[name], pa.string()) for name in key), "/")
