"""The files of a spool: those that only grow, and those that are there whole or not at all."""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newscrawl.archive.durable import sync_folder
from newscrawl.errors import SpoolError
from newscrawl.records import json_line

Line = dict[str, Any]


class Appended:
    """A file that only grows, by whole pieces."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with spooling(path):
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            self.length = os.fstat(self._handle).st_size

    def append(self, data: bytes) -> None:
        """Raises SpoolError; then nothing of ``data`` is in the file."""
        with spooling(self.path):
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(self._handle, rest) :]
            except OSError:
                os.ftruncate(self._handle, self.length)
                raise
        self.length += len(data)

    def cut(self, length: int) -> None:
        with spooling(self.path):
            os.ftruncate(self._handle, length)
            self.length = length

    def sync(self) -> None:
        with spooling(self.path):
            os.fsync(self._handle)

    def close(self) -> None:
        os.close(self._handle)


@contextmanager
def spooling(path: Path) -> Iterator[None]:
    """Raise SpoolError for what the file system says of ``path``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SpoolError(
                f"the disk of the spool is full ({path}); what is in the spool is kept, and "
                "committed by the next start or `newscrawl push`; free some space"
            ) from error
        raise SpoolError(
            f"the spool cannot be written or read: {error.strerror or error} ({path})"
        ) from error


def whole_lines(path: Path) -> Iterator[tuple[Line, int]]:
    """Yield each line and the offset after it, up to the first that is not whole."""
    end = 0
    with spooling(path):
        if not path.exists():
            return
        with path.open("rb") as file:
            for raw in file:
                try:
                    line = json.loads(raw) if raw.endswith(b"\n") else None
                except ValueError:
                    line = None
                if not isinstance(line, dict):
                    return
                end += len(raw)
                yield line, end


def lines(path: Path) -> Iterator[Line]:
    for line, _ in whole_lines(path):
        yield line


def as_line(row: Mapping[str, Any]) -> bytes:
    # half a surrogate pair, as broken pages have, is no text that a table can hold
    return json_line(row).encode("utf-8", "replace") + b"\n"


def read_json(path: Path) -> Line | None:
    """Return the object in ``path``, or None where there is no such file."""
    with spooling(path):
        try:
            read: Line = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise SpoolError(f"{path} is not the JSON that newscrawl wrote there") from error
    return read


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    write_whole(path, as_line(content))


def write_whole(path: Path, data: bytes) -> None:
    """Write whole or not at all, synced, its name too."""
    part = path.with_name(f".{path.name}")
    with spooling(path):
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
