"""Writing the index of articles, of what the last one knew and of the row objects made since."""

import io
import json
import logging
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newscrawl.archive.article_index import ARTICLES, COVERED, PLACED, SCHEMA
from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.object_digest import object_digest
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.archive.tables import path_in_table
from newscrawl.archive.warc import sha256
from newscrawl.errors import NoSuchKey

logger = logging.getLogger(__name__)

# What one question for an article reads: some hundreds of kilobytes.
_ROWS_A_GROUP = 32_768
_TABLE = "tables/articles"
_PATHS = pa.dictionary(pa.int32(), pa.string())
# A path a row would be most of it.
_IN_MEMORY = pa.schema(
    [
        field.with_type(_PATHS) if field.name == "row_object" else field
        for field in SCHEMA
        if field.name != "is_alone"
    ]
)


def index_articles(
    store: Store,
    sequence: int,
    *,
    made: Sequence[StoredFile],
    kept: Sequence[StoredFile],
    before: StoredFile | None,
) -> StoredFile:
    """
    Store the index of the articles of compaction ``sequence`` and return it.

    ``before`` is the index of the compaction before. What of ``kept`` it does not cover is read
    whole and checked against its digest: the index must not outlive a fault of its source. One that
    has a fault is left out.
    """
    covered, known = _known(store, before)
    live = {path_in_table(stored.key) for stored in (*made, *kept)}
    covered &= live
    tables = [known.filter(pc.is_in(known["row_object"], pa.array(covered, pa.string())))]
    filesystem = store.arrow_filesystem(_TABLE)
    for stored in made:
        with (
            reading(f"{store.uri}/{stored.key}"),
            filesystem.open_input_file(path_in_table(stored.key)) as file,
        ):
            tables.append(_rows(file, path_in_table(stored.key)))
    tables += _checked(
        store, [stored for stored in kept if path_in_table(stored.key) not in covered]
    )
    rows = pa.concat_tables(tables).unify_dictionaries()
    covered |= {*rows["row_object"].unique().to_pylist()}
    data = _file_of(rows, sorted(covered))
    key = f"{ARTICLES}/{sequence:010d}-{secrets.token_hex(8)}.parquet"
    store.put(key, data)
    return StoredFile(
        key=key, bytes=len(data), sha256=sha256(data), kind="index", rows=rows.num_rows
    )


def _known(store: Store, before: StoredFile | None) -> tuple[set[str], pa.Table]:
    """Return what the last index covers, and its rows; nothing where it is not what was stored."""
    if before is None:
        return set(), _IN_MEMORY.empty_table()
    try:
        data = store.get(before.key)
    except NoSuchKey:
        data = b""
    if sha256(data) != before.sha256:
        logger.warning("%s is missing or altered: the index is made anew", before.key)
        return set(), _IN_MEMORY.empty_table()
    file = pq.ParquetFile(io.BytesIO(data), read_dictionary=["row_object"])
    covered = json.loads(file.metadata.metadata[COVERED])
    return set(covered), file.read(columns=_IN_MEMORY.names).cast(_IN_MEMORY)


def _checked(store: Store, kept: Sequence[StoredFile]) -> Iterator[pa.Table]:
    for stored in kept:
        with tempfile.TemporaryFile() as copy:
            digest = None
            with suppress(NoSuchKey):
                digest = object_digest(store, stored.key, copy)
            if digest == stored.sha256:
                yield _rows(copy, path_in_table(stored.key))
            else:
                logger.warning("%s is missing or altered: the index leaves it out", stored.key)


def _rows(file: Any, path: str) -> pa.Table:
    """Return the places of the rows of a row object, and in which row group each lies."""
    with pq.ParquetFile(file, pre_buffer=True) as opened:
        rows = opened.read(columns=PLACED, use_threads=False)
        sizes = [
            opened.metadata.row_group(number).num_rows
            for number in range(opened.metadata.num_row_groups)
        ]
    groups = [pa.repeat(pa.scalar(number, pa.int32()), size) for number, size in enumerate(sizes)]
    return (
        rows.select(PLACED)
        .append_column("row_object", pa.repeat(path, rows.num_rows).dictionary_encode())
        .append_column("row_group", pa.chunked_array(groups, pa.int32()))
    )


def _file_of(rows: pa.Table, covered: Sequence[str]) -> bytes:
    counted = rows["article_id"].value_counts()
    several = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    is_alone = pc.invert(pc.is_in(rows["article_id"], several))
    rows = rows.append_column("is_alone", is_alone).select(SCHEMA.names)
    # those of several first: a question for all that stand reads no others
    rows = rows.sort_by([(name, "ascending") for name in ("is_alone", *PLACED)])
    alone = pc.sum(rows["is_alone"]).as_py() or 0
    out = io.BytesIO()
    with pq.ParquetWriter(
        out,
        SCHEMA,
        compression="zstd",
        use_dictionary=["row_object"],
        # sorted, they begin alike
        column_encoding={"article_id": "DELTA_BYTE_ARRAY"},
        write_page_checksum=True,
    ) as writer:
        writer.add_key_value_metadata({COVERED.decode(): json.dumps(covered)})
        for part in (rows.slice(0, rows.num_rows - alone), rows.slice(rows.num_rows - alone)):
            for start in range(0, part.num_rows, _ROWS_A_GROUP):
                writer.write_table(part.slice(start, _ROWS_A_GROUP).cast(SCHEMA))
    return out.getvalue()
