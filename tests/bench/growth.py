"""
python -m tests.bench.growth [--commits 1000 5000 10000] [--s3]

Prints what a commit, an opening and a question cost in an archive of so many commits, before its
tables are compacted and after, and what the compaction took. The commits that come before those
measured are stored whole (rows, manifests, chain) but added to the tables some hundreds at a time,
so that ten thousand of them take minutes.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from deltalake import DeltaTable

from newscrawl.archive import Store, open_store, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.manifest import last_sequence
from newscrawl.archive.run import Run
from newscrawl.archive.tables import TableName
from newscrawl.archive.vacuuming import vacuum
from newscrawl.items import RunCounts
from newscrawl.reader import Archive, ArticleQuery
from tests.unit.archive.samples import SITE, exchange, record, start
from tests.web.seaweed import SeaweedFS

ARTICLES_A_COMMIT = 10
MEASURED = 20
COUNTS = RunCounts()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth")
    parser.add_argument("--commits", type=int, nargs="+", default=[1, 1000])
    parser.add_argument("--s3", action="store_true", help="a SeaweedFS on loopback, else a folder")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        uri = str(folder / "archive")
        if given.s3:
            server = stack.enter_context(SeaweedFS(folder / "weed"))
            os.environ.update(server.environment)
            uri = server.uri("archive")
        store = open_store(uri)
        print(f"{'commits':>8} {'files':>6} {'commit ms':>10} {'open s':>7} {'query s':>8}  tables")
        for commits in given.commits:
            grow(store, folder / "spool", commits)
            told(store, folder / "spool", commits, "as committed")
            took = seconds(lambda: compact(store))
            told(store, folder / "spool", commits, f"compacted in {took:.1f} s")
        compact(store)
        removed = sum(1 for _ in vacuum(store, retention=timedelta(0)))
        left = [each for each in store.list("tables/") if "_delta_log" not in each.key]
        print(f"vacuum removed {removed} row objects, {len(left)} are left in the store")


def told(store: Store, spool: Path, commits: int, what: str) -> None:
    files = sum(map(len, row_objects(store)))
    opening = seconds(lambda: open_tables(open_store(store.uri)))
    archive = Archive(store.uri)
    query = ArticleQuery(kind="apology", since="2026-10-01", limit=10)
    asking = seconds(lambda: list(archive.records(query)))
    run = start(store, spool)
    first = last_sequence(store, SITE.name)
    taken = [seconds(partial(commit, run, first + number)) for number in range(MEASURED)]
    run.finish("finished", COUNTS)
    print(
        f"{commits:8} {files:6} {median(taken) * 1000:10.0f} {opening:7.2f} {asking:8.2f}  {what}",
        flush=True,
    )


def row_objects(store: Store) -> Iterator[list[str]]:
    for name in TableName:
        place = f"{store.uri}/tables/{name}"
        yield DeltaTable(place, storage_options=store.delta_options()).file_uris()


def grow(store: Store, spool: Path, commits: int) -> None:
    """Commit until there are ``commits`` manifests, the tables brought up at the end."""
    run = start(store, spool)
    real = DeltaTables.bring_up
    DeltaTables.bring_up = lambda *_: None  # type: ignore[method-assign]
    try:
        for number in range(last_sequence(store, SITE.name), commits):
            commit(run, number)
    finally:
        DeltaTables.bring_up = real  # type: ignore[method-assign]
    run.finish("finished", COUNTS)


def commit(run: Run, number: int) -> None:
    """Commit a batch of articles that no other number has."""
    for each in range(ARTICLES_A_COMMIT):
        article = number * ARTICLES_A_COMMIT + each
        run.add(record(run.record(exchange(each)), article))
    run.commit(COUNTS)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
