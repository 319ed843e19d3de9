"""An archive made before the tables had all of today's columns is read, continued and compacted."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from newscrawl.archive import Store, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.archive.verify import verify
from newscrawl.archive.widening import missing_columns
from newscrawl.items import RunCounts
from newscrawl.reader import Archive, Cursor
from tests.unit.archive.samples import SITE, exchange, page, record, start, url_of

EARLY = Path(__file__).parent / "early/archive"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    shutil.copytree(EARLY, tmp_path / "archive")
    return open_store(str(tmp_path / "archive"))


def continued(store: Store, spool: Path) -> None:
    """Crawl a new article and a new revision of an early one."""
    run = start(store, spool)
    run.add(record(run.record(exchange(3)), 3))
    run.add(record(run.record(exchange(1, body=page(1, "Now more."))), 1, revision=2))
    run.finish("finished", RunCounts())


def seen(store: Store, since: Cursor) -> list[tuple[str, int]]:
    found = Archive(store.uri).changes(since)
    return [(each.kind.value, each.sequence) for each in found]


def lacking(store: Store, name: TableName) -> list[str]:
    table = DeltaTable(f"{store.uri}/tables/{name}")
    return [field.name for field in missing_columns(name, table)]


def test_it_lacks_columns_and_members_of_structs(store: Store) -> None:
    assert {"sequence", "pictures", "stage"} <= set(lacking(store, TableName.ARTICLES))
    assert {"blocks", "provenance"} <= set(lacking(store, TableName.ARTICLES))
    assert "language" in lacking(store, TableName.RUNS)


def test_it_is_whole_and_what_it_lacks_reads_as_null(store: Store) -> None:
    rows = list(Archive(store.uri).records())

    assert {fault.kind for fault in verify(store)} <= {FaultKind.UNDIGESTED}
    assert {(row["url"], row["stage"], row["pictures"]) for row in rows} == {
        (url_of(1), None, None),
        (url_of(2), None, None),
    }


@pytest.mark.parametrize("is_compacted", [False, True])
def test_it_is_continued_and_every_engine_sees_the_new_columns(
    store: Store, tmp_path: Path, is_compacted: bool
) -> None:
    continued(store, tmp_path / "spool")
    if is_compacted:
        compact(store)

    for name in TableName:
        assert lacking(store, name) == []
        assert set(pl.read_delta(f"{store.uri}/tables/{name}").columns) == set(SCHEMAS[name].names)
    rows = pl.read_delta(f"{store.uri}/tables/articles").sort("sequence", "article_id")
    assert rows["sequence"].to_list() == [None, None, 2, 2]
    assert sorted(row["revision"] for row in Archive(store.uri).records()) == [1, 1, 2]
    assert {fault.kind for fault in verify(store)} <= {FaultKind.UNDIGESTED}


def test_a_job_is_told_what_was_there_once_and_then_what_comes(
    store: Store, tmp_path: Path
) -> None:
    everything = Archive(store.uri).changes()
    first = [(each.kind.value, each.sequence) for each in everything]
    continued(store, tmp_path / "spool")

    assert first == [("new", 0), ("new", 0)]
    assert everything.cursor == Cursor(sites={SITE.name: 0})
    assert seen(store, everything.cursor) == [("revised", 2), ("new", 2)]
    assert seen(store, Cursor()) == [*first, ("revised", 2), ("new", 2)]
