"""Feed exports write what ``newscrawl articles`` prints."""

import io
import json
from datetime import UTC, datetime

import pytest

from newscrawl.crawl.exports import COLUMNS, CsvExporter, JsonExporter, JsonLinesExporter
from newscrawl.records import Record, csv_lines, json_line

RECORDS: list[Record] = [
    {
        "url": "https://gadgetpost.example/a/",
        "title": 'Größe, "quoted"',
        "published_at": datetime(2026, 3, 1, tzinfo=UTC),
        "brands": ["samsung"],
        "section": None,
    },
    {
        "url": "https://gadgetpost.example/b/",
        "title": "Two\nlines",
        "published_at": None,
        "brands": [],
        "section": "News",
    },
]


def exported(
    exporter_class: type[CsvExporter | JsonExporter | JsonLinesExporter],
    records: list[Record],
    before: bytes = b"",
) -> str:
    file = io.BytesIO()
    file.write(before)
    exporter = exporter_class(file, encoding="utf-8", fields_to_export=None, indent=0)
    exporter.start_exporting()
    for record in records:
        exporter.export_item(record)
    exporter.finish_exporting()
    return file.getvalue().decode()


def test_json_lines_are_the_records_lines() -> None:
    assert exported(JsonLinesExporter, RECORDS) == "".join(f"{json_line(r)}\n" for r in RECORDS)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_one_list(count: int) -> None:
    read = json.loads(exported(JsonExporter, RECORDS[:count]))

    assert [record["url"] for record in read] == [record["url"] for record in RECORDS[:count]]


def test_csv_has_one_header() -> None:
    assert exported(CsvExporter, RECORDS) == "".join(csv_lines(RECORDS))


def test_csv_that_is_appended_to_has_no_second_header() -> None:
    first = exported(CsvExporter, RECORDS[:1])

    assert exported(CsvExporter, RECORDS[1:], before=first.encode()) == "".join(csv_lines(RECORDS))


def test_csv_without_a_row_has_its_header_once() -> None:
    header = "".join(csv_lines([dict.fromkeys(COLUMNS)])).splitlines(keepends=True)[0]

    assert exported(CsvExporter, []) == header
    assert exported(CsvExporter, [], before=header.encode()) == header
