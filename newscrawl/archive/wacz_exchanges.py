"""
The records of whole exchanges, copied out of the archive's WARC files byte by byte.

A row of the captures table says where a response lies. Its request lies right before it and its
metadata after it, between it and the responses of its neighbours: so one read has all three.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc
from fastwarc.warc import ArchiveIterator

from newscrawl.archive.opened import Tables
from newscrawl.archive.reading import reading
from newscrawl.archive.snapshots import parse_record
from newscrawl.archive.store import Store
from newscrawl.archive.warc import sha256
from newscrawl.errors import DigestMismatch
from newscrawl.items import Capture

# Far more than a metadata record is; a file may have more behind its last response.
_TAIL_BYTES = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A response in its WARC file: where the one before it ends, and where the next begins."""

    capture: Capture
    after: int
    before: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CopiedExchange:
    """Gzip members of one exchange; those of the response begin at ``offset`` of ``members``."""

    members: bytes
    offset: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Record:
    kind: str
    concurrent_to: str
    member: bytes


def placed_captures(tables: Tables, captures: Iterable[Capture]) -> Iterator[list[Placed]]:
    """Yield ``captures`` by WARC file, those by key; within it in its order."""
    by_key: dict[str, list[Capture]] = {}
    for capture in captures:
        by_key.setdefault(capture.warc_key, []).append(capture)
    ends = _ends(tables, by_key)
    for key in sorted(by_key):
        neighbours = _neighbours(ends[key])
        yield [
            Placed(capture=capture, after=after, before=before)
            for capture in sorted(by_key[key], key=lambda capture: capture.warc_offset)
            for after, before in [neighbours[capture.warc_offset]]
        ]


def warcinfo(store: Store, first: Placed) -> bytes:
    """Return the record that opens the WARC file of ``first``; raises DigestMismatch, NoSuchKey."""
    key = first.capture.warc_key
    opening = next(_records(store.get_range(key, 0, _TAIL_BYTES), key), None)
    if opening is None or opening.kind != "warcinfo":
        raise DigestMismatch(f"{key} does not begin with a warcinfo record; run `newscrawl verify`")
    return opening.member


def copied_exchange(store: Store, placed: Placed) -> CopiedExchange:
    """
    Return request, response or revisit, and metadata record of a capture, as stored.

    Raises NoSuchKey where the WARC file is missing, DigestMismatch where one of the records is, or
    is not what was recorded.
    """
    capture = placed.capture
    data = store.get_range(capture.warc_key, placed.after, placed.before - placed.after)
    start = capture.warc_offset - placed.after
    end = start + capture.warc_bytes
    response = data[start:end]
    parse_record(response, capture)
    request = _own(data[:start], "request", capture)
    metadata = _own(data[end:], "metadata", capture)
    return CopiedExchange(members=request + response + metadata, offset=len(request))


def _ends(tables: Tables, keys: Mapping[str, object]) -> dict[str, list[tuple[int, int]]]:
    """Return where each response in the WARC files ``keys`` begins and ends, in their order."""
    with reading(tables.captures):
        rows = tables.captures.to_table(
            columns=["warc_key", "warc_offset", "warc_bytes"],
            filter=pc.field("warc_key").isin(list(keys)),
        )
    ends: dict[str, list[tuple[int, int]]] = {}
    ordered = rows.sort_by([("warc_key", "ascending"), ("warc_offset", "ascending")])
    for key, start, length in zip(*(column.to_pylist() for column in ordered.columns), strict=True):
        ends.setdefault(key, []).append((start, start + length))
    return ends


def _neighbours(ends: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return, by where a response begins, where the one before ends and the next begins."""
    afters = [0, *(end for _, end in ends)]
    befores = [*(start for start, _ in ends[1:]), ends[-1][1] + _TAIL_BYTES]
    return {
        start: (after, before)
        for (start, _), after, before in zip(ends, afters, befores, strict=False)
    }


def _own(data: bytes, kind: str, capture: Capture) -> bytes:
    """Return the gzip member of the record of ``kind`` that belongs to ``capture``."""
    own = f"<urn:uuid:{capture.capture_id}>"
    for record in _records(data, capture.warc_key):
        if (record.kind, record.concurrent_to) == (kind, own):
            return record.member
    raise DigestMismatch(
        f"{capture.warc_key}: capture {capture.capture_id} has no {kind} record; "
        "run `newscrawl verify`"
    )


def _records(data: bytes, key: str) -> Iterator[_Record]:
    """Yield the records that begin in ``data``, each when the next was found, or the end."""
    last: tuple[int, str, str] | None = None
    try:
        for record in ArchiveIterator(io.BytesIO(data), parse_http=False):
            if last:
                yield _Record(
                    kind=last[1], concurrent_to=last[2], member=data[last[0] : record.stream_pos]
                )
            said = record.headers
            last = (
                record.stream_pos,
                said.get("WARC-Type") or "",
                said.get("WARC-Concurrent-To") or "",
            )
            if sha256(record.reader.read()) != said.get("WARC-Block-Digest"):
                raise DigestMismatch(
                    f"{key}: the block of {said.get('WARC-Record-ID')} does not hash to its "
                    "WARC-Block-Digest"
                )
    except (OSError, ValueError, EOFError) as error:
        raise DigestMismatch(f"{key}: a record cannot be unpacked: {error}") from error
    if last:
        yield _Record(kind=last[1], concurrent_to=last[2], member=data[last[0] :])
