import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive import Store, open_store, open_tables
from newscrawl.archive.recover import recover
from newscrawl.archive.run import Run
from newscrawl.archive.spool import RunFacts, SpooledRun, archive_folder, left_over_runs
from newscrawl.archive.spooled_batch import SealedBatch
from newscrawl.archive.spooled_files import Appended
from newscrawl.archive.verify import verify
from newscrawl.errors import SpoolError
from newscrawl.items import RunCounts
from tests.unit.archive.samples import NOON, SITE, exchange, record, start


def leave(run: Run) -> Path:
    """End a run as kill -9 does: its locks go, its spool stays. Returns the batch's folder."""
    run._lease.release()
    run._spooled.release()
    return run._spooled.folder / "0001"


def counts(store: Store) -> tuple[int, int]:
    tables = open_tables(store)
    return tables.captures.count_rows(), tables.articles.count_rows()


def cut(name: str, count: int) -> Callable[[Path], None]:
    def damage(batch: Path) -> None:
        os.truncate(batch / name, (batch / name).stat().st_size - count)

    return damage


def append(name: str, data: bytes) -> Callable[[Path], None]:
    def damage(batch: Path) -> None:
        with (batch / name).open("ab") as file:
            file.write(data)

    return damage


def zero(name: str, count: int) -> Callable[[Path], None]:
    def damage(batch: Path) -> None:
        with (batch / name).open("rb+") as file:
            file.seek(-count, os.SEEK_END)
            file.write(b"\0" * count)

    return damage


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        (lambda batch: None, (2, 2)),
        (append("captures.warc.gz", b"\x1f\x8b\x08half a member"), (2, 2)),
        (append("captures.jsonl", b'{"capture_id": "11'), (2, 2)),
        (append("captures.jsonl", b"\0\0\0\0\n"), (2, 2)),
        (append("articles.jsonl", b'{"article_id"'), (2, 2)),
        (cut("articles.jsonl", 1), (2, 1)),
        (cut("captures.warc.gz", 1), (1, 1)),
        (zero("captures.warc.gz", 300), (1, 1)),
    ],
    ids=[
        "whole",
        "a record half written",
        "a capture's line half written",
        "zeros, as after a power cut",
        "an article's line half written",
        "an article's line without its newline",
        "a record shorter than its line says",
        "a record that is zeros, as after a power cut",
    ],
)
def test_what_is_torn_is_cut_off_and_the_rest_committed(
    store: Store, spool: Path, damage: Callable[[Path], None], kept: tuple[int, int]
) -> None:
    run = start(store, spool)
    for number in (1, 2):
        run.add(record(run.record(exchange(number)), number))
    damage(leave(run))

    (manifest,) = recover(store, spool)

    assert counts(store) == kept
    assert (manifest.run["captures"], manifest.run["articles"]) == kept
    assert manifest.run["outcome"] == "interrupted"
    assert manifest.run["found"] is None
    assert list(verify(store)) == []
    assert recover(store, spool) == []
    assert not any(archive_folder(spool, store.place).glob("*/*"))


def test_the_next_start_commits_what_the_last_one_left(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1))))
    leave(run)

    following = start(store, spool)

    assert counts(store) == (1, 1)
    assert following.state.article(record(following.record(exchange(1)))["url"]) is not None
    following.finish("finished", RunCounts())


def test_a_run_that_recorded_nothing_leaves_nothing_to_recover(store: Store, spool: Path) -> None:
    leave(start(store, spool))

    assert recover(store, spool) == []
    assert not any(archive_folder(spool, store.place).glob("*/*"))


def test_a_live_run_is_not_recovered(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.record(exchange(1))

    assert recover(store, spool) == []
    run.finish("finished", RunCounts())
    assert counts(store) == (1, 0)


def test_a_sealed_batch_keeps_its_counts_through_recovery(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.record(exchange(1))

    def refuse(*_: Any) -> None:
        raise SpoolError("the store is away")

    monkeypatch.setattr(run._committer, "commit", refuse)
    with pytest.raises(SpoolError):
        run.finish("finished", RunCounts(found=7))
    (manifest,) = recover(store, spool)

    assert (manifest.run["outcome"], manifest.run["found"]) == ("finished", 7)


def test_what_a_failed_commit_left_is_committed_by_the_next(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    with monkeypatch.context() as patched:
        patched.setattr(type(store), "put", lambda *_: (_ for _ in ()).throw(SpoolError("away")))
        with pytest.raises(SpoolError):
            run.commit(RunCounts())
    run.record(exchange(2))

    run.commit(RunCounts())

    assert counts(store) == (2, 0)
    assert [each.key[-6:] for each in store.list("manifests/")] == ["1.json", "2.json"]
    run.finish("finished", RunCounts())
    assert list(verify(store)) == []


@pytest.mark.parametrize("full", ["captures.warc.gz", "captures.jsonl"])
def test_a_full_disk_leaves_no_half_record(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1))))
    real_write = os.write
    halves: list[Any] = []

    def write(handle: int, data: Any) -> int:
        if Path(f"/proc/self/fd/{handle}").readlink().name != full:
            return real_write(handle, data)
        if halves:
            raise OSError(errno.ENOSPC, "No space left on device")
        halves.append(data)
        return real_write(handle, data[: len(data) // 2])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", write)
        with pytest.raises(SpoolError, match="full"):
            run.record(exchange(2))
    run.record(exchange(3))
    run.finish("finished", RunCounts())

    assert counts(store) == (2, 1)
    assert list(verify(store)) == []


def test_a_piece_is_in_the_file_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Appended(tmp_path / "f")
    file.append(b"first")
    real_write, calls = os.write, []

    def write(handle: int, data: Any) -> int:
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(errno.EIO, "Input/output error")
        return real_write(handle, bytes(data[:2]))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", write)
        with pytest.raises(SpoolError, match="Input/output"):
            file.append(b"second")
    file.append(b"third")
    file.close()

    assert (tmp_path / "f").read_bytes() == b"firstthird"


def test_half_a_surrogate_pair_does_not_stop_a_commit(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.add({**record(run.record(exchange(1))), "title": "half \ud83d"})
    run.finish("finished", RunCounts())

    assert open_tables(store).articles.to_table().to_pylist()[0]["title"] == "half ?"


def test_two_archives_do_not_share_a_spool(tmp_path: Path, spool: Path, store: Store) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    leave(run)

    assert recover(open_store(str(tmp_path / "other")), spool) == []
    assert len(recover(store, spool)) == 1


def test_a_file_of_the_spool_altered_by_hand_is_named(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    batch = leave(run)
    (batch.parent / "run.json").write_text("{}x")

    with pytest.raises(SpoolError, match=r"run\.json"):
        recover(store, spool)


def test_no_secret_of_a_url_is_in_the_spool(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.record(exchange(1, url="https://me:hunter2@gadgetpost.example/a"))
    batch = leave(run)

    assert json.loads((batch / "captures.jsonl").read_text())["url"] == (
        "https://gadgetpost.example/a"
    )
    assert SITE.name in str(batch)


def test_a_batch_whose_intent_is_lost_is_not_committed_twice(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1))))
    with monkeypatch.context() as patched:
        patched.setattr(
            SealedBatch, "remove", lambda batch: (batch.folder / "intent.json").unlink()
        )
        patched.setattr(SpooledRun, "remove", SpooledRun.release)
        run.finish("finished", RunCounts())

    (manifest,) = recover(store, spool)

    assert manifest.sequence == 1
    assert [each.key[-6:] for each in store.list("manifests/")] == ["1.json"]
    assert counts(store) == (1, 1)
    assert not any(archive_folder(spool, store.place).glob("*/*"))


def test_the_folders_that_name_a_sealed_batch_are_synced(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_fsync = os.fsync
    synced: list[Path] = []

    def fsync(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        real_fsync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    run = start(store, spool)
    run.record(exchange(1))
    run.finish("finished", RunCounts())

    batch = run._spooled.folder / "0001"
    assert {batch, *batch.parents[:4]} <= set(synced)


def test_a_run_is_removed_under_a_name_that_no_scan_looks_for(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    seen: list[list[Path]] = []

    def killed_before(_: Path, **__: Any) -> None:
        seen.append(left_over_runs(spool, store.place))

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.spool.shutil.rmtree", killed_before)
        patched.setattr("newscrawl.archive.spool._sweep", lambda *_: None)
        run.finish("finished", RunCounts())
    assert seen == [[]]
    assert any(archive_folder(spool, store.place).glob("*/.gone-*"))
    left_over_runs(spool, store.place)

    assert not any(archive_folder(spool, store.place).glob("*/*"))


def test_a_run_that_ends_while_another_process_sweeps_ends_well(store: Store, spool: Path) -> None:
    ended = threading.Event()

    def sweep() -> None:
        while not ended.is_set():
            left_over_runs(spool, store.place)

    sweeping = threading.Thread(target=sweep)
    sweeping.start()
    try:
        root = archive_folder(spool, store.place)
        for number in range(300):
            facts = RunFacts(
                run_id=f"20260101T000000Z-{number:08x}",
                archive_uri=store.uri,
                site=SITE,
                spider="gadgetpost",
                arguments={},
                started_at=NOON,
                software="newscrawl/1",
                warcinfo={},
            )
            spooled = SpooledRun.create(root, facts)
            for batch in range(5):
                spooled.open_batch(batch).close()
            spooled.remove()
    finally:
        ended.set()
        sweeping.join()

    assert not any(path.is_file() for path in root.rglob("*"))


def test_one_archive_spelt_in_two_ways_has_one_spool(tmp_path: Path, spool: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    spellings = [tmp_path / "a", tmp_path / "link" / "a", tmp_path / "x" / ".." / "a"]

    places = {archive_folder(spool, open_store(str(spelt)).place) for spelt in spellings}

    assert len(places) == 1


def test_one_uri_at_two_endpoints_is_two_archives(
    spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = set()
    for port in (8333, 9000):
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        places.add(archive_folder(spool, open_store("s3://news/archive").place))

    assert len(places) == 2
