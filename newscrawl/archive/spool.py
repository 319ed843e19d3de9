"""
The spool: what one run has downloaded and not yet committed, in a local folder.

``<spool>/<archive>/<site>/<run>/`` holds ``run.json``, ``lock`` and a folder a batch. A batch is
``captures.warc.gz`` (as it will be stored), ``captures.jsonl`` and ``articles.jsonl`` (a row a
line), then ``sealed.json`` when nothing more is added, then ``intent.json`` when its objects are
stored and its manifest is next.

Every append reaches the kernel before it returns, so it survives kill -9; a sealed batch is synced
and survives a power cut. A line counts when it ends in a newline, a record when its line counts.
"""

import errno
import fcntl
import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Self

from newscrawl.errors import SpoolError
from newscrawl.items import SiteFacts
from newscrawl.records import json_line

logger = logging.getLogger(__name__)

_WARC, _CAPTURES, _ARTICLES = "captures.warc.gz", "captures.jsonl", "articles.jsonl"
_SEALED, _INTENT, _RUN, _LOCK = "sealed.json", "intent.json", "run.json", "lock"

Line = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFacts:
    """What a run is, as its spool keeps it for whoever has to finish it."""

    run_id: str
    archive_uri: str
    site: SiteFacts
    spider: str
    arguments: dict[str, str]
    started_at: datetime
    software: str
    warcinfo: dict[str, str]


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


class OpenBatch:
    """The batch that a run adds to."""

    def __init__(self, folder: Path, number: int) -> None:
        with spooling(folder):
            folder.mkdir()
        self.folder, self.number = folder, number
        self.captures = self.articles = 0
        self._warc = Appended(folder / _WARC)
        self._captures = Appended(folder / _CAPTURES)
        self._articles = Appended(folder / _ARTICLES)

    @property
    def warc_bytes(self) -> int:
        return self._warc.length

    def begin(self, warcinfo: bytes) -> None:
        self._warc.append(warcinfo)

    def add_capture(self, members: bytes, line: Mapping[str, Any]) -> None:
        """Add WARC members and their row; both or, with SpoolError, neither."""
        start = self._warc.length
        self._warc.append(members)
        try:
            self._captures.append(_line({**line, "warc_end": self._warc.length}))
        except SpoolError:
            self._warc.cut(start)
            raise
        self.captures += 1

    def add_article(self, line: Mapping[str, Any]) -> None:
        self._articles.append(_line(line))
        self.articles += 1

    def seal(self, runs_row: Mapping[str, Any]) -> "SealedBatch":
        """Close the batch for good; ``runs_row`` is its row of the runs table."""
        for file in (self._warc, self._captures, self._articles):
            file.sync()
        _write_json(self.folder / _SEALED, runs_row)
        self.close()
        return SealedBatch(self.folder)

    def close(self) -> None:
        for file in (self._warc, self._captures, self._articles):
            file.close()


class SealedBatch:
    """A batch that only waits to be committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = int(folder.name)
        self.warc = folder / _WARC
        self.runs_row: Line = _read_json(folder / _SEALED) or {}

    def capture_lines(self) -> Iterator[Line]:
        return _lines(self.folder / _CAPTURES)

    def article_lines(self) -> Iterator[Line]:
        return _lines(self.folder / _ARTICLES)

    def intend(self, manifest: bytes) -> None:
        """Keep the manifest that is about to be put: a later try knows where to look for it."""
        _write(self.folder / _INTENT, manifest)

    @property
    def intent(self) -> bytes | None:
        path = self.folder / _INTENT
        with spooling(path):
            return path.read_bytes() if path.exists() else None

    def remove(self) -> None:
        # the intent goes last: without it a half removed batch would look uncommitted
        with spooling(self.folder):
            for name in (_WARC, _CAPTURES, _ARTICLES, _SEALED, _INTENT):
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()


class SpooledRun:
    """The folder of one run, locked against every other process for as long as this lives."""

    def __init__(self, folder: Path, facts: RunFacts, lock: IO[bytes]) -> None:
        self.folder, self.facts = folder, facts
        self._lock = lock

    @classmethod
    def create(cls, spool_folder: Path, facts: RunFacts) -> Self:
        site = archive_folder(spool_folder, facts.archive_uri) / facts.site.name
        # Locked before it has the name that recovery looks for.
        fresh, folder = site / f".{facts.run_id}", site / facts.run_id
        with spooling(folder):
            fresh.mkdir(parents=True)
            lock = (fresh / _LOCK).open("wb")
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _write_json(fresh / _RUN, asdict(facts))
            fresh.rename(folder)
        return cls(folder, facts, lock)

    @classmethod
    def left_over(cls, folder: Path) -> Self | None:
        """Return the run whose process is gone, or None where it lives or another recovers it."""
        with spooling(folder), ExitStack() as undo:
            try:
                lock = undo.enter_context((folder / _LOCK).open("ab"))
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (FileNotFoundError, BlockingIOError):
                return None
            stated = _read_json(folder / _RUN)
            if stated is None:
                # a run has its file before its folder has a name, so this one was being removed
                shutil.rmtree(folder)
                return None
            undo.pop_all()
        stated["site"] = SiteFacts(**stated["site"])
        stated["started_at"] = datetime.fromisoformat(stated["started_at"])
        return cls(folder, RunFacts(**stated), lock)

    def open_batch(self, number: int) -> OpenBatch:
        return OpenBatch(self.folder / f"{number:04d}", number)

    def batches(self) -> Iterator[Path]:
        """Yield the batches' folders in order; for a run whose process is gone."""
        with spooling(self.folder):
            folders = sorted(path for path in self.folder.iterdir() if path.name.isdigit())
        yield from folders

    def remove(self) -> None:
        """Remove the folder of a run of which nothing is left to commit, and let go of it."""
        with spooling(self.folder):
            shutil.rmtree(self.folder)
        self._lock.close()

    def release(self) -> None:
        """Let go of the folder and leave it for recovery."""
        self._lock.close()


def left_over_runs(spool_folder: Path, archive_uri: str, site: str | None = None) -> list[Path]:
    """Return the run folders of an archive, oldest first; of one site, or of all."""
    root = archive_folder(spool_folder, archive_uri)
    pattern = f"{site or '[!.]*'}/[!.]*"
    with spooling(root):
        return sorted(root.glob(pattern), key=lambda folder: folder.name)


def archive_folder(spool_folder: Path, archive_uri: str) -> Path:
    """
    Return the part of the spool that is bound for one archive: readable, and never two for one.

    >>> archive_folder(Path("spool"), "s3://news/archive").as_posix()
    'spool/s3-news-archive-ed88fbe5c9dc'
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", archive_uri).strip("-")[-40:].strip("-")
    digest = hashlib.sha256(archive_uri.encode()).hexdigest()[:12]
    return spool_folder / f"{readable}-{digest}"


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


def mend(folder: Path) -> tuple[int, int, int]:
    """
    Cut an unsealed batch back to what was promised: whole lines, and the records they name.

    Returns how many captures and articles it has, and the bytes of its WARC file.
    """
    captures, captures_end, warc_end, warc_size = 0, 0, 0, _size(folder / _WARC)
    for line, end in _whole_lines(folder / _CAPTURES):
        if line["warc_end"] > warc_size:
            break  # the row reached the disk and its record did not: a power cut, not a kill
        captures, captures_end, warc_end = captures + 1, end, line["warc_end"]
    articles, articles_end = 0, 0
    for _, end in _whole_lines(folder / _ARTICLES):
        articles, articles_end = articles + 1, end
    _cut(folder / _CAPTURES, captures_end)
    _cut(folder / _WARC, warc_end)
    _cut(folder / _ARTICLES, articles_end)
    return captures, articles, warc_end


def seal_mended(folder: Path, runs_row: Mapping[str, Any]) -> SealedBatch:
    _write_json(folder / _SEALED, runs_row)
    return SealedBatch(folder)


def is_sealed(folder: Path) -> bool:
    # what is half removed has its intent still, and nothing of it is needed any more
    return (folder / _SEALED).exists() or (folder / _INTENT).exists()


def _cut(path: Path, length: int) -> None:
    size = _size(path)
    if size > length:
        logger.warning(
            "%s: cut %d bytes that were being written when the process ended", path, size - length
        )
        with spooling(path):
            os.truncate(path, length)


def _size(path: Path) -> int:
    with spooling(path):
        return path.stat().st_size if path.exists() else 0


def _whole_lines(path: Path) -> Iterator[tuple[Line, int]]:
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


def _lines(path: Path) -> Iterator[Line]:
    for line, _ in _whole_lines(path):
        yield line


def _line(row: Mapping[str, Any]) -> bytes:
    # half a surrogate pair, as broken pages have, is no text that a table can hold
    return json_line(row).encode("utf-8", "replace") + b"\n"


def _read_json(path: Path) -> Line | None:
    """Return the object in ``path``, or None where there is no such file."""
    with spooling(path):
        try:
            read: Line = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise SpoolError(f"{path} is not the JSON that newscrawl wrote there") from error
    return read


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    _write(path, _line(content))


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all, synced."""
    part = path.with_name(f".{path.name}")
    with spooling(path):
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
