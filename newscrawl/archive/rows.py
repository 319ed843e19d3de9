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
# Never asked for by range, and long.
_NOT_BOUNDED = {"title", "body", "byline", "description"}


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
            stats=column_stats(table),
        )


def column_stats(table: pa.Table) -> str:
    """
    Return per-file statistics as the Delta protocol has them: counts, least and greatest values.

    Source: https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics
    """
    least, greatest, nulls = {}, {}, {}
    for column in table.schema:
        if pa.types.is_nested(column.type):
            continue
        values = table[column.name]
        nulls[column.name] = values.null_count
        if pa.types.is_boolean(column.type) or column.name in _NOT_BOUNDED:
            continue
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
