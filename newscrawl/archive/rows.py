"""Row objects: a batch's rows for one table and month as Parquet, and the bounds Delta skips by."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newscrawl.archive.tables import MOMENT, TableName, tables_by_month

# Text longer than this says little as a bound, and is left out of the statistics.
_LONGEST_BOUND = 300
# What questions are put by. Statistics of every column would make each commit and each opening of
# the table dearer: they are read as a whole.
BOUNDED = {
    TableName.CAPTURES: [
        "capture_id",
        "site",
        "run_id",
        "url",
        "captured_at",
        "status",
        "warc_key",
    ],
    TableName.ARTICLES: [
        *("article_id", "revision", "generation", "site", "url", "run_id"),
        *("published_at", "captured_at", "written_at", "is_story", "story_score", "sequence"),
    ],
    TableName.RUNS: ["run_id", "site", "batch", "started_at", "sequence"],
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RowObject:
    key: str
    data: bytes
    month: str
    rows: int
    stats: str


def row_objects(
    name: TableName, rows: Iterable[Mapping[str, Any]], *, stem: str
) -> Iterator[RowObject]:
    """
    Yield one object for each month that ``rows`` fall in.

    The same rows give the same bytes, so that a batch stored twice is stored the same.
    """
    for month, table in tables_by_month(name, rows).items():
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd", compression_level=6)
        yield RowObject(
            key=f"tables/{name}/month={month}/{stem}.parquet",
            data=out.getvalue(),
            month=month,
            rows=table.num_rows,
            stats=stats_of(name, table),
        )


def stats_of(name: TableName, table: pa.Table) -> str:
    """Return the statistics of a row object: of the columns that questions are put by."""
    return column_stats(table.select(BOUNDED[name]))


def column_stats(table: pa.Table) -> str:
    """
    Return per-file statistics as the Delta protocol has them: counts, least and greatest values.

    The columns of ``table`` are numbers, times, text and flags.

    Source: https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics
    """
    least, greatest, nulls = {}, {}, {}
    for column in table.schema:
        values = table[column.name]
        nulls[column.name] = values.null_count
        bounds = pc.min_max(values).as_py()
        low, high = _bound(bounds["min"], column), _bound(bounds["max"], column)
        if low is not None and high is not None:
            least[column.name], greatest[column.name] = low, high
    return json.dumps(
        {
            "numRecords": table.num_rows,
            "minValues": least,
            "maxValues": greatest,
            "nullCount": nulls,
        }
    )


def _bound(value: Any, column: pa.Field) -> str | int | float | None:
    if column.type == MOMENT and isinstance(value, datetime):
        return value.isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, float) and not isfinite(value):
        return None  # JSON has no such number
    if isinstance(value, str) and len(value) > _LONGEST_BOUND:
        return None
    return value  # type: ignore[no-any-return]
