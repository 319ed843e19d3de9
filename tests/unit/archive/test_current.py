from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.compute as pc
import pytest

from newscrawl.archive import (
    CURRENT_ARTICLES_SQL,
    CURRENT_REVISIONS_SQL,
    Store,
    current_articles,
    open_tables,
)
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.state import site_state
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.verify import verify
from newscrawl.items import RunCounts
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import Record
from tests.unit.archive.samples import NOON, SITE, exchange, record, start, url_of


@pytest.fixture
def records(store: Store, spool: Path) -> list[Record]:
    """Three articles; the second has two revisions."""
    run = start(store, spool)
    captures = {number: run.record(exchange(number)) for number in (1, 2, 3)}
    rows = [record(captures[number], number) for number in (1, 2, 3)]
    rows.append({**record(captures[2], 2, revision=2), "title": "Second, revised"})
    for row in rows:
        run.add(row)
    run.finish("finished", RunCounts())
    return rows


def reread(store: Store, spool: Path, row: Record, **changes: Any) -> None:
    append_articles(store, spool, SITE, [{**row, **changes, "extractor_version": "2"}])


def standing(store: Store, **how: Any) -> list[tuple[str, int, str]]:
    rows = current_articles(open_tables(store).articles, **how).read_all().to_pylist()
    return sorted((row["url"], row["revision"], row["title"]) for row in rows)


def by_sql(store: Store, statement: str = CURRENT_ARTICLES_SQL) -> list[tuple[str, int, str]]:
    with duckdb.connect() as connection:
        connection.register("articles", open_tables(store).articles)
        found = connection.sql(statement).project("url, revision, title").fetchall()
    return sorted(found)


def test_the_latest_revision_stands(store: Store, spool: Path, records: list[Record]) -> None:
    wanted = [
        (url_of(1), 1, "Xiaomi apologises"),
        (url_of(2), 2, "Second, revised"),
        (url_of(3), 1, "Xiaomi apologises"),
    ]

    assert standing(store) == wanted
    assert by_sql(store) == wanted
    assert len(standing(store, all_revisions=True)) == 4
    assert by_sql(store, CURRENT_REVISIONS_SQL) == standing(store, all_revisions=True)


def test_a_reading_takes_the_place_of_the_one_before(
    store: Store, spool: Path, records: list[Record]
) -> None:
    reread(store, spool, records[0], title="First, read better")
    reread(store, spool, records[0], title="First, read best")

    wanted = [
        (url_of(1), 1, "First, read best"),
        (url_of(2), 2, "Second, revised"),
        (url_of(3), 1, "Xiaomi apologises"),
    ]
    assert standing(store) == wanted
    assert by_sql(store) == wanted
    assert open_tables(store).articles.count_rows() == 6
    known = site_state(store, SITE.name).article(url_of(1))
    assert known is not None
    assert (known.title, known.extractor_version, known.revision) == ("First, read best", "2", 1)


def test_an_older_revision_read_again_does_not_come_before_the_latest(
    store: Store, spool: Path, records: list[Record]
) -> None:
    reread(store, spool, records[1], title="Second, as it was first")

    assert (url_of(2), 2, "Second, revised") in standing(store)
    assert (url_of(2), 1, "Second, as it was first") in standing(store, all_revisions=True)
    assert len(standing(store, all_revisions=True)) == 4


def test_a_row_that_no_longer_fits_is_not_found_by_what_it_was(
    store: Store, spool: Path, records: list[Record]
) -> None:
    reread(store, spool, records[0], is_story=False)

    found = standing(store, where=pc.field("is_story"))

    assert [url for url, _, _ in found] == [url_of(2), url_of(3)]


def test_only_the_columns_asked_for_are_returned(
    store: Store, spool: Path, records: list[Record]
) -> None:
    reread(store, spool, records[0])

    table = current_articles(open_tables(store).articles, columns=["title", "url"]).read_all()

    assert table.column_names == ["title", "url"]
    assert table.num_rows == 3


def test_an_empty_archive_has_no_current_articles(store: Store) -> None:
    assert current_articles(open_tables(store).articles).read_all().num_rows == 0


def test_of_two_rows_in_one_place_the_one_written_later_stands(store: Store, spool: Path) -> None:
    run = start(store, spool)
    first, second = run.record(exchange(1)), run.record(exchange(2))
    # other months too: the rows lie in different files
    run.add({**record(second), "title": "Written first"})
    run.add({**record(first), "title": "Written later", "captured_at": NOON - timedelta(days=60)})
    run.finish("finished", RunCounts())

    archive = Archive(store.uri)
    both = archive.articles(), archive.articles(ArticleQuery(all_revisions=True))
    assert [[each.title for each in found] for found in both] == [["Written later"]] * 2
    assert by_sql(store) == [(url_of(1), 1, "Written later")]
    known = site_state(store, SITE.name).article(url_of(1))
    assert known is not None
    assert known.title == "Written later"
    faults = [fault for fault in verify(store) if fault.kind is FaultKind.PLACE_TAKEN_TWICE]
    assert [(fault.key, fault.is_notice) for fault in faults] == [(url_of(1), True)]
