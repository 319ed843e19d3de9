"""Undoing the content coding of a recorded body."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from newscrawl.errors import UnreadablePage

MAX_BODY_BYTES = 64 << 20
# More of either than any server sends; each costs time, also where nothing comes out.
MAX_MEMBERS = 1000
MAX_CODINGS = 5
_CHUNK_BYTES = 1 << 18
_SLICE_BYTES = 1 << 14


def decode_body(headers: Iterable[tuple[str | bytes, str | bytes]], body: bytes) -> bytes:
    """
    Return ``body`` with its Content-Encoding undone: gzip, deflate, br, zstd, and several at once.

    Transfer codings are no part of it: what is recorded has them undone already.

    Raises UnreadablePage where the coding is unknown, the bytes end early or are not in that
    coding, or more than MAX_BODY_BYTES come out: a few bytes may be made to fill any memory. Also
    where there are more than MAX_CODINGS, or one of more than MAX_MEMBERS gzip members.
    """
    codings = _codings(headers)
    if len(codings) > MAX_CODINGS:
        raise UnreadablePage(
            f"the body is in {len(codings)} codings, at most {MAX_CODINGS} are undone"
        )
    for coding in reversed(codings):
        match coding:
            case "identity" | "":
                continue
            case "gzip" | "x-gzip":
                body = _inflated(body, coding, window=31)
            case "deflate":
                # zlib's wrapper by the standard; bare deflate from servers that never read it
                wrapped = (
                    len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
                )
                body = _inflated(body, coding, window=15 if wrapped else -15)
            case "br":
                body = _expanded(body, coding, "brotli")
            case "zstd":
                body = _expanded(body, coding, "zstd")
            case _:
                raise UnreadablePage(f"the content coding {coding!r} is not known")
    return body


def _codings(headers: Iterable[tuple[str | bytes, str | bytes]]) -> list[str]:
    return [
        coding.strip().lower()
        for name, value in headers
        if _text(name).lower() == "content-encoding"
        for coding in _text(value).split(",")
    ]


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


def _inflated(body: bytes, coding: str, *, window: int) -> bytes:
    out: list[bytes] = []
    size = members = start = 0
    view = memoryview(body)
    while start < len(view):
        members += 1
        if members > MAX_MEMBERS:
            raise UnreadablePage(f"the body has more than {MAX_MEMBERS} members in {coding} coding")
        member = zlib.decompressobj(window)
        # in slices: zlib copies what it leaves over, which of the whole rest would be quadratic
        while start < len(view) and not member.eof:
            piece_of = view[start : start + _SLICE_BYTES]
            start += len(piece_of)
            for piece in _pieces(member, piece_of, coding):
                size += len(piece)
                if size > MAX_BODY_BYTES:
                    raise _too_large(coding)
                out.append(piece)
        if not member.eof:
            raise UnreadablePage(f"the body ends before its {coding} coding does")
        start -= len(member.unused_data)
        # a further gzip member goes on with the body; anything else is padding, as browsers take it
        if bytes(view[start : start + 2]) != b"\x1f\x8b":
            break
    return b"".join(out)


def _pieces(member: Any, coded: bytes | memoryview, coding: str) -> Iterator[bytes]:
    """Yield what comes out of ``coded``, some at a time, up to the member's end."""
    while not member.eof:
        try:
            piece = member.decompress(coded, _CHUNK_BYTES)
        except zlib.error as error:
            raise UnreadablePage(f"the body is not in its {coding} coding: {error}") from error
        yield piece
        coded = member.unconsumed_tail
        # a full piece may have more behind it, though nothing went in that is not out
        if not coded and len(piece) < _CHUNK_BYTES:
            return


def _expanded(body: bytes, coding: str, codec: str) -> bytes:
    if not body:
        return b""
    try:
        with pa.CompressedInputStream(pa.BufferReader(body), codec) as stream:
            out: bytes = stream.read(MAX_BODY_BYTES + 1)
    except OSError as error:
        raise UnreadablePage(f"the body is not in its {coding} coding: {error}") from error
    if len(out) > MAX_BODY_BYTES:
        raise _too_large(coding)
    return out


def _too_large(coding: str) -> UnreadablePage:
    return UnreadablePage(
        f"the body grows past {MAX_BODY_BYTES >> 20} MiB out of its {coding} coding"
    )
