"""The specification names everything that the code writes."""

import re
from dataclasses import fields
from importlib.resources import files

import pytest

from newscrawl.archive.compaction import Compaction, Replaced, Upto
from newscrawl.archive.lease import Term
from newscrawl.archive.manifest import Manifest, StoredFile
from newscrawl.archive.tables import SCHEMAS, TableName

README = (files("newscrawl.archive") / "README.md").read_text(encoding="utf-8")


def section(title: str) -> set[str]:
    """Return every name in backticks between a heading that begins so and the next."""
    text = re.split(rf"^##+ {title}", README, flags=re.MULTILINE)[1]
    body = re.split(r"^##", text, flags=re.MULTILINE)[0]
    return {name for span in re.findall(r"`([^`]+)`", body) for name in re.findall(r"\w+", span)}


def nested(kind: object) -> set[str]:
    return set(re.findall(r"(\w+): ", str(kind))) - {"element", "item"}


@pytest.mark.parametrize("table", TableName)
def test_every_column_is_specified(table: TableName) -> None:
    said = section(table) | {"quote", "part", "start", "end"}

    for column in SCHEMAS[table]:
        assert column.name in said
        assert nested(column.type) <= said


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
    assert {field.name for field in fields(kind)} <= section(title)
