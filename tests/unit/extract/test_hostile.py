"""No page, however broken or ill meant, does worse than raise UnreadablePage."""

import json

import pytest

from newscrawl.errors import UnreadablePage
from newscrawl.extract import extract_article
from newscrawl.extract.page import MAX_PAGE_BYTES
from newscrawl.items import ExtractedArticle, SiteFacts
from tests.unit.extract.pages import page_of

FACTS = SiteFacts(name="news", publisher="News")
STORY = (
    "<p>" + "The maker has said sorry to its buyers, and will pay them back in full. " * 5 + "</p>"
)
FIVE = "".join(STORY.replace("buyers", f"buyers in {town}") for town in "ABCDE")


def extract(markup: str | bytes) -> ExtractedArticle:
    return extract_article(page_of(markup), FACTS)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (b"", "empty body"),
        (b" \n\t ", "empty body"),
        (b"\x00\x00\x00", "empty body"),
        (b"<p>" + b"x" * MAX_PAGE_BYTES, "more than"),
        (b"<div>" * 100_000 + b"x", "nested deeper than"),
        (b"<!-- only a comment -->", "no element"),
        (b"<p>x" * 41_000, "more than 40000 elements"),
        (b"<b>" * 500_000, "500000 tags"),
        (b"<p>Sorry.<p " + b"a=x " * 2_500 + b">x", "more than 2000 attributes"),
    ],
    ids=[
        "nothing",
        "white space",
        "NULs",
        "too many bytes",
        "100,000 deep",
        "a comment",
        "too many elements",
        "half a million tags",
        "too many attributes",
    ],
)
def test_what_is_no_page_is_named(markup: bytes, said: str) -> None:
    with pytest.raises(UnreadablePage, match=said):
        extract(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<p>x" * 15_000 + STORY,
        "<html><body>" + ("<table><tr><td>" + "<i>x</i>" * 20) * 200 + STORY,
        "<html><body>" + "<button>" * 300 + "<i>x</i>" * 10_000 + "<main>" + STORY,
        "<html><body>" + "<div class='a%d'>x</div>" * 9_000 % tuple(range(9_000)) + STORY,
        b"\xff\xfe\x00\xd8" * 50,
        bytes(range(256)) * 40,
        "<html><body>" + STORY + "<p>a\x01b\x08c\x1fd\x7f</p>",
        "<html><body>" + "<b>" * 240 + STORY,
        "<html><body>" + "<span>" * 600 + STORY,
        "<table><tr><td>" * 60 + STORY,
        "<html>" + "<a href='//[::bad'>x</a>" * 50 + STORY,
        "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><p>&b;"
        + STORY,
        "<p " + "a" * 100_000 + "='x'>" + STORY,
        "<p class='" + "comment " * 50_000 + "'>" + STORY,
        "<p " + "a=xxxx " * 1_900 + ">" + STORY,
        "<script>" + "if (a <b) c = 1; " * 9_000 + "</script>" + STORY,
        "<title>" + "| " * 50_000 + "</title>" + STORY,
        "<meta name='author' content='" + "By and, " * 20_000 + "'>" + STORY,
        "<h1>" + "a - " * 30_000 + "</h1>" + STORY,
        "<html><body>" + STORY + ("</body></html>" + "It pays. " * 80) * 9_000,
        "<base href='javascript:alert(1)'><link rel=canonical href='http://[x'>" + STORY,
        FIVE.replace("p>", "p\x02x>"),
        FIVE.replace("p>", "p{>"),
    ],
    ids=[
        "15,000 paragraphs",
        "tables in tables",
        "buttons never closed",
        "9,000 classes",
        "lone surrogates",
        "every byte",
        "control characters",
        "deep bold",
        "deeper span",
        "nested tables",
        "bad links",
        "entities",
        "endless attribute",
        "endless class",
        "1,900 attributes",
        "a script of comparisons",
        "endless title",
        "endless byline",
        "endless heading",
        "9,000 ends",
        "bad base",
        "a control character in a name",
        "a bracket in a name",
    ],
)
@pytest.mark.timeout(20)
def test_strange_pages_are_read(markup: str | bytes) -> None:
    assert extract(markup).verdict.reason


@pytest.mark.parametrize(
    "script",
    [
        "[]",
        '"a string"',
        '[[[["NewsArticle"]]]]',
        "null",
        "17",
        json.dumps({"@type": "NewsArticle", "headline": ["A", "B"], "author": [[{"name": "C"}]]}),
        json.dumps(
            {"@type": "NewsArticle", "author": {"@id": "#a"}, "image": [], "datePublished": {}}
        ),
        json.dumps({"@type": "NewsArticle", "author": 5, "headline": None, "hasPart": "x"}),
        json.dumps(
            {
                "@type": "NewsArticle",
                "isAccessibleForFree": False,
                "hasPart": {"cssSelector": "p:::("},
            }
        ),
        json.dumps([{"@type": "NewsArticle", "headline": "x" * 1000}] * 5_000),
        '{"@type":"NewsArticle","a":' * 5_000,
        json.dumps({"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#a"}}),
    ],
    ids=[
        "empty list",
        "string",
        "nested lists",
        "null",
        "number",
        "lists for values",
        "pointers to nothing",
        "wrong types",
        "bad selector",
        "5 MB",
        "deep",
        "points to itself",
    ],
)
@pytest.mark.timeout(20)
def test_strange_json_ld_is_survived(script: str) -> None:
    article = extract(f'<script type="application/ld+json">{script}</script><h1>Sorry</h1>{STORY}')

    assert article.body is not None
    assert "said sorry" in article.body.value[0].text


def test_a_nul_does_not_end_the_page() -> None:
    article = extract(b"<html><body><h1>Sor\x00ry</h1>" + STORY.encode())

    assert article.title is not None
    assert article.title.value == "Sorry"
    assert article.body is not None
