"""Whether an object is what was stored, and a WARC file what its records and its rows say."""

import tempfile
from collections.abc import Iterator, Mapping
from typing import IO

import pyarrow.compute as pc
from fastwarc.warc import ArchiveIterator

from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.object_digest import object_digest
from newscrawl.archive.snapshots import parse_record
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName, capture_from_row
from newscrawl.archive.verify_tables import SoundTables, readable
from newscrawl.errors import DigestMismatch, NoSuchKey


def digest_faults(
    store: Store, stored: StoredFile, sizes: Mapping[str, int], copy: IO[bytes] | None = None
) -> Iterator[Fault]:
    """
    Look whether an object is there and has the digest that was recorded; keep its bytes in
    ``copy``. ``sizes`` are those of the objects that were listed.
    """

    def fault(kind: FaultKind, detail: str) -> Fault:
        return Fault(kind=kind, key=stored.key, detail=detail)

    if stored.key not in sizes and not store.exists(stored.key):
        yield fault(FaultKind.OBJECT_MISSING, "its manifest or compaction names it")
        return
    try:
        digest = object_digest(store, stored.key, copy)
    except NoSuchKey:
        yield fault(FaultKind.OBJECT_MISSING, "it went away while this ran")
        return
    size = sizes.get(stored.key, stored.bytes)
    if size != stored.bytes:
        yield fault(FaultKind.OBJECT_ALTERED, f"{size} bytes, {stored.bytes} were stored")
    elif digest != stored.sha256:
        yield fault(FaultKind.OBJECT_ALTERED, "its bytes do not hash to the recorded digest")


def warc_faults(
    store: Store, stored: StoredFile, sizes: Mapping[str, int], tables: SoundTables
) -> Iterator[Fault]:
    """Look at a WARC file as a whole, at each of its records, and at each row that points at it."""
    with tempfile.TemporaryFile() as copy:
        yield from digest_faults(store, stored, sizes, copy)
        if copy.tell():
            yield from _record_faults(copy, stored.key)
            yield from readable(TableName.CAPTURES, _capture_faults(copy, stored.key, tables))


def _record_faults(copy: IO[bytes], key: str) -> Iterator[Fault]:
    copy.seek(0)
    try:
        for record in ArchiveIterator(copy, parse_http=False):
            record.freeze()
            if not record.verify_block_digest():
                yield Fault(
                    kind=FaultKind.RECORD_ALTERED,
                    key=key,
                    detail=f"{record.record_id} at {record.stream_pos} does not hash to its digest",
                )
    except (OSError, ValueError, EOFError) as error:
        yield Fault(
            kind=FaultKind.RECORD_ALTERED, key=key, detail=f"it cannot be unpacked: {error}"
        )


def _capture_faults(copy: IO[bytes], key: str, tables: SoundTables) -> Iterator[Fault]:
    """Check each row that points into one WARC file; a file's rows lie in few row objects."""
    found = tables.datasets[TableName.CAPTURES].scanner(filter=pc.field("warc_key") == key)
    for batch in found.to_batches():
        for row in batch.to_pylist():
            capture = capture_from_row(row)
            copy.seek(capture.warc_offset)
            try:
                parse_record(copy.read(capture.warc_bytes), capture)
            except DigestMismatch as error:
                yield Fault(
                    kind=FaultKind.CAPTURE_UNREADABLE,
                    key=key,
                    detail=f"capture {capture.capture_id} of {capture.url}: {error}",
                )
