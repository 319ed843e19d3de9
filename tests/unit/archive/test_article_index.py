"""The index of articles: it says what the rows say, and no answer hangs on it."""

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.archive import (
    Several,
    Store,
    current_articles,
    open_store,
    open_tables,
    several_of,
)
from newscrawl.archive.article_index import ARTICLES
from newscrawl.archive.compacting import compact
from newscrawl.archive.compaction import last_compaction
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.tables import TableName
from newscrawl.archive.vacuuming import vacuum
from newscrawl.archive.verify import verify
from newscrawl.items import RunCounts, SiteFacts
from tests.unit.archive.samples import NOON, SITE, exchange, record, start

OTHER = SiteFacts(name="phonewire", publisher="Phone Wire")
NONE = timedelta(0)


def commit(
    store: Store, spool: Path, number: int, *, revision: int = 1, site: SiteFacts = SITE
) -> None:
    run = start(store, spool, site)
    # a month an article, so that each has a row object
    captured = run.record(exchange(number, at=NOON - timedelta(days=31 * number)))
    run.add(record(captured, number, revision=revision))
    run.finish("finished", RunCounts())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Article 1 has two revisions, 2 is of two sites, 3 and 4 have one row."""
    folder = tmp_path_factory.mktemp("made")
    store, spool = open_store(str(folder / "archive")), folder / "spool"
    for number in (1, 2, 3, 4):
        commit(store, spool, number)
    commit(store, spool, 1, revision=2)
    commit(store, spool, 2, site=OTHER)
    compact(store)
    return folder / "archive"


@pytest.fixture
def compacted(made: Path, tmp_path: Path) -> Store:
    return open_store(str(shutil.copytree(made, tmp_path / "compacted")))


def read_again(store: Store, spool: Path, number: int) -> None:
    rows = open_tables(store).articles.to_table().to_pylist()
    row = next(each for each in rows if each["article_id"] == f"{number:016x}")
    own = ("month", "generation", "written_at", "sequence")
    append_articles(store, spool, SITE, [{name: row[name] for name in row if name not in own}])


def compacted_again(store: Store, spool: Path) -> None:
    commit(store, spool, 3, revision=2)
    compact(store)
    commit(store, spool, 5)


def indexes(store: Store) -> list[str]:
    return [stored.key for stored in store.list(f"{ARTICLES}/")]


def told(several: Several) -> tuple[list[dict[str, object]], list[str]]:
    several_ids = sorted(several.places.to_pylist(), key=repr)
    return several_ids, sorted(several.disputed.to_pylist())


def is_told_by_rows_and_index_alike(store: Store) -> bool:
    tables = open_tables(store)
    by_index = several_of(tables.articles, tables.article_index)
    return told(by_index) == told(several_of(tables.articles))


def held(store: Store, number: int) -> list[tuple[str, int]]:
    """Return path and rows of each row object that may hold an article."""
    found = open_tables(store).articles_with([f"{number:016x}"]).get_fragments()
    return sorted((each.path[:13], each.to_table(columns=["url"]).num_rows) for each in found)


@pytest.mark.parametrize(
    "since",
    [
        lambda store, spool: None,
        lambda store, spool: commit(store, spool, 5),
        lambda store, spool: commit(store, spool, 3, revision=2),
        lambda store, spool: commit(store, spool, 3, site=OTHER),
        lambda store, spool: commit(store, spool, 1, site=OTHER),
        lambda store, spool: read_again(store, spool, 4),
        compacted_again,
    ],
    ids=[
        "nothing",
        "another article",
        "a revision of one that was alone",
        "one that was alone, of another site",
        "one of several rows, of another site",
        "a second reading",
        "another compaction",
    ],
)
def test_what_came_after_the_compaction_is_told_with_the_rest(
    compacted: Store, spool: Path, since: Callable[[Store, Path], None]
) -> None:
    since(compacted, spool)

    tables = open_tables(compacted)
    assert tables.article_index is not None
    places, disputed = told(several_of(tables.articles, tables.article_index))
    assert {place["article_id"] for place in places} >= {f"{1:016x}"}
    assert f"{2:016x}" in disputed
    assert is_told_by_rows_and_index_alike(compacted)
    assert [fault for fault in verify(compacted) if not fault.is_notice] == []


def test_which_articles_have_several_rows_is_told_without_a_row_object(compacted: Store) -> None:
    tables = open_tables(compacted)
    expected = told(several_of(tables.articles))
    for path in tables.articles.files:
        compacted.delete(f"tables/articles/{path}")

    assert told(several_of(tables.articles, tables.article_index)) == expected


def test_of_a_page_of_two_sites_the_rows_are_read_where_they_lie(compacted: Store) -> None:
    tables = open_tables(compacted)
    several = several_of(tables.articles, tables.article_index)

    assert several.disputed.to_pylist() == [f"{2:016x}"]
    assert [each.path[:13] for each in several.holding.get_fragments()] == ["month=2026-09"]
    standing = current_articles(tables.articles, several=several).read_all()
    assert sorted(standing["site"].to_pylist()) == [SITE.name] * 3 + [OTHER.name]
    assert standing.equals(current_articles(tables.articles).read_all())


def test_an_article_is_looked_for_where_it_lies_and_in_what_came_since(
    compacted: Store, spool: Path
) -> None:
    assert held(compacted, 1) == [("month=2026-10", 2)]
    assert held(compacted, 9) == []

    commit(compacted, spool, 9)

    assert held(compacted, 1) == [("month=2026-02", 1), ("month=2026-10", 2)]
    assert held(compacted, 9) == [("month=2026-02", 1)]


def test_of_a_row_object_the_row_groups_that_hold_an_article_are_read(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    for number in (1, 2, 3):
        captured = record(run.record(exchange(number)), number)
        run.add({**captured, "is_story": number == 1})
        run.commit(RunCounts())
    run.finish("finished", RunCounts())
    compact(store)

    assert held(store, 1) == [("month=2026-11", 1)]
    assert held(store, 2) == [("month=2026-11", 2)]


def test_an_index_that_is_gone_is_missed_by_no_answer(compacted: Store) -> None:
    (key,) = indexes(compacted)
    compacted.delete(key)

    assert open_tables(compacted).article_index is None
    assert held(compacted, 1) != [("month=2026-10", 2)]
    (fault,) = (each for each in verify(compacted) if not each.is_notice)
    assert (fault.kind, fault.key) == (FaultKind.OBJECT_MISSING, key)


def test_an_index_with_an_altered_row_is_not_used(
    compacted: Store, caplog: pytest.LogCaptureFixture
) -> None:
    (key,) = indexes(compacted)
    whole = compacted.get(key)
    # of the rows, which lie before the footer
    dice, end = random.Random(7), len(whole) - int.from_bytes(whole[-8:-4], "little") - 8
    for offset in dice.sample(range(4, end), 20):
        altered = bytearray(whole)
        altered[offset] ^= 1 << dice.randrange(8)
        compacted.put(key, bytes(altered))
        assert is_told_by_rows_and_index_alike(compacted), offset
    assert f"{key} is not used" in caplog.text


def test_an_older_index_says_what_it_knows(compacted: Store, spool: Path) -> None:
    compacted_again(compacted, spool)
    first, second = indexes(compacted)
    compacted.delete(second)

    index = open_tables(compacted).article_index

    assert index is not None
    assert index.key == first
    assert is_told_by_rows_and_index_alike(compacted)


def test_a_compaction_takes_from_the_last_index_what_still_holds(
    compacted: Store, spool: Path
) -> None:
    untouched = [path for path in open_tables(compacted).articles.files if "2026-07" in path]
    commit(compacted, spool, 3)

    compact(compacted)

    index = open_tables(compacted).article_index
    assert index is not None
    assert index.covered == set(open_tables(compacted).articles.files)
    assert index.covered >= set(untouched)
    assert is_told_by_rows_and_index_alike(compacted)


@pytest.mark.parametrize("data", [b"", b"PAR1", None], ids=["empty", "cut off", "gone"])
def test_an_altered_index_is_made_anew_from_the_rows(
    compacted: Store, spool: Path, data: bytes | None
) -> None:
    (key,) = indexes(compacted)
    compacted.delete(key)
    if data is not None:
        compacted.put(key, data)
    commit(compacted, spool, 3, revision=2)

    compact(compacted)

    index = open_tables(compacted).article_index
    assert index is not None
    assert index.covered == set(open_tables(compacted).articles.files)
    assert is_told_by_rows_and_index_alike(compacted)


@pytest.mark.parametrize("data", [b"PAR1", None], ids=["altered", "gone"])
def test_the_index_leaves_out_a_row_object_that_is_not_what_was_stored(
    compacted: Store, spool: Path, data: bytes | None
) -> None:
    commit(compacted, spool, 3, revision=2)
    paths = open_tables(compacted).articles.files
    (fourth,) = (path for path in paths if "month=2026-07" in path)
    compacted.delete(indexes(compacted)[0])
    compacted.delete(f"tables/articles/{fourth}")
    if data is not None:
        compacted.put(f"tables/articles/{fourth}", data)

    compact(compacted)

    index = open_tables(compacted).article_index
    assert index is not None
    assert index.covered == {*open_tables(compacted).articles.files} - {fourth}


def test_an_archive_that_was_compacted_without_an_index_is_given_one(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(store, spool, 1)
    commit(store, spool, 1, revision=2)
    commit(store, spool, 2)
    with monkeypatch.context() as before:
        before.setattr("newscrawl.archive.compacting.index_articles", lambda *_, **__: None)
        compact(store)
    assert indexes(store) == []

    (done,) = compact(store)

    assert (done.before, done.after, done.rows) == (2, 2, 0)
    assert is_told_by_rows_and_index_alike(store)
    assert compact(store) == []
    assert list(verify(store)) == []


def test_vacuum_removes_what_a_later_index_took_the_place_of(compacted: Store, spool: Path) -> None:
    compacted_again(compacted, spool)
    first, second = indexes(compacted)

    list(vacuum(compacted, retention=timedelta(days=1)))
    assert indexes(compacted) == [first, second]
    list(vacuum(compacted, retention=NONE))

    assert indexes(compacted) == [second]
    assert [fault for fault in verify(compacted) if not fault.is_notice] == []


def test_gc_collects_the_index_of_a_compaction_that_did_not_come_to_its_end(
    compacted: Store,
) -> None:
    (key,) = indexes(compacted)
    orphan = f"{ARTICLES}/0000000002-{0:016x}.parquet"
    compacted.put(orphan, compacted.get(key))
    assert [fault.key for fault in verify(compacted) if fault.kind is FaultKind.ORPHAN] == [orphan]

    assert [each.key for each in collect_orphans(compacted, grace=NONE)] == [orphan]

    assert indexes(compacted) == [key]


def test_the_compaction_names_its_index(compacted: Store) -> None:
    step, _ = last_compaction(compacted, TableName.ARTICLES)
    assert step is not None
    assert step.index is not None
    assert [step.index.key] == indexes(compacted)
    assert step.index.rows == 6
