"""
The outer form of a WACZ: a ZIP file that says what is in it, and hashes all of it.

Source: https://specs.webrecorder.net/wacz/1.1.1/
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Self

from newscrawl import __version__
from newscrawl.errors import UsageError

VERSION = "1.1.1"
# The first that ZIP can say: the same question is to give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o100644 << 16
_UNIX = 3
# What a member can hold without the extra field of ZIP64. Players look for a member's bytes right
# after its name, and miss them where that field stands before its bytes and not in the directory.
_LARGEST_BYTES = (1 << 31) - 1


class Member:
    """A file in the package while it is written; UsageError where it would be too large."""

    def __init__(self, path: str, file: IO[bytes]) -> None:
        self._path, self._file = path, file
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes) -> None:
        if self.size_bytes + len(data) > _LARGEST_BYTES:
            raise UsageError(
                f"{self._path} would have more than 2 GiB, which players cannot open: pack fewer "
                "articles into a file"
            )
        self._file.write(data)
        self._hash.update(data)
        self.size_bytes += len(data)

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


class Package:
    """
    A package being written to ``file``, one member after the other; nothing is held in memory.

    Every member is stored as it is: what is packed already, players read by its offsets, and the
    bytes of the rest must not hang on a version of zlib.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._resources: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    @contextmanager
    def member(self, path: str) -> Iterator[Member]:
        info = zipfile.ZipInfo(path, _NO_TIME)
        info.external_attr, info.create_system = _READABLE_BY_ALL, _UNIX
        with self._zip.open(info, "w") as file:
            written = Member(path, file)
            yield written
        self._resources.append(
            {
                "name": path.rpartition("/")[2].lower(),
                "path": path,
                "hash": written.digest,
                "bytes": written.size_bytes,
            }
        )

    def describe(self, facts: Mapping[str, Any]) -> None:
        """Write last the description, with ``facts`` and each member's hash, and its own hash."""
        description = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "software": f"newscrawl/{__version__}",
            **facts,
            "resources": sorted(self._resources, key=lambda resource: str(resource["path"])),
        }
        with self.member("datapackage.json") as described:
            described.write(_json(description))
        with self.member("datapackage-digest.json") as digest:
            digest.write(_json({"path": "datapackage.json", "hash": described.digest}))


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
