"""
The spool: what runs have downloaded and not yet committed, in a local folder.

``<spool>/<archive>/<site>/<run>/`` holds ``run.json``, ``lock`` and a folder a batch.

Every append reaches the kernel before it returns, so it survives kill -9; a sealed batch is synced
and survives a power cut.
"""

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Self

from newscrawl.archive.durable import sync_folder
from newscrawl.archive.spooled_batch import OpenBatch
from newscrawl.archive.spooled_files import read_json, spooling, write_json
from newscrawl.items import SiteFacts

_RUN, _LOCK, _GONE = "run.json", "lock", ".gone-"


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


class SpooledRun:
    """The folder of one run, locked against every other process for as long as this lives."""

    def __init__(self, folder: Path, facts: RunFacts, lock: IO[bytes]) -> None:
        self.folder, self.facts = folder, facts
        self._lock = lock

    @classmethod
    def create(cls, archive: Path, facts: RunFacts) -> Self:
        """Make a run's folder in that of its archive."""
        site = archive / facts.site.name
        # Locked before it has the name that recovery looks for.
        fresh, folder = site / f".{facts.run_id}", site / facts.run_id
        with spooling(folder):
            fresh.mkdir(parents=True)
            lock = (fresh / _LOCK).open("wb")
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            write_json(fresh / _RUN, asdict(facts))
            fresh.rename(folder)
            for above in (site, archive, archive.parent):
                sync_folder(above)
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
            stated = read_json(folder / _RUN)
            if stated is None:
                # a run has its file before its folder has a name, so this one was being removed
                _remove(folder)
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
            _remove(self.folder)
        self._lock.close()

    def release(self) -> None:
        """Let go of the folder and leave it for recovery."""
        self._lock.close()


def _remove(folder: Path) -> None:
    # under a name that no one looks for: a process that scans the spool would put a lock into it
    gone = folder.rename(folder.with_name(f"{_GONE}{folder.name}"))
    _clear(gone)


def _clear(gone: Path) -> None:
    # two processes may clear one folder at the same time; what is left then is the next one's
    shutil.rmtree(gone, ignore_errors=True)


def _sweep(root: Path) -> None:
    for gone in root.glob(f"*/{_GONE}*"):
        _clear(gone)


def left_over_runs(spool_folder: Path, place: str, site: str | None = None) -> list[Path]:
    """
    Return the run folders of an archive, oldest first; of one site, or of all.

    ``place`` is the store's. What a removal that was killed has left is removed.
    """
    root = archive_folder(spool_folder, place)
    _sweep(root)
    pattern = f"{site or '[!.]*'}/[!.]*"
    with spooling(root):
        return sorted(root.glob(pattern), key=lambda folder: folder.name)


def archive_folder(spool_folder: Path, place: str) -> Path:
    """
    Return the part of the spool that is bound for one archive: readable, and never two for one.

    >>> archive_folder(Path("spool"), "s3://news/archive").as_posix()
    'spool/s3-news-archive-ed88fbe5c9dc'
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", place).strip("-")[-40:].strip("-")
    digest = hashlib.sha256(place.encode()).hexdigest()[:12]
    return spool_folder / f"{readable}-{digest}"
