from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from newscrawl.archive import FaultKind, open_store, open_tables, recover, verify
from newscrawl.archive.spool import archive_folder
from tests.integration.archive.killing import COUNTS, crawl, push, quick_folder, run_killed
from tests.unit.archive.samples import start

pytestmark = pytest.mark.integration


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
    for step in count():
        place = folder / str(step)
        place.mkdir()
        assert run_killed(crawl, place, step=0, of=killed_before)

        came_to_it = run_killed(push, place, step=step)

        check(place, f"recovery killed before step {step}")
        if not came_to_it:
            break
    assert step > 10


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
    assert {fault.kind for fault in verify(store)} <= {FaultKind.ORPHAN}, what
    start(store, spool).finish("finished", COUNTS)
    assert not any(archive_folder(spool, store.place).glob("*/[!.]*")), what
