"""The HTML responses in any WARC file, ours or another's: what `newscrawl extract FILE` reads."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newscrawl.archive.coding import MAX_BODY_BYTES
from newscrawl.errors import UnreadablePage

_GZIP = 31  # of zlib: a gzip member with its header
_GZIP_MAGIC = b"\x1f\x8b"
_RECORD_END = b"\r\n\r\n"
_CHUNK = 1 << 16
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, kw_only=True, slots=True)
class WarcPage:
    """A response with its transfer coding undone; ``body`` still has its content coding."""

    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def warc_pages(stream: BinaryIO, *, name: str) -> Iterator[WarcPage]:
    """
    Yield the HTML responses of the WARC file ``name`` in its order, packed or not.

    Left out are redirects, revisits (they have no body) and bodies of more than MAX_BODY_BYTES.
    Raises UnreadablePage where the file is damaged or cut off, after what comes before that.
    """
    read = 0
    records = _Records(stream)
    try:
        for record in ArchiveIterator(
            records,
            record_types=WarcRecordType.response,
            max_content_length=MAX_BODY_BYTES,
            auto_decode="transfer",
        ):
            read += 1
            head = record.http_headers
            if head is None or 300 <= (head.status_code or 0) < 400:
                continue
            if (record.http_content_type or "").lower() in _HTML:
                yield WarcPage(
                    url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
                    captured_at=(record.record_date or datetime.now(UTC)).astimezone(UTC),
                    status=head.status_code or 200,
                    headers=tuple(head.astuples()),
                    body=record.reader.read(),
                )
    except (OSError, ValueError, EOFError) as error:
        raise UnreadablePage(f"{name} is damaged after {read} responses: {error}") from error
    if records.fault:
        raise UnreadablePage(f"{name} is damaged after {read} responses: {records.fault}")
    if not records.ended_well:
        raise UnreadablePage(f"{name} is cut off within a record, after {read} responses")


class _Records(io.RawIOBase):
    """
    The records of a WARC file, unpacked, and whether its end is the end of one.

    Where gzip members are handed to the iterator as they are, it takes the end of the file for the
    end of the last of them.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._member = zlib.decompressobj(_GZIP)
        self._packed: bool | None = None
        self._left = b""
        self._tail = b""
        self._position = 0
        self.fault: str | None = None

    @property
    def ended_well(self) -> bool:
        is_whole = not self._packed or self._member.eof
        return is_whole and self._tail == _RECORD_END

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1) -> bytes:
        read = self._unpacked(size if size >= 0 else _CHUNK)
        self._position += len(read)
        self._tail = (self._tail + read)[-len(_RECORD_END) :]
        return read

    def _unpacked(self, size: int) -> bytes:
        # what is raised here the iterator would lose
        try:
            while True:
                chunk = self._left or self._stream.read(_CHUNK)
                self._left = b""
                if self._packed is None:
                    self._packed = chunk.startswith(_GZIP_MAGIC)
                if not chunk or not self._packed:
                    self._left = chunk[size:]
                    return chunk[:size]
                if self._member.eof:
                    self._member = zlib.decompressobj(_GZIP)
                read = self._member.decompress(chunk, size)
                self._left = self._member.unconsumed_tail or self._member.unused_data
                if read:
                    return read
        except (OSError, zlib.error) as error:
            self.fault = str(error)
            return b""
