"""What vacuum and gc remove, and above all what they leave."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable

from newscrawl.archive import Store, StoredObject, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.archive.compaction import last_compaction
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.lease import TABLES, Lease
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.recover import recover
from newscrawl.archive.tables import TableName
from newscrawl.archive.vacuuming import vacuum
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError, LeaseHeld, StoreUnreachable, TableDamaged
from newscrawl.items import RunCounts
from tests.unit.archive.samples import exchange, record, start
from tests.unit.archive.test_compact import OTHER, commit, rows
from tests.unit.archive.test_spool import leave

NONE = timedelta(0)
LONG = timedelta(days=30)


@pytest.fixture
def compacted(store: Store, spool: Path) -> Store:
    commit(store, spool, 1, 2, 3)
    compact(store)
    return store


def row_objects(store: Store) -> list[str]:
    return [stored.key for stored in store.list("tables/") if "_delta_log" not in stored.key]


def leave_orphans(store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """End a process between the put of a batch's objects and that of its manifest."""
    run = start(store, spool)
    run.add(record(run.record(exchange(number)), number))

    def away(*_: Any) -> None:
        raise StoreUnreachable("the store is away")

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.commit.put_manifest", away)
        with pytest.raises(StoreUnreachable):
            run.commit(RunCounts())
    leave(run)


class TestVacuum:
    def test_originals_go_once_the_retention_is_over(self, compacted: Store) -> None:
        before = rows(compacted)
        step, _ = last_compaction(compacted, TableName.ARTICLES)
        assert step is not None

        removed = list(vacuum(compacted, retention=NONE))

        assert len(row_objects(compacted)) == 3
        assert {each.key for each in step.replaced} < {each.key for each in removed}
        assert rows(compacted) == before
        assert list(verify(compacted)) == []

    def test_tables_are_rebuilt_without_them(self, compacted: Store, spool: Path) -> None:
        list(vacuum(compacted, retention=NONE))
        commit(compacted, spool, 4)
        before = rows(compacted)

        for name in TableName:
            shutil.rmtree(Path(compacted.uri, "tables", name, "_delta_log"))

        assert rows(compacted) == before
        assert list(verify(compacted)) == []

    def test_they_stay_for_the_retention_and_with_them_earlier_versions(
        self, compacted: Store
    ) -> None:
        there = row_objects(compacted)

        assert list(vacuum(compacted, retention=LONG)) == []

        assert row_objects(compacted) == there
        earlier = DeltaTable(f"{compacted.uri}/tables/articles", version=3)
        assert earlier.to_pyarrow_table().num_rows == 3

    def test_what_a_table_has_again_is_kept(self, compacted: Store) -> None:
        """Someone put the table back to an earlier version, which Delta Lake lets one do."""
        before = rows(compacted)
        table = DeltaTable(f"{compacted.uri}/tables/articles")
        table.restore(table.version() - 1)
        assert len(table.file_uris()) == 3

        list(vacuum(compacted, retention=NONE))

        assert rows(compacted) == before

    def test_a_dry_run_lists_what_would_go_and_removes_nothing(self, compacted: Store) -> None:
        there = row_objects(compacted)

        listed = list(vacuum(compacted, retention=NONE, dry_run=True))

        assert row_objects(compacted) == there
        assert [each.key for each in vacuum(compacted, retention=NONE)] == [
            each.key for each in listed
        ]

    def test_each_removal_is_logged(
        self, compacted: Store, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level("INFO"):
            removed = list(vacuum(compacted, retention=NONE))

        assert [each.key for each in removed if each.key not in caplog.text] == []

    def test_nothing_goes_where_the_rows_that_remain_are_not_whole(self, compacted: Store) -> None:
        step, _ = last_compaction(compacted, TableName.ARTICLES)
        assert step is not None
        there = row_objects(compacted)
        data = bytearray(compacted.get(step.made[0].key))
        data[len(data) // 2] ^= 1
        compacted.put(step.made[0].key, bytes(data))

        with pytest.raises(TableDamaged, match=r"missing or altered"):
            list(vacuum(compacted, retention=NONE))

        kept = [key for key in there if "/articles/" in key]
        assert [key for key in row_objects(compacted) if "/articles/" in key] == kept

    def test_nothing_goes_where_a_compaction_cannot_be_read(self, compacted: Store) -> None:
        there = row_objects(compacted)
        compacted.put("compactions/runs/0000000001.json", b"{")

        with pytest.raises(ArchiveError):
            list(vacuum(compacted, retention=NONE))

        assert row_objects(compacted) == there

    def test_an_archive_that_was_never_compacted_loses_nothing(
        self, store: Store, spool: Path
    ) -> None:
        commit(store, spool, 1, 2)

        assert list(vacuum(store, retention=NONE)) == []
        assert list(verify(store)) == []

    def test_a_compaction_that_goes_on_is_left_alone(self, compacted: Store) -> None:
        lease = Lease.take(compacted, TABLES, holder="it", purpose="compaction")

        with pytest.raises(LeaseHeld):
            list(vacuum(compacted, retention=NONE))

        lease.release()


class TestOrphans:
    def test_they_are_listed_and_collected(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit(store, spool, 1)
        leave_orphans(store, spool, monkeypatch, 2)
        orphans = {fault.key for fault in verify(store)}

        listed = [each.key for each in collect_orphans(store, grace=NONE, dry_run=True)]
        collected = [each.key for each in collect_orphans(store, grace=NONE)]

        assert len(orphans) == 4  # WARC, captures, articles, runs
        assert set(listed) == set(collected) == orphans
        assert list(verify(store)) == []

    @pytest.mark.parametrize(("hours", "count"), [(0, 4), (1, 0)])
    def test_what_is_younger_than_the_grace_time_is_left(
        self,
        store: Store,
        spool: Path,
        monkeypatch: pytest.MonkeyPatch,
        hours: int,
        count: int,
    ) -> None:
        leave_orphans(store, spool, monkeypatch, 1)

        assert len(list(collect_orphans(store, grace=timedelta(hours=hours)))) == count

    def test_a_spool_is_committed_whole_though_its_orphans_were_collected(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        leave_orphans(store, spool, monkeypatch, 1)
        assert len(list(collect_orphans(store, grace=NONE))) == 4

        (manifest,) = recover(store, spool)

        assert manifest.run["articles"] == 1
        assert list(verify(store)) == []

    def test_a_spool_that_is_committed_meanwhile_keeps_what_its_manifest_names(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        leave_orphans(store, spool, monkeypatch, 1)
        real = Lease.take

        def pushed_first(store: Store, site: str, **how: Any) -> Lease:
            with monkeypatch.context() as patched:
                patched.setattr(Lease, "take", real)
                recover(store, spool)
            return real(store, site, **how)

        monkeypatch.setattr(Lease, "take", pushed_first)

        assert list(collect_orphans(store, grace=NONE)) == []
        assert list(verify(store)) == []

    def test_those_of_a_site_that_is_crawled_are_left(
        self,
        store: Store,
        spool: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        leave_orphans(store, spool, monkeypatch, 1)
        held = Lease.take(store, "gadgetpost", holder="a crawl")

        assert list(collect_orphans(store, grace=NONE)) == []

        held.release()
        assert "4 orphans of gadgetpost are left" in caplog.text

    def test_nothing_that_a_manifest_or_compaction_names_is_ever_touched(
        self, compacted: Store, spool: Path
    ) -> None:
        commit(compacted, spool, 4, site=OTHER)
        compact(compacted)
        there = [each.key for each in compacted.list("")]

        assert list(collect_orphans(compacted, grace=NONE)) == []
        assert [each.key for each in compacted.list("")] == there

    def test_what_a_table_has_is_left_though_its_compaction_was_removed(
        self, compacted: Store
    ) -> None:
        before = rows(compacted)
        compacted.delete("compactions/articles/0000000001.json")

        assert list(collect_orphans(compacted, grace=NONE)) == []

        assert rows(compacted) == before
        (fault,) = [fault for fault in verify(compacted) if not fault.is_notice]
        assert (fault.kind, fault.key) == (
            FaultKind.MANIFEST_MISSING,
            "compactions/articles/0000000001.json",
        )
        with pytest.raises(TableDamaged, match="leave the table as"):
            compact(compacted)

    def test_what_others_keep_there_is_not_ours_to_remove(self, compacted: Store) -> None:
        for key in ("notes.txt", "warc/gadgetpost/notes.txt", "tables/articles/month=x/a.parquet"):
            compacted.put(key, b"mine")

        assert list(collect_orphans(compacted, grace=NONE)) == []

    def test_a_compaction_that_was_killed_leaves_what_is_collected(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit(store, spool, 1, 2)
        real = type(store).put_if_absent

        def away(self: Store, key: str, data: bytes) -> None:
            if key.startswith("compactions/"):
                raise StoreUnreachable("the store is away")
            real(self, key, data)

        with monkeypatch.context() as patched:
            patched.setattr(type(store), "put_if_absent", away)
            with pytest.raises(StoreUnreachable):
                compact(store)

        (collected,) = collect_orphans(store, grace=NONE)

        assert "/compacted-" in collected.key
        assert list(verify(store)) == []

    def test_nothing_goes_where_a_manifest_cannot_be_read(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit(store, spool, 1)
        leave_orphans(store, spool, monkeypatch, 2)
        store.put("manifests/gadgetpost/0000000001.json", json.dumps([]).encode())
        there = [each.key for each in store.list("")]

        with pytest.raises(ArchiveError):
            list(collect_orphans(store, grace=NONE))

        assert [each.key for each in store.list("")] == there

    def test_a_temporary_file_of_a_killed_put_is_collected(self, store: Store, spool: Path) -> None:
        commit(store, spool, 1)
        part = Path(store.uri, "warc/gadgetpost/2026/.part-0011223344556677")
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"half")

        assert [each.key for each in collect_orphans(store, grace=LONG)] == []
        assert [each.key for each in collect_orphans(store, grace=NONE)] == [
            "warc/gadgetpost/2026/.part-0011223344556677"
        ]
        assert not part.exists()

    def test_age_is_by_the_clock_that_dates_the_objects(
        self, store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The store's clock is two days behind ours: nothing is two days old by it."""
        leave_orphans(store, spool, monkeypatch, 1)
        real = type(store).list

        def behind(self: Store, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
            for each in real(self, prefix, after):
                yield StoredObject(
                    key=each.key,
                    size_bytes=each.size_bytes,
                    modified_at=each.modified_at - timedelta(days=2),
                )

        monkeypatch.setattr(type(store), "list", behind)

        assert list(collect_orphans(store, grace=timedelta(days=1))) == []


def test_a_batch_that_was_left_is_not_lost_between_vacuum_gc_and_push(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(store, spool, 1, 2)
    leave_orphans(store, spool, monkeypatch, 3)
    compact(store)
    list(vacuum(store, retention=NONE))
    list(collect_orphans(store, grace=NONE))

    recover(store, spool)

    assert open_tables(store).articles.count_rows() == 3
    assert list(verify(store)) == []
