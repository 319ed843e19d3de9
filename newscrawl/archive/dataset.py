"""
A Delta table as a pyarrow dataset: a fragment a row object, each with what is known of its rows.

deltalake's own does the same for every column that has statistics, at milliseconds a file; an
archive before its first compaction has thousands. What is told here is what questions are put by.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from newscrawl.archive.tables import TableName

_TOLD = {
    TableName.CAPTURES: ("site", "url", "captured_at", "warc_key", "run_id"),
    TableName.ARTICLES: (
        *("site", "url", "captured_at", "published_at"),
        *("revision", "generation", "is_story", "run_id", "sequence"),
    ),
    TableName.RUNS: ("site", "started_at"),
}
# Columns that lie so near one another are fetched by one request, with what is between them: a
# second answer takes a store longer than the bytes.
_REQUESTS = pa.CacheOptions(hole_size_limit=1536 << 10, range_size_limit=32 << 20, lazy=False)


def table_dataset(name: TableName, table: DeltaTable, filesystem: Any, schema: pa.Schema) -> Any:
    """Return the version of the table that ``table`` has open; ``filesystem`` is rooted in it."""
    import pyarrow.dataset as ds  # slow to import where pandas is installed

    form = ds.ParquetFileFormat(
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(
            pre_buffer=True, cache_options=_REQUESTS
        )
    )
    adds = pa.table(table.get_add_actions(flatten=True))
    paths, sizes = adds["path"].to_pylist(), adds["size_bytes"].to_pylist()
    fragments = [
        # with its size, which a store would have to be asked for
        form.make_fragment(
            path, filesystem=filesystem, partition_expression=reduce(and_, known), file_size=size
        )
        for path, size, known in zip(paths, sizes, _known(name, adds), strict=True)
    ]
    return ds.FileSystemDataset(fragments, schema, form, filesystem)


def _known(name: TableName, adds: pa.Table) -> Iterator[Sequence[Any]]:
    """Yield, for each row object, expressions that hold for all of its rows."""
    told = {
        column: tuple(adds[f"{what}.{column}"].to_pylist() for what in ("min", "max", "null_count"))
        for column in _TOLD[name]
        if all(f"{what}.{column}" in adds.column_names for what in ("min", "max", "null_count"))
    }
    for place, month in enumerate(adds["partition.month"].to_pylist()):
        known = [pc.field("month") == month]
        for column, (least, greatest, nulls) in told.items():
            low, high, missing = least[place], greatest[place], nulls[place]
            if low is None or high is None:
                continue
            field = pc.field(column)
            within = field == low if low == high else (field >= low) & (field <= high)
            known.append(within if missing == 0 else within | field.is_null())
        yield known
