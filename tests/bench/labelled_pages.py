"""Pages with known truth: a folder of ``truth.jsonl`` and ``html/ID.html.gz``."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawl.extract import Page
from newscrawl.items import Capture, CaptureRole, Snapshot
from newscrawl.urls import registrable_domain

FOLDS = 5


@dataclass(frozen=True, kw_only=True)
class LabelledPage:
    """
    A page and its row of the truth: ``title``, ``author`` or ``authors``, ``published``, ``body``.

    ``none_is_known``: in its set, a field that the truth lacks is one that the page lacks.
    """

    set: str
    id: str
    url: str
    html: bytes
    truth: dict[str, Any]
    none_is_known: bool

    @property
    def fold(self) -> int:
        """Return the page's fold; a site's pages are in one."""
        return zlib.crc32(registrable_domain(self.url).encode()) % FOLDS

    @property
    def authors(self) -> list[str]:
        """Return the names in the truth, as printed there; empty for none."""
        if "authors" in self.truth:
            return self.truth["authors"] or []
        return [self.truth["author"]] if self.truth.get("author") else []

    @property
    def page(self) -> Page:
        """Return a new page of these bytes, captured now."""
        capture = Capture(
            capture_id=self.id,
            site="bench",
            run_id="bench",
            url=self.url,
            captured_at=datetime.now(UTC),
            role=CaptureRole.ARTICLE,
            status=200,
            media_type="text/html",
            payload_digest="sha256:00",
            payload_bytes=len(self.html),
            warc_key="bench",
            warc_offset=0,
            warc_bytes=len(self.html),
        )
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Page(Snapshot(capture=capture, headers=headers, body=self.html))


def labelled_pages(folder: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a set; a set whose rows have ``author`` says so where there is none."""
    for line in (folder / "truth.jsonl").read_text("utf-8").strip("\n").split("\n"):
        row = json.loads(line)
        yield LabelledPage(
            set=folder.name,
            id=row["id"],
            url=row["url"] or "https://unknown.example/",
            html=gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes()),
            truth=row,
            none_is_known="author" in row,
        )
