from dataclasses import fields
from datetime import UTC, datetime

import pytest

from newscrawl.archive.tables import (
    ARTICLES,
    CAPTURES,
    TableName,
    capture_from_row,
    capture_row,
    tables_by_month,
)
from newscrawl.items import Capture, CaptureRole
from tests.unit.archive.samples import record

CAPTURE = Capture(
    capture_id="11111111-2222-3333-4444-555555555555",
    site="gadgetpost",
    run_id="r1",
    url="https://gadgetpost.example/a",
    captured_at=datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=UTC),
    role=CaptureRole.ARTICLE,
    status=200,
    media_type="text/html",
    payload_digest="sha256:0",
    payload_bytes=1,
    warc_key="warc/gadgetpost/2026/11/r1-0001.warc.gz",
    warc_offset=0,
    warc_bytes=1,
)


def test_the_captures_table_has_a_column_a_field() -> None:
    assert [*(field.name for field in fields(Capture)), "sequence", "month"] == CAPTURES.names


def test_the_articles_table_has_the_columns_of_a_record() -> None:
    assert [*record(CAPTURE), "generation", "written_at", "sequence", "month"] == ARTICLES.names


def test_a_capture_comes_back_from_its_row() -> None:
    ((_, table),) = tables_by_month(TableName.CAPTURES, [capture_row(CAPTURE)]).items()

    assert capture_from_row(table.to_pylist()[0]) == CAPTURE


@pytest.mark.parametrize(
    ("captured_at", "month"),
    [
        ("2026-11-30T23:59:59.999999Z", "2026-11"),
        ("2026-12-01T00:00:00Z", "2026-12"),
        ("2026-12-01T00:59:00+01:00", "2026-11"),
    ],
)
def test_a_row_lies_in_the_month_of_its_capture_in_utc(captured_at: str, month: str) -> None:
    row = {**capture_row(CAPTURE), "captured_at": captured_at}

    assert list(tables_by_month(TableName.CAPTURES, [row])) == [month]


def test_rows_keep_their_order_however_many_are_turned_into_columns_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newscrawl.archive.tables._ROWS_A_PIECE", 2)
    times = ["2026-11-30T23:00:00Z", "2026-12-01T01:00:00Z"]
    rows = [
        {**capture_row(CAPTURE), "url": f"https://a.example/{n}", "captured_at": times[n % 2]}
        for n in range(9)
    ]

    months = tables_by_month(TableName.CAPTURES, rows)

    assert {
        month: [url.rpartition("/")[2] for url in table["url"].to_pylist()]
        for month, table in months.items()
    } == {"2026-11": ["0", "2", "4", "6", "8"], "2026-12": ["1", "3", "5", "7"]}


def test_nested_values_of_a_record_survive_the_table() -> None:
    written_at = datetime(2026, 12, 1, tzinfo=UTC)
    row = {**record(CAPTURE), "generation": 0, "written_at": written_at, "sequence": 7}

    (table,) = tables_by_month(TableName.ARTICLES, [row]).values()

    assert table.to_pylist() == [row]
