"""Makes pages of markup for the tests beside it."""

from datetime import UTC, datetime

from newscrawl.extract import Page
from newscrawl.items import Capture, CaptureRole, Snapshot

CAPTURED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def page_of(
    markup: str | bytes,
    *,
    url: str = "https://news.example/2026/11/a-story",
    status: int = 200,
    media_type: str = "text/html",
    content_type: str | None = "text/html; charset=utf-8",
    truncated: str | None = None,
    captured_at: datetime = CAPTURED_AT,
) -> Page:
    body = markup.encode() if isinstance(markup, str) else markup
    capture = Capture(
        capture_id="5f6e2d0c-5d6b-4ee9-9f0f-7b1c9d1f5a10",
        site="news",
        run_id="run",
        url=url,
        captured_at=captured_at,
        role=CaptureRole.ARTICLE,
        status=status,
        media_type=media_type,
        payload_digest="sha256:00",
        payload_bytes=len(body),
        truncated=truncated,
        warc_key="warc/news.warc.gz",
        warc_offset=0,
        warc_bytes=len(body),
    )
    headers = (("Content-Type", content_type),) if content_type else ()
    return Page(Snapshot(capture=capture, headers=headers, body=body))
