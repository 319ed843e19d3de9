"""A table's log, read without deltalake, says what deltalake says; what is strange is left to it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive import Store, StoredObject, delta, open_store, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.table_log import logged_table, objects_of
from newscrawl.archive.tables import TableName
from newscrawl.errors import FormatMismatch, StoreUnreachable, TableDamaged
from newscrawl.items import RunCounts
from tests.unit.archive.samples import NOON, exchange, record, start

LOG = "tables/articles/_delta_log"


def commit(store: Store, spool: Path, *numbers: int) -> None:
    run = start(store, spool)
    for number in numbers:
        at = NOON + timedelta(hours=number, microseconds=number)
        run.add(record(run.record(exchange(number, at=at)), number))
        run.commit(RunCounts())
    run.finish("finished", RunCounts())


def log(store: Store) -> Path:
    return Path(store.uri, LOG)


def check_that_both_say_the_same(store: Store) -> None:
    for name in TableName:
        handle = DeltaTables(store).handle(name)
        assert handle is not None
        logged = logged_table(store, name)
        assert logged is not None
        assert logged.properties == handle.metadata().configuration
        assert sorted(logged.objects.values(), key=lambda each: each.path) == sorted(
            objects_of(name, handle), key=lambda each: each.path
        )


def test_commits_compactions_checkpoints_and_what_comes_after_are_read_as_deltalake_does(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(delta._CONFIGURATION, "delta.checkpointInterval", "3")
    commit(store, spool, 1)
    check_that_both_say_the_same(store)
    commit(store, spool, 2, 3)
    check_that_both_say_the_same(store)
    assert (log(store) / "_last_checkpoint").exists()
    compact(store)
    check_that_both_say_the_same(store)
    commit(store, spool, 4)
    check_that_both_say_the_same(store)


def test_a_log_without_its_last_checkpoint_is_read_from_the_first_entry(
    store: Store, spool: Path
) -> None:
    commit(store, spool, 1, 2)
    compact(store)
    (log(store) / "_last_checkpoint").unlink()

    check_that_both_say_the_same(store)


@dataclass
class Asked:
    """A store that writes down what is asked of it."""

    store: Store
    uri: str = "archive"
    keys: list[str] = field(default_factory=list)

    def get(self, key: str) -> bytes:
        self.keys.append(key.rpartition("/")[2])
        return self.store.get(key)

    def list(self, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        self.keys.append("LIST")
        return self.store.list(prefix, after)


def test_three_requests_tell_what_a_compacted_table_is_made_of(store: Store, spool: Path) -> None:
    commit(store, spool, *range(1, 8))
    compact(store)
    asked: Any = Asked(store)

    logged_table(asked, TableName.ARTICLES)

    assert asked.keys == ["_last_checkpoint", "00000000000000000009.checkpoint.parquet", "LIST"]


def rewrite_last(store: Store, change: Callable[[dict[str, Any]], None]) -> None:
    path = max(each for each in log(store).glob("0*.json") if b'"add"' in each.read_bytes())
    actions = [json.loads(line) for line in path.read_text().splitlines()]
    for action in actions:
        change(action)
    path.write_text("\n".join(map(json.dumps, actions)))


def add_a_deletion_vector(store: Store) -> None:
    vector = {"storageType": "i", "pathOrInlineDv": "", "sizeInBytes": 1, "cardinality": 1}
    rewrite_last(
        store,
        lambda action: action["add"].update(deletionVector=vector) if "add" in action else None,
    )


def bound_revisions_by_text(store: Store) -> None:
    def change(action: dict[str, Any]) -> None:
        if "add" in action:
            stats = json.loads(action["add"]["stats"])
            stats["minValues"]["revision"] = "first"
            action["add"]["stats"] = json.dumps(stats)

    rewrite_last(store, change)


def append(store: Store, action: object) -> None:
    (log(store) / f"{len([*log(store).glob('0*.json')]):020d}.json").write_text(json.dumps(action))


STRANGE: dict[str, Callable[[Store], object]] = {
    "an entry is gone": lambda store: (log(store) / f"{2:020d}.json").unlink(),
    "the first entry is gone": lambda store: (log(store) / f"{0:020d}.json").unlink(),
    "an entry is no JSON": lambda store: (log(store) / f"{2:020d}.json").write_bytes(b"\xff"),
    "JSON without an end of its depth": lambda store: (log(store) / f"{2:020d}.json").write_text(
        "[" * 100_000
    ),
    "an entry is a list": lambda store: append(store, [1]),
    "another action": lambda store: append(store, {"cdc": {}}),
    "an add without a path": lambda store: append(store, {"add": {"size": 1}}),
    "a protocol of other readers": lambda store: append(
        store, {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7}}
    ),
    "rows deleted within an object": add_a_deletion_vector,
    "a bound of another type": bound_revisions_by_text,
    "a checkpoint that is not there": lambda store: (log(store) / "_last_checkpoint").write_text(
        '{"version":3,"size":1}'
    ),
    "a checkpoint in parts": lambda store: (log(store) / "_last_checkpoint").write_text(
        '{"version":3,"size":1,"parts":2}'
    ),
    "a checkpoint that is none": lambda store: [
        (log(store) / "_last_checkpoint").write_text('{"version":3,"size":1}'),
        (log(store) / f"{3:020d}.checkpoint.parquet").write_bytes(b"PAR1"),
    ],
    "a last checkpoint of text": lambda store: (log(store) / "_last_checkpoint").write_text(
        '{"version":"../../x"}'
    ),
}


@pytest.mark.parametrize("change", STRANGE.values(), ids=STRANGE)
def test_what_no_software_of_ours_writes_is_not_read_here(
    store: Store, spool: Path, change: Callable[[Store], object]
) -> None:
    commit(store, spool, 1, 2)
    assert logged_table(store, TableName.ARTICLES) is not None

    change(store)

    assert logged_table(store, TableName.ARTICLES) is None


def test_a_damaged_log_is_named_by_deltalake(store: Store, spool: Path) -> None:
    commit(store, spool, 1, 2)
    STRANGE["an entry is no JSON"](store)

    with pytest.raises(TableDamaged, match=r"remove tables/articles/_delta_log"):
        _ = open_tables(store).articles


def test_a_table_of_a_newer_schema_is_not_read(store: Store, spool: Path) -> None:
    commit(store, spool, 1)
    path = log(store) / f"{0:020d}.json"
    path.write_text(path.read_text().replace('schemaVersion":"1"', 'schemaVersion":"2"'))

    with pytest.raises(FormatMismatch, match="schema version '2'"):
        _ = open_tables(store).articles


def test_a_store_that_does_not_answer_is_no_strange_log(tmp_path: Path) -> None:
    class Silent:
        def get(self, key: str) -> bytes:
            raise StoreUnreachable(key)

    silent: Any = Silent()
    with pytest.raises(StoreUnreachable):
        logged_table(silent, TableName.ARTICLES)
    assert logged_table(open_store(str(tmp_path)), TableName.ARTICLES) is None
