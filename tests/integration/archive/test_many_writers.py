import os
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import uuid4

import pytest

from newscrawl.archive import open_store, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.vacuuming import vacuum
from newscrawl.archive.verify import verify
from newscrawl.errors import LeaseHeld
from newscrawl.items import RunCounts, SiteFacts
from tests.integration.archive.killing import FORKED
from tests.unit.archive.samples import exchange, record, start
from tests.web.faulty_s3 import FaultyS3
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]

_BATCHES = 3


@pytest.fixture
def failing(s3: SeaweedFS) -> Iterator[dict[str, str]]:
    """The environment of a writer that reaches the server by an endpoint that fails at times."""
    with FaultyS3(s3.endpoint, share=0.05, seed=7, stalls_s=(0.0, 0.2), long_stalls=0.0) as faulty:
        yield {**s3.environment, "AWS_ENDPOINT_URL_S3": faulty.endpoint}


def crawl(
    environment: dict[str, str], archive: str, spool: Path, site: str, together: Barrier
) -> None:
    """Commit some batches of a site; end with 3 where another process writes it."""
    os.environ.update(environment)
    facts = SiteFacts(name=site, publisher=site)
    together.wait()
    try:
        run = start(open_store(archive), spool, facts)
    except LeaseHeld:
        raise SystemExit(3) from None
    first = int(site.removeprefix("site")) * _BATCHES  # a page belongs to one site
    for number in range(first, first + _BATCHES):
        run.add(record(run.record(exchange(number)), number))
        run.commit(RunCounts())
    run.finish("finished", RunCounts())


def test_ten_processes_write_one_archive_at_once(
    s3: SeaweedFS, failing: dict[str, str], tmp_path: Path
) -> None:
    archive = s3.uri(f"{uuid4()}/archive")
    sites = [f"site{number}" for number in range(10)]
    together = FORKED.Barrier(len(sites) + 1)
    processes = [
        FORKED.Process(target=crawl, args=(failing, archive, tmp_path / "spool", site, together))
        for site in [*sites, "site0"]
    ]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    # two of the same site: one writes it, the other says so and leaves, or comes after it
    codes = sorted(process.exitcode or 0 for process in processes)
    assert codes[:-1] == [0] * len(sites)
    assert codes[-1] in (0, 3)
    runs = len(sites) if codes[-1] == 3 else len(sites) + 1
    tables = open_tables(open_store(archive))
    assert tables.articles.count_rows() == runs * _BATCHES
    assert tables.runs.count_rows() == runs * (_BATCHES + 1)
    assert [fault for fault in verify(open_store(archive)) if not fault.is_notice] == []


def test_tables_are_compacted_and_vacuumed_while_many_write(s3: SeaweedFS, tmp_path: Path) -> None:
    archive = s3.uri(f"{uuid4()}/archive")
    store = open_store(archive)
    sites = [f"site{number}" for number in range(3)]
    together = FORKED.Barrier(len(sites) + 1)
    processes = [
        FORKED.Process(
            target=crawl, args=(s3.environment, archive, tmp_path / "spool", site, together)
        )
        for site in sites
    ]
    for process in processes:
        process.start()
    together.wait()

    replaced = 0
    while any(process.is_alive() for process in processes):
        compact(store)
        # no retention: what a reader has open at this moment is gone, what it opens next is not
        replaced += len(list(vacuum(store, retention=timedelta(0))))
        tables = open_tables(store)
        rows = [tables.articles, tables.captures]
        articles, captures = (set(each.to_table()["capture_id"].to_pylist()) for each in rows)
        assert articles <= captures

    assert [process.exitcode for process in processes] == [0] * len(sites)
    compact(store)
    replaced += len(list(vacuum(store, retention=timedelta(0))))
    assert replaced > 0
    keys = [stored.key for stored in store.list("tables/") if "_delta_log" not in stored.key]
    assert len(keys) == 3
    assert open_tables(store).articles.count_rows() == len(sites) * _BATCHES
    assert list(collect_orphans(store, grace=timedelta(0))) == []
    assert list(verify(store)) == []
