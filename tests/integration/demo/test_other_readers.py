"""The archive that the demo leaves, opened with other people's tools only."""

from collections import Counter
from pathlib import Path

import duckdb
import polars as pl
import pytest
from deltalake import DeltaTable
from warcio.archiveiterator import ArchiveIterator

from tests.integration.demo.demo_run import DemoRun
from tests.web.outlet import Outlet
from tests.web.outlets import OUTLETS

pytestmark = pytest.mark.integration


def test_duckdb_counts_the_articles_of_each_outlet(demo: DemoRun) -> None:
    articles = DeltaTable(f"{demo.archive}/tables/articles").to_pyarrow_dataset()

    with duckdb.connect() as connection:
        connection.register("articles", articles)
        counted = connection.sql("SELECT site, count(*) FROM articles GROUP BY site").fetchall()

    assert dict(counted) == {outlet.name: len(outlet.articles()) for outlet in OUTLETS}


def test_polars_finds_the_capture_of_every_article(demo: DemoRun) -> None:
    articles = pl.read_delta(f"{demo.archive}/tables/articles")
    captures = pl.read_delta(f"{demo.archive}/tables/captures")

    joined = articles.join(captures, on="capture_id", suffix="_of_capture")

    assert joined.height == articles.height
    assert joined.filter(pl.col("url_of_capture") != pl.col("captured_url")).height == 0


def test_warcio_reads_what_every_captures_row_points_at(demo: DemoRun) -> None:
    rows = demo.table("captures")

    for row in rows:
        with (demo.archive / row["warc_key"]).open("rb") as warc:
            warc.seek(row["warc_offset"])
            record = next(iter(ArchiveIterator(warc, check_digests="raise")))
            assert record.rec_headers.get_header("WARC-Target-URI") == row["url"]
            assert record.rec_headers.get_header("WARC-Record-ID").endswith(f"{row['capture_id']}>")
            assert record.http_headers.get_statuscode() == str(row["status"])
            record.raw_stream.read()

    assert len(rows) > 70


def test_every_warc_record_is_whole_and_says_which_run_made_it(demo: DemoRun) -> None:
    types: Counter[str] = Counter()

    for path in warcs(demo.archive):
        with path.open("rb") as warc:
            for record in ArchiveIterator(warc, check_digests="raise"):
                record.raw_stream.read()
                types[record.rec_type] += 1

    captures = demo.table("captures")
    assert types["response"] + types["revisit"] == len(captures)
    assert types["request"] == len(captures)
    assert types["warcinfo"] >= len(OUTLETS)


def test_repeated_headers_are_kept_in_the_warc(demo: DemoRun) -> None:
    row = next(
        row
        for row in demo.table("captures")
        if row["site"] == "gadgetpost" and row["role"] == "article" and row["status"] == 200
    )

    with (demo.archive / row["warc_key"]).open("rb") as warc:
        warc.seek(row["warc_offset"])
        record = next(iter(ArchiveIterator(warc)))
        cookies = [value for name, value in record.http_headers.headers if name == "Set-Cookie"]

    assert cookies == [
        "wp_ab_bucket=b; path=/; SameSite=Lax",
        "gp_region=us; path=/; Secure",
    ]


def test_robots_redirects_errors_and_walls_are_recorded_too(demo: DemoRun) -> None:
    captured = {(row["url"], row["status"]) for row in demo.table("captures")}

    assert captured >= {
        ("http://gadgetpost.example/robots.txt", 200),
        ("http://netzfunk.example/robots.txt", 404),
        ("http://gadgetpost.example/?p=4411", 301),
        ("http://gadgetpost.example/2026/10/lost-draft/", 404),
        ("http://benchyard.example/news/cooler-lab-tour/", 403),
        ("http://signalroom.example/eu/2026/10/20/data-brokers-map", 200),
        ("http://signalroom.example/eu/2026/10/23/age-checks-explained", 307),
    }


def test_what_robots_txt_forbids_is_not_asked_for(demo: DemoRun) -> None:
    urls = {row["url"] for row in demo.table("captures")}

    assert not [url for url in urls if "/print/" in url]


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.name)
def test_the_runs_table_tells_what_was_dropped_and_why(outlet: Outlet, demo: DemoRun) -> None:
    (run,) = [run for run in demo.table("runs") if run["site"] == outlet.name]

    dropped = {drop["reason"]: drop["count"] for drop in run["dropped"]}
    assert dropped == Counter(outlet.not_articles.values())
    assert run["found"] == len(outlet.articles()) + len(outlet.not_articles)
    assert run["new"] == run["articles"] == len(outlet.articles())
    assert run["outcome"] == "finished"


def warcs(archive: Path) -> list[Path]:
    return sorted(archive.glob("warc/**/*.warc.gz"))
