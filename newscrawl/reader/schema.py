"""
What a record holds, as JSON Schema: derived from the columns of the articles table and the types
of :mod:`newscrawl.items`, so that it says what is written and nothing else.
"""

from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from newscrawl.archive.tables import ARTICLES, SCHEMA_VERSION
from newscrawl.items import (
    ActDate,
    Article,
    CardStatus,
    Evidence,
    Link,
    Matter,
    Moment,
    Stage,
    StoryCard,
    StoryKind,
)

Schema = dict[str, Any]

# Columns of the table that are of its keeping, not of the article.
NOT_OF_A_RECORD = ("generation", "written_at", "sequence", "month")
# Columns that are named or shaped otherwise than the fields that they are made of.
_MOMENT = get_type_hints(Moment)
_OF_OTHER_NAMES: dict[str, Any] = {
    **{
        f"{name}_{part}": _MOMENT[part] | None
        for name in ("published", "modified")
        for part in _MOMENT
    },
    "card_status": CardStatus,
    "kinds": tuple[StoryKind, ...],
    "matter": Matter | None,
    "stage": Stage | None,
    "act_dates": tuple[ActDate, ...],
    "links": tuple[Link, ...],
    "evidence": tuple[Evidence, ...],
}


def record_schema() -> Schema:
    """
    Return the JSON Schema (draft 2020-12) of a line of ``newscrawl articles`` or ``changes``.

    Every column is required, null where the type may be None; others are allowed, for later
    versions add some.
    """
    hints = get_type_hints(StoryCard) | get_type_hints(Article) | _OF_OTHER_NAMES
    columns = [field for field in ARTICLES if field.name not in NOT_OF_A_RECORD]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newscrawl article",
        "description": f"An article, version {SCHEMA_VERSION} of the articles table.",
        **_object(columns, hints),
    }


def _object(columns: list[pa.Field], hints: dict[str, Any]) -> Schema:
    return {
        "type": "object",
        "properties": {
            column.name: _value(column.type, hints.get(column.name)) for column in columns
        },
        "required": [column.name for column in columns],
    }


def _value(kind: pa.DataType, hint: Any) -> Schema:
    """Return what a column of Arrow type ``kind`` holds; None as ``hint`` says no more than it."""
    named, is_nullable = _not_none(hint)
    said = _plain_value(kind, named)
    if is_nullable:
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"].append(None)
    return said


def _plain_value(kind: pa.DataType, hint: Any) -> Schema:
    if pa.types.is_list(kind):
        inner = get_args(hint)[0] if hint else None
        return {"type": "array", "items": _value(kind.value_type, inner)}
    if pa.types.is_struct(kind):
        return _object(list(kind), _flat_hints(hint))
    if pa.types.is_timestamp(kind):
        return {"type": "string", "format": "date-time"}
    if pa.types.is_boolean(kind):
        return {"type": "boolean"}
    if pa.types.is_integer(kind):
        return {"type": "integer"}
    if pa.types.is_floating(kind):
        return {"type": "number"}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return {"type": "string"}


def _flat_hints(item: type) -> dict[str, Any]:
    """Return the types of an item's fields; those of its evidence lie beside them, as in a row."""
    hints = get_type_hints(item)
    inner = [hint for hint in hints.values() if isinstance(hint, type) and is_dataclass(hint)]
    for each in inner:
        hints |= get_type_hints(each)
    return hints


def _not_none(hint: Any) -> tuple[Any, bool]:
    """Return ``hint`` without None, and whether None was in it."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    (named,) = (each for each in get_args(hint) if each is not NoneType)
    return named, True
