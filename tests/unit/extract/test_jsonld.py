"""JSON-LD is read in every shape that pages print it in, and never at any price."""

import json

import pytest

from newscrawl.extract.jsonld import MAX_OBJECTS, objects_in, parse_script, text_of, types_of

ARTICLE = {"@type": "NewsArticle", "headline": "A"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ARTICLE),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        "/*<![CDATA[*/" + json.dumps(ARTICLE) + "/*]]>*/",
        json.dumps(ARTICLE) + ";",
        '{"@type": "NewsArticle", "headline": "A",}',
    ],
    ids=["plain", "comment", "CDATA", "CDATA in a comment", "semicolon", "comma too many"],
)
def test_evident_faults_are_repaired(text: str) -> None:
    assert parse_script(text) == ARTICLE


def test_control_characters_in_strings_are_text() -> None:
    assert parse_script('{"headline": "A\n\tB"}') == {"headline": "A\n\tB"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "no json",
        '{"a": "b" "c"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '"' + "x" * 2_000_001 + '"',
    ],
    ids=["empty", "cut", "text", "no comma", "deep list", "deep object", "too long"],
)
def test_what_is_no_json_is_nothing(text: str) -> None:
    assert parse_script(text) is None


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        [[ARTICLE]],
        {"@graph": [{"@type": "WebPage"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        json.dumps(ARTICLE),
    ],
    ids=["object", "list", "list of lists", "graph", "nested", "string that holds JSON"],
)
def test_objects_are_found_wherever_they_are(value: object) -> None:
    assert ARTICLE in list(objects_in(value))


def test_objects_are_bounded() -> None:
    assert len(list(objects_in([ARTICLE] * (MAX_OBJECTS + 5)))) == MAX_OBJECTS


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, {"headline": "no type"}])
def test_what_has_no_type_is_no_object(value: object) -> None:
    assert list(objects_in(value)) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\n b ", "a b"),
        (["a", "b"], "a"),
        ([], ""),
        ({"name": "a"}, "a"),
        ({"@value": "a", "@language": "en"}, "a"),
        ({"@type": "Thing"}, ""),
        (None, ""),
        (7, ""),
    ],
)
def test_a_property_says_one_line(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("type_", "names"),
    [
        ("NewsArticle", {"NewsArticle"}),
        (["Article", 5], {"Article"}),
        ("https://schema.org/NewsArticle", {"NewsArticle"}),
        (None, set()),
    ],
)
def test_types_lose_their_vocabulary(type_: object, names: set[str]) -> None:
    assert types_of({"@type": type_}) == names
