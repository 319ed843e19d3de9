"""
Articles' captures as one WACZ: a file that anyone can replay and check without the archive.

Format: https://specs.webrecorder.net/wacz/1.1.1/. The records are copied as they are stored, so
that what a court is shown has the digests, the ids and the times of the archive.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.durable import sync_folder
from newscrawl.archive.opened import Tables, open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.archive.tables import MOMENT, capture_from_row
from newscrawl.archive.wacz_exchanges import copied_exchange, placed_captures, warcinfo
from newscrawl.archive.wacz_index import cdxj_line, packed_index
from newscrawl.archive.wacz_package import Package
from newscrawl.errors import NotInArchive
from newscrawl.items import Article, Capture

_PAGES = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
_INDEX = "index.cdx.gz"


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """What went into a WACZ; ``captures`` counts those that revisits refer to as well."""

    pages: int
    captures: int
    size_bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    title: str
    url: str
    capture_id: str
    captured_at: datetime


def write_wacz(store: Store, articles: Iterable[Article], target: Path) -> Packed:
    """
    Write the captures that ``articles`` were read from to ``target``, in place of what was there.

    Each article, or revision of one, is a page. Of a capture that is a revisit, the one that has
    the body goes in too. ``target`` appears whole or not at all; the same articles give the same
    bytes, and so its ``created`` is the time of the latest capture.

    Raises NotInArchive where there is no article, or one without its capture; NoSuchKey and
    DigestMismatch where a capture is not what was recorded; OSError where ``target`` cannot be
    written.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            with Package(file) as package:
                pages, captures = _pack(store, articles, package)
            file.flush()
            os.fsync(file.fileno())
            size_bytes = file.tell()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return Packed(pages=pages, captures=captures, size_bytes=size_bytes)


def _pack(store: Store, articles: Iterable[Article], package: Package) -> tuple[int, int]:
    """Return how many pages and captures went in."""
    pages = list(_write_pages(package, articles))
    if not pages:
        raise NotInArchive(f"{store.uri} has no such article: there is nothing to pack")
    tables = open_tables(store, bring_up=False)
    captures = _with_originals(tables, _captures(tables, pages))
    index: list[bytes] = []
    for placed in placed_captures(tables, captures.values()):
        name = placed[0].capture.warc_key.rpartition("/")[2]
        with package.member(f"archive/{name}") as warc:
            warc.write(warcinfo(store, placed[0]))
            for each in placed:
                copied = copied_exchange(store, each)
                capture = each.capture
                index.append(
                    cdxj_line(
                        capture,
                        filename=name,
                        offset=warc.size_bytes + copied.offset,
                        digest=captures[capture.revisit_of or capture.capture_id].payload_digest,
                    )
                )
                warc.write(copied.members)
    blocks, block_index = packed_index(index, _INDEX)
    for path, data in ((f"indexes/{_INDEX}", blocks), ("indexes/index.idx", block_index)):
        with package.member(path) as member:
            member.write(data)
    package.describe(_facts(pages))
    return len(pages), len(captures)


def _write_pages(package: Package, articles: Iterable[Article]) -> Iterator[_Page]:
    """Write the list of pages; yield each page once, in the order of ``articles``."""
    written: set[tuple[str, int]] = set()
    with package.member("pages/pages.jsonl") as member:
        member.write(_line(_PAGES))
        for article in articles:
            if (article.article_id, article.revision) in written:
                continue
            written.add((article.article_id, article.revision))
            member.write(
                _line(
                    {
                        "id": f"{article.article_id}-{article.revision}",
                        "url": article.captured_url,
                        "ts": _second(article.captured_at),
                        "title": article.title,
                        "text": article.body,
                    }
                )
            )
            yield _Page(
                title=article.title,
                url=article.captured_url,
                capture_id=article.capture_id,
                captured_at=article.captured_at,
            )


def _captures(tables: Tables, pages: list[_Page]) -> dict[str, Capture]:
    """Return the captures of ``pages`` by id."""
    times = pa.array({page.captured_at for page in pages}, MOMENT)
    wanted = {page.capture_id: page.url for page in pages}
    # the times say which files to open
    asked = pc.field("captured_at").isin(times) & pc.field("capture_id").isin(list(wanted))
    return _found(tables, asked, wanted)


def _with_originals(tables: Tables, captures: dict[str, Capture]) -> dict[str, Capture]:
    """Return ``captures`` and those that hold the bodies of the revisits among them."""
    wanted = {
        capture.revisit_of: capture.url
        for capture in captures.values()
        if capture.revisit_of and capture.revisit_of not in captures
    }
    if not wanted:
        return captures
    # a revisit is always of its own URL
    urls = sorted(set(wanted.values()))
    asked = pc.field("url").isin(urls) & pc.field("capture_id").isin(list(wanted))
    return captures | _found(tables, asked, wanted)


def _found(tables: Tables, asked: Any, wanted: dict[str, str]) -> dict[str, Capture]:
    with reading(tables.captures):
        rows = tables.captures.to_table(filter=asked).to_pylist()
    found = {row["capture_id"]: capture_from_row(row) for row in rows}
    for capture_id, url in wanted.items():
        if capture_id not in found:
            raise NotInArchive(f"capture {capture_id} of {url} has no row; run `newscrawl verify`")
    return found


def _facts(pages: list[_Page]) -> dict[str, str]:
    first, others = pages[0], len(pages) - 1
    return {
        "title": first.title + (f", and {others} more" if others else ""),
        "created": _second(max(page.captured_at for page in pages)),
        "mainPageUrl": first.url,
        "mainPageDate": _second(first.captured_at),
    }


def _second(moment: datetime) -> str:
    """Return a time to the second, as the index has it: a page is looked up by it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
