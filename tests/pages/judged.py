"""Pages of known kind, to judge verdicts by: ``verdicts/pages.tsv`` and the files it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.extract import Page
from newscrawl.items import Capture, CaptureRole, PageKind, Snapshot

FOLDER = Path(__file__).with_name("verdicts")


@dataclass(frozen=True, kw_only=True)
class JudgedPage:
    """
    A page, its address and what it is; all came with status 200.

    ``is_held_back``: the rules were written without looking at how this page is judged.
    """

    name: str
    kind: PageKind
    is_held_back: bool
    url: str
    html: bytes

    @property
    def page(self) -> Page:
        """Return a new page of these bytes."""
        capture = Capture(
            capture_id=self.name,
            site="verdicts",
            run_id="verdicts",
            url=self.url,
            captured_at=datetime(2026, 3, 4, tzinfo=UTC),
            role=CaptureRole.ARTICLE,
            status=200,
            media_type="text/html",
            payload_digest="sha256:00",
            payload_bytes=len(self.html),
            warc_key="verdicts",
            warc_offset=0,
            warc_bytes=len(self.html),
        )
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Page(Snapshot(capture=capture, headers=headers, body=self.html))


def judged_pages() -> Iterator[JudgedPage]:
    """Yield the pages, in the order of their names."""
    _, *rows = (FOLDER / "pages.tsv").read_text("utf-8").splitlines()
    for row in rows:
        file, kind, part, url = row.split("\t")
        yield JudgedPage(
            name=file.removesuffix(".html"),
            kind=PageKind(kind),
            is_held_back=part == "held back",
            url=url,
            html=(FOLDER / file).read_bytes(),
        )
