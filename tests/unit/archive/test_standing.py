"""The rows that stand, found by comparing few, are those of the statement that compares all."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from newscrawl.archive import (
    CURRENT_ARTICLES_SQL,
    CURRENT_REVISIONS_SQL,
    Several,
    Standing,
    several_of,
    standing_articles,
    standing_revisions,
)

COLUMNS = pa.schema(
    {
        "article_id": pa.string(),
        "revision": pa.int64(),
        "generation": pa.int64(),
        "written_at": pa.int64(),
        "capture_id": pa.string(),
        "number": pa.int64(),
    }
)
Row = dict[str, Any]


def rows_of(dice: random.Random, *, articles: int, rows: int, twice: bool) -> list[Row]:
    """Return rows of articles, each in a place of its own or, with ``twice``, some in one place."""
    found: dict[object, Row] = {}
    for number in range(rows):
        row = {
            "article_id": f"{dice.randrange(articles):016x}",
            "revision": dice.choice((1, 1, 1, 2, 3)),
            "generation": dice.choice((0, 0, 1, 2)),
            "written_at": dice.randrange(5),
            "capture_id": f"c{dice.randrange(1000)}",
            "number": number,
        }
        place = row["article_id"], row["revision"], row["generation"]
        found[number if twice else place] = row
    return [*found.values()]


def numbers(tables: dict[str, Any], select: str) -> list[int]:
    with duckdb.connect() as database:
        for name, table in tables.items():
            database.register(name, table)
        return sorted(n for (n,) in database.sql(select).project("number").fetchall())


@pytest.mark.parametrize(
    ("standing", "statement"),
    [(standing_articles, CURRENT_ARTICLES_SQL), (standing_revisions, CURRENT_REVISIONS_SQL)],
    ids=["articles", "revisions"],
)
@pytest.mark.parametrize("twice", [False, True], ids=["each in its place", "some in one place"])
@pytest.mark.parametrize("articles", [1, 12, 400])
def test_the_rows_that_stand_are_those_of_the_general_statement(
    standing: Callable[[Any, Several], Standing],
    statement: str,
    twice: bool,
    articles: int,
    tmp_path: Path,
) -> None:
    for seed in range(5):
        rows = rows_of(random.Random(seed), articles=articles, rows=120, twice=twice)
        pq.write_table(pa.Table.from_pylist(rows, COLUMNS), tmp_path / "rows.parquet")
        dataset = ds.dataset(tmp_path / "rows.parquet")

        told = standing(dataset, several_of(dataset))

        expected = numbers({"articles": dataset}, statement)
        assert numbers(dict(told.tables), told.select) == expected, seed
        is_asked_in_general = any(name.startswith("disputed") for name in told.tables)
        places = {(row["article_id"], row["revision"], row["generation"]) for row in rows}
        assert is_asked_in_general == (len(places) < len(rows))


@pytest.mark.parametrize(
    ("ids", "standing"),
    [
        (["00000000000000a1", "00000000000000a2"], [0, 1]),
        (["00000000000000a1", "00000000000000a1"], [1]),
        (["a1", "a2", "a1"], [1, 2]),
        (["gadgetpost-00001", "gadgetpost-00002", "gadgetpost-00001"], [1, 2]),
        (["00000000000000A1", "00000000000000a1"], [0, 1]),
        (["00000000000000a10000", "0000000000a1", "00000000000000a10000"], [1, 2]),
    ],
    ids=["distinct", "one twice", "short", "no numbers", "of two cases", "of two lengths"],
)
def test_two_first_readings_of_an_article_are_seen_whatever_its_id_looks_like(
    ids: list[str], standing: list[int], tmp_path: Path
) -> None:
    rows = [
        {"article_id": each, "revision": 1, "generation": 0, "written_at": n, "number": n}
        for n, each in enumerate(ids)
    ]
    pq.write_table(pa.Table.from_pylist(rows, COLUMNS), tmp_path / "rows.parquet")

    dataset = ds.dataset(tmp_path / "rows.parquet")
    told = standing_articles(dataset, several_of(dataset))

    assert numbers(dict(told.tables), told.select) == standing


def test_of_a_table_without_rows_none_stands(tmp_path: Path) -> None:
    pq.write_table(COLUMNS.empty_table(), tmp_path / "rows.parquet")

    dataset = ds.dataset(tmp_path / "rows.parquet")
    told = standing_articles(dataset, several_of(dataset))

    assert numbers(dict(told.tables), told.select) == []
