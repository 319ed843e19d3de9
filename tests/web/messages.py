"""What the loopback web receives and answers: HTTP/1.1 as far as a crawler uses it."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

WORTH_COMPRESSING_BYTES = 512


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request; header names in lower case, ``host`` without port."""

    method: str
    host: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}" + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """
    A response before HTTP's own business (conditions, coding, framing) is done to it.

    ``last_modified`` and ``has_etag`` give the page validators; a page without either can never
    be answered 304. ``stamp`` changes the body of each answer, as visitor counters do.
    """

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    last_modified: datetime | None = None
    has_etag: bool = False
    is_chunked: bool = False
    is_compressible: bool = True
    stamp: Callable[[bytes, int], bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class RawReply:
    """Bytes for the socket as they are, ``pause_s`` between the chunks; closes the connection."""

    chunks: Iterable[bytes]
    pause_s: float = 0.0
    status: int = 200  # for the request log only


class Site(Protocol):
    """What the web serves under one host; ``edition`` counts from 1 and grows between crawls."""

    @property
    def host(self) -> str: ...

    def answer(self, request: Request, edition: int) -> Reply | RawReply: ...


def text_reply(text: str, *, status: int = 200, media_type: str = "text/plain") -> Reply:
    return Reply(status=status, body=text.encode(), media_type=f"{media_type}; charset=utf-8")


def redirect(location: str, *, status: int = 301) -> Reply:
    return Reply(
        status=status,
        body=f'<html><body>Moved <a href="{location}">here</a>.</body></html>'.encode(),
        headers=(("Location", location),),
    )


def parse_request(head: bytes) -> Request:
    """
    Return the request that ``head`` (up to the empty line) asks.

    The target is absolute (asked as a proxy) or a path (asked as the origin). Raises ValueError
    where it is no HTTP/1.1 request.
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    headers = {}
    for line in filter(None, lines):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    parts = urlsplit(target if "://" in target else f"http://{headers.get('host', '')}{target}")
    return Request(
        method=method,
        host=(parts.hostname or "").removeprefix("www."),
        path=parts.path or "/",
        query=parts.query,
        headers=headers,
    )


def conditioned(reply: Reply, request: Request) -> Reply:
    """Return ``reply`` with validators and content coding, or the 304 that ``request`` allows."""
    headers = list(reply.headers)
    body = reply.body
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if reply.has_etag else None
    accepts_gzip = "gzip" in request.headers.get("accept-encoding", "")
    if reply.is_compressible and accepts_gzip and len(body) >= WORTH_COMPRESSING_BYTES:
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
        etag = etag and f"W/{etag}"
    headers.append(("Vary", "Accept-Encoding"))
    if etag:
        headers.append(("ETag", etag))
    if reply.last_modified:
        printed = format_datetime(reply.last_modified.astimezone(UTC), usegmt=True)
        headers.append(("Last-Modified", printed))
    if reply.status == HTTPStatus.OK and _is_unchanged(request, etag, reply.last_modified):
        kept = tuple(pair for pair in headers if pair[0] != "Content-Encoding")
        return replace(reply, status=HTTPStatus.NOT_MODIFIED, body=b"", headers=kept)
    return replace(reply, body=body, headers=tuple(headers))


def wire_bytes(reply: Reply, request: Request, *, keep_alive: bool) -> bytes:
    """Return ``reply`` as it goes over the socket."""
    phrase = HTTPStatus(reply.status).phrase
    has_body = reply.status not in (204, 304)
    lines = [
        f"HTTP/1.1 {reply.status} {phrase}",
        f"Date: {format_datetime(datetime.now(UTC), usegmt=True)}",
        *(f"{name}: {value}" for name, value in reply.headers),
        f"Connection: {'keep-alive' if keep_alive else 'close'}",
    ]
    if has_body:
        lines.append(f"Content-Type: {reply.media_type}")
        framing = f"Content-Length: {len(reply.body)}"
        lines.append("Transfer-Encoding: chunked" if reply.is_chunked else framing)
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    if request.method == "HEAD" or not has_body:
        return head
    return head + (_chunked(reply.body) if reply.is_chunked else reply.body)


def _is_unchanged(request: Request, etag: str | None, last_modified: datetime | None) -> bool:
    """If-None-Match is asked first and alone decides where it is sent (RFC 9110, 13.2.2)."""
    if (wanted := request.headers.get("if-none-match")) is not None:
        tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
        return etag is not None and etag.removeprefix("W/") in tags
    since = request.headers.get("if-modified-since")
    if since is None or last_modified is None:
        return False
    return last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)


def _chunked(body: bytes, size: int = 4096) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
