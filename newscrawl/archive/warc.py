"""
WARC/1.1 records as bytes, each its own gzip member.

Format: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
The records are put together here, so that header order, repeats and digests are ours to say.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from isal import isal_zlib

from newscrawl.items import Exchange

Headers = Sequence[tuple[bytes, bytes]]

CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
NOT_MODIFIED = _PROFILE + "server-not-modified"
SAME_PAYLOAD = _PROFILE + "identical-payload-digest"

# A request header that lets its reader act as us is not evidence.
_SECRET_HEADERS = {b"authorization", b"proxy-authorization", b"cookie"}
# An eighth of the time that zlib takes at level 5, for 15 % more bytes; answers that come in a
# content coding, as most do, take the same either way.
_LEVEL = 2
_GZIP = 16 + isal_zlib.MAX_WBITS
_LINE_BREAKS = re.compile(rb"[\r\n\0]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """The capture that holds the body which a revisit record leaves out."""

    capture_id: str
    url: str
    captured_at: datetime
    payload_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """The gzip members of one exchange, and where in them the response's member lies."""

    members: bytes
    capture_id: str
    offset: int
    length: int


def sha256(data: bytes) -> str:
    """
    Return the digest as archive, WARC and tables all write it.

    >>> sha256(b"")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return "sha256:" + hashlib.sha256(data).hexdigest()


def bare_url(url: str) -> str:
    """
    Return ``url`` as it is recorded: without userinfo and fragment.

    >>> bare_url("https://me:secret@news.example:8443/a?b=1#c")
    'https://news.example:8443/a?b=1'
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def warcinfo_member(filename: str, fields: Mapping[str, str]) -> bytes:
    """Return the record that opens a file: who made it, with what, how."""
    return _member(
        "warcinfo",
        [
            ("WARC-Record-ID", _urn(str(uuid4()))),
            ("WARC-Date", warc_date(datetime.now(UTC))),
            ("WARC-Filename", filename),
            ("Content-Type", "application/warc-fields"),
        ],
        _fields(fields),
    )


def exchange_members(
    exchange: Exchange, *, payload_digest: str, original: Original | None, notes: Mapping[str, str]
) -> Recorded:
    """
    Return request, response and metadata records of one exchange; ``payload_digest`` is its body's.

    With an ``original`` the response is a revisit record: its headers, without the body.
    """
    capture_id = str(uuid4())
    url, date = bare_url(exchange.url), warc_date(exchange.received_at)
    common = [("WARC-Date", date), ("WARC-Target-URI", url)]
    request = _member(
        "request",
        [
            ("WARC-Record-ID", _urn(str(uuid4()))),
            *common,
            ("WARC-Concurrent-To", _urn(capture_id)),
            ("Content-Type", "application/http; msgtype=request"),
        ],
        _request_block(exchange, url),
        payload_digest=sha256(exchange.request_body) if exchange.request_body else None,
    )
    response = _response(exchange, capture_id, common, payload_digest, original)
    metadata = _member(
        "metadata",
        [
            ("WARC-Record-ID", _urn(str(uuid4()))),
            *common,
            ("WARC-Concurrent-To", _urn(capture_id)),
            ("Content-Type", "application/warc-fields"),
        ],
        _fields(notes),
    )
    return Recorded(
        members=request + response + metadata,
        capture_id=capture_id,
        offset=len(request),
        length=len(response),
    )


def warc_date(moment: datetime) -> str:
    """
    Return the WARC-Date, to the microsecond, as WARC/1.1 allows.

    >>> warc_date(datetime(2026, 3, 1, 9, 30, 0, 5, tzinfo=UTC))
    '2026-03-01T09:30:00.000005Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _response(
    exchange: Exchange,
    capture_id: str,
    common: list[tuple[str, str]],
    payload_digest: str,
    original: Original | None,
) -> bytes:
    headers = [("WARC-Record-ID", _urn(capture_id)), *common]
    if exchange.ip_address:
        headers.append(("WARC-IP-Address", exchange.ip_address))
    if _is_http2(exchange.http_version):
        headers.append(("WARC-Protocol", "h2"))
    if exchange.truncated:
        headers.append(("WARC-Truncated", exchange.truncated))
    headers.append(("Content-Type", "application/http; msgtype=response"))
    head = _response_head(exchange)
    if original is None:
        return _member("response", headers, head + exchange.body, payload_digest=payload_digest)
    not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
    headers += [
        ("WARC-Profile", NOT_MODIFIED if not_modified else SAME_PAYLOAD),
        ("WARC-Refers-To", _urn(original.capture_id)),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", warc_date(original.captured_at)),
        ("WARC-Payload-Digest", original.payload_digest),
    ]
    return _member("revisit", headers, head)


def _response_head(exchange: Exchange) -> bytes:
    try:
        reason = HTTPStatus(exchange.status).phrase
    except ValueError:
        reason = ""
    version = "HTTP/1.1" if _is_http2(exchange.http_version) else exchange.http_version
    line = f"{version} {exchange.status} {reason}\r\n".encode("ascii", "replace")
    # The body is here without its transfer coding; a header that claims it would mislead every
    # reader. Common Crawl's name for it is used.
    kept = (
        (b"X-Crawler-" + name if name.lower() == b"transfer-encoding" else name, value)
        for name, value in exchange.response_headers
    )
    return line + _http_headers(kept)


def _request_block(exchange: Exchange, url: str) -> bytes:
    parts = urlsplit(url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = [pair for pair in exchange.request_headers if pair[0].lower() not in _SECRET_HEADERS]
    if not any(name.lower() == b"host" for name, _ in headers):
        headers.insert(
            0, (b"Host", parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii"))
        )
    line = f"{exchange.method} {target} HTTP/1.1\r\n".encode("utf-8", "replace")
    return line + _http_headers(headers) + exchange.request_body


def _http_headers(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = (name + b": " + _LINE_BREAKS.sub(b" ", value) + b"\r\n" for name, value in headers)
    return b"".join(lines) + b"\r\n"


def _member(
    kind: str,
    headers: Iterable[tuple[str, str]],
    block: bytes,
    *,
    payload_digest: str | None = None,
) -> bytes:
    lines = ["WARC/1.1", f"WARC-Type: {kind}"]
    lines += [f"{name}: {value}" for name, value in headers]
    lines.append(f"WARC-Block-Digest: {sha256(block)}")
    if payload_digest is not None:
        lines.append(f"WARC-Payload-Digest: {payload_digest}")
    lines.append(f"Content-Length: {len(block)}")
    head = "\r\n".join(lines).encode() + b"\r\n\r\n"
    # in one call: each lets go of the interpreter, and the crawl's thread is slow to give it back
    return isal_zlib.compress(b"".join((head, block, b"\r\n\r\n")), _LEVEL, _GZIP)


def _fields(fields: Mapping[str, str]) -> bytes:
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items())
    return "".join(lines).encode()


def _urn(identifier: str) -> str:
    return f"<urn:uuid:{identifier}>"


def _is_http2(version: str) -> bool:
    return version.lower().removeprefix("http/").startswith(("h2", "2"))
