"""What tells a reader, by one listing, that the tables may lack what was committed."""

from pathlib import Path

import pytest

from newscrawl.archive import open_tables
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.pending import pending, pending_keys, pending_sites
from newscrawl.archive.store import Store
from newscrawl.errors import StoreUnreachable
from newscrawl.items import RunCounts
from tests.unit.archive.samples import SITE, exchange, record, start


def test_it_is_said_until_the_tables_have_it(store: Store) -> None:
    with pending(store, "gadgetpost"), pending(store, "modemweekly"):
        assert pending_sites(store) == ["gadgetpost", "modemweekly"]

    assert pending_sites(store) == []


def test_it_stays_said_where_the_tables_could_not_be_brought_up(store: Store) -> None:
    with pytest.raises(StoreUnreachable), pending(store, "gadgetpost"):
        raise StoreUnreachable("no answer")

    assert pending_sites(store) == ["gadgetpost"]


def test_a_reader_sees_what_a_commit_could_not_add_to_the_tables(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1)), 1))
    with monkeypatch.context() as patch:
        patch.setattr(DeltaTables, "bring_up", unreachable)
        with pytest.raises(StoreUnreachable):
            run.commit(RunCounts())

    assert open_tables(store, bring_up=False).articles.count_rows() == 0
    assert open_tables(store).articles.count_rows() == 1
    run.finish("finished", RunCounts())


def test_the_next_writer_of_the_site_clears_what_a_dead_one_said(store: Store, spool: Path) -> None:
    start(store, spool).finish("finished", RunCounts())
    store.put(f"pending/{SITE.name}/of-a-process-that-is-gone", b"\n")

    start(store, spool).finish("finished", RunCounts())

    assert pending_keys(store, SITE.name) == []


def unreachable(*_: object) -> None:
    raise StoreUnreachable("no answer")
