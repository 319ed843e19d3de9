"""
A Delta table as a pyarrow dataset: a fragment a row object, each with what is known of its rows.

deltalake's own does the same for every column that has statistics, at milliseconds a file; an
archive before its first compaction has thousands. What is told here is what questions are put by.
"""

from collections.abc import Collection, Iterator
from functools import reduce
from operator import and_
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.table_log import LoggedObject
from newscrawl.archive.tables import TableName

_TOLD = {
    TableName.CAPTURES: ("site", "url", "captured_at", "warc_key", "run_id"),
    TableName.ARTICLES: (
        *("site", "url", "captured_at", "published_at"),
        *("revision", "generation", "is_story", "run_id", "sequence"),
    ),
    TableName.RUNS: ("site", "started_at"),
}
# Of a store, columns that lie so near one another are fetched by one request, with what is between
# them: a second answer takes longer than the bytes. From a disk each is read when its turn comes.
_REQUESTS = pa.CacheOptions(hole_size_limit=1536 << 10, range_size_limit=32 << 20, lazy=False)


def table_dataset(
    name: TableName, objects: Collection[LoggedObject], filesystem: Any, schema: pa.Schema
) -> Any:
    """Return the rows of ``objects``, which a table is made of; ``filesystem`` is rooted in it."""
    from newscrawl.archive.row_objects import RowObjects  # slow to import where pandas is installed

    form = parquet_format(filesystem)
    fragments = [
        # with its size, which a store would have to be asked for
        form.make_fragment(
            each.path,
            filesystem=filesystem,
            partition_expression=reduce(and_, _known(name, each)),
            file_size=each.size_bytes,
        )
        for each in objects
    ]
    return RowObjects(fragments, schema, form, filesystem)


def parquet_format(filesystem: Any, **options: Any) -> Any:
    """Return the format of row objects in a store's ``filesystem``, read as is best there."""
    import pyarrow.dataset as ds  # slow to import where pandas is installed

    is_local = filesystem.base_fs.type_name == "local"
    return ds.ParquetFileFormat(
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(
            pre_buffer=not is_local, cache_options=_REQUESTS, **options
        )
    )


def empty_dataset(schema: pa.Schema) -> Any:
    import pyarrow.dataset as ds  # slow to import where pandas is installed

    return ds.dataset(schema.empty_table())


def _known(name: TableName, told: LoggedObject) -> Iterator[Any]:
    """Yield expressions that hold for all rows of a row object."""
    yield pc.field("month") == told.month
    for column in _TOLD[name]:
        if (bounds := told.bounds.get(column)) is not None:
            field, low, high = pc.field(column), bounds.least, bounds.greatest
            within = field == low if low == high else (field >= low) & (field <= high)
            yield within if bounds.nulls == 0 else within | field.is_null()
