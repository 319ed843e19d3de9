import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newscrawl.archive.rows import column_stats, row_objects
from newscrawl.archive.tables import CAPTURES, MOMENT, TableName, capture_row
from tests.unit.archive.test_tables import CAPTURE

ROWS = [capture_row(CAPTURE), {**capture_row(CAPTURE), "url": "https://gadgetpost.example/b"}]


def test_the_same_rows_give_the_same_bytes() -> None:
    first, again = (list(row_objects(TableName.CAPTURES, ROWS, stem="r1-0001")) for _ in range(2))

    assert first == again
    assert [each.key for each in first] == ["tables/captures/month=2026-11/r1-0001.parquet"]
    assert first[0].rows == 2


def test_no_rows_give_no_object() -> None:
    assert list(row_objects(TableName.CAPTURES, [], stem="r1-0001")) == []


def test_a_row_object_is_parquet_without_its_partition() -> None:
    (stored,) = row_objects(TableName.CAPTURES, ROWS, stem="r1-0001")

    table = pq.read_table(pa.BufferReader(stored.data))

    assert [*table.column_names, "month"] == CAPTURES.names


@pytest.mark.parametrize(
    ("kind", "values", "least", "greatest", "nulls"),
    [
        (pa.int64(), [3, None, 1], 1, 3, 1),
        (pa.string(), ["b", "a"], "a", "b", 0),
        (
            MOMENT,
            [datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC), None],
            "2026-11-22T01:02:03.000004Z",
            "2026-11-22T01:02:03.000004Z",
            1,
        ),
        (pa.string(), [None], None, None, 1),
        (pa.string(), ["a", "b" * 301], None, None, 0),
        (pa.float64(), [float("nan")], None, None, 0),
        (pa.float64(), [float("inf"), 0.5], None, None, 0),
    ],
    ids=["integers", "text", "times", "nothing", "long text", "no number", "without end"],
)
def test_bounds_hold_what_a_reader_may_skip_by(
    kind: pa.DataType, values: list[object], least: object, greatest: object, nulls: int
) -> None:
    stats = json.loads(column_stats(pa.table({"c": pa.array(values, kind)})))

    assert stats["numRecords"] == len(values)
    assert stats["minValues"].get("c") == least
    assert stats["maxValues"].get("c") == greatest
    assert stats["nullCount"] == {"c": nulls}
