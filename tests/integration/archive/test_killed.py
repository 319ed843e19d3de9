import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from newscrawl.archive import open_store, open_tables
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.recover import recover
from newscrawl.archive.spool import archive_folder
from newscrawl.archive.tables import TableName
from newscrawl.archive.verify import verify
from tests.integration.archive.killing import COUNTS, crawl, push, quick_folder, run_killed, tidy
from tests.unit.archive.samples import start

pytestmark = pytest.mark.integration

NOTICES = {FaultKind.ORPHAN, FaultKind.PLACE_TAKEN_TWICE, FaultKind.UNDIGESTED}


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


def test_a_crawl_killed_before_any_step_loses_nothing_and_commits_once(folder: Path) -> None:
    for step in count():
        place = folder / str(step)
        place.mkdir()

        came_to_it = run_killed(crawl, place, step=step)

        check(place, f"crawl killed before step {step}")
        if not came_to_it:
            break
    assert step > 50


@pytest.mark.parametrize(
    "killed_before",
    ["put", "create_write_transaction"],
    ids=["nothing stored yet", "the manifest put, the tables behind"],
)
def test_a_recovery_killed_before_any_step_is_done_by_the_next(
    folder: Path, killed_before: str
) -> None:
    place, left = folder / "place", folder / "left"
    place.mkdir()
    assert run_killed(crawl, place, step=0, of=killed_before)
    shutil.copytree(place, left)
    for step in count():
        shutil.rmtree(place)
        shutil.copytree(left, place)  # where it was: a spool knows its archive by its place

        came_to_it = run_killed(push, place, step=step)

        check(place, f"recovery killed before step {step}")
        if not came_to_it:
            break
    assert step > 10


def test_a_compaction_or_vacuum_killed_before_any_step_leaves_every_row(folder: Path) -> None:
    filled = folder / "filled"
    filled.mkdir()
    for _ in range(2):
        assert not run_killed(crawl, filled, step=10_000)
    before = all_rows(filled)
    for step in count():
        place = Path(shutil.copytree(filled, folder / str(step)))

        came_to_it = run_killed(tidy, place, step=step)

        assert all_rows(place) == before, f"killed before step {step}"
        assert_sound(place, f"killed before step {step}")
        tidy(open_store(str(place / "archive")))
        assert all_rows(place) == before, f"killed before step {step}, then done"
        assert_sound(place, f"killed before step {step}, then done")
        for name in TableName:
            shutil.rmtree(place / "archive" / "tables" / name / "_delta_log")
        assert all_rows(place) == before, f"killed before step {step}, then rebuilt"
        if not came_to_it:
            break
    assert step > 20


def all_rows(place: Path) -> list[list[str]]:
    tables = open_tables(open_store(str(place / "archive")))
    datasets = (tables.captures, tables.articles, tables.runs)
    return [sorted(map(repr, dataset.to_table().to_pylist())) for dataset in datasets]


def assert_sound(place: Path, what: str) -> None:
    faults = {fault.kind for fault in verify(open_store(str(place / "archive")))}
    assert faults <= NOTICES, what


def check(place: Path, what: str) -> None:
    """Everything promised is there, nothing twice, all of it sound, and the site free again."""
    store, spool = open_store(str(place / "archive")), place / "spool"
    recover(store, spool)
    tables = open_tables(store)
    captures = tables.captures.to_table()["capture_id"].to_pylist()
    articles = tables.articles.to_table()["article_id"].to_pylist()
    said = place / "said"
    lines = said.read_text().splitlines() if said.exists() else []
    promised = {line.split()[1] for line in lines}
    assert promised <= {*captures, *articles}, what
    assert len(captures) == len(set(captures)), what
    assert len(articles) == len(set(articles)), what
    assert {fault.kind for fault in verify(store)} <= NOTICES - {FaultKind.PLACE_TAKEN_TWICE}, what
    start(store, spool).finish("finished", COUNTS)
    assert not any(archive_folder(spool, store.place).glob("*/[!.]*")), what
