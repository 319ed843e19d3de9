"""Writing the rows of several row objects into one, and making sure of it."""

import hashlib
import io
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.ordering import columns_in_order, row_groups
from newscrawl.archive.rows import BOUNDED, stats_of
from newscrawl.archive.store import Store
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.archive.warc import sha256
from newscrawl.errors import FormatMismatch, TableDamaged

_READ_AT_ONCE = 8
# Below this, two objects would be opened for what one request brings.
_WORTH_SPLITTING_BYTES = 4 << 20


def rewrite(store: Store, name: TableName, sources: Sequence[StoredFile]) -> list[StoredFile]:
    """
    Store the rows of ``sources``, all of one month, in one row object or two, and return these.

    They are not in the table yet. The sources' bytes are checked against their digests before, and
    what was written is read back and compared row by row: a fault that is there must not get a new
    digest, and none be made here.

    Raises TableDamaged, and FormatMismatch where a source has columns of a newer version.
    """
    rows = _rows(store, name, sources)
    rows = rows.select(columns_in_order(name, rows.column_names))
    groups = list(row_groups(name, rows))
    parts = [[places for _, places in groups]]
    if sum(source.bytes for source in sources) >= _WORTH_SPLITTING_BYTES:
        parts = [
            [places for is_plain, places in groups if is_plain is plain] for plain in (False, True)
        ]
    (month,) = {source.month for source in sources}
    return [_store(store, name, month, rows, part) for part in parts if part]


def _store(
    store: Store, name: TableName, month: str | None, rows: pa.Table, groups: Sequence[pa.Array]
) -> StoredFile:
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        _write(path, name, rows, groups)
        _compare(path, rows, groups)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        key = f"tables/{name}/month={month}/compacted-{secrets.token_hex(8)}.parquet"
        stored = StoredFile(
            key=key,
            bytes=path.stat().st_size,
            sha256=f"sha256:{digest}",
            kind=name.value,
            rows=sum(map(len, groups)),
            month=month,
            stats=stats_of(name, rows.select(BOUNDED[name]).take(pa.concat_arrays(groups))),
        )
        store.put(key, path)
    return stored


def _rows(store: Store, name: TableName, sources: Sequence[StoredFile]) -> pa.Table:
    schema = SCHEMAS[name]
    stored = schema.remove(schema.get_field_index("month"))
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        tables = list(pool.map(partial(_source, store), sources))
    # of an earlier version, without columns that were added since: they are null
    rows = pa.concat_tables([stored.empty_table(), *tables], promote_options="permissive")
    if rows.schema.names != stored.names or rows.schema.types != stored.types:
        newer = sorted(set(rows.schema.names) - set(stored.names)) or "another type"
        raise FormatMismatch(
            f"{store.uri}: row objects of the {name} table have columns that this newscrawl does "
            f"not know ({newer}); nothing was changed. Upgrade newscrawl before compacting"
        )
    return rows.combine_chunks()


def _source(store: Store, source: StoredFile) -> pa.Table:
    data = store.get(source.key)
    if sha256(data) != source.sha256:
        raise TableDamaged(
            f"{store.uri}: {source.key} does not hash to its recorded digest; nothing was changed. "
            "Restore it from a copy: see `newscrawl verify`"
        )
    try:
        # read_table would make a dataset of each, which is dearer than the small ones' rows
        rows = pq.ParquetFile(io.BytesIO(data)).read(use_threads=False)
    except pa.ArrowException as error:
        raise TableDamaged(f"{store.uri}: {source.key} cannot be read: {error}") from error
    if rows.num_rows != source.rows:
        raise TableDamaged(
            f"{store.uri}: {source.key} has {rows.num_rows} rows, recorded are {source.rows}"
        )
    return rows


def _write(path: Path, name: TableName, rows: pa.Table, groups: Sequence[pa.Array]) -> None:
    with pq.ParquetWriter(
        path,
        rows.schema,
        compression="zstd",
        compression_level=6,
        # of what questions are put by: a footer is read whole before anything else
        write_statistics=BOUNDED[name],
    ) as writer:
        for places in groups:
            writer.write_table(rows.take(places), row_group_size=len(places))


def _compare(path: Path, rows: pa.Table, groups: Sequence[pa.Array]) -> None:
    with pq.ParquetFile(path) as written:
        same = written.metadata.num_row_groups == len(groups) and all(_same(written, rows, groups))
    if not same:
        raise TableDamaged(f"{path}: the rows read back are not those written; nothing was changed")


def _same(written: pq.ParquetFile, rows: pa.Table, groups: Sequence[pa.Array]) -> Iterator[bool]:
    for number, places in enumerate(groups):
        yield written.read_row_group(number).equals(rows.take(places))
