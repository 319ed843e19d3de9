"""
Which article rows stand: the latest revision of an article, as it was read last.

A row's place is (``revision``, ``generation``). Re-extraction writes the same revision again under
the next generation; nothing is taken away.

A writer holds its site, so a place is taken once, but where two sites hold one page (``verify``
says where). Of such articles whole places are compared, of others that have several rows revision
and generation, of the rest nothing.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.article_index import PLACED
from newscrawl.archive.reading import reading
from newscrawl.archive.several import Several, several_of

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
    several: Several | None = None,
    all_revisions: bool = False,
) -> pa.RecordBatchReader:
    """
    Return the rows of the articles dataset that stand, in stored order, as a stream of batches.

    ``where`` (a pyarrow expression) is pushed down; a row that fits and was superseded by one that
    does not is left out all the same. Which articles have ``several`` rows is looked for, where
    None, among the ``takers``: they must hold for each row that may take the place of a row that
    fits; all rows where None. With ``all_revisions``, each revision's latest reading. ``columns``
    are all where None.
    """
    key = ["article_id", "revision"] if all_revisions else ["article_id"]
    several = several or several_of(articles, takers=takers)
    newest = _newest(several, key)
    wanted = articles.schema if columns is None else pa.schema(map(articles.schema.field, columns))
    compared = PLACE if len(several.disputed) else PLACE[:2]
    asked = ["article_id", *compared] if newest.num_rows else []
    read = None if columns is None else list(dict.fromkeys([*columns, *asked]))
    scanner = articles.scanner(columns=read, filter=where)
    batches = _batches(articles, scanner)
    if asked:
        batches = (batch.filter(_stands(batch, newest, key, compared)) for batch in batches)
    return pa.RecordBatchReader.from_batches(
        wanted, (each.select(wanted.names) for each in batches)
    )


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


def _newest(several: Several, key: list[str]) -> pa.Table:
    """
    Return each ``key`` that has several rows, and the place of the one that stands.

    When and from what that was written is told of the disputed alone.
    """
    disputed = pc.field("article_id").isin(several.disputed)
    rows = [several.places.filter(~disputed)]
    if len(several.disputed):
        with reading(several.holding):
            rows.append(several.holding.to_table(columns=["article_id", *PLACE], filter=disputed))
    ordered = pa.concat_tables(rows, promote_options="default").sort_by(
        [(name, "ascending") for name in PLACE if len(rows) > 1 or name in PLACED]
    )
    # "last" goes by the order of rows, which threads do not keep
    told = [(name, "last") for name in ordered.column_names]
    last = ordered.group_by(key, use_threads=False).aggregate([*told, ([], "count_all")])
    last = last.filter(pc.field("count_all") > 1)
    return last.append_column("key", _key(last, key))


def _stands(
    batch: pa.RecordBatch, newest: pa.Table, key: list[str], compared: list[str]
) -> pa.Array:
    at = pc.index_in(_key(batch, key), newest["key"])
    stands = True
    for name in compared:
        last = pc.take(newest[f"{name}_last"].combine_chunks(), at)
        is_last = pc.fill_null(pc.equal(batch[name], last), fill_value=False)
        # null: an article with one row, or one whose place nobody disputes
        stands = pc.and_(stands, pc.or_(pc.is_null(last), is_last))
    return stands


def _key(rows: Any, key: list[str]) -> Any:
    return pc.binary_join_element_wise(*(pc.cast(rows[name], pa.string()) for name in key), "/")
