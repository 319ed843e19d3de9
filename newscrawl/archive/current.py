"""
Which article rows stand: the latest revision of an article, as it was read last.

A row's place is (``revision``, ``generation``). Re-extraction writes the same revision again under
the next generation; nothing is taken away. Most rows are revision 1, generation 0, and the tables'
statistics say which files hold others: only those are looked through for successors.
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

# More generations than a revision will ever see.
_STEP = 1 << 20
_PLACE = ["article_id", "revision", "generation"]

CURRENT_ARTICLES_SQL = f"""
SELECT articles.* FROM articles LEFT JOIN (
    SELECT article_id, max(revision * {_STEP} + generation) AS newest FROM articles
    WHERE revision > 1 OR generation > 0 GROUP BY article_id
) AS later USING (article_id)
WHERE newest IS NULL OR revision * {_STEP} + generation = newest
"""  # noqa: S608  # nothing of a user's is in it


def current_articles(
    articles: Any,
    *,
    columns: list[str] | None = None,
    where: Any = None,
    all_revisions: bool = False,
) -> pa.RecordBatchReader:
    """
    Return the rows of the articles dataset that stand, in stored order, as a stream of batches.

    ``where`` (a pyarrow expression) is pushed down; a row that fits and was superseded by one that
    does not is left out all the same. With ``all_revisions``, each revision's latest reading.
    ``columns`` are all where None.
    """
    newest = _newest(articles, all_revisions=all_revisions)
    wanted = articles.schema if columns is None else pa.schema(map(articles.schema.field, columns))
    if newest.num_rows == 0:
        scanner = articles.scanner(columns=columns, filter=where)
        return pa.RecordBatchReader.from_batches(wanted, scanner.to_batches())
    read = None if columns is None else list(dict.fromkeys([*columns, *_PLACE]))
    batches = (
        batch.filter(_stands(batch, newest, all_revisions=all_revisions)).select(wanted.names)
        for batch in articles.scanner(columns=read, filter=where).to_batches()
    )
    return pa.RecordBatchReader.from_batches(wanted, batches)


def _newest(articles: Any, *, all_revisions: bool) -> pa.Table:
    """Return the columns ``key`` and ``place_max`` for every key that has a later row at all."""
    later = pc.field("generation") > 0
    if not all_revisions:
        later |= pc.field("revision") > 1
    found = articles.to_table(columns=_PLACE, filter=later)
    keyed = pa.table({"key": _key(found, all_revisions=all_revisions), "place": _place(found)})
    return keyed.group_by("key").aggregate([("place", "max")])


def _stands(batch: pa.RecordBatch, newest: pa.Table, *, all_revisions: bool) -> pa.Array:
    at = pc.index_in(_key(batch, all_revisions=all_revisions), newest["key"])
    latest = pc.take(newest["place_max"].combine_chunks(), at)
    return pc.fill_null(pc.equal(_place(batch), latest), fill_value=True)


def _place(rows: Any) -> Any:
    return pc.add(pc.multiply(rows["revision"], _STEP), rows["generation"])


def _key(rows: Any, *, all_revisions: bool) -> Any:
    if not all_revisions:
        return rows["article_id"]
    return pc.binary_join_element_wise(
        rows["article_id"], pc.cast(rows["revision"], pa.string()), "/"
    )
