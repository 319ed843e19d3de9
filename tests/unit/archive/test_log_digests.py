"""What a table's log was, byte by byte, is known beside it."""

import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from newscrawl.archive import Store, delta, log_digests
from newscrawl.archive.compacting import compact
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.log_digests import log_faults, record_checkpoint_digest
from newscrawl.archive.tables import TableName
from newscrawl.archive.verify import verify
from newscrawl.errors import StoreUnreachable
from newscrawl.items import RunCounts
from tests.unit.archive.samples import exchange, record, start

LOG = "tables/articles/_delta_log"


def crawl(store: Store, spool: Path, *numbers: int) -> None:
    """Commit a page after the other; with the run's own that is a version each, and one more."""
    run = start(store, spool)
    for number in numbers:
        run.add(record(run.record(exchange(number)), number))
        run.commit(RunCounts())
    run.finish("finished", RunCounts())


def log(store: Store) -> Path:
    return Path(store.uri, LOG)


def faults(store: Store) -> list[tuple[FaultKind, str]]:
    return [
        (each.kind, each.key.rpartition("/")[2]) for each in log_faults(store, TableName.ARTICLES)
    ]


def refuse(*_: object) -> None:
    raise StoreUnreachable("it is away")


def test_sha256sum_checks_a_log_without_us(store: Store, spool: Path) -> None:
    crawl(store, spool, 1, 2)
    compact(store)
    digests = sorted(path.name for path in log(store).glob("*.sha256"))

    said = subprocess.run(
        ["sha256sum", "-c", *digests], cwd=log(store), capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout.count(": OK")) == (0, 6), said
    assert len(digests) == len([*log(store).glob("0*.json"), *log(store).glob("0*.parquet")])


def test_a_digest_that_a_killed_process_left_out_is_told_and_made_by_the_next_commit(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr("newscrawl.archive.delta.record_log_digests", lambda *_: True)
        run = start(store, spool)
        run.record(exchange(1))
        run.commit(RunCounts())
    assert faults(store) == [(FaultKind.UNDIGESTED, "00000000000000000001.json")]
    assert all(fault.is_notice for fault in verify(store))

    run.finish("finished", RunCounts())

    assert faults(store) == []


def test_a_commit_that_was_done_though_it_raised_has_its_digest(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    commit, lost = DeltaTable.create_write_transaction, iter(TableName)

    def reply_lost(*given: Any, **named: Any) -> None:
        commit(*given, **named)
        if next(lost, None):
            raise DeltaError("the reply was lost")

    monkeypatch.setattr(DeltaTable, "create_write_transaction", reply_lost)
    run.commit(RunCounts())
    left_out = [fault for name in TableName for fault in log_faults(store, name)]
    run.finish("finished", RunCounts())

    assert left_out == []
    assert next(lost, None) is None


def test_a_digest_that_could_not_be_put_is_put_with_the_next_commit_of_the_process(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    with monkeypatch.context() as away:
        away.setattr(log_digests, "_record", refuse)
        for number in (1, 2):
            run.record(exchange(number))
            run.commit(RunCounts())
    assert faults(store) == [(FaultKind.UNDIGESTED, "00000000000000000002.json")]

    run.finish("finished", RunCounts())

    assert faults(store) == []


def test_a_commit_stands_where_its_digest_cannot_be_put(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object) -> None:
        raise StoreUnreachable("no answer")

    monkeypatch.setattr(log_digests, "_record", refused)

    crawl(store, spool, 1)

    assert "no digest of the articles table's log was recorded: no answer" in caplog.text
    assert DeltaTable(f"{store.uri}/tables/articles").to_pyarrow_table().num_rows == 1


def test_a_removed_log_file_is_named(store: Store, spool: Path) -> None:
    crawl(store, spool, 1, 2)
    (log(store) / f"{2:020d}.json").unlink()

    assert faults(store) == [(FaultKind.LOG_ALTERED, f"{2:020d}.json")]


def test_what_a_reader_of_delta_cleans_away_before_a_checkpoint_is_no_fault(
    store: Store, spool: Path
) -> None:
    crawl(store, spool, 1, 2)
    compact(store)
    (log(store) / f"{1:020d}.json").unlink()

    assert faults(store) == []


def test_a_checkpoint_made_again_has_the_digest_of_the_last(store: Store, spool: Path) -> None:
    crawl(store, spool, 1, 2)
    compact(store)
    (digest,) = log(store).glob("*.parquet.sha256")
    digest.write_bytes(b"of the one before")
    assert faults(store) == [(FaultKind.LOG_ALTERED, digest.stem)]

    record_checkpoint_digest(store, TableName.ARTICLES, int(digest.name[:20]))

    assert faults(store) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"version":1}',
        b'{"version":9,"size":8,"sizeInBytes":1,"numOfAddFiles":1}',
    ],
)
def test_a_pointer_to_no_checkpoint_is_named(store: Store, spool: Path, content: bytes) -> None:
    crawl(store, spool, 1, 2)
    compact(store)
    (log(store) / "_last_checkpoint").write_bytes(content)

    assert faults(store) == [(FaultKind.LOG_ALTERED, "_last_checkpoint")]


def test_of_a_table_whose_log_was_altered_no_row_is_read_and_the_rest_is_verified(
    store: Store, spool: Path
) -> None:
    crawl(store, spool, 1)
    (log(store) / f"{1:020d}.json").write_bytes(b"{")
    (warc,) = store.list("warc/")
    store.put(warc.key, store.get(warc.key)[:-1])

    kinds = [fault.kind for fault in verify(store)]

    assert kinds[:3] == [
        FaultKind.LOG_ALTERED,
        FaultKind.TABLE_UNREADABLE,
        FaultKind.OBJECT_ALTERED,
    ]


def test_a_checkpoint_made_on_the_way_has_a_digest_and_readers_pass_over_it(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_digests, "CHECKPOINT_INTERVAL", 3)
    monkeypatch.setitem(delta._CONFIGURATION, "delta.checkpointInterval", "3")

    crawl(store, spool, 1, 2)

    assert (log(store) / f"{2:020d}.checkpoint.parquet.sha256").exists()
    assert faults(store) == []
    assert DeltaTable(f"{store.uri}/tables/articles").version() == 3
    assert pl.read_delta(f"{store.uri}/tables/articles").height == 2
