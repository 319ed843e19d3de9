"""What a consumer of changes has seen, kept in a file of its own between two calls."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscrawl.archive.durable import sync_folder
from newscrawl.errors import UsageError

if TYPE_CHECKING:
    from newscrawl.reader import Cursor

_FORMAT, _VERSION = "newscrawl-cursor", 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Appending:
    """
    A file that changes are being appended to, and how long it was before.

    Where a cursor has this, the call that put it there did not come to its end: what is in the file
    beyond ``size_bytes`` is to be taken back.
    """

    file: str
    size_bytes: int


def _is_same_archive(one: str, other: str) -> bool:
    """Tell whether two URIs name one archive; a folder may be reached by links and by ".."."""
    if "://" in one or "://" in other:
        return one == other
    return Path(one).resolve() == Path(other).resolve()


class CursorFile:
    """The cursor of one consumer of one archive; there whole or not at all."""

    def __init__(self, path: Path, uri: str) -> None:
        self._path, self._uri = path, uri

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from it; UsageError where another call uses it now, or it has no place."""
        try:
            lock = self._path.with_name(f".{self._path.name}.lock").open("w")
        except OSError as error:
            raise UsageError(f"{self._path} cannot be written: {error.strerror}") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError(f"{self._path} is used by another call now") from error
            yield

    def read(self) -> tuple["Cursor | None", Appending | None]:
        """Return what was seen, None before the first call. Raises UsageError for another file."""
        from newscrawl.reader import Cursor

        try:
            said = json.loads(self._path.read_bytes())
            if (said["format"], said["version"]) != (_FORMAT, _VERSION):
                raise UsageError(f"{self._path} is a {said['format']} of version {said['version']}")
            seen = said["sites"]
            sites = None if seen is None else {str(site): int(last) for site, last in seen.items()}
            begun = said.get("appending")
            appending = begun and Appending(
                file=str(begun["file"]), size_bytes=int(begun["size_bytes"])
            )
        except FileNotFoundError:
            return None, None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{self._path} is no cursor that newscrawl wrote: {error}") from error
        if not _is_same_archive(str(said.get("archive")), self._uri):
            raise UsageError(
                f"{self._path} is a cursor of {said.get('archive')}, not of {self._uri}"
            )
        return (None if sites is None else Cursor(sites=sites)), appending

    def write(self, cursor: "Cursor | None", appending: Appending | None = None) -> None:
        """Write whole or not at all, and on the disk before this returns."""
        content: Mapping[str, Any] = {
            "format": _FORMAT,
            "version": _VERSION,
            "archive": self._uri,
            "sites": None if cursor is None else dict(cursor.sites),
            "appending": appending and {"file": appending.file, "size_bytes": appending.size_bytes},
        }
        part = self._path.with_name(f".{self._path.name}.part")
        with part.open("w", encoding="utf-8") as file:
            file.write(json.dumps(content) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)
        sync_folder(self._path.parent)
