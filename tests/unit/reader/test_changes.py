"""What is new since a job looked last: every row once, whenever it was committed."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.archive import Store, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.recover import recover
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.tables import TableName
from newscrawl.archive.vacuuming import vacuum
from newscrawl.errors import UsageError
from newscrawl.items import RunCounts, SiteFacts
from newscrawl.reader import Archive, ChangeKind, Cursor, changes
from tests.unit.archive.samples import SITE, exchange, record, start
from tests.unit.archive.test_spool import leave

OTHER = SiteFacts(name="phonewire", publisher="Phone Wire")
COUNTS = RunCounts()

Seen = list[tuple[str, str, int, str]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "archive"))


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


def commit(store: Store, spool: Path, *articles: tuple[int, int], site: SiteFacts = SITE) -> None:
    """Commit articles by number and revision, a batch each."""
    run = start(store, spool, site)
    for number, revision in articles:
        run.add(record(run.record(exchange(number)), number, revision=revision))
        run.commit(COUNTS)
    run.finish("finished", COUNTS)


def looked(store: Store, since: Cursor) -> tuple[Seen, Cursor]:
    found = Archive(store.uri).changes(since)
    seen = [
        (each.kind.value, each.site, each.record["revision"], each.record["article_id"][-1])
        for each in found
    ]
    return seen, found.cursor


def test_each_row_is_seen_once(store: Store, spool: Path) -> None:
    commit(store, spool, (1, 1), (2, 1))
    first, cursor = looked(store, Cursor())
    commit(store, spool, (1, 2), (3, 1))
    commit(store, spool, (7, 1), site=OTHER)
    second, cursor = looked(store, cursor)
    third, last = looked(store, cursor)

    assert first == [("new", "gadgetpost", 1, "1"), ("new", "gadgetpost", 1, "2")]
    assert second == [
        ("revised", "gadgetpost", 2, "1"),
        ("new", "gadgetpost", 1, "3"),
        ("new", "phonewire", 1, "7"),
    ]
    assert third == []
    assert last == cursor == Cursor(sites={"gadgetpost": 6, "phonewire": 2})


def test_an_article_read_again_is_told_as_such(store: Store, spool: Path) -> None:
    commit(store, spool, (1, 1))
    _, cursor = looked(store, Cursor())
    (row,) = Archive(store.uri).records()
    append_articles(store, spool, SITE, [row])

    found = list(Archive(store.uri).changes(cursor))

    assert [(each.kind, each.generation, each.record) for each in found] == [
        (ChangeKind.REREAD, 1, row)
    ]


def test_what_is_committed_late_is_not_passed_over(store: Store, tmp_path: Path) -> None:
    run = start(store, tmp_path / "killed")
    run.add(record(run.record(exchange(1)), 1))
    leave(run)
    commit(store, tmp_path / "spool", (2, 1))
    _, cursor = looked(store, Cursor())

    recover(store, tmp_path / "killed")

    assert looked(store, cursor)[0] == [("new", "gadgetpost", 1, "1")]


def test_compaction_vacuum_and_a_rebuild_change_nothing(store: Store, spool: Path) -> None:
    commit(store, spool, (1, 1), (2, 1))
    _, cursor = looked(store, Cursor())
    commit(store, spool, (3, 1))
    everything, since = looked(store, Cursor())[0], looked(store, cursor)[0]

    compact(store)
    list(vacuum(store, retention=timedelta(0)))
    for name in TableName:
        shutil.rmtree(Path(store.uri, "tables", name, "_delta_log"))

    assert looked(store, Cursor())[0] == everything
    assert looked(store, cursor)[0] == since == [("new", "gadgetpost", 1, "3")]


@pytest.mark.parametrize("rows", [1, 2, 3, 100])
def test_many_changes_are_read_some_at_a_time(
    store: Store, spool: Path, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(store, spool, *((number, 1) for number in range(1, 6)))
    monkeypatch.setattr(changes, "_ROWS_A_READ", rows)

    seen, _ = looked(store, Cursor(sites={SITE.name: 1}))

    assert [number for *_, number in seen] == ["2", "3", "4", "5"]


def test_a_cursor_that_is_ahead_of_the_archive_is_refused(store: Store, spool: Path) -> None:
    commit(store, spool, (1, 1))

    with pytest.raises(UsageError, match=r"has seen batch 9 of gadgetpost.*put back"):
        Archive(store.uri).changes(Cursor(sites={"gadgetpost": 9}))
