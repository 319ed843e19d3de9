"""
A batch in the spool, from its first record until it is committed.

``captures.warc.gz`` (as it will be stored), ``captures.jsonl`` and ``articles.jsonl`` (a row a
line), then ``sealed.json`` when nothing more is added, then ``intent.json`` when its objects are
stored and its manifest is next.

A line counts when it ends in a newline, a record when its line counts.
"""

import logging
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newscrawl.archive.durable import sync_folder
from newscrawl.archive.spooled_files import (
    Appended,
    Line,
    as_line,
    lines,
    read_json,
    spooling,
    whole_lines,
    write_json,
    write_whole,
)
from newscrawl.errors import SpoolError

logger = logging.getLogger(__name__)

_WARC, _CAPTURES, _ARTICLES = "captures.warc.gz", "captures.jsonl", "articles.jsonl"
_SEALED, _INTENT = "sealed.json", "intent.json"


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
            self._captures.append(as_line({**line, "warc_end": self._warc.length}))
        except SpoolError:
            self._warc.cut(start)
            raise
        self.captures += 1

    def add_article(self, line: Mapping[str, Any]) -> None:
        self._articles.append(as_line(line))
        self.articles += 1

    def seal(self, runs_row: Mapping[str, Any]) -> "SealedBatch":
        """Close the batch for good; ``runs_row`` is its row of the runs table."""
        for file in (self._warc, self._captures, self._articles):
            file.sync()
        write_json(self.folder / _SEALED, runs_row)
        with spooling(self.folder):
            sync_folder(self.folder.parent)  # which has the batch's own name
        self.close()
        return SealedBatch(self.folder)

    def discard(self) -> None:
        """Close the batch and remove it, before anything was added."""
        self.close()
        with spooling(self.folder):
            shutil.rmtree(self.folder)

    def close(self) -> None:
        for file in (self._warc, self._captures, self._articles):
            file.close()


class SealedBatch:
    """A batch that only waits to be committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = int(folder.name)
        self.warc = folder / _WARC
        self.runs_row: Line = read_json(folder / _SEALED) or {}

    def capture_lines(self) -> Iterator[Line]:
        return lines(self.folder / _CAPTURES)

    def article_lines(self) -> Iterator[Line]:
        return lines(self.folder / _ARTICLES)

    def intend(self, manifest: bytes) -> None:
        """Keep the manifest that is about to be put: a later try knows where to look for it."""
        write_whole(self.folder / _INTENT, manifest)

    @property
    def intent(self) -> bytes | None:
        path = self.folder / _INTENT
        with spooling(path):
            return path.read_bytes() if path.exists() else None

    def replace_articles(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put ``rows`` in place of the articles; the manifest that was meant is void then."""
        with spooling(self.folder):
            (self.folder / _INTENT).unlink(missing_ok=True)
        write_whole(self.folder / _ARTICLES, b"".join(map(as_line, rows)))
        self.runs_row = {**self.runs_row, "articles": len(rows)}
        write_json(self.folder / _SEALED, self.runs_row)

    def remove(self) -> None:
        # the intent goes last: without it a half removed batch would look uncommitted
        with spooling(self.folder):
            for name in (_WARC, _CAPTURES, _ARTICLES, _SEALED, _INTENT):
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()


def mend(folder: Path) -> tuple[int, int, int]:
    """
    Cut an unsealed batch back to what was promised: whole lines, and the records they name.

    Returns how many captures and articles it has, and the bytes of its WARC file.
    """
    captures, captures_end, warc_end = 0, 0, 0
    lost: set[str] = set()
    for line, end in whole_lines(folder / _CAPTURES):
        if not lost and _is_whole(folder / _WARC, warc_end, line["warc_end"]):
            captures, captures_end, warc_end = captures + 1, end, line["warc_end"]
        else:
            # the row reached the disk and its record did not: a power cut, not a kill
            lost.add(line["capture_id"])
    articles, articles_end = 0, 0
    for _, end in whole_lines(folder / _ARTICLES):
        articles, articles_end = articles + 1, end
    _cut(folder / _CAPTURES, captures_end)
    _cut(folder / _WARC, warc_end)
    _cut(folder / _ARTICLES, articles_end)
    return captures, articles - _drop_articles(folder / _ARTICLES, lost), warc_end


def _drop_articles(path: Path, lost: set[str]) -> int:
    """Take out the articles of captures that are lost: no row without its capture."""
    if not lost:
        return 0
    before = list(lines(path))
    kept = [line for line in before if line["capture_id"] not in lost]
    write_whole(path, b"".join(map(as_line, kept)))
    logger.warning("%s: %d captures did not reach the disk, nor their articles", path, len(lost))
    return len(before) - len(kept)


def seal_mended(folder: Path, runs_row: Mapping[str, Any]) -> SealedBatch:
    write_json(folder / _SEALED, runs_row)
    return SealedBatch(folder)


def is_sealed(folder: Path) -> bool:
    # what is half removed has its intent still, and nothing of it is needed any more
    return (folder / _SEALED).exists() or (folder / _INTENT).exists()


def _is_whole(warc: Path, start: int, end: int) -> bool:
    """Return whether the file has gzip members, each with its own checksum, from start to end."""
    with spooling(warc):
        if not warc.exists():
            return False
        with warc.open("rb") as file:
            file.seek(start)
            rest = file.read(end - start)
    if len(rest) < end - start:
        return False
    while rest:
        member = zlib.decompressobj(31)
        try:
            member.decompress(rest)
        except zlib.error:
            return False
        if not member.eof:
            return False
        rest = member.unused_data
    return True


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
