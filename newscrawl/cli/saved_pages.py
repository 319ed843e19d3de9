"""Pages in files: saved by a browser or a program, packed or not, or in a WARC file."""

import io
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from newscrawl.archive import decode_body
from newscrawl.archive.warc_pages import WarcPage, warc_pages
from newscrawl.errors import PageError, UnreadablePage, UsageError
from newscrawl.extract import Page
from newscrawl.extract.page import MAX_PAGE_BYTES
from newscrawl.items import Snapshot
from newscrawl.pages import loose_snapshot
from newscrawl.urls import host_of

STDIN = "-"

# Browsers write where a page was saved from as its first comment.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{1,2000})\s*-->")
_GZIP, _WARC = b"\x1f\x8b", b"WARC/"


@dataclass(frozen=True, kw_only=True)
class SavedPages:
    """
    The pages of the file ``name``, "-" for standard input.

    ``url`` and ``captured_at`` are those of a saved page, None where the user gave none; the
    records of a WARC file have their own.
    """

    name: str
    url: str | None = None
    captured_at: datetime | None = None

    def snapshots(self) -> Iterator[Snapshot | PageError]:
        """
        Yield each page, or what is wrong with it.

        Raises UsageError where there is no such file, or a WARC file is given an address;
        UnreadablePage where the file cannot be read, or a WARC file not to its end.
        """
        with self._opened() as file:
            try:
                start = _start(file)
            except OSError as error:
                raise UnreadablePage(f"{self.name} cannot be read: {error.strerror}") from error
            if start.startswith(_WARC):
                yield from self._of_warc(file)
            else:
                yield self._of_page(file)

    def _opened(self) -> io.BufferedReader:
        if self.name == STDIN:
            if sys.stdin is None:
                raise UsageError("standard input is closed")
            return io.BufferedReader(cast("io.BufferedReader", sys.stdin.buffer))
        try:
            return Path(self.name).open("rb")
        except OSError as error:
            address = "; an address begins with https://" if "." in self.name else ""
            raise UsageError(f"{self.name} cannot be read: {error.strerror}{address}") from error

    def _of_page(self, file: BinaryIO) -> Snapshot | PageError:
        try:
            body = _unpacked(file.read(MAX_PAGE_BYTES + 1))
            found = loose_snapshot(body, url=self._file_url, captured_at=self._moment)
            url = self.url or _address_in(found)
        except UnreadablePage as error:
            return UnreadablePage(f"{self.name}: {error}")
        except OSError as error:
            return UnreadablePage(f"{self.name} cannot be read: {error.strerror}")
        return loose_snapshot(body, url=url, captured_at=self._moment) if url else found

    def _of_warc(self, file: BinaryIO) -> Iterator[Snapshot | PageError]:
        if self.url or self.captured_at:
            raise UsageError(
                f"{self.name} is a WARC file: its records have addresses and times of their own"
            )
        yield from map(_of_record, warc_pages(file, name=self.name))

    @property
    def _file_url(self) -> str:
        return "file:///dev/stdin" if self.name == STDIN else Path(self.name).resolve().as_uri()

    @property
    def _moment(self) -> datetime:
        """Return when the page was saved, as far as is known: a file was last written then."""
        if self.captured_at:
            return self.captured_at
        if self.name == STDIN:
            return datetime.now(UTC)
        return datetime.fromtimestamp(Path(self.name).stat().st_mtime, UTC)


def _of_record(page: WarcPage) -> Snapshot | PageError:
    try:
        body = decode_body(page.headers, page.body)
    except UnreadablePage as error:
        return UnreadablePage(f"{page.url}: {error}")
    return loose_snapshot(
        body,
        url=page.url,
        headers=page.headers,
        status=page.status,
        captured_at=page.captured_at,
    )


def _address_in(snapshot: Snapshot) -> str | None:
    """Return the address that a saved page gives itself; None where it gives none."""
    if saved_from := _SAVED_FROM.search(snapshot.body[:4096]):
        return saved_from[1].decode("ascii", "replace")
    page = Page(snapshot)
    links = (
        element.get("href") or ""
        for element in page.tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    )
    named = chain(links, page.meta_values("og:url"))
    return next((url.strip() for url in named if host_of(url)), None)


def _unpacked(body: bytes) -> bytes:
    return decode_body([("Content-Encoding", "gzip")], body) if body.startswith(_GZIP) else body


def _start(file: io.BufferedReader) -> bytes:
    start = file.peek(len(_WARC))[: len(_WARC)]
    return _unpacked_start(file.peek(512)) if start.startswith(_GZIP) else start


def _unpacked_start(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(packed, len(_WARC))
    except zlib.error:
        return b""
