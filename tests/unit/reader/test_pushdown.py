"""A question opens only the files that can answer it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from newscrawl.archive import open_store, open_tables
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.reader import scan, whole
from newscrawl.reader.addresses import Meant
from newscrawl.reader.scan import Wanted, fitting_rows, where_of
from newscrawl.reader.whole import lies_with, whole_rows
from newscrawl.urls import article_id
from tests.unit.reader.small_archive import REVIEW, utc


def files_of(folder: Path, wanted: Wanted) -> list[str]:
    articles = open_tables(open_store(str(folder))).articles
    chosen = articles.get_fragments(filter=where_of(wanted))
    return sorted(fragment.path.partition("/")[0] for fragment in chosen)


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        (Wanted(), ["month=2026-10", "month=2026-11", "month=2026-11"]),
        (Wanted(sites=("phonewire",)), ["month=2026-11"]),
        (Wanted(since=utc("2026-11-01T00:00")), ["month=2026-11", "month=2026-11"]),
        (Wanted(since=utc("2026-12-01T00:00")), []),
    ],
    ids=["everything", "one site", "one month", "a month without captures"],
)
def test_site_and_month_choose_the_files(
    filled: tuple[Path, object], wanted: Wanted, files: list[str]
) -> None:
    assert files_of(filled[0], wanted) == files


@pytest.mark.parametrize(
    ("wanted", "months"),
    [
        (Wanted(), {"2026-10", "2026-11"}),
        (Wanted(since=utc("2026-11-01T12:00")), {"2026-10", "2026-11"}),
        (Wanted(since=utc("2026-11-02T00:00")), {"2026-11"}),
        (Wanted(since=utc("2026-12-02T00:00")), set()),
    ],
    ids=["of all time", "from the first day of a month", "from its second", "from a later one"],
)
def test_what_supersedes_is_looked_for_from_the_month_that_is_asked_for(
    filled: tuple[Path, object], wanted: Wanted, months: set[str]
) -> None:
    articles = open_tables(open_store(str(filled[0]))).articles

    chosen = articles.get_fragments(filter=scan._takers(wanted))

    assert {each.path.partition("/")[0].removeprefix("month=") for each in chosen} == months


def test_a_url_leaves_the_files_of_other_sites_unopened(filled: tuple[Path, object]) -> None:
    ids = (article_id(REVIEW),)

    by_id = files_of(filled[0], Wanted(meant=Meant(ids=ids)))
    by_url = files_of(filled[0], Wanted(meant=Meant(ids=ids, urls=(REVIEW,))))

    assert by_id == ["month=2026-10", "month=2026-11", "month=2026-11"]
    assert by_url == ["month=2026-11"]


def test_small_row_groups_are_read_together_and_large_ones_alone() -> None:
    sizes = [6, 6, 6, 20, 1]
    groups = [SimpleNamespace(id=at, total_byte_size=size << 20) for at, size in enumerate(sizes)]

    assert list(whole._read_together(groups)) == [[0, 1], [2], [3], [4]]


def test_months_are_left_out_by_their_folder_alone(tmp_path: Path) -> None:
    """Other tools that compact the table need not keep its statistics."""
    for month in ("2026-10", "2026-11", "2026-12"):
        (tmp_path / f"month={month}").mkdir()
        pq.write_table(pa.table({"title": ["a"]}), tmp_path / f"month={month}" / "a.parquet")
    by_month = pa.schema({"month": pa.string()})
    partitions = ds.partitioning(by_month, flavor="hive")
    bare = ds.dataset(tmp_path, schema=SCHEMAS[TableName.ARTICLES], partitioning=partitions)

    chosen = bare.get_fragments(filter=where_of(Wanted(since=utc("2026-11-30T00:00"))))

    assert sorted(Path(each.path).parent.name for each in chosen) == [
        "month=2026-11",
        "month=2026-12",
    ]


def test_only_the_files_of_the_rows_found_are_read_in_full(
    filled: tuple[Path, object],
) -> None:
    articles = open_tables(open_store(str(filled[0]))).articles
    lawsuit = fitting_rows(articles, Wanted(kinds=("lawsuit",)))
    # identifiers are hashes: some hundreds of them lie within the bounds of every file
    everywhere = articles.to_table(columns=["article_id"])["article_id"].unique()
    found = pa.table(
        {
            "article_id": everywhere,
            "revision": [1] * len(everywhere),
            "generation": [0] * len(everywhere),
            **{
                name: lawsuit[name].to_pylist() * len(everywhere)
                for name in ("captured_at", "site", "is_story")
            },
        },
        schema=lawsuit.schema,
    )

    opened = [
        group.path
        for fragment in articles.get_fragments(lies_with(found))
        for group in fragment.split_by_row_group(filter=lies_with(found), schema=articles.schema)
    ]
    assert len(opened) == 1


def test_also_many_rows_leave_the_files_unopened_that_have_none_of_them(
    filled: tuple[Path, object],
) -> None:
    articles = open_tables(open_store(str(filled[0]))).articles
    times = [utc("2026-10-31T08:00") + timedelta(seconds=second / 8) for second in range(400)]
    found = pa.table({"captured_at": times, "site": ["gadgetpost"] * 400, "is_story": [True] * 400})

    chosen = articles.get_fragments(lies_with(found))

    assert [each.path.partition("/")[0] for each in chosen] == ["month=2026-10"]


def test_only_rows_that_were_found_are_handed_on(filled: tuple[Path, object]) -> None:
    articles = open_tables(open_store(str(filled[0]))).articles
    found = fitting_rows(articles, Wanted(sites=("phonewire",), text="phone"))

    (rows,) = whole_rows(articles, found, ["title", "month"])

    assert rows.to_pylist() == [{"title": "Xiaomi 17 review", "month": "2026-11"}]


@pytest.mark.parametrize(
    ("limit", "looked_since"),
    [(4, ["2026-11-10"]), (5, ["2026-11-10", "2026-10-11"]), (9, ["2026-11-10", "2026-10-11", ""])],
    ids=["enough in the first days", "enough in the next", "fewer than asked for"],
)
def test_the_newest_few_are_looked_for_among_the_newest(
    filled: tuple[Path, object],
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    looked_since: list[str],
) -> None:
    monkeypatch.setattr(scan, "_LOOKS_BACK", (timedelta(days=10), timedelta(days=40)))
    articles = open_tables(open_store(str(filled[0]))).articles
    every, looked = Wanted(until=utc("2026-11-20T00:00")), []

    def where(wanted: Wanted) -> object:
        looked.append(f"{wanted.since:%Y-%m-%d}" if wanted.since else "")
        return where_of(wanted)

    whole = fitting_rows(articles, every)
    monkeypatch.setattr(scan, "where_of", where)
    few = fitting_rows(articles, replace(every, limit=limit))

    assert few == whole.slice(0, limit)
    assert looked == looked_since


@pytest.mark.parametrize(
    ("at_most", "sizes"),
    [(32 << 20, [1, 2, 4]), (1, [1] * 7)],
    ids=["twice as many each time", "until there is no room for more"],
)
def test_rows_are_read_some_at_a_time_in_the_order_found(
    filled: tuple[Path, object],
    monkeypatch: pytest.MonkeyPatch,
    at_most: int,
    sizes: list[int],
) -> None:
    monkeypatch.setattr(whole, "_ROWS_AT_FIRST", 1)
    monkeypatch.setattr(whole, "_BYTES_AT_ONCE", at_most)
    articles = open_tables(open_store(str(filled[0]))).articles
    found = fitting_rows(articles, Wanted(all_revisions=True))

    tables = list(whole_rows(articles, found, ["article_id", "revision"]))

    assert [table.num_rows for table in tables] == sizes
    assert pa.concat_tables(tables) == found.select(["article_id", "revision"])


def test_words_are_looked_for_in_titles_and_bodies_while_rows_are_read() -> None:
    assert where_of(Wanted(text="xiaomi")).equals(
        pc.match_substring_regex(pc.field("title"), "(?i)xiaomi")
        | pc.match_substring_regex(pc.field("body"), "(?i)xiaomi")
    )
