"""SQL over the archive: what it answers, and what it refuses."""

import socket
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import dataset

from newscrawl.archive import Store, table_log
from newscrawl.archive.table_log import LoggedTable
from newscrawl.archive.tables import TableName
from newscrawl.errors import UsageError
from newscrawl.reader import Archive, sql
from newscrawl.reader.closed import closed_database


def test_articles_are_the_latest_revisions(archive: Archive) -> None:
    counted = archive.sql(
        "SELECT site, count(*) AS articles, count_if(is_story) AS stories "
        "FROM articles GROUP BY site ORDER BY site"
    )

    assert counted.to_pylist() == [
        {"site": "gadgetpost", "articles": 2, "stories": 2},
        {"site": "phonewire", "articles": 3, "stories": 1},
    ]


@pytest.mark.parametrize(
    ("view", "rows"), [("articles", 5), ("article_revisions", 7), ("captures", 11), ("runs", 3)]
)
def test_every_view_can_be_asked(archive: Archive, view: str, rows: int) -> None:
    assert archive.sql(f"SELECT count(*) AS n FROM {view}").to_pylist() == [{"n": rows}]


def test_nested_columns_can_be_unfolded(archive: Archive) -> None:
    sides = archive.sql(
        "SELECT party.name, party.side FROM articles, unnest(parties) AS each(party) "
        "WHERE list_contains(kinds, 'apology') ORDER BY party.name"
    )

    assert sides.to_pylist() == [
        {"name": "Lei Jun", "side": "recipient"},
        {"name": "Xiaomi", "side": "recipient"},
        {"name": "a netizen", "side": "apologist"},
    ]


def test_days_are_days_in_utc_wherever_this_runs(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")

    (row,) = archive.sql(
        "SELECT published_at::DATE::VARCHAR AS day FROM articles WHERE title LIKE '%critic%'"
    ).to_pylist()

    assert row == {"day": "2026-10-30"}


def test_columns_of_one_name_are_told_apart(archive: Archive) -> None:
    answer = archive.sql("SELECT 1 AS a, 2 AS a, 3 AS a")

    assert answer.to_pylist() == [{"a": 1, "a_2": 2, "a_3": 3}]


@pytest.mark.parametrize(
    "query", ["DESCRIBE articles", "SHOW TABLES", "EXPLAIN SELECT 1", "FROM runs"]
)
def test_other_ways_to_look_are_answered(archive: Archive, query: str) -> None:
    assert archive.sql(query).num_rows > 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM read_json('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM parquet_metadata('{file}')",
        "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM glob('{file}*')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('http://127.0.0.1:{port}/')",
        "SELECT * FROM read_parquet('s3://bucket/key')",
        "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
        "SELECT getenv('HOME')",
        "COPY articles TO '{file}'",
        "EXPORT DATABASE '{file}'",
        "ATTACH '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "PRAGMA version",
        "CREATE TABLE mine (a INT)",
        "INSERT INTO runs VALUES (1)",
        "DELETE FROM captures",
        "DROP VIEW articles",
        "UPDATE captures SET status = 200",
        "CALL pragma_version()",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
    ],
)
def test_files_network_settings_and_changes_are_out_of_reach(
    archive: Archive, tmp_path: Path, query: str
) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)

        with pytest.raises(UsageError) as refusal:
            archive.sql(query.format(file=file, port=listener.getsockname()[1]))

        with pytest.raises(BlockingIOError):
            listener.accept()
    assert "\n" not in str(refusal.value)
    assert file.read_text() == "a,b\n1,2\n"


def test_what_this_process_holds_is_out_of_reach(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "secret", pa.table({"a": [1]}), raising=False)

    with pytest.raises(UsageError, match="secret does not exist"):
        archive.sql("SELECT * FROM secret")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT nope FROM runs", 'column "nope" not found'),
        ("SELECT * FROM artcles", "There are: articles, article_revisions, captures, runs"),
        ("SELECT 'x'::INT", "Could not convert"),
        ("DROP VIEW articles", "write a SELECT, not DROP"),
        ("SELECT 1; SELECT 2", "one SELECT at a time; this is 2 statements"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_a_line(
    archive: Archive, query: str, answer: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        archive.sql(query)

    assert answer in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_no_bar_is_drawn_between_the_rows_of_a_long_query(archive: Archive) -> None:
    shown = archive.sql("SELECT current_setting('enable_progress_bar') AS shown")

    assert shown.to_pylist() == [{"shown": False}]


def test_a_question_holds_no_columns_that_it_does_not_ask_for(archive: Archive) -> None:
    (plan,) = archive.sql("EXPLAIN SELECT count(*) FROM articles WHERE is_story").to_pylist()

    assert "body" not in plan["explain_value"]


def test_of_a_join_what_stands_right_is_hashed_and_no_dataset_of_texts() -> None:
    numbers = pa.table({"number": range(1_000)})
    tables = {"texts": dataset.dataset(numbers), "few": numbers}

    with closed_database(tables) as database:
        plan = str(database.sql("EXPLAIN FROM texts ANTI JOIN few USING (number)").fetchall())

    assert "Join Type: ANTI" in plan


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("SELECT count(*) FROM runs", {"runs"}),
        ('SELECT count(*) FROM "RUNS" JOIN Captures USING (site)', {"captures", "runs"}),
        ("SELECT count(*) FROM article_revisions", {"articles"}),
        ("SHOW TABLES", {"captures", "articles", "runs"}),
        (
            "SELECT count(*) FROM query('SELECT 1 FROM ru' || 'ns')",
            {"captures", "articles", "runs"},
        ),
        (
            "SELECT 'runs', count(*) FROM information_schema.tables",
            {"captures", "articles", "runs"},
        ),
    ],
)
def test_a_question_opens_the_tables_that_it_may_read(
    archive: Archive, query: str, tables: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = set()

    def logged_table(store: Store, name: TableName) -> LoggedTable | None:
        opened.add(name.value)
        return table_log.logged_table(store, name)

    monkeypatch.setattr("newscrawl.archive.opened.logged_table", logged_table)

    assert archive.sql(query).num_rows

    assert opened == tables
