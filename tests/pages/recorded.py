"""A recorded page: its bytes, how they came, and what is read from them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.extract import Page, extract_article
from newscrawl.items import Capture, CaptureRole, ExtractedArticle, SiteFacts, Snapshot

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class RecordedPage:
    """``expected`` is the reviewed reading, in the shape of :func:`reading`."""

    file: Path
    url: str
    captured_at: datetime
    status: int
    content_type: str
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.file.parent.name}/{self.file.stem}"

    def extract(self) -> ExtractedArticle:
        body = self.file.read_bytes()
        capture = Capture(
            capture_id="3f0f6b1e-0d1b-4c55-8a35-0d2ad4f6a3b1",
            site=self.file.parent.name,
            run_id="recorded",
            url=self.url,
            captured_at=self.captured_at,
            role=CaptureRole.ARTICLE,
            status=self.status,
            media_type=self.content_type.partition(";")[0],
            payload_digest="sha256:00",
            payload_bytes=len(body),
            warc_key="warc/recorded.warc.gz",
            warc_offset=0,
            warc_bytes=len(body),
        )
        headers = (("Content-Type", self.content_type),)
        page = Page(Snapshot(capture=capture, headers=headers, body=body))
        return extract_article(page, SiteFacts(name=capture.site, publisher=capture.site))

    def save(self) -> Path:
        """Write what is read now as the expected reading, for review."""
        told = {
            "url": self.url,
            "captured_at": self.captured_at.isoformat(),
            "status": self.status,
            "content_type": self.content_type,
            "expected": reading(self.extract()),
        }
        target = self.file.with_suffix(".json")
        target.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return target


def recorded_pages() -> Iterator[RecordedPage]:
    for file in sorted(FOLDER.glob("*/*.html")):
        told = json.loads(file.with_suffix(".json").read_text("utf-8"))
        told["captured_at"] = datetime.fromisoformat(told["captured_at"])
        yield RecordedPage(file=file, **told)


def reading(article: ExtractedArticle) -> dict[str, Any]:
    """
    Return what a reviewer judges, as JSON values.

    Confidence and rivals are left out: they change as measurements do, and the page does not.
    """
    return {
        "verdict": [article.verdict.kind.value, article.verdict.reason],
        "canonical_url": article.canonical_url,
        "title": _sourced(article.title),
        "byline": article.byline,
        "authors": article.authors
        and {
            "source": article.authors.source.value,
            "value": [
                {
                    key: value
                    for key in ("name", "role", "profile_url", "biography", "is_organisation")
                    if (value := getattr(author, key)) is not None
                }
                for author in article.authors.value
            ],
        },
        "published": _sourced(article.published),
        "modified": _sourced(article.modified),
        "section": article.section,
        "language": article.language,
        "description": article.description,
        "lead_image": article.lead_image,
        "body": article.body
        and {
            "source": article.body.source.value,
            "blocks": [
                [block.kind.value, block.text]
                + [{block.text[link.start : link.end]: link.url} for link in block.links]
                for block in article.body.value
            ],
        },
    }


def _sourced(found: Any) -> dict[str, Any] | None:
    return found and {"source": found.source.value, "value": found.value}
