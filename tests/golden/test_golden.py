"""Archives of every format version stay readable, by us and by others."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from deltalake import DeltaTable
from fastwarc.warc import ArchiveIterator as FastwarcIterator
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive import open_store
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.format import FORMAT_VERSION
from newscrawl.archive.verify import verify
from newscrawl.archive.wacz import write_wacz
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import article_record, json_line

VERSIONS = sorted(Path(__file__).parent.glob("v*"))
MOST_BYTES = 320_000
APOLOGY = "https://www.phonearena.com/news/blogger-apologizes-to-aurora_id170001"
BAN = "https://www.theverge.com/policy/950001/aurora-import-ban-patent"

Record = dict[str, Any]


@pytest.fixture(params=VERSIONS, ids=lambda folder: folder.name)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an archive: what opens one may bring its tables up."""
    shutil.copytree(request.param, tmp_path / "golden")
    return tmp_path / "golden"


@pytest.fixture
def archive(golden: Path) -> Archive:
    return Archive(str(golden / "archive"))


@pytest.fixture
def tables(golden: Path) -> Path:
    return golden / "archive" / "tables"


@pytest.fixture
def records(golden: Path) -> list[Record]:
    """What the code of the day read, newest first."""
    lines = (golden / "records.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def known_columns(record: Record, expected: Record) -> Record:
    printed = json.loads(json_line(record))
    return {name: printed[name] for name in expected}


def test_todays_version_has_one() -> None:
    assert VERSIONS[-1].name == f"v{FORMAT_VERSION}"


def test_it_is_small(golden: Path) -> None:
    assert sum(file.stat().st_size for file in golden.rglob("*") if file.is_file()) < MOST_BYTES


def test_every_revision_reads_as_it_did(archive: Archive, records: list[Record]) -> None:
    found = list(archive.records(ArticleQuery(all_revisions=True)))

    assert sorted((record["url"], record["revision"]) for record in records) == [
        (APOLOGY, 1),
        (BAN, 1),
        (BAN, 2),
    ]
    assert [known_columns(*pair) for pair in zip(found, records, strict=True)] == records


def test_articles_are_the_same_as_objects(archive: Archive, records: list[Record]) -> None:
    found = [article_record(article) for article in archive.revisions(BAN)]

    of_ban = (record for record in records if record["url"] == BAN)
    expected = sorted(of_ban, key=lambda record: int(record["revision"]))
    assert [known_columns(*pair) for pair in zip(found, expected, strict=True)] == expected


def test_changes_are_told_in_their_order(archive: Archive) -> None:
    changes = [(change.site, change.kind.value) for change in archive.changes()]

    assert changes == [
        ("phonearena", "new"),
        ("phonearena", "reread"),
        ("theverge", "new"),
        ("theverge", "revised"),
    ]


def test_a_revisit_reads_as_the_capture_that_it_refers_to(archive: Archive) -> None:
    first, again, retitled = (
        archive.snapshot(BAN, at=day) for day in ("2026-06-16", "2026-06-17", "2026-06-18")
    )

    assert again.capture.revisit_of == first.capture.capture_id
    assert again.body == first.body
    assert b"<h1" in first.body
    assert b"are banned from import" in retitled.body


def test_nothing_is_wrong_with_it(golden: Path) -> None:
    faults = list(verify(open_store(str(golden / "archive"))))

    # of before a log's files had digests
    assert {fault.kind for fault in faults} <= {FaultKind.UNDIGESTED}


def test_its_captures_can_be_packed(archive: Archive, tmp_path: Path) -> None:
    packed = write_wacz(archive.store, archive.revisions(BAN), tmp_path / "ban.wacz")

    assert (packed.pages, packed.captures) == (2, 2)


def test_sql_counts_what_stands(archive: Archive) -> None:
    (latest,) = archive.sql("SELECT count(*) AS n FROM articles").to_pylist()
    (all_revisions,) = archive.sql("SELECT count(*) AS n FROM article_revisions").to_pylist()

    assert (latest["n"], all_revisions["n"]) == (2, 3)


def test_polars_reads_titles(tables: Path, records: list[Record]) -> None:
    frame = pl.read_delta(str(tables / "articles"))

    assert set(frame["title"]) == {record["title"] for record in records}


def test_duckdb_joins_rows_and_captures(tables: Path) -> None:
    with duckdb.connect() as connection:
        for name in ("articles", "captures"):
            connection.register(name, DeltaTable(str(tables / name)).to_pyarrow_dataset())
        (counted,) = connection.sql(
            "SELECT count(*) FROM articles JOIN captures USING (capture_id) WHERE captured_url = captures.url"
        ).fetchall()

    assert counted == (4,)


def test_pandas_reads_times_lists_and_structs(tables: Path, records: list[Record]) -> None:
    frame = DeltaTable(str(tables / "articles")).to_pandas()

    assert str(frame["published_at"].dt.tz) == "UTC"
    read = {
        (row["url"], row["revision"], author["name"])
        for _, row in frame.iterrows()
        for author in row["authors"]
    }
    assert read == {
        (record["url"], record["revision"], author["name"])
        for record in records
        for author in record["authors"]
    }


def test_pyarrow_reads_runs(tables: Path) -> None:
    runs = DeltaTable(str(tables / "runs")).to_pyarrow_dataset().to_table(columns=["outcome"])

    assert set(runs["outcome"].to_pylist()) <= {"finished", None}


def test_fastwarc_finds_every_record_whole(golden: Path) -> None:
    kinds = []

    for path in sorted((golden / "archive/warc").rglob("*.warc.gz")):
        with path.open("rb") as warc:
            for record in FastwarcIterator(warc, parse_http=False):
                record.freeze()
                assert record.verify_block_digest()
                kinds.append(record.headers["WARC-Type"])

    assert [kinds.count(kind) for kind in ("warcinfo", "request", "metadata")] == [3, 4, 4]
    assert (kinds.count("response"), kinds.count("revisit")) == (3, 1)


def test_warcio_reads_each_capture_where_its_row_says(golden: Path, tables: Path) -> None:
    rows = pl.read_delta(str(tables / "captures")).to_dicts()

    for row in rows:
        with (golden / "archive" / row["warc_key"]).open("rb") as warc:
            warc.seek(row["warc_offset"])
            record = next(iter(ArchiveIterator(warc, check_digests="raise")))
            assert record.rec_headers["WARC-Record-ID"] == f"<urn:uuid:{row['capture_id']}>"
            assert record.rec_type == ("revisit" if row["revisit_of"] else "response")
            record.raw_stream.read()

    assert len(rows) == 4
