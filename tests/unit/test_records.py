import csv
import io
import json
import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import (
    ActDate,
    Amount,
    AmountRole,
    ApologyFinding,
    Article,
    Author,
    Block,
    BlockKind,
    CardStatus,
    CreditedSource,
    Embed,
    Evidence,
    FieldSource,
    Forum,
    KindFinding,
    Link,
    Matter,
    MatterFinding,
    Moment,
    Party,
    Picture,
    Platform,
    Precision,
    Provenance,
    Rival,
    Side,
    Stage,
    StageFinding,
    StoryCard,
    StoryKind,
    TextPart,
)
from newscrawl.records import article_from_record, article_record, csv_lines, json_line

ARTICLE = Article(
    article_id="0123456789abcdef",
    site="gadgetpost",
    publisher="Gadget Post",
    url="https://gadgetpost.example/2026/03/xiaomi",
    title="Xiaomi wins, “netizen” apologises",
    byline="By Sam Pine",
    authors=(Author(name="Sam Pine", role="Editor"),),
    published=Moment(
        at=datetime(2026, 3, 1, 14, 30, tzinfo=UTC),
        precision=Precision.MINUTE,
        text="March 1, 2026, 9:30 AM ET",
    ),
    modified=None,
    section=None,
    language="en",
    description=None,
    lead_image=None,
    blocks=(
        Block(kind=BlockKind.HEADING, text="The apology", level=2),
        Block(
            kind=BlockKind.PARAGRAPH,
            text="Gizmochina reports an apology.",
            links=(Link(start=0, end=10, url="https://www.gizmochina.com/x"),),
        ),
    ),
    credited_sources=(),
    is_teaser=False,
    provenance=(),
    body_digest="sha256:00",
    extractor_version="1",
    capture_id="c",
    captured_at=datetime(2026, 3, 2, tzinfo=UTC),
    captured_url="https://gadgetpost.example/2026/03/xiaomi?amp",
    run_id="r",
    revision=1,
)

_texts = st.text(max_size=12)
_moments_at = st.datetimes(timezones=st.just(UTC))
_unit = st.floats(min_value=0, max_value=1)
_evidence = st.builds(
    Evidence,
    quote=_texts,
    part=st.sampled_from(TextPart),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
)


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    text = draw(st.text(alphabet=string.ascii_letters + " \n", max_size=20))
    links = []
    for _ in range(draw(st.integers(0, 2)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        links.append(Link(start=start, end=end, url=draw(_texts)))
    return Block(
        kind=draw(st.sampled_from(BlockKind)),
        text=text,
        links=tuple(links),
        level=draw(st.none() | st.integers(1, 6)),
        is_ordered=draw(st.none() | st.booleans()),
        speaker=draw(_optional(_texts)),
    )


def _tuples(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


_moments = st.none() | st.builds(
    Moment, at=_moments_at, precision=st.sampled_from(Precision), text=_texts
)
_rivals = st.builds(Rival, text=_texts, source=st.sampled_from(FieldSource), confidence=_unit)
_cards = st.none() | st.builds(
    StoryCard,
    status=st.sampled_from(CardStatus),
    relevant=st.booleans(),
    score=_unit,
    kinds=st.lists(
        st.builds(KindFinding, kind=st.sampled_from(StoryKind), evidence=_evidence),
        max_size=3,
        unique_by=lambda finding: finding.kind,
    ).map(tuple),
    matter=st.none() | st.builds(MatterFinding, matter=st.sampled_from(Matter), evidence=_evidence),
    parties=_tuples(
        st.builds(
            Party,
            name=_texts,
            side=st.sampled_from(Side),
            brand_id=_optional(_texts),
            evidence=_evidence,
        )
    ),
    amounts=_tuples(
        st.builds(
            Amount,
            text=_texts,
            value=st.none() | st.floats(0, 1e12),
            currency=_optional(_texts),
            role=st.sampled_from(AmountRole),
            is_limit=st.booleans(),
            evidence=_evidence,
        )
    ),
    stage=st.none() | st.builds(StageFinding, stage=st.sampled_from(Stage), evidence=_evidence),
    forums=_tuples(st.builds(Forum, name=_texts, brand_id=_optional(_texts), evidence=_evidence)),
    dates=_tuples(
        st.builds(ActDate, on=st.none() | st.dates(), is_deadline=st.booleans(), evidence=_evidence)
    ),
    apology=st.none()
    | st.builds(
        ApologyFinding,
        act=_evidence,
        by=st.none() | _evidence,
        to=st.none() | _evidence,
        reason=st.none() | _evidence,
        amends=st.none() | _evidence,
        words=st.none() | _evidence,
    ),
    lead_end=st.none() | st.integers(0, 10_000),
    brands=_tuples(_texts),
    card_version=st.text(min_size=1, max_size=5),
)
_articles = st.builds(
    Article,
    article_id=_texts,
    site=_texts,
    publisher=_texts,
    url=_texts,
    title=_texts,
    byline=_optional(_texts),
    authors=_tuples(
        st.builds(
            Author,
            name=_texts,
            role=_optional(_texts),
            profile_url=_optional(_texts),
            biography=_optional(_texts),
            is_organisation=st.booleans(),
        )
    ),
    published=_moments,
    modified=_moments,
    section=_optional(_texts),
    language=_optional(_texts),
    description=_optional(_texts),
    lead_image=_optional(_texts),
    blocks=_tuples(_blocks()),
    pictures=_tuples(
        st.builds(
            Picture,
            url=_optional(_texts),
            caption=_optional(_texts),
            credit=_optional(_texts),
            after=st.integers(0, 9),
        )
    ),
    embeds=_tuples(
        st.builds(
            Embed,
            platform=st.sampled_from(Platform),
            url=_texts,
            author=_optional(_texts),
            text=_optional(_texts),
            after=st.integers(0, 9),
        )
    ),
    credited_sources=_tuples(
        st.builds(CreditedSource, name=_texts, url=_optional(_texts), evidence=_evidence)
    ),
    is_teaser=st.booleans(),
    provenance=_tuples(
        st.builds(
            Provenance,
            field=_texts,
            source=st.sampled_from(FieldSource),
            confidence=_unit,
            reasons=_tuples(_texts),
            rivals=_tuples(_rivals),
        )
    ),
    body_digest=_texts,
    extractor_version=_texts,
    capture_id=_texts,
    captured_at=_moments_at,
    captured_url=_texts,
    run_id=_texts,
    revision=st.integers(0, 99),
    story=_cards,
)


@given(_articles)
def test_an_article_comes_back_from_its_record(article: Article) -> None:
    assert article_from_record(article_record(article)) == article


@given(_articles)
def test_a_record_survives_arrow(article: Article) -> None:
    table = pa.Table.from_pylist([article_record(article)])

    assert article_from_record(table.to_pylist()[0]) == article


@given(_articles)
def test_a_line_of_json_is_one_line_and_holds_the_record(article: Article) -> None:
    line = json_line(article_record(article))

    read = json.loads(line)

    assert len(line.splitlines()) == 1
    assert read["body"] == article.body
    assert [author["name"] for author in read["authors"]] == [a.name for a in article.authors]
    assert datetime.fromisoformat(read["captured_at"]) == article.captured_at


@given(_articles)
def test_a_csv_row_has_a_cell_a_column(article: Article) -> None:
    record = article_record(article)

    header, row = csv.reader(io.StringIO("".join(csv_lines([record])), newline=""))

    assert header == list(record)
    assert dict(zip(header, row, strict=True))["body"] == article.body


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("published_at", datetime(2026, 3, 1, 14, 30, tzinfo=UTC)),
        ("published_precision", "minute"),
        ("published_text", "March 1, 2026, 9:30 AM ET"),
        ("modified_at", None),
        ("modified_precision", None),
        ("body", "The apology\n\nGizmochina reports an apology."),
        (
            "blocks",
            [
                {
                    "kind": "heading",
                    "start": 0,
                    "end": 11,
                    "level": 2,
                    "is_ordered": None,
                    "speaker": None,
                },
                {
                    "kind": "paragraph",
                    "start": 13,
                    "end": 43,
                    "level": None,
                    "is_ordered": None,
                    "speaker": None,
                },
            ],
        ),
        ("links", [{"start": 13, "end": 23, "url": "https://www.gizmochina.com/x"}]),
        ("is_story", False),
        ("card_status", "not read"),
        ("card_version", ""),
    ],
)
def test_a_column_of_a_record(column: str, value: object) -> None:
    assert article_record(ARTICLE)[column] == value


def test_links_are_offsets_into_the_body() -> None:
    record = article_record(ARTICLE)

    [link] = record["links"]

    assert record["body"][link["start"] : link["end"]] == "Gizmochina"


def test_a_record_holds_plain_strings_where_the_nouns_have_enums() -> None:
    article = replace(
        ARTICLE,
        provenance=(Provenance(field="title", source=FieldSource.META, confidence=0.9),),
    )

    [entry] = article_record(article)["provenance"]

    assert type(entry["source"]) is str


def test_times_are_printed_in_utc_whatever_zone_they_have() -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=-5)))

    assert json_line({"at": at}) == '{"at":"2026-03-01T14:30:00Z"}'


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\n", "\x0b", "\x1e"])
def test_no_text_ends_a_line_of_json_early(end: str) -> None:
    line = json_line({"body": f"one{end}two"})

    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"body": f"one{end}two"}


def test_json_refuses_what_is_no_value_of_a_record() -> None:
    with pytest.raises(TypeError, match="set is not a value of a record"):
        json_line({"names": {"a"}})


def test_csv_prints_one_header_truth_values_and_nested_json() -> None:
    records = [{"ok": True, "missing": None, "links": [{"url": 'a"b'}], "n": 1.5}] * 2

    assert "".join(csv_lines(records)) == (
        "ok,missing,links,n\r\n"
        'true,,"[{""url"":""a\\""b""}]",1.5\r\n'
        'true,,"[{""url"":""a\\""b""}]",1.5\r\n'
    )
    assert not list(csv_lines([]))
    assert next(iter(csv_lines(records, header=False))).startswith("true,")
