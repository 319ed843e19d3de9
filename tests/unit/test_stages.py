"""The stages, one by one and together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl import stages
from newscrawl.errors import NotAnArticle, NotAStory, OutsidePeriod
from newscrawl.items import (
    Article,
    Author,
    Block,
    BlockKind,
    Capture,
    CaptureRole,
    CardStatus,
    ExtractedArticle,
    FieldSource,
    Moment,
    PageKind,
    Precision,
    PrintedAuthor,
    Reading,
    SiteFacts,
    StoryCard,
    Verdict,
)

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
URL = "https://gadgetpost.example/2026/11/maker-settles/"
BODY = (
    "Samsung will pay 12 million dollars to settle a class action over swollen batteries, a federal court in Ohio heard on Sunday.",
    "The maker said it was sorry, and that every owner of the Galaxy 9 gets a new battery.",
)


def capture() -> Capture:
    return Capture(
        capture_id="7d1c5ee1-8a2f-4d0c-9a53-6f2b1c0f7a10",
        site="gadgetpost",
        run_id="20261101T120000Z-0a1b2c3d",
        url=URL,
        captured_at=NOON + timedelta(hours=2),
        role=CaptureRole.ARTICLE,
        status=200,
        media_type="text/html",
        payload_digest="sha256:" + "0" * 64,
        payload_bytes=1234,
        warc_key="warc/gadgetpost/2026/11/run-0001.warc.gz",
        warc_offset=0,
        warc_bytes=900,
    )


def extracted(
    kind: PageKind = PageKind.ARTICLE, title: str = "Samsung settles"
) -> ExtractedArticle:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in BODY)
    return ExtractedArticle(
        site=SiteFacts(name="gadgetpost", publisher="Gadget Post", language="en"),
        capture=capture(),
        verdict=Verdict(kind=kind, reason="told by hand"),
        canonical_url=URL,
        title=Reading(value=title, source=FieldSource.JSON_LD, confidence=0.9),
        byline="By Ann Bell",
        authors=Reading(
            value=(PrintedAuthor(name="Ann Bell"),), source=FieldSource.JSON_LD, confidence=0.9
        ),
        published=Reading(value="2026-11-01T12:00:00Z", source=FieldSource.JSON_LD, confidence=0.9),
        modified=None,
        body=Reading(value=blocks, source=FieldSource.LAYOUT, confidence=0.8),
        section=None,
        language="en",
        description=None,
        lead_image=None,
        extractor_version="1",
    )


@pytest.fixture
def article() -> Article:
    return stages.normalise(extracted())


@pytest.mark.parametrize("kind", [PageKind.ARTICLE, PageKind.TEASER])
def test_articles_and_teasers_are_judged_fit(kind: PageKind) -> None:
    page = extracted(kind)

    assert stages.judge(page) is page


@pytest.mark.parametrize(
    "kind", [k for k in PageKind if k not in (PageKind.ARTICLE, PageKind.TEASER)]
)
def test_any_other_page_is_dropped_under_what_it_is(kind: PageKind) -> None:
    with pytest.raises(NotAnArticle, match="told by hand") as dropped:
        stages.judge(extracted(kind))

    assert dropped.value.reason == kind.value


@pytest.mark.parametrize(
    ("since", "until", "is_within"),
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + timedelta(seconds=1), None, False),
        (None, NOON, False),
        (None, NOON + timedelta(seconds=1), True),
    ],
    ids=["no bounds", "since then", "since later", "until then", "until later"],
)
def test_since_is_within_and_until_is_not(
    article: Article, since: datetime | None, until: datetime | None, is_within: bool
) -> None:
    if is_within:
        assert stages.check_period(article, since=since, until=until) is article
    else:
        with pytest.raises(OutsidePeriod):
            stages.check_period(article, since=since, until=until)


def test_an_article_without_a_date_is_kept(article: Article) -> None:
    undated = replace(article, published=None)

    assert stages.check_period(undated, since=NOON, until=NOON + timedelta(1)) is undated


def test_what_the_archive_has_not_is_revision_1(article: Article) -> None:
    revised = stages.revise(article, None)

    assert revised == replace(article, revision=1)


def test_the_same_text_is_no_revision(article: Article) -> None:
    known = stages.as_known(replace(article, revision=3))
    moved = replace(
        article,
        section="Business",
        modified=Moment(at=NOON, precision=Precision.MINUTE, text="noon"),
    )

    assert stages.revise(moved, known) is None


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Samsung settles for less"},
        {"authors": (Author(name="Ann Bell"), Author(name="Bo Carr"))},
        {"body_digest": "sha256:" + "f" * 64},
    ],
    ids=["title", "authors", "body"],
)
def test_a_change_of_title_authors_or_body_is_the_next_revision(
    article: Article, change: dict[str, object]
) -> None:
    known = stages.as_known(replace(article, revision=3))

    revised = stages.revise(replace(article, **change), known)  # type: ignore[arg-type]

    assert revised is not None
    assert revised.revision == 4


def test_the_chain_gives_a_numbered_article_with_its_card() -> None:
    article = stages.read_article(
        extracted(title="Samsung settles class action lawsuit over batteries"), None
    )

    assert article is not None
    assert article.revision == 1
    assert article.story is not None
    assert article.story.relevant


def test_the_chain_gives_nothing_for_a_text_that_is_known() -> None:
    first = stages.read_article(extracted(), None)
    assert first is not None

    assert stages.read_article(extracted(), stages.as_known(first)) is None


@pytest.mark.parametrize(("below", "relevant"), [(0.0, True), (-1e-9, False)])
def test_a_story_is_relevant_from_the_threshold_on(
    article: Article, below: float, relevant: bool
) -> None:
    plain = stages.card(article).story
    assert plain is not None

    carded = stages.card(article, threshold=plain.score - below)

    assert carded.story is not None
    assert carded.story.relevant is relevant


@pytest.mark.parametrize("relevant", [True, False])
def test_only_stories_pass_where_only_stories_are_wanted(article: Article, relevant: bool) -> None:
    card = StoryCard(status=CardStatus.READ, relevant=relevant, score=0.5, card_version="1")
    carded = replace(article, story=card)

    if relevant:
        assert stages.check_story(carded) is carded
    else:
        with pytest.raises(NotAStory):
            stages.check_story(carded)
