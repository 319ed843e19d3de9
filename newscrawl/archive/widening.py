"""Columns that were added to the tables since an archive was made."""

import json
from collections.abc import Iterator
from typing import Any

from deltalake import DeltaTable, Schema
from deltalake.schema import Field

from newscrawl.archive.tables import SCHEMAS, TableName


def missing_columns(name: TableName, table: DeltaTable) -> list[Field]:
    """
    Return the columns that the table lacks, or of whose structs it lacks a member.

    To readers of Delta Lake a column that the table does not have is not there, though the row
    objects have it. Columns that only the table has are left to whoever added them.
    """
    wanted = Schema.from_arrow(SCHEMAS[name])
    has = {column["name"]: set(_leaves(column)) for column in _columns(table.schema())}
    return [
        field
        for field, column in zip(wanted.fields, _columns(wanted), strict=True)
        if not set(_leaves(column)) <= has.get(column["name"], set())
    ]


def _columns(schema: Schema) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = json.loads(schema.to_json())["fields"]
    return columns


def _leaves(column: dict[str, Any], above: str = "") -> Iterator[str]:
    """
    >>> pair = {"type": "struct", "fields": [{"name": "x", "type": "long"}]}
    >>> list(_leaves({"name": "a", "type": {"type": "array", "elementType": pair}}))
    ['a.x']
    """
    name, kind = above + column["name"], column["type"]
    while isinstance(kind, dict) and kind["type"] == "array":
        kind = kind["elementType"]
    if isinstance(kind, dict):
        for inner in kind["fields"]:
            yield from _leaves(inner, f"{name}.")
    else:
        yield name
