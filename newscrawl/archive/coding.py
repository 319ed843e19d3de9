"""Undoing the content coding of a recorded body."""

import zlib
from collections.abc import Iterable

import pyarrow as pa

from newscrawl.errors import UnreadablePage

MAX_BODY_BYTES = 64 << 20
_CHUNK_BYTES = 1 << 18


def decode_body(headers: Iterable[tuple[str | bytes, str | bytes]], body: bytes) -> bytes:
    """
    Return ``body`` with its Content-Encoding undone: gzip, deflate, br, zstd, and several at once.

    Transfer codings are no part of it: what is recorded has them undone already.

    Raises UnreadablePage where the coding is unknown, the bytes end early or are not in that
    coding, or more than MAX_BODY_BYTES come out: a few bytes may be made to fill any memory.
    """
    for coding in reversed(_codings(headers)):
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
    size = 0
    while body:
        member = zlib.decompressobj(window)
        while body and not member.eof:
            try:
                piece = member.decompress(body, _CHUNK_BYTES)
            except zlib.error as error:
                raise UnreadablePage(f"the body is not in its {coding} coding: {error}") from error
            size += len(piece)
            if size > MAX_BODY_BYTES:
                raise _too_large(coding)
            out.append(piece)
            body = member.unconsumed_tail
        out.append(member.flush())  # the last few bytes, where the limit cut a piece there
        if not member.eof:
            raise UnreadablePage(f"the body ends before its {coding} coding does")
        # a further gzip member goes on with the body; anything else is padding, as browsers take it
        body = member.unused_data if member.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(out)


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
