"""
What a table is made of now, read from its log as Delta Lake's protocol has it.

deltalake does the same for writers, with a dozen requests where a reader needs three: the name of
the last checkpoint, that checkpoint, a listing of what came after. Only logs as this archive's
software writes them are read here; of any other, deltalake is asked, and says what is wrong.

Source: https://github.com/delta-io/delta/blob/master/PROTOCOL.md
"""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from newscrawl.archive.store import Store
from newscrawl.archive.tables import MOMENT, SCHEMA_VERSION, SCHEMAS, TableName
from newscrawl.errors import FormatMismatch, NoSuchKey

if TYPE_CHECKING:
    from deltalake import DeltaTable

_READ_AT_ONCE = 8
_READER_VERSION = 1
_ENTRY = re.compile(r"(\d{20})\.json")
# of no concern to a reader
_PASSED_OVER = {"commitInfo", "txn", "domainMetadata"}
_KINDS = {
    pa.string(): (str,),
    pa.int64(): (int,),
    pa.float64(): (int, float),
    pa.bool_(): (bool,),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """The least and greatest value of a column in a row object, and how many are null."""

    least: Any
    greatest: Any
    nulls: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedObject:
    """A row object of a table; ``path`` is below the table, ``bounds`` are by column."""

    path: str
    size_bytes: int
    month: str | None
    bounds: Mapping[str, Bounds]


@dataclass(kw_only=True)
class LoggedTable:
    """A version of a table: its row objects by path, and its properties."""

    objects: dict[str, LoggedObject] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


class _Otherwise(Exception):
    """The log is not as this archive's software writes it."""


def logged_table(store: Store, name: TableName) -> LoggedTable | None:
    """
    Return the newest version of a table.

    None where there is no table, or its log is altered, or has what no software of ours puts there.
    Raises as :func:`check_version` does.
    """
    try:
        table = _read(store, name)
    except (_Otherwise, NoSuchKey, ValueError, KeyError, TypeError, AttributeError):
        return None
    except (RecursionError, OSError, pa.ArrowException):
        return None
    check_version(name, table.properties, store.uri)
    return table


def check_version(name: TableName, properties: Mapping[str, str], uri: str) -> None:
    """Raise FormatMismatch where a table states a schema that this code does not read."""
    stated = properties.get("newscrawl.schemaVersion", "")
    if not stated.isdigit() or int(stated) > SCHEMA_VERSION:
        raise FormatMismatch(
            f"{uri}: the {name} table states schema version {stated!r}; this newscrawl reads up to "
            f"{SCHEMA_VERSION}. Nothing was touched. If it was altered by hand, remove the folder "
            f"tables/{name}/_delta_log and it is rebuilt from the manifests; else upgrade newscrawl"
        )


def objects_of(name: TableName, table: "DeltaTable") -> Sequence[LoggedObject]:
    """Return the row objects of the version that deltalake has open."""
    adds = pa.table(table.get_add_actions(flatten=True))
    columns = [
        column
        for column in SCHEMAS[name].names
        if {f"min.{column}", f"max.{column}", f"null_count.{column}"} <= {*adds.column_names}
    ]
    return [
        LoggedObject(
            path=add["path"],
            size_bytes=add["size_bytes"],
            month=add["partition.month"],
            bounds={
                column: Bounds(
                    least=add[f"min.{column}"],
                    greatest=add[f"max.{column}"],
                    nulls=add[f"null_count.{column}"],
                )
                for column in columns
                if add[f"min.{column}"] is not None and add[f"max.{column}"] is not None
            },
        )
        for add in adds.to_pylist()
    ]


def _read(store: Store, name: TableName) -> LoggedTable:
    folder = f"tables/{name}/_delta_log/"
    table, version = LoggedTable(), -1
    try:
        last = json.loads(store.get(f"{folder}_last_checkpoint"))
    except NoSuchKey:
        last = None
    if last is not None:
        version = last["version"]
        if type(version) is not int or "parts" in last or "v2Checkpoint" in last:
            raise _Otherwise
        data = store.get(f"{folder}{version:020d}.checkpoint.parquet")
        for action in _checkpointed(data):
            _apply(table, name, action)
    keys = list(_entries(store, folder, version))
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        for entry in pool.map(store.get, keys):
            for action in _committed(entry):
                _apply(table, name, action)
    if not table.properties:
        raise _Otherwise
    return table


def _entries(store: Store, folder: str, version: int) -> Iterator[str]:
    """Yield the log entries after ``version``, none of which may be missing."""
    after = f"{folder}{version:020d}.json" if version >= 0 else None
    for stored in store.list(folder, after):
        entry = _ENTRY.fullmatch(stored.key.removeprefix(folder))
        if entry is not None and int(entry[1]) > version:
            version += 1
            if int(entry[1]) != version:
                raise _Otherwise
            yield stored.key


def _checkpointed(data: bytes) -> Iterator[dict[str, Any]]:
    file = pq.ParquetFile(io.BytesIO(data))
    there = set(file.schema_arrow.names)
    kinds = [kind for kind in ("protocol", "metaData", "add", "sidecar") if kind in there]
    rows = file.read(columns=kinds, use_threads=False)
    for kind in kinds:
        for action in rows[kind].drop_null().to_pylist():
            yield {kind: action}


def _committed(entry: bytes) -> Sequence[dict[str, Any]]:
    actions = [json.loads(line) for line in entry.splitlines() if line.strip()]
    # what a commit removes and adds is not in the order of its lines
    return sorted(actions, key=lambda action: "remove" not in action)


def _apply(table: LoggedTable, name: TableName, action: Mapping[str, Any]) -> None:
    for kind, told in action.items():
        match kind:
            case "add":
                added = _object(name, told)
                table.objects[added.path] = added
            case "remove":
                table.objects.pop(unquote(told["path"]), None)
            case "metaData":
                table.properties = dict(told["configuration"])
            case "protocol":
                if told["minReaderVersion"] != _READER_VERSION:
                    raise _Otherwise
            case _ if kind not in _PASSED_OVER:
                raise _Otherwise


def _object(name: TableName, told: Mapping[str, Any]) -> LoggedObject:
    if told.get("deletionVector") is not None:
        raise _Otherwise
    size, month = told["size"], dict(told["partitionValues"]).get("month")
    if type(size) is not int or not isinstance(month, str | None):
        raise _Otherwise
    stats = json.loads(told["stats"]) if told.get("stats") else {}
    return LoggedObject(
        path=unquote(told["path"]), size_bytes=size, month=month, bounds=_bounds(name, stats)
    )


def _bounds(name: TableName, stats: Mapping[str, Any]) -> dict[str, Bounds]:
    least, greatest = stats.get("minValues", {}), stats.get("maxValues", {})
    nulls, schema = stats.get("nullCount", {}), SCHEMAS[name]
    return {
        column: Bounds(
            least=_value(low, schema.field(column).type),
            greatest=_value(greatest[column], schema.field(column).type),
            nulls=int(nulls[column]),
        )
        for column, low in least.items()
        if column in greatest and column in nulls and column in schema.names
    }


def _value(told: Any, kind: pa.DataType) -> Any:
    if kind == MOMENT:
        return datetime.fromisoformat(told)
    if type(told) not in _KINDS.get(kind, ()):
        raise _Otherwise
    return told
