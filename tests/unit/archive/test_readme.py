"""The specification says what the code writes: columns with types and nulls, keys and values."""

import re
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from importlib.resources import files

import pyarrow as pa
import pytest

from newscrawl.archive.compaction import Compaction, Replaced, Upto
from newscrawl.archive.lease import Term
from newscrawl.archive.manifest import Manifest, StoredFile
from newscrawl.archive.tables import ARTICLES, MOMENT, SCHEMAS, TableName
from newscrawl.items import (
    AmountRole,
    BlockKind,
    CaptureRole,
    CardStatus,
    FieldSource,
    Matter,
    Platform,
    Precision,
    Side,
    Stage,
    StoryKind,
)
from newscrawl.reader.schema import record_schema

README = (files("newscrawl.archive") / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return what is between a heading that begins so and the next."""
    text = re.split(rf"^##+ {title}", README, flags=re.MULTILINE)[1]
    return re.split(r"^##", text, flags=re.MULTILINE)[0]


def names(text: str) -> set[str]:
    """Return every name in backticks."""
    return {name for span in re.findall(r"`([^`]+)`", text) for name in re.findall(r"\w+", span)}


def table_rows(title: str) -> dict[str, tuple[str, str]]:
    """Return the type and the meaning of each name of the tables in a section."""
    rows = {}
    for line in section(title).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            for name in re.findall(r"`(\w+)`", cells[0]):
                assert name not in rows, f"{name} is specified twice"
                rows[name] = cells[1], cells[2] if len(cells) > 2 else ""
    return rows


def type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        inner = kind.value_type
        return f"list of {'struct' if pa.types.is_struct(inner) else type_name(inner)}"
    return "timestamp" if kind == MOMENT else str(kind)


def members(kind: pa.DataType) -> Iterator[tuple[str, str]]:
    if pa.types.is_list(kind):
        yield from members(kind.value_type)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield field.name, type_name(field.type)
            yield from members(field.type)


@pytest.mark.parametrize("table", TableName)
def test_every_column_is_specified_with_its_type(table: TableName) -> None:
    said = {name: kind for name, (kind, _) in table_rows(table).items()}

    assert said == {column.name: type_name(column.type) for column in SCHEMAS[table]}


@pytest.mark.parametrize("table", TableName)
def test_every_member_of_a_struct_is_specified_with_its_type(table: TableName) -> None:
    types = {name: kind for name, (kind, _) in table_rows("Tables").items()}
    rows = table_rows(table)

    for column in SCHEMAS[table]:
        meaning = rows[column.name][1]
        said = names(meaning)
        if re.search(r"\bevidence\b", meaning.replace("`evidence`", "")):
            said |= {"quote", "part", "start", "end"}
        for name, kind in members(column.type):
            assert name in said, f"{name} of {column.name}"
            here = re.search(rf"`{name}` \((double)\)", meaning)
            assert (here[1] if here else types.get(name, "string")) == kind, (column.name, name)


def test_what_a_null_means_is_said_of_each_column_that_can_be_null() -> None:
    properties = record_schema()["properties"]
    rows = table_rows("articles")

    nullable = {name for name, said in properties.items() if "null" in said["type"]}
    explained = {
        name
        for name in properties
        if re.search(r"\bnull\b", rows[name][1]) and not pa.types.is_list(ARTICLES.field(name).type)
    }
    assert nullable == explained


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("captures", "role", CaptureRole),
        ("articles", "published_precision", Precision),
        ("articles", "blocks", BlockKind),
        ("articles", "embeds", Platform),
        ("articles", "provenance", FieldSource),
        ("articles", "card_status", CardStatus),
        ("articles", "kinds", StoryKind),
        ("articles", "matter", Matter),
        ("articles", "parties", Side),
        ("articles", "amounts", AmountRole),
        ("articles", "stage", Stage),
    ],
)
def test_every_value_of_a_closed_set_is_specified(
    table: str, column: str, values: type[StrEnum]
) -> None:
    said = re.findall(r"`([^`]+)`", table_rows(table)[column][1])

    assert {member.value for member in values} <= set(said)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Manifests", Manifest),
        ("Manifests", StoredFile),
        ("How tables are compacted", Compaction),
        ("How tables are compacted", Upto),
        ("How tables are compacted", Replaced),
        ("Leases", Term),
    ],
)
def test_every_key_is_specified(title: str, kind: type) -> None:
    assert {field.name for field in fields(kind)} <= names(section(title))
