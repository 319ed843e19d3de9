import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from newscrawl.archive import Store, StoredObject
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.tables import TableName
from newscrawl.archive.verify import verify
from newscrawl.items import RunCounts
from tests.unit.archive.samples import exchange, record, rewritten, start


@pytest.fixture
def filled(store: Store, spool: Path) -> Store:
    run = start(store, spool)
    for number in (1, 2, 3):
        run.add(record(run.record(exchange(number)), number))
        run.commit(RunCounts())
    run.finish("finished", RunCounts())
    return store


def key_of(store: Store, prefix: str, number: int = 0) -> str:
    return [each.key for each in store.list(prefix) if "_delta_log" not in each.key][number]


def flip(prefix: str, number: int = 0, at: float = 0.5) -> Callable[[Store], str]:
    def damage(store: Store) -> str:
        key = key_of(store, prefix, number)
        data = bytearray(store.get(key))
        data[int(len(data) * at)] ^= 1
        store.put(key, bytes(data))
        return key

    return damage


def remove(prefix: str, number: int = 0) -> Callable[[Store], str]:
    def damage(store: Store) -> str:
        key = key_of(store, prefix, number)
        store.delete(key)
        return key

    return damage


def cut(prefix: str) -> Callable[[Store], str]:
    def damage(store: Store) -> str:
        key = key_of(store, prefix)
        store.put(key, store.get(key)[:-20])
        return key

    return damage


def forge(store: Store) -> str:
    """Alter a manifest so that it stays well formed."""
    key = key_of(store, "manifests/", 1)
    run = {**json.loads(store.get(key))["run"], "spider": "other"}
    store.put(key, rewritten(store.get(key), run=run))
    return key_of(store, "manifests/", 2)


def misspell_the_newest_manifest(store: Store) -> str:
    """Alter what no other object has a digest of."""
    key = key_of(store, "manifests/", -1)
    store.put(key, store.get(key).replace(b"newscrawl/", b"newscrawk/", 1))
    return key


def test_a_sound_archive_has_no_fault(filled: Store) -> None:
    assert list(verify(filled)) == []


def test_nothing_has_no_fault(store: Store) -> None:
    assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (flip("warc/"), FaultKind.OBJECT_ALTERED),
        (flip("warc/"), FaultKind.CAPTURE_UNREADABLE),
        (cut("warc/"), FaultKind.OBJECT_ALTERED),
        (remove("warc/"), FaultKind.OBJECT_MISSING),
        (flip("tables/articles/"), FaultKind.OBJECT_ALTERED),
        (flip("tables/captures/", at=0.2), FaultKind.OBJECT_ALTERED),
        (remove("tables/runs/"), FaultKind.OBJECT_MISSING),
        (flip("manifests/", at=0.0), FaultKind.MANIFEST_UNREADABLE),
        (misspell_the_newest_manifest, FaultKind.MANIFEST_ALTERED),
        (remove("manifests/", 1), FaultKind.MANIFEST_MISSING),
        (forge, FaultKind.CHAIN_BROKEN),
    ],
)
def test_damage_is_found_and_named(
    filled: Store, damage: Callable[[Store], str], kind: FaultKind
) -> None:
    damage(filled)

    faults = [fault for fault in verify(filled) if not fault.is_notice]

    assert kind in {fault.kind for fault in faults}
    assert all(fault.advice and fault.key in str(fault) for fault in faults)


def test_every_row_is_found_where_its_row_object_is_gone(filled: Store) -> None:
    key = remove("tables/captures/")(filled)

    kinds = {fault.kind: fault for fault in verify(filled)}

    assert kinds[FaultKind.OBJECT_MISSING].key == key
    assert FaultKind.TABLE_UNREADABLE in kinds


def test_a_record_whose_digest_was_wrong_when_it_was_stored_is_found(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    capture = run.record(exchange(1, coded=False))
    batch = run._batch
    assert batch is not None
    warc = batch.folder / "captures.warc.gz"
    data = warc.read_bytes()
    end = capture.warc_offset + capture.warc_bytes
    member = gzip.decompress(data[capture.warc_offset : end])
    forged = gzip.compress(member.replace(b"says sorry", b"says Sorry"))
    warc.write_bytes(data[: capture.warc_offset] + forged + data[end:])
    run.finish("finished", RunCounts())

    assert FaultKind.RECORD_ALTERED in {fault.kind for fault in verify(store)}


@pytest.mark.parametrize("name", TableName)
def test_rows_added_or_removed_by_hand_are_found(filled: Store, name: TableName) -> None:
    table = DeltaTable(f"{filled.uri}/tables/{name}")
    rows = table.to_pyarrow_table()
    write_deltalake(table, rows.slice(0, 1), mode="append")

    faults = [fault for fault in verify(filled) if not fault.is_notice]
    assert [(fault.kind, fault.key) for fault in faults] == [
        (FaultKind.ROWS_DIFFER, f"tables/{name}")
    ]


def test_a_table_that_something_else_compacted_is_found_though_no_row_differs(
    filled: Store,
) -> None:
    DeltaTable(f"{filled.uri}/tables/articles").optimize.compact()

    (fault,) = (fault for fault in verify(filled) if not fault.is_notice)

    assert (fault.kind, fault.key) == (FaultKind.ROWS_DIFFER, "tables/articles")
    assert "1 row objects that no manifest or compaction gives it, and lacks 3" in fault.detail


@pytest.mark.parametrize(
    "content",
    [
        b'{"name": "newscrawl-archive", "version": 1}',
        b'{"name": "newscrawl-archive", "version": 1}\r',
        b'{"name": "newscrawl-archive", "version": 0}\n',
    ],
)
def test_a_format_marker_that_can_be_read_and_is_not_as_written_is_found(
    filled: Store, content: bytes
) -> None:
    filled.put("FORMAT.json", content)

    assert [fault.kind for fault in verify(filled)] == [FaultKind.FORMAT_ALTERED]


def test_an_article_whose_capture_has_no_row_is_found(filled: Store) -> None:
    DeltaTable(f"{filled.uri}/tables/captures").delete("url LIKE '%story-2/'")

    kinds = [fault.kind for fault in verify(filled)]

    assert FaultKind.CAPTURE_MISSING in kinds
    assert FaultKind.ROWS_DIFFER in kinds


def test_what_no_manifest_names_is_a_notice(filled: Store) -> None:
    filled.put("warc/gadgetpost/2026/11/lost-0001.warc.gz", b"lost")

    (fault,) = verify(filled)

    assert fault.kind is FaultKind.ORPHAN
    assert fault.is_notice
    assert "`newscrawl gc` collects it" in str(fault)


def test_a_crawl_that_commits_meanwhile_is_no_fault(store: Store, spool: Path) -> None:
    first = start(store, spool)
    first.record(exchange(1))
    first.finish("finished", RunCounts())
    run = start(store, spool)
    run.add(record(run.record(exchange(2)), 2))
    real = type(store).list
    committed: list[object] = []

    def listing(self: Store, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        found = list(real(self, prefix, after))
        if prefix == "" and not committed:  # after the manifests, before the tables
            committed.append(run.commit(RunCounts()))
        yield from found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(store), "list", listing)
        faults = list(verify(store))
    run.finish("finished", RunCounts())

    assert committed
    assert [fault for fault in faults if not fault.is_notice] == []
