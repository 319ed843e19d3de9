"""
The three tables: their columns, and rows as Arrow tables.

What each column means, its unit and what a null in it says: README.md beside this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pyarrow as pa

from newscrawl.items import Capture

SCHEMA_VERSION = 1


class TableName(StrEnum):
    """In the order in which a batch is appended: no row before what it points at."""

    CAPTURES = "captures"
    ARTICLES = "articles"
    RUNS = "runs"


MOMENT = pa.timestamp("us", tz="UTC")
_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()


def _many(**columns: pa.DataType) -> pa.DataType:
    """Return the type of a list of structs."""
    return pa.list_(pa.struct(list(columns.items())))


_EVIDENCE = {"quote": _TEXT, "part": _TEXT, "start": _INT, "end": _INT}

CAPTURES = pa.schema(
    {
        "capture_id": _TEXT,
        "site": _TEXT,
        "run_id": _TEXT,
        "url": _TEXT,
        "captured_at": MOMENT,
        "role": _TEXT,
        "status": _INT,
        "media_type": _TEXT,
        "payload_digest": _TEXT,
        "payload_bytes": _INT,
        "etag": _TEXT,
        "last_modified": _TEXT,
        "redirect_to": _TEXT,
        "truncated": _TEXT,
        "revisit_of": _TEXT,
        "warc_key": _TEXT,
        "warc_offset": _INT,
        "warc_bytes": _INT,
        "sequence": _INT,
        "month": _TEXT,
    }
)

ARTICLES = pa.schema(
    {
        "article_id": _TEXT,
        "revision": _INT,
        "site": _TEXT,
        "publisher": _TEXT,
        "url": _TEXT,
        "title": _TEXT,
        "byline": _TEXT,
        "authors": _many(
            name=_TEXT, role=_TEXT, profile_url=_TEXT, biography=_TEXT, is_organisation=_FLAG
        ),
        "published_at": MOMENT,
        "published_precision": _TEXT,
        "published_text": _TEXT,
        "modified_at": MOMENT,
        "modified_precision": _TEXT,
        "modified_text": _TEXT,
        "section": _TEXT,
        "language": _TEXT,
        "description": _TEXT,
        "lead_image": _TEXT,
        "body": _TEXT,
        "blocks": _many(
            kind=_TEXT, start=_INT, end=_INT, level=_INT, is_ordered=_FLAG, speaker=_TEXT
        ),
        "links": _many(start=_INT, end=_INT, url=_TEXT),
        "pictures": _many(url=_TEXT, caption=_TEXT, credit=_TEXT, after=_INT),
        "embeds": _many(platform=_TEXT, url=_TEXT, author=_TEXT, text=_TEXT, after=_INT),
        "credited_sources": _many(name=_TEXT, url=_TEXT, **_EVIDENCE),
        "is_teaser": _FLAG,
        "provenance": _many(
            field=_TEXT,
            source=_TEXT,
            confidence=_REAL,
            reasons=pa.list_(_TEXT),
            rivals=_many(text=_TEXT, source=_TEXT, confidence=_REAL),
        ),
        "body_digest": _TEXT,
        "captured_at": MOMENT,
        "captured_url": _TEXT,
        "capture_id": _TEXT,
        "run_id": _TEXT,
        "extractor_version": _TEXT,
        "card_status": _TEXT,
        "is_story": _FLAG,
        "story_score": _REAL,
        "kinds": pa.list_(_TEXT),
        "matter": _TEXT,
        "parties": _many(name=_TEXT, side=_TEXT, brand_id=_TEXT, **_EVIDENCE),
        "amounts": _many(
            text=_TEXT, value=_REAL, currency=_TEXT, role=_TEXT, is_limit=_FLAG, **_EVIDENCE
        ),
        "stage": _TEXT,
        "forums": _many(name=_TEXT, brand_id=_TEXT, **_EVIDENCE),
        "act_dates": _many(on=_TEXT, is_deadline=_FLAG, **_EVIDENCE),
        "lead_end": _INT,
        "brands": pa.list_(_TEXT),
        "evidence": _many(supports=_TEXT, **_EVIDENCE),
        "card_version": _TEXT,
        "generation": _INT,
        "written_at": MOMENT,
        "sequence": _INT,
        "month": _TEXT,
    }
)

RUNS = pa.schema(
    {
        "run_id": _TEXT,
        "site": _TEXT,
        "publisher": _TEXT,
        "language": _TEXT,
        "timezone": _TEXT,
        "spider": _TEXT,
        "arguments": _many(name=_TEXT, value=_TEXT),
        "batch": _INT,
        "started_at": MOMENT,
        "sealed_at": MOMENT,
        "outcome": _TEXT,
        "captures": _INT,
        "articles": _INT,
        "warc_bytes": _INT,
        "found": _INT,
        "fetched": _INT,
        "new": _INT,
        "revised": _INT,
        "unchanged": _INT,
        "stories": _INT,
        "dropped": _many(reason=_TEXT, count=_INT),
        "sources": _many(url=_TEXT, confirmed=_FLAG, status=_INT, entries=_INT, error=_TEXT),
        "software": _TEXT,
        "sequence": _INT,
        "month": _TEXT,
    }
)

SCHEMAS = {
    TableName.CAPTURES: CAPTURES,
    TableName.ARTICLES: ARTICLES,
    TableName.RUNS: RUNS,
}
# A row's month is that of this column, so that a row and what it points at lie close.
_MONTH_OF = {
    TableName.CAPTURES: "captured_at",
    TableName.ARTICLES: "captured_at",
    TableName.RUNS: "started_at",
}

# A row takes ten times as much memory as its part of the columns that are made of it.
_ROWS_A_PIECE = 500

Row = dict[str, Any]


def month_of(moment: datetime) -> str:
    """
    Return the value of the partition column.

    >>> month_of(datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    '2026-11'
    """
    return moment.astimezone(UTC).strftime("%Y-%m")


def path_in_table(key: str) -> str:
    """
    >>> path_in_table("tables/runs/month=2026-11/a.parquet")
    'month=2026-11/a.parquet'
    """
    return key.split("/", 2)[2]


def month_in(key: str) -> str:
    """
    >>> month_in("tables/runs/month=2026-11/a.parquet")
    '2026-11'
    """
    return path_in_table(key).partition("/")[0].removeprefix("month=")


def tables_by_month(name: TableName, rows: Iterable[Mapping[str, Any]]) -> dict[str, pa.Table]:
    """
    Return a table for each month that ``rows`` fall in, in the order given.

    The month is in the folder's name only, as Delta Lake has it; a row that states one keeps it.
    Times may be RFC 3339 text, as the spool keeps them.
    """
    schema = SCHEMAS[name]
    stored = schema.remove(schema.get_field_index("month"))
    times = [field.name for field in stored if field.type == MOMENT]
    months: dict[str, list[Row]] = {}
    pieces: dict[str, list[pa.RecordBatch]] = {}
    for row in rows:
        read = dict(row)
        for column in times:
            if isinstance(read[column], str):
                read[column] = datetime.fromisoformat(read[column])
        month = read.get("month") or month_of(read[_MONTH_OF[name]])
        month_rows = months.setdefault(month, [])
        month_rows.append(read)
        if len(month_rows) == _ROWS_A_PIECE:
            _add_piece(pieces, month, months.pop(month), stored)
    for month, month_rows in months.items():
        _add_piece(pieces, month, month_rows, stored)
    return {month: pa.Table.from_batches(pieces[month], stored) for month in sorted(pieces)}


def _add_piece(
    pieces: dict[str, list[pa.RecordBatch]], month: str, rows: list[Row], schema: pa.Schema
) -> None:
    pieces.setdefault(month, []).append(pa.RecordBatch.from_pylist(rows, schema=schema))


def capture_row(capture: Capture) -> Row:
    return {field.name: getattr(capture, field.name) for field in fields(capture)}


def capture_from_row(row: Mapping[str, Any]) -> Capture:
    """Return the capture of a row of the captures table; columns it does not know are left out."""
    from newscrawl.items import CaptureRole

    values = {field.name: row[field.name] for field in fields(Capture)}
    captured_at = values["captured_at"]
    if isinstance(captured_at, str):
        captured_at = datetime.fromisoformat(captured_at)
    values["captured_at"] = captured_at.astimezone(UTC)
    values["role"] = CaptureRole(values["role"])
    return Capture(**values)
