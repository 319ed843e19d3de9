"""The JSON Schema says what is written: records of archives fit it, broken ones do not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newscrawl.items import Article, Embed, Picture, Platform, StoryKind
from newscrawl.reader import Archive, ArticleQuery, record_schema
from newscrawl.records import article_record, json_line
from tests.unit.reader.small_archive import APOLOGY

Record = dict[str, Any]
VALIDATOR = Draft202012Validator(
    record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def apology(archive: Archive) -> Record:
    record: Record = json.loads(json_line(article_record(archive.article(APOLOGY))))
    return record


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_every_record_of_an_archive_fits(archive: Archive) -> None:
    records = list(archive.records(ArticleQuery(all_revisions=True)))

    assert len(records) == 7
    for record in records:
        assert not list(VALIDATOR.iter_errors(json.loads(json_line(record))))


def test_the_schema_has_the_columns_of_a_record_in_their_order(
    archive: Archive, standing: dict[str, Article]
) -> None:
    record = article_record(standing[APOLOGY])

    assert list(record_schema()["properties"]) == list(record)
    assert record_schema()["required"] == list(record)


def test_what_is_in_a_record_and_not_in_the_small_archive_fits(archive: Archive) -> None:
    record = apology(archive)
    picture = Picture(url=None, caption="A phone", credit=None, after=1)
    embed = Embed(platform=Platform.WEIBO, url="https://weibo.example/1", after=0)
    record["pictures"] = [{name: getattr(picture, name) for name in Picture.__slots__}]
    record["embeds"] = [{name: getattr(embed, name) for name in Embed.__slots__}]

    assert not list(VALIDATOR.iter_errors(record))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), None),
        (("title",), 3),
        (("revision",), "1"),
        (("revision",), 1.5),
        (("authors",), None),
        (("authors", 0, "name"), None),
        (("authors", 0, "is_organisation"), None),
        (("kinds", 0), "sorry"),
        (("matter",), "phones"),
        (("card_status",), None),
        (("published_precision",), "century"),
        (("parties", 0, "side"), "neither"),
        (("parties", 0, "start"), None),
        (("amounts", 0, "part"), "lead"),
        (("provenance", 0, "rivals", 0, "source"), "guess"),
        (("blocks", 0, "end"), None),
        (("links",), {}),
    ],
    ids=repr,
)
def test_a_broken_record_does_not_fit(path: tuple[Any, ...], value: Any, archive: Archive) -> None:
    record = apology(archive)
    place: Any = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert {tuple(error.absolute_path) for error in VALIDATOR.iter_errors(record)} == {path}


def without_a_title(record: Record) -> None:
    del record["title"]


def without_a_side(record: Record) -> None:
    del record["parties"][0]["side"]


@pytest.mark.parametrize("take_out", [without_a_title, without_a_side])
def test_a_record_that_lacks_a_column_does_not_fit(
    take_out: Callable[[Record], None], archive: Archive
) -> None:
    record = apology(archive)
    take_out(record)

    (error,) = VALIDATOR.iter_errors(record)

    assert error.validator == "required"


@pytest.mark.parametrize(
    "column", ["byline", "published_at", "published_precision", "matter", "stage"]
)
def test_what_a_page_may_not_say_may_be_null(column: str, archive: Archive) -> None:
    record = apology(archive)
    record[column] = None

    assert not list(VALIDATOR.iter_errors(record))


def test_every_kind_is_allowed_by_name() -> None:
    kinds = record_schema()["properties"]["kinds"]

    assert kinds["items"]["enum"] == list(StoryKind)


def test_a_column_of_a_later_version_is_no_fault(archive: Archive) -> None:
    assert not list(VALIDATOR.iter_errors({**apology(archive), "verdict_on_appeal": "upheld"}))
