"""
The index of a WACZ: which record of which WARC file answers a URL.

CDXJ: https://specs.webrecorder.net/cdxj/0.1.0/; in blocks, with an index of their first lines, as
https://specs.webrecorder.net/wacz/1.1.1/ has it.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import quote, urlsplit

from newscrawl.items import Capture
from newscrawl.urls import host_of

_LINES_A_BLOCK = 3000
_WWW = re.compile(r"www\d*\.")
# What a browser sends as it is, and escapes that are there already.
_AS_IS = "/%:@!$&'()*+,;=~-._?"


def surt(url: str) -> str:
    """
    Return the sort key of ``url``: host reversed, without scheme and ``www.``, all in lower case.

    >>> surt("https://www.News.example:8443/2026/A/?b=2&a=1")
    'example,news:8443)/2026/a?a=1&b=2'

    Source: the Sort-friendly URI Reordering Transform of the Internet Archive, as pywb looks URLs
    up. Session ids are left in: an article's URL has none.
    """
    parts = urlsplit(url)
    key = ",".join(reversed(_WWW.sub("", host_of(url), count=1).split(".")))
    if parts.port not in (None, {"http": 80, "https": 443}.get(parts.scheme)):
        key += f":{parts.port}"
    path = re.sub("/+", "/", quote(parts.path, safe=_AS_IS)).rstrip("/") or "/"
    query = "&".join(sorted(quote(parts.query, safe=_AS_IS).lower().split("&")))
    return f"{key}){path.lower()}" + (f"?{query}" if query else "")


def cdxj_line(capture: Capture, *, filename: str, offset: int, digest: str) -> bytes:
    """
    Return the line of a response or revisit record that lies at ``offset`` of ``filename``.

    ``digest`` is that of the payload: of a revisit, of the payload that it refers to.
    """
    fields = {
        "url": capture.url,
        "mime": "warc/revisit" if capture.revisit_of else capture.media_type or "unk",
        "status": str(capture.status),
        "digest": digest,
        "length": str(capture.warc_bytes),
        "offset": str(offset),
        "filename": filename,
    }
    return f"{surt(capture.url)} {timestamp(capture.captured_at)} {_json(fields)}\n".encode()


def timestamp(moment: datetime) -> str:
    """
    Return the 14 digits that an index has for a time.

    >>> timestamp(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '20260301093000'
    """
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def packed_index(lines: Sequence[bytes], filename: str) -> tuple[bytes, bytes]:
    """Return ``lines`` sorted and packed, each block a gzip member, and the index of the blocks."""
    blocks: list[bytes] = []
    meta = {"format": "cdxj-gzip-1.0", "filename": filename}
    firsts = [f"!meta 0 {_json(meta)}\n".encode()]
    offset = 0
    for block in _blocks(sorted(lines)):
        packed = gzip.compress(b"".join(block), mtime=0)
        place = {
            "offset": offset,
            "length": len(packed),
            "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            "filename": filename,
        }
        key, moment, _ = block[0].split(b" ", 2)
        firsts.append(b"%s %s %s\n" % (key, moment, _json(place).encode()))
        blocks.append(packed)
        offset += len(packed)
    return b"".join(blocks), b"".join(firsts)


def _blocks(lines: Sequence[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while block := list(islice(rest, _LINES_A_BLOCK)):
        yield block


def _json(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)
