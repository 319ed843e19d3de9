import hashlib
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.errors import MissingField
from newscrawl.items import (
    Author,
    Block,
    BlockKind,
    Capture,
    CaptureRole,
    DayOrder,
    ExtractedArticle,
    FieldSource,
    Link,
    PageKind,
    Precision,
    PrintedAuthor,
    Reading,
    Rival,
    SiteFacts,
    Verdict,
)
from newscrawl.normalise import article_id, body_digest, normalise
from newscrawl.records import article_from_record, article_record, json_line

CAPTURED_AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://gadgetpost.example/2026/03/xiaomi-apology/"
BODY = (
    Block(kind=BlockKind.HEADING, text="Xiaomi makes a slanderer apologise and pay"),
    Block(
        kind=BlockKind.PARAGRAPH,
        text="Gizmochina reports that a netizen apologised to Xiaomi and to Lei\u00a0Jun, its "
        "founder, for the rumours that he had spread.",
        links=(Link(start=0, end=10, url="https://www.gizmochina.com/x"),),
    ),
    Block(kind=BlockKind.PARAGRAPH, text="What do you think?"),
    Block(kind=BlockKind.PARAGRAPH, text="Sam Pine Junior Tech News Writer"),
    Block(kind=BlockKind.PARAGRAPH, text="Sam, a writer of many years, likes trains."),
)
CAPTURE = Capture(
    capture_id="urn:uuid:0",
    site="gadgetpost",
    run_id="run-1",
    url=URL + "?utm_source=rss",
    captured_at=CAPTURED_AT,
    role=CaptureRole.ARTICLE,
    status=200,
    media_type="text/html",
    payload_digest="sha256:0",
    payload_bytes=1,
    warc_key="warc/x",
    warc_offset=0,
    warc_bytes=1,
)
EXTRACTED = ExtractedArticle(
    site=SiteFacts(
        name="gadgetpost", publisher="Gadget Post", language="en", timezone="America/New_York"
    ),
    capture=CAPTURE,
    extractor_version="7",
    verdict=Verdict(kind=PageKind.ARTICLE, reason="a body"),
    canonical_url=URL + "?utm_source=feed",
    title=Reading(
        value=" Xiaomi makes a slanderer\napologise and pay ",
        source=FieldSource.JSON_LD,
        confidence=0.9,
        rivals=(Rival(text="Xiaomi | Gadget Post", source=FieldSource.META, confidence=0.4),),
    ),
    byline="Sam Pine Junior Tech News Writer",
    authors=Reading(
        value=(PrintedAuthor(name="Sam Pine", profile_url="https://gadgetpost.example/sam"),),
        source=FieldSource.JSON_LD,
        confidence=0.9,
    ),
    published=Reading(
        value="2026-03-01T09:30:00", source=FieldSource.JSON_LD, confidence=0.9, rivals=()
    ),
    modified=None,
    body=Reading(value=BODY, source=FieldSource.VISIBLE_TEXT, confidence=0.8),
    section=" Policy ",
    language="en_us",
    description="",
    lead_image=None,
)


def dates(*texts: str) -> Reading[str]:
    """A reading of the first text with the others as its rivals."""
    sources = (FieldSource.META, FieldSource.VISIBLE_TEXT, FieldSource.URL)
    return Reading(
        value=texts[0],
        source=FieldSource.JSON_LD,
        confidence=0.9,
        rivals=tuple(
            Rival(text=text, source=source, confidence=0.5)
            for text, source in zip(texts[1:], sources, strict=False)
        ),
    )


def source_of(extracted: ExtractedArticle, field: str) -> FieldSource | None:
    entries = {entry.field: entry for entry in normalise(extracted).provenance}
    return entries[field].source if field in entries else None


def test_a_page_becomes_an_article() -> None:
    article = normalise(EXTRACTED)

    assert article.url == URL
    assert article.article_id == hashlib.sha256(URL.encode()).hexdigest()[:16]
    assert article.title == "Xiaomi makes a slanderer apologise and pay"
    assert article.authors == (
        Author(
            name="Sam Pine",
            role="Junior Tech News Writer",
            profile_url="https://gadgetpost.example/sam",
        ),
    )
    assert article.published is not None
    assert article.published.at == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    assert article.published.text == "2026-03-01T09:30:00"
    assert (article.section, article.language, article.description) == ("Policy", "en-US", None)
    assert article.body == (
        "Gizmochina reports that a netizen apologised to Xiaomi and to Lei Jun, its founder, "
        "for the rumours that he had spread."
    )
    assert [source.name for source in article.credited_sources] == ["Gizmochina"]
    assert (article.revision, article.story, article.is_teaser) == (0, None, False)


def test_an_article_says_which_capture_and_code_it_is_from() -> None:
    article = normalise(EXTRACTED)

    assert (article.capture_id, article.captured_url) == (CAPTURE.capture_id, CAPTURE.url)
    assert (article.captured_at, article.run_id) == (CAPTURED_AT, "run-1")
    assert (article.site, article.publisher) == ("gadgetpost", "Gadget Post")
    assert article.extractor_version == "7"


def test_every_field_says_where_it_was_read_and_what_it_won_against() -> None:
    title, authors, published, body = normalise(EXTRACTED).provenance

    assert [entry.field for entry in (title, authors, published, body)] == [
        "title",
        "authors",
        "published",
        "body",
    ]
    assert (title.source, title.confidence) == (FieldSource.JSON_LD, 0.9)
    assert [rival.text for rival in title.rivals] == ["Xiaomi | Gadget Post"]
    assert authors.rivals == published.rivals == body.rivals == ()
    assert body.source is FieldSource.VISIBLE_TEXT


@pytest.mark.parametrize(
    ("texts", "day", "source"),
    [
        (["2026-03-01", "2026-02-28"], 1, FieldSource.JSON_LD),
        (["soon", "2026-02-28"], 28, FieldSource.META),
        (["2026-03-09", "2026-02-28"], 28, FieldSource.META),
        (["", "tomorrow", "February 28, 2026"], 28, FieldSource.VISIBLE_TEXT),
    ],
    ids=["the chosen one", "unreadable", "later than the capture", "two unreadable"],
)
def test_the_next_date_is_used_where_one_cannot_be_read(
    texts: list[str], day: int, source: FieldSource
) -> None:
    extracted = replace(EXTRACTED, published=dates(*texts))

    article = normalise(extracted)

    assert article.published is not None
    assert article.published.at.day == day
    assert source_of(extracted, "published") is source


def test_a_date_that_failed_is_among_the_rivals_of_the_one_used() -> None:
    article = normalise(replace(EXTRACTED, published=dates("soon", "2026-02-28", "2026-02-27")))

    [published] = [entry for entry in article.provenance if entry.field == "published"]
    assert [rival.text for rival in published.rivals] == ["soon", "2026-02-27"]


def test_an_unreadable_date_is_none_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    extracted = replace(EXTRACTED, published=dates("soon"), modified=dates("2027-01-01"))

    with caplog.at_level(logging.WARNING):
        article = normalise(extracted)

    assert (article.published, article.modified) == (None, None)
    assert source_of(extracted, "published") is None
    assert "'soon'" in caplog.text
    assert "2027-01-01" in caplog.text
    assert CAPTURE.url in caplog.text


@pytest.mark.parametrize(
    ("order", "month"), [(DayOrder.DAY_FIRST, 2), (DayOrder.MONTH_FIRST, 1)], ids=str
)
def test_the_order_of_day_and_month_is_the_one_that_the_page_shows(
    order: DayOrder, month: int
) -> None:
    article = normalise(replace(EXTRACTED, published=dates("01/02/2026"), day_order=order))

    assert article.published is not None
    assert article.published.at.month == month


def test_published_and_modified_have_their_own_precision() -> None:
    article = normalise(
        replace(EXTRACTED, published=dates("2026-03-01"), modified=dates("March 1, 2026 9:30 AM"))
    )

    assert article.published is not None
    assert article.modified is not None
    assert article.published.precision is Precision.DAY
    assert article.modified.precision is Precision.MINUTE


@pytest.mark.parametrize(
    ("chosen", "rivals", "names", "source"),
    [
        ("Sam Pine", ["Ann Roe"], ["Sam Pine"], FieldSource.JSON_LD),
        ("admin", ["By Ann Roe and Bo Doe"], ["Ann Roe", "Bo Doe"], FieldSource.VISIBLE_TEXT),
        ("Gadget Post", ["Ann Roe"], ["Gadget Post"], FieldSource.JSON_LD),
    ],
    ids=["a person", "nobody gives way", "the publisher stands where the page was read so"],
)
def test_the_likeliest_authors_stand_unless_they_are_nobody(
    chosen: str, rivals: list[str], names: list[str], source: FieldSource
) -> None:
    extracted = replace(
        EXTRACTED,
        authors=Reading(
            value=(PrintedAuthor(name=chosen),),
            source=FieldSource.JSON_LD,
            confidence=0.9,
            rivals=tuple(
                Rival(text=text, source=FieldSource.VISIBLE_TEXT, confidence=0.5) for text in rivals
            ),
        ),
    )

    article = normalise(extracted)

    assert [author.name for author in article.authors] == names
    assert source_of(extracted, "authors") is source


def test_a_page_may_name_no_author() -> None:
    accounts: Reading[tuple[PrintedAuthor, ...]] = Reading(
        value=(PrintedAuthor(name="admin"),), source=FieldSource.META, confidence=0.5
    )

    assert normalise(replace(EXTRACTED, authors=None)).authors == ()
    assert normalise(replace(EXTRACTED, authors=accounts)).authors == ()
    assert source_of(replace(EXTRACTED, authors=accounts), "authors") is None


@pytest.mark.parametrize(
    "title", [None, Reading(value=" \u200b", source=FieldSource.META, confidence=1)]
)
def test_an_article_without_a_title_is_refused(title: Reading[str] | None) -> None:
    with pytest.raises(MissingField, match=rf"no title \({CAPTURE.url.replace('?', '.')}"):
        normalise(replace(EXTRACTED, title=title))


def test_an_empty_title_gives_way_to_its_rival() -> None:
    assert EXTRACTED.title is not None
    extracted = replace(EXTRACTED, title=replace(EXTRACTED.title, value="\u200b"))

    assert normalise(extracted).title == "Xiaomi | Gadget Post"
    assert source_of(extracted, "title") is FieldSource.META


@pytest.mark.parametrize(
    "body",
    [
        None,
        Reading(value=(), source=FieldSource.LAYOUT, confidence=1),
        Reading(
            value=(Block(kind=BlockKind.PARAGRAPH, text=" \u00ad\n"),),
            source=FieldSource.LAYOUT,
            confidence=1,
        ),
    ],
    ids=["none", "empty", "blank"],
)
def test_an_article_without_a_body_is_refused(body: Reading[tuple[Block, ...]] | None) -> None:
    with pytest.raises(MissingField, match="body"):
        normalise(replace(EXTRACTED, body=body))


@pytest.mark.parametrize(
    ("proposed", "url"),
    [
        (URL, URL),
        ("http://gadgetpost.example/2026/03/xiaomi-apology/#top", URL),
        ("https://sam@gadgetpost.example:443/2026/03/xiaomi-apology/", URL),
        ("", URL),
        ("about:blank", URL),
        ("https://gadgetpost.example:99999/", URL),
    ],
)
def test_an_unfit_canonical_url_gives_way_to_the_captured_one(proposed: str, url: str) -> None:
    assert normalise(replace(EXTRACTED, canonical_url=proposed)).url == url


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("en", "en"),
        ("en_us", "en-US"),
        ("EN-gb", "en-GB"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("pt-BR", "pt-BR"),
        ("english", None),
        ("{{lang}}", None),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_language_is_a_bcp_47_tag(printed: str | None, tag: str | None) -> None:
    assert normalise(replace(EXTRACTED, language=printed)).language == tag


@pytest.mark.parametrize(
    ("kind", "is_teaser"), [(PageKind.ARTICLE, False), (PageKind.TEASER, True)]
)
def test_a_teaser_is_marked(kind: PageKind, *, is_teaser: bool) -> None:
    extracted = replace(EXTRACTED, verdict=Verdict(kind=kind, reason="a sign"))

    assert normalise(extracted).is_teaser is is_teaser


def test_the_digest_is_of_the_text_and_not_of_its_links_or_furniture() -> None:
    bare = tuple(replace(block, links=()) for block in BODY[1:2])
    assert EXTRACTED.body is not None

    digest = normalise(EXTRACTED).body_digest

    assert (
        normalise(replace(EXTRACTED, body=replace(EXTRACTED.body, value=bare))).body_digest
        == digest
    )
    assert digest.startswith("sha256:")
    assert len(digest) == len("sha256:") + 64
    assert body_digest(BODY) != digest


def test_an_article_id_is_16_hex_digits_of_the_canonical_url() -> None:
    assert article_id(URL) == article_id(URL)
    assert article_id(URL) != article_id(URL + "2")
    assert len(bytes.fromhex(article_id(URL))) == 8


# Text as hostile as JSON-LD can be: lone surrogates and controls, beside the words that matter.
_texts = st.text(
    st.one_of(st.characters(), st.sampled_from("\ud800\udfff\x00\u200b\u2028 ")), max_size=40
) | st.sampled_from(["By Sam Pine", "2026-03-01", "Gizmochina reports it.", "What do you think?"])
_sources = st.sampled_from(FieldSource)
_rivals = st.lists(
    st.builds(Rival, text=_texts, source=_sources, confidence=st.just(0.5)), max_size=2
).map(tuple)
_readings = st.none() | st.builds(
    Reading, value=_texts, source=_sources, confidence=st.just(0.9), rivals=_rivals
)
_blocks = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=_texts,
    links=st.just((Link(start=0, end=3, url="https://news.example/"),)),
)


@given(
    st.builds(
        replace,
        st.just(EXTRACTED),
        title=_readings,
        byline=st.none() | _texts,
        authors=st.none()
        | st.builds(
            Reading,
            value=st.lists(
                st.builds(
                    PrintedAuthor,
                    name=_texts,
                    role=st.none() | _texts,
                    biography=st.none() | _texts,
                    profile_url=st.none() | _texts,
                    is_organisation=st.none() | st.booleans(),
                ),
                max_size=2,
            ).map(tuple),
            source=_sources,
            confidence=st.just(0.9),
            rivals=_rivals,
        ),
        published=_readings,
        modified=_readings,
        canonical_url=_texts,
        body=st.builds(
            Reading,
            value=st.lists(_blocks, max_size=4).map(tuple),
            source=_sources,
            confidence=st.just(0.9),
            rivals=_rivals,
        ),
        section=st.none() | _texts,
        language=st.none() | _texts,
        description=st.none() | _texts,
        lead_image=st.none() | _texts,
    )
)
def test_whatever_a_page_says_its_article_can_be_kept(extracted: ExtractedArticle) -> None:
    try:
        article = normalise(extracted)
    except MissingField:
        return

    record = article_record(article)

    json.loads(json_line(record).encode())
    assert article_from_record(record) == article
    assert article.title
    assert article.body
    assert article.url.startswith("https://")
    for moment in (article.published, article.modified):
        assert moment is None or moment.at <= CAPTURED_AT + timedelta(0)
    for source in article.credited_sources:
        evidence = source.evidence
        assert article.body[evidence.start : evidence.end] == evidence.quote
