"""Two writers of one site, because one stood still for longer than its lease: no row twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive import Store, open_tables
from newscrawl.archive.lease import _data, _key, _newest
from newscrawl.archive.recover import recover
from newscrawl.archive.run import Run
from newscrawl.archive.verify import verify
from newscrawl.errors import LeaseLost
from newscrawl.items import RunCounts
from tests.unit.archive.samples import SITE, exchange, record, start

COUNTS = RunCounts()


def suspend(store: Store) -> None:
    """Let the newest lease look like one that ran out long ago on another machine."""
    number, term = _newest(store, SITE.name)
    assert term is not None
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    store.put(_key(SITE.name, number), _data(replace(term, host="elsewhere", expires_at=long_ago)))


def run_out(run: Run) -> None:
    """Let the run know that its own term is over."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    run._lease._term = replace(run._lease._term, expires_at=past)


def add(run: Run, number: int, title: str) -> None:
    run.add({**record(run.record(exchange(number)), number), "title": title})


def rows(store: Store) -> list[tuple[str, int, str]]:
    columns = ["article_id", "revision", "title"]
    found = open_tables(store).articles.to_table(columns=columns).to_pylist()
    return sorted((each["article_id"][-1], each["revision"], each["title"]) for each in found)


@pytest.fixture
def late(store: Store, tmp_path: Path) -> Run:
    """A run that stands still with an article, while its site is free for others."""
    run = start(store, tmp_path / "late")
    add(run, 1, "Written late")
    suspend(store)
    return run


def test_who_lost_the_site_stops_by_name_and_its_spool_is_committed_later(
    store: Store, tmp_path: Path, late: Run
) -> None:
    other = start(store, tmp_path / "other")
    add(other, 1, "Written first")
    other.commit(COUNTS)

    with pytest.raises(LeaseLost, match=r"gadgetpost.*newscrawl push"):
        late.commit(COUNTS)
    with pytest.raises(LeaseLost):
        late.finish("finished", COUNTS)

    assert rows(store) == [("1", 1, "Written first")]
    other.finish("finished", COUNTS)
    recover(store, tmp_path / "late")
    assert rows(store) == [("1", 1, "Written first"), ("1", 2, "Written late")]
    assert list(verify(store)) == []


def test_a_lost_lease_is_noticed_before_anything_is_stored(
    store: Store, tmp_path: Path, late: Run
) -> None:
    other = start(store, tmp_path / "other")
    run_out(late)
    before = [stored.key for stored in store.list("")]

    with pytest.raises(LeaseLost):
        late.commit(COUNTS)

    assert [stored.key for stored in store.list("")] == before
    assert late._lease.lost
    with pytest.raises(LeaseLost):
        late.finish("finished", COUNTS)
    other.finish("finished", COUNTS)


def test_a_lease_that_ran_out_and_that_no_one_took_is_held_still(store: Store, late: Run) -> None:
    run_out(late)

    late.finish("finished", COUNTS)

    assert rows(store) == [("1", 1, "Written late")]


def test_whoever_is_overtaken_numbers_its_articles_anew(
    store: Store, tmp_path: Path, late: Run
) -> None:
    holder = start(store, tmp_path / "holder")
    add(holder, 1, "Written by the holder")
    add(holder, 2, "Second")
    late.commit(COUNTS)  # wakes up, and is quicker than its own lease

    holder.commit(COUNTS)
    add(holder, 1, "Written again")  # numbered by what was known when the holder began
    add(holder, 3, "Third")
    holder.finish("finished", COUNTS)

    assert rows(store) == [
        ("1", 1, "Written late"),
        ("1", 2, "Written by the holder"),
        ("1", 3, "Written again"),
        ("2", 1, "Second"),
        ("3", 1, "Third"),
    ]
    assert list(verify(store)) == []
    add(late, 4, "Fourth")
    with pytest.raises(LeaseLost):
        late.finish("finished", COUNTS)
