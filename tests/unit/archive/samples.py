"""What the archive's tests record: exchanges and article rows, plain but whole."""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newscrawl.archive.own_digest import digested_json
from newscrawl.archive.run import Run
from newscrawl.archive.store import Store
from newscrawl.items import (
    Article,
    Author,
    Block,
    BlockKind,
    Capture,
    CaptureRole,
    CardStatus,
    Evidence,
    Exchange,
    KindFinding,
    Link,
    Moment,
    Party,
    Precision,
    Side,
    SiteFacts,
    StoryCard,
    StoryKind,
    TextPart,
)
from newscrawl.records import Record, article_record

SITE = SiteFacts(
    name="gadgetpost", publisher="Gadget Post", language="en", timezone="America/New_York"
)
NOON = datetime(2026, 11, 22, 12, 0, 0, 250_000, tzinfo=UTC)


def url_of(number: int) -> str:
    return f"https://gadgetpost.example/2026/11/story-{number}/"


def page(number: int, text: str = "Xiaomi says sorry.") -> bytes:
    return f"<html><title>Story {number}</title><p>{text} No. {number}</p></html>".encode()


def exchange(
    number: int = 1,
    *,
    url: str | None = None,
    body: bytes | None = None,
    status: int = 200,
    headers: Sequence[tuple[bytes, bytes]] = (),
    at: datetime = NOON,
    truncated: str | None = None,
    coded: bool = True,
) -> Exchange:
    """Return a page fetched with gzip coding, an ETag and two cookies set."""
    content = page(number) if body is None else body
    coding = [(b"Content-Encoding", b"gzip")] if coded and content else []
    return Exchange(
        method="GET",
        url=url or url_of(number),
        request_headers=((b"User-Agent", b"newscrawl (mail@desk.example)"), (b"Accept", b"*/*")),
        status=status,
        http_version="HTTP/1.1",
        response_headers=(
            (b"Content-Type", b"text/html; charset=utf-8"),
            (b"Set-Cookie", b"a=1"),
            (b"Set-Cookie", b"b=2"),
            (b"ETag", f'"v{number}"'.encode()),
            *coding,
            *headers,
        ),
        body=gzip.compress(content, mtime=0) if coding else content,
        received_at=at + timedelta(seconds=number),
        role=CaptureRole.ARTICLE,
        ip_address="192.0.2.7",
        truncated=truncated,
    )


def article(capture: Capture, number: int = 1, *, revision: int = 1) -> Article:
    """Return an article with something in every nested column."""
    return Article(
        article_id=f"{number:016x}",
        site=capture.site,
        publisher="Gadget Post",
        url=url_of(number),
        title="Xiaomi apologises",
        byline="By Ada Dee",
        authors=(Author(name="Ada Dee", role="Editor"),),
        published=Moment(at=NOON, precision=Precision.MINUTE, text="22 November 2026, 12:00"),
        modified=None,
        section="Policy",
        language="en",
        description=None,
        lead_image=None,
        blocks=(
            Block(
                kind=BlockKind.PARAGRAPH,
                text="Xiaomi says sorry.",
                links=(Link(start=0, end=6, url="https://mi.example/"),),
            ),
        ),
        credited_sources=(),
        is_teaser=False,
        provenance=(),
        body_digest="sha256:" + "0" * 64,
        extractor_version="1",
        capture_id=capture.capture_id,
        captured_at=capture.captured_at,
        captured_url=capture.url,
        run_id=capture.run_id,
        revision=revision,
        story=StoryCard(
            status=CardStatus.READ,
            relevant=True,
            score=0.9,
            kinds=(
                KindFinding(
                    kind=StoryKind.APOLOGY,
                    evidence=Evidence(quote="sorry", part=TextPart.BODY, start=12, end=17),
                ),
            ),
            parties=(
                Party(
                    name="Xiaomi",
                    side=Side.APOLOGIST,
                    brand_id="xiaomi",
                    evidence=Evidence(quote="Xiaomi", part=TextPart.BODY, start=0, end=6),
                ),
            ),
            brands=("xiaomi",),
            card_version="1",
        ),
    )


def record(capture: Capture, number: int = 1, *, revision: int = 1) -> Record:
    return article_record(article(capture, number, revision=revision))


def rewritten(data: bytes, **changes: object) -> bytes:
    """Return a JSON object of an archive with ``changes``, as if it had been written so."""
    content = json.loads(data)
    del content["own_sha256"]
    return digested_json({**content, **changes})


def start(store: Store, spool: Path, site: SiteFacts = SITE) -> Run:
    return Run.start(store, spool, site, spider=site.name, arguments={"since": "2026-11-01"})
