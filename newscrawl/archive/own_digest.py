"""
The digest that a JSON object of the archive has of itself, so that one altered byte of it shows.

It is the last member, ``own_sha256``: the digest of all bytes before the comma that precedes it.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from newscrawl.archive.warc import sha256
from newscrawl.errors import DigestMismatch, FormatMismatch
from newscrawl.records import json_line

_NAME = "own_sha256"


def digested_json(content: Mapping[str, Any]) -> bytes:
    """
    Return ``content`` as a line of JSON that ends with its own digest.

    >>> digested_json({"version": 1})[:50]
    b'{"version":1,"own_sha256":"sha256:41cbfda38a35128b'
    """
    head = json_line(content).encode()[:-1]
    return head + _end(head)


def checked_json(data: bytes, key: str, known: Collection[str]) -> dict[str, Any]:
    """
    Return what ``digested_json`` was given, whole.

    What was written before objects had digests has none, and only ``known`` members: with any
    other, a missing digest is one whose name was altered.

    Raises FormatMismatch where ``data`` is no object of JSON, DigestMismatch where it was altered.
    """
    end = len(_end(b""))
    try:
        content: dict[str, Any] = dict(json.loads(data))
    except (ValueError, TypeError) as error:
        raise FormatMismatch(f"{key} is not the JSON that was written: {error}") from error
    is_whole = data[-end:] == _end(data[:-end])
    if not is_whole and not content.keys() <= set(known):
        raise DigestMismatch(f"{key} does not hash to the digest in it: it was altered")
    content.pop(_NAME, None)
    return content


def _end(head: bytes) -> bytes:
    return f',"{_NAME}":"{sha256(head)}"}}\n'.encode()
