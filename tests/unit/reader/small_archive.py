"""A small real archive: two sites, two months, stories and others, revisions."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.archive import Store, open_store
from newscrawl.archive.run import Run
from newscrawl.items import (
    Amount,
    Article,
    Author,
    Block,
    BlockKind,
    Capture,
    CaptureRole,
    CardStatus,
    CreditedSource,
    Evidence,
    Exchange,
    FieldSource,
    KindFinding,
    Link,
    Matter,
    MatterFinding,
    Moment,
    Party,
    Precision,
    Provenance,
    Rival,
    RunCounts,
    Side,
    SiteFacts,
    SourceOutcome,
    StoryCard,
    StoryKind,
    TextPart,
)
from newscrawl.normalise import article_id, body_digest
from newscrawl.records import article_record

GADGET_POST = SiteFacts(
    name="gadgetpost", publisher="Gadget Post", language="en", timezone="America/New_York"
)
PHONE_WIRE = SiteFacts(name="phonewire", publisher="Phone Wire", language="en", timezone="UTC")

APOLOGY = "https://gadgetpost.example/2026/10/xiaomi-apology/"
LAWSUIT = "https://gadgetpost.example/2026/11/samsung-patent/"
REVIEW = "https://phonewire.example/reviews/xiaomi-17"
RECALL = "https://phonewire.example/news/powerbank-recall"
RETRACTED = "https://phonewire.example/news/fine-that-was-none"

PAGE = b"<html><title>Captured</title><p>%s</p></html>"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def exchange(
    url: str,
    at: datetime,
    *,
    body: bytes | None = None,
    status: int = 200,
    media_type: str = "text/html; charset=utf-8",
    headers: tuple[tuple[bytes, bytes], ...] = (),
) -> Exchange:
    return Exchange(
        method="GET",
        url=url,
        request_headers=((b"User-Agent", b"newscrawl"),),
        status=status,
        http_version="HTTP/1.1",
        response_headers=((b"Content-Type", media_type.encode()), *headers),
        body=PAGE % url.encode() if body is None else body,
        received_at=at,
        role=CaptureRole.ARTICLE,
    )


def quote(article: Article, words: str, part: TextPart = TextPart.BODY) -> Evidence:
    text = article.title if part is TextPart.TITLE else article.body
    start = text.index(words)
    return Evidence(quote=words, part=part, start=start, end=start + len(words))


def plain_article(
    capture: Capture,
    facts: SiteFacts,
    *,
    title: str,
    paragraphs: tuple[str, ...],
    url: str | None = None,
    published: datetime | None = None,
    precision: Precision = Precision.MINUTE,
    revision: int = 1,
    brands: tuple[str, ...] = (),
) -> Article:
    """Return an article that is no story."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    canonical = url or capture.url
    return Article(
        article_id=article_id(canonical),
        site=facts.name,
        publisher=facts.publisher,
        url=canonical,
        title=title,
        byline="By Ada Dee",
        authors=(Author(name="Ada Dee", role="Editor"),),
        published=Moment(at=published, precision=precision, text=published.isoformat())
        if published
        else None,
        modified=None,
        section=None,
        language="en",
        description=None,
        lead_image=None,
        blocks=blocks,
        credited_sources=(),
        is_teaser=False,
        provenance=(
            Provenance(
                field="title",
                source=FieldSource.JSON_LD,
                confidence=0.97,
                rivals=(Rival(text=f"{title} | Site", source=FieldSource.META, confidence=0.6),),
            ),
            Provenance(field="body", source=FieldSource.VISIBLE_TEXT, confidence=0.8),
        ),
        body_digest=body_digest(blocks),
        extractor_version="1",
        capture_id=capture.capture_id,
        captured_at=capture.captured_at,
        captured_url=capture.url,
        run_id=capture.run_id,
        revision=revision,
        story=StoryCard(
            status=CardStatus.READ, relevant=False, score=0.1, brands=brands, card_version="1"
        ),
    )


def apology(capture: Capture, *, revision: int) -> Article:
    title = "Xiaomi wins apology" if revision == 1 else "Xiaomi wins public apology from critic"
    article = plain_article(
        capture,
        GADGET_POST,
        title=title,
        paragraphs=(
            "A netizen has apologised to Xiaomi and its founder Lei Jun, Gizmochina reports.",
            "He withdrew the defamation appeal and will pay 30,000 yuan.",
        ),
        published=utc("2026-10-30T22:15"),
        revision=revision,
    )
    pays = quote(article, "will pay 30,000 yuan")
    credit = quote(article, "Gizmochina reports")
    return replace(
        article,
        authors=(
            Author(
                name="Ada Dee",
                role="Editor",
                profile_url="https://gadgetpost.example/by/ada",
                biography="Ada writes about phones and the law.",
            ),
            Author(name="Gadget Post Staff", is_organisation=True),
        ),
        blocks=(
            replace(
                article.blocks[0],
                links=(
                    Link(
                        start=credit.start, end=credit.end, url="https://gizmochina.example/xiaomi"
                    ),
                ),
            ),
            article.blocks[1],
        ),
        credited_sources=(
            CreditedSource(
                name="Gizmochina",
                url="https://gizmochina.example/xiaomi",
                evidence=credit,
            ),
        ),
        story=StoryCard(
            status=CardStatus.READ,
            relevant=True,
            score=0.93,
            kinds=(
                KindFinding(
                    kind=StoryKind.APOLOGY, evidence=quote(article, "has apologised to Xiaomi")
                ),
                KindFinding(kind=StoryKind.SETTLEMENT, evidence=pays),
            ),
            matter=MatterFinding(matter=Matter.DEFAMATION, evidence=quote(article, "defamation")),
            parties=(
                Party(
                    name="a netizen",
                    side=Side.APOLOGIST,
                    brand_id=None,
                    evidence=quote(article, "A netizen"),
                ),
                Party(
                    name="Xiaomi",
                    side=Side.RECIPIENT,
                    brand_id="xiaomi",
                    evidence=quote(article, "Xiaomi", TextPart.TITLE),
                ),
                Party(
                    name="Lei Jun",
                    side=Side.RECIPIENT,
                    brand_id="lei-jun",
                    evidence=quote(article, "Lei Jun"),
                ),
            ),
            amounts=(Amount(text="30,000 yuan", value=30_000.0, currency="CNY", evidence=pays),),
            brands=("lei-jun", "xiaomi"),
            card_version="1",
        ),
    )


def story(article: Article, kind: StoryKind, words: str, *parties: tuple[str, Side]) -> Article:
    return replace(
        article,
        story=StoryCard(
            status=CardStatus.READ,
            relevant=True,
            score=0.8,
            kinds=(KindFinding(kind=kind, evidence=quote(article, words)),),
            parties=tuple(
                Party(name=name, side=side, brand_id=None, evidence=quote(article, name))
                for name, side in parties
            ),
            card_version="1",
        ),
    )


def start(store: Store, spool: Path, facts: SiteFacts) -> Run:
    return Run.start(store, spool, facts, spider=facts.name, arguments={"since": "2026-10-01"})


def add(run: Run, article: Article) -> Article:
    run.add(article_record(article))
    return article


def fill(uri: str, spool: Path) -> dict[str, Article]:
    """Crawl two sites into the archive at ``uri``; return what stands, by URL."""
    store = open_store(uri)
    standing: dict[str, Article] = {}

    run = start(store, spool, GADGET_POST)
    run.record(exchange("https://gadgetpost.example/robots.txt", utc("2026-10-31T08:00"), body=b""))
    first = run.record(exchange(APOLOGY, utc("2026-10-31T08:00:01.250")))
    add(run, apology(first, revision=1))
    run.commit(RunCounts(found=1, fetched=2, new=1, stories=1))
    second = run.record(
        exchange(APOLOGY, utc("2026-11-02T08:00"), body=b"<html>the second text</html>")
    )
    standing[APOLOGY] = add(run, apology(second, revision=2))
    capture = run.record(exchange(LAWSUIT, utc("2026-11-10T12:00")))
    lawsuit = plain_article(
        capture,
        GADGET_POST,
        title="Samsung sued over a patent",
        paragraphs=("Pictiva has sued Samsung over a patent.",),
        published=utc("2026-11-10T11:00"),
    )
    standing[LAWSUIT] = add(
        run,
        story(
            lawsuit,
            StoryKind.LAWSUIT,
            "has sued",
            ("Pictiva", Side.CLAIMANT),
            ("Samsung", Side.RESPONDENT),
        ),
    )
    run.finish(
        "finished",
        RunCounts(found=2, fetched=4, new=2, revised=1, stories=3, dropped={"listing": 1}),
        [
            SourceOutcome(
                url="https://gadgetpost.example/rss.xml", confirmed=True, status=200, entries=2
            )
        ],
    )

    run = start(store, spool, PHONE_WIRE)
    capture = run.record(exchange(REVIEW + "?utm_source=feed", utc("2026-11-12T09:00")))
    standing[REVIEW] = add(
        run,
        plain_article(
            capture,
            PHONE_WIRE,
            title="Xiaomi 17 review",
            paragraphs=("A good phone that will sue nobody.", "It costs $500."),
            url=REVIEW,
            published=utc("2026-11-12T00:00"),
            precision=Precision.DAY,
            brands=("xiaomi",),
        ),
    )
    capture = run.record(exchange(RECALL, utc("2026-11-15T09:00")))
    recall = plain_article(
        capture, PHONE_WIRE, title="Power banks recalled", paragraphs=("Anker recalls them.",)
    )
    standing[RECALL] = add(
        run, story(recall, StoryKind.RECALL, "recalls", ("Anker", Side.RESPONDENT))
    )
    capture = run.record(exchange(RETRACTED, utc("2026-11-16T09:00")))
    wrong = plain_article(
        capture,
        PHONE_WIRE,
        title="Maker fined",
        paragraphs=("A maker was fined.",),
        published=utc("2026-11-16T08:00"),
    )
    add(run, story(wrong, StoryKind.PENALTY, "was fined"))
    capture = run.record(exchange(RETRACTED, utc("2026-11-17T09:00"), body=b"<html>sorry</html>"))
    correction = plain_article(
        capture,
        PHONE_WIRE,
        title="Correction: no maker was fined",
        paragraphs=("We were wrong.",),
        published=utc("2026-11-16T08:00"),
        revision=2,
    )
    # its rules found a kind in it and yet no story
    found = KindFinding(
        kind=StoryKind.PENALTY, evidence=quote(correction, "was fined", TextPart.TITLE)
    )
    assert correction.story
    card = replace(correction.story, kinds=(found,))
    standing[RETRACTED] = add(run, replace(correction, story=card))
    run.record(
        exchange(
            "https://phonewire.example/old",
            utc("2026-11-17T09:01"),
            status=301,
            body=b"",
            headers=((b"Location", REVIEW.encode()),),
        )
    )
    run.record(
        exchange(
            "https://phonewire.example/gone?utm_medium=feed", utc("2026-11-17T09:03"), status=404
        )
    )
    run.record(
        exchange(
            "https://phonewire.example/logo.png",
            utc("2026-11-17T09:02"),
            body=b"\x89PNG\r\n",
            media_type="image/png",
        )
    )
    run.finish("finished", RunCounts(found=3, fetched=7, new=3, revised=1, stories=2))
    return standing
