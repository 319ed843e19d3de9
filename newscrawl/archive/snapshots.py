"""Reading a capture back: its record, checked, with the content coding undone."""

import io
from dataclasses import dataclass
from datetime import datetime

import pyarrow.compute as pc
from fastwarc.warc import ArchiveIterator

from newscrawl.archive.coding import decode_body
from newscrawl.archive.opened import open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.archive.tables import capture_from_row, month_of
from newscrawl.archive.warc import sha256
from newscrawl.errors import DigestMismatch, NoSuchKey, NotInArchive
from newscrawl.items import Capture, Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredRecord:
    """A response or revisit record; WARC headers by lower-case name, the body as stored."""

    warc_headers: dict[str, str]
    headers: tuple[tuple[str, str], ...]
    body: bytes


def read_snapshot(store: Store, capture: Capture) -> Snapshot:
    """
    Return the bytes that ``capture`` stands for.

    Of a revisit, headers and body are those of the capture it points at: they belong together.

    Raises NoSuchKey where the WARC file is missing, DigestMismatch where its bytes are not what was
    recorded, NotInArchive where a revisit points at nothing, UnreadablePage where the content
    coding cannot be undone.
    """
    record = read_record(store, capture)
    if capture.revisit_of is not None:
        record = read_record(store, _original(store, capture, record))
    return Snapshot(
        capture=capture, headers=record.headers, body=decode_body(record.headers, record.body)
    )


def read_record(store: Store, capture: Capture) -> StoredRecord:
    """Return one record as stored; a revisit's body is empty. Raises as read_snapshot does."""
    try:
        data = store.get_range(capture.warc_key, capture.warc_offset, capture.warc_bytes)
        return parse_record(data, capture)
    except (NoSuchKey, DigestMismatch) as error:
        raise type(error)(
            f"{error}; restore that WARC file from a copy, and keep what is there aside. Nothing "
            "was changed, and other captures may be whole: `newscrawl verify` tells"
        ) from error


def parse_record(data: bytes, capture: Capture) -> StoredRecord:
    """Return the record in the gzip member ``data``; DigestMismatch where it is not whole."""
    where = f"{capture.warc_key} at {capture.warc_offset}"
    try:
        record = next(ArchiveIterator(io.BytesIO(data), parse_http=False), None)
        if record is None:
            raise DigestMismatch(f"{where}: there is no WARC record")
        warc_headers = {name.lower(): value for name, value in record.headers.items()}
        block = record.reader.read()
    except (OSError, ValueError, EOFError) as error:
        raise DigestMismatch(f"{where}: the record cannot be unpacked: {error}") from error
    if warc_headers.get("warc-record-id") != f"<urn:uuid:{capture.capture_id}>":
        raise DigestMismatch(f"{where}: the record there is not capture {capture.capture_id}")
    if sha256(block) != warc_headers.get("warc-block-digest"):
        raise DigestMismatch(f"{where}: the block does not hash to its WARC-Block-Digest")
    head, _, body = block.partition(b"\r\n\r\n")
    if capture.revisit_of is None and sha256(body) != capture.payload_digest:
        raise DigestMismatch(f"{where}: the body does not hash to {capture.payload_digest}")
    headers = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return StoredRecord(
        warc_headers=warc_headers,
        headers=tuple((n.decode("latin-1"), v.strip().decode("latin-1")) for n, _, v in headers),
        body=body,
    )


def _original(store: Store, revisit: Capture, record: StoredRecord) -> Capture:
    """Return the capture that a revisit points at, found by its time: so few files are read."""
    stated = record.warc_headers.get("warc-refers-to-date", "")
    try:
        captured_at = datetime.fromisoformat(stated)
    except ValueError as error:
        raise DigestMismatch(
            f"{revisit.warc_key} at {revisit.warc_offset}: WARC-Refers-To-Date is {stated!r}"
        ) from error
    captures = open_tables(store, bring_up=False).captures
    with reading(captures):
        found = captures.to_table(
            filter=(pc.field("month") == month_of(captured_at))
            & (pc.field("captured_at") == captured_at)
            & (pc.field("capture_id") == revisit.revisit_of)
        ).to_pylist()
    if not found:
        raise NotInArchive(
            f"capture {revisit.capture_id} of {revisit.url} is a revisit of {revisit.revisit_of}, "
            "which is not in the captures table"
        )
    return capture_from_row(found[0])
