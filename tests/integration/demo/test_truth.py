"""Every article of the loopback web is in the archive, and says what was written."""

from datetime import UTC, date, datetime

import pytest

from tests.integration.demo.demo_run import DemoRun, Row, canonical
from tests.web.article import TrueArticle
from tests.web.outlet import Outlet
from tests.web.outlets import OUTLETS

pytestmark = pytest.mark.integration

ARTICLES = [(outlet, article) for outlet in OUTLETS for article in outlet.articles()]
_BEHIND_A_BOX = "short text behind a box of related stories has about even odds"
IDS = [f"{outlet.name}/{article.slug}" for outlet, article in ARTICLES]
every_article = pytest.mark.parametrize(("outlet", "article"), ARTICLES, ids=IDS)


def every_article_but(known: dict[str, str]) -> pytest.MarkDecorator:
    """Return a case an article; those that are known to be read wrongly must be so, or leave."""
    return pytest.mark.parametrize(
        ("outlet", "article"),
        [
            pytest.param(
                outlet,
                article,
                id=name,
                marks=[pytest.mark.xfail(reason=known[name], strict=True)] if name in known else [],
            )
            for (outlet, article), name in zip(ARTICLES, IDS, strict=True)
        ],
    )


def test_each_article_is_archived_once_and_nothing_else_is(
    demo: DemoRun, rows: dict[str, Row]
) -> None:
    urls = sorted(row["url"] for row in demo.table("articles"))

    assert urls == sorted(canonical(outlet, article) for outlet, article in ARTICLES)


@every_article
def test_title_and_section_are_as_printed(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    assert row["title"] == article.title
    assert row["section"] in (article.section, None)  # not every page names its section
    assert row["publisher"] == outlet.publisher


@every_article
def test_authors_have_name_role_and_biography_apart(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    people = [
        (author["name"], author["role"], author["biography"], author["is_organisation"])
        for author in row["authors"]
    ]
    assert people == [
        (writer.name, writer.role, writer.biography, writer.is_organisation)
        for writer in article.authors
    ]


@every_article
def test_published_is_the_moment_in_utc_with_its_precision(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    published: datetime = row["published_at"]
    if article.has_clock:
        assert published == article.published.astimezone(UTC)
        assert row["published_precision"] in ("second", "minute")
    else:
        assert row["published_precision"] == "day"
        assert day_of(row) == article.published.date()


@every_article_but(
    {
        "circuitledger/interview-signe-dahl": _BEHIND_A_BOX,
        "circuitledger/itc-bars-sable-mowers": _BEHIND_A_BOX,
    }
)
def test_body_is_the_text_and_no_more(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    assert row["body"].split("\n\n") == outlet.body_of(article).split("\n\n")
    assert row["is_teaser"] is (article.teaser_pieces is not None)


@every_article
def test_credited_sources_are_those_that_the_text_names(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    assert tuple(source["name"] for source in row["credited_sources"]) == article.credits


@every_article_but(
    {"modemweekly/the-case-for-the-trackball": "a column written as a trial from end to end"}
)
def test_product_news_reviews_and_breaches_are_no_stories(
    outlet: Outlet, article: TrueArticle, rows: dict[str, Row]
) -> None:
    row = rows[canonical(outlet, article)]

    assert article.is_story or row["is_story"] is False, row["kinds"]


def test_nearly_every_story_in_english_is_found(rows: dict[str, Row]) -> None:
    stories = [
        canonical(outlet, article)
        for outlet, article in ARTICLES
        if article.is_story and outlet.name != "netzfunk"
    ]

    missed = [url for url in stories if not rows[url]["is_story"]]

    assert len(missed) <= len(stories) // 8, missed


def test_german_is_told_to_be_unread_rather_than_irrelevant(rows: dict[str, Row]) -> None:
    german = [row for row in rows.values() if row["site"] == "netzfunk"]

    assert {(row["language"], row["card_status"]) for row in german} == {("de", "not read")}


def test_the_xiaomi_story_comes_out_as_it_was(rows: dict[str, Row]) -> None:
    (row,) = [row for url, row in rows.items() if "xiaomi" in url]

    assert row["is_story"] is True
    assert sorted(row["kinds"]) == ["apology", "settlement"]
    assert row["matter"] == "defamation"
    assert sorted((party["name"], party["side"]) for party in row["parties"]) == [
        ("DeepSea142183002", "apologist"),
        ("Lei Jun", "recipient"),
        ("Xiaomi", "recipient"),
    ]
    assert row["brands"] == ["xiaomi", "lei-jun"]
    assert [(source["name"], source["url"]) for source in row["credited_sources"]] == [
        ("Gizmochina", "https://gizmochina.example/2026/10/13/xiaomi-rumor-account-apology/")
    ]


def test_each_piece_of_evidence_is_at_its_place_in_the_text(rows: dict[str, Row]) -> None:
    quoted = 0

    for row in rows.values():
        evidence = [*row["evidence"], *row["parties"], *row["amounts"], *row["credited_sources"]]
        for quote in evidence:
            text = row[quote["part"]]
            assert text[quote["start"] : quote["end"]] == quote["quote"], row["url"]
            quoted += 1

    assert quoted > 40


def day_of(row: Row) -> date:
    """Return the day as it was printed: a day has no zone of its own."""
    return date.fromisoformat(row["published_text"][:10])
