import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest
from deltalake import DeltaTable

from newscrawl.archive import Store, StoredObject, delta, open_store, open_tables
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.tables import TableName, capture_from_row
from newscrawl.archive.verify import verify
from newscrawl.errors import FormatMismatch
from newscrawl.items import RunCounts
from tests.unit.archive.samples import NOON, SITE, exchange, page, record, start, url_of

COUNTS = RunCounts()


def fill(store: Store, spool: Path, *, batches: int = 3) -> None:
    """Commit batches of one article each, a day apart."""
    run = start(store, spool)
    for number in range(1, batches + 1):
        capture = run.record(exchange(number, at=NOON + timedelta(days=number)))
        run.add(record(capture, number))
        run.commit(COUNTS)
    run.finish("finished", COUNTS)


def row_counts(store: Store) -> list[int]:
    tables = open_tables(store)
    return [dataset.count_rows() for dataset in (tables.captures, tables.articles, tables.runs)]


@pytest.mark.parametrize("gone", [[*TableName], *([name] for name in TableName)], ids=str)
def test_tables_deleted_altogether_are_rebuilt_from_the_manifests(
    store: Store, spool: Path, gone: list[TableName], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta, "_MANIFESTS_A_COMMIT", 2)
    fill(store, spool)
    for name in gone:
        shutil.rmtree(Path(store.uri, "tables", name, "_delta_log"))

    assert row_counts(store) == [3, 3, 4]
    assert list(verify(store)) == []


def test_tables_behind_the_manifests_are_brought_up_by_whoever_opens_them(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(DeltaTables, "bring_up", lambda *_: None)
        fill(store, spool)

    assert row_counts(store) == [3, 3, 4]
    assert row_counts(store) == [3, 3, 4]


def test_rivals_that_bring_the_tables_up_at_once_add_each_batch_once(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(DeltaTables, "bring_up", lambda *_: None)
        fill(store, spool)
    rivals = [
        threading.Thread(target=DeltaTables(store).bring_up, args=(SITE.name, 4)) for _ in range(6)
    ]

    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert row_counts(store) == [3, 3, 4]
    for name in TableName:
        files = DeltaTable(f"{store.uri}/tables/{name}").file_uris()
        assert len(files) == len(set(files))


def test_no_row_is_seen_before_what_it_points_at(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    real = DeltaTables._append

    def append(self: DeltaTables, name: TableName, site: str, last: int) -> None:
        real(self, name, site, last)
        tables = open_tables(store, bring_up=False)
        seen.append((name, tables.captures.count_rows(), tables.articles.count_rows()))

    monkeypatch.setattr(DeltaTables, "_append", append)
    run = start(store, spool)
    run.add(record(run.record(exchange(1))))
    seen.clear()
    run.commit(COUNTS)

    assert seen == [("captures", 1, 0), ("articles", 1, 1), ("runs", 1, 1)]
    run.finish("finished", COUNTS)


def test_a_question_about_one_site_opens_its_files_only(store: Store, spool: Path) -> None:
    fill(store, spool)
    captures = open_tables(store).captures

    def files(wanted: object) -> int:
        return len(list(captures.get_fragments(filter=wanted)))

    assert files(pc.field("site") == "gadgetpost") == 3
    assert files(pc.field("site") == "phonearena") == 0
    assert files(pc.field("captured_at") < NOON + timedelta(days=1.5)) == 1
    assert files(pc.field("month") == "2026-12") == 0
    assert files(pc.field("url") == url_of(2)) == 1
    assert files(pc.field("etag") == "of no statistics") == 3


def test_a_row_without_a_value_is_found_though_its_file_has_bounds(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    for number, published_at in ((1, NOON), (2, None)):
        row = record(run.record(exchange(number)), number)
        run.add({**row, "published_at": published_at})
    run.finish("finished", COUNTS)
    articles = open_tables(store).articles

    def found(wanted: object) -> list[str]:
        return sorted(articles.to_table(columns=["url"], filter=wanted)["url"].to_pylist())

    published = pc.field("published_at")
    assert found(published.is_null()) == [url_of(2)]
    assert found(published.is_null() | (published > NOON)) == [url_of(2)]
    assert found(published == NOON) == [url_of(1)]
    assert found(published > NOON) == []


def test_an_empty_place_has_empty_tables_and_stays_empty(store: Store) -> None:
    assert row_counts(store) == [0, 0, 0]
    assert list(store.list("")) == []


def test_a_foreign_folder_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"")

    with pytest.raises(FormatMismatch, match=r"notes\.txt"):
        open_tables(open_store(str(tmp_path)))


def test_a_table_of_a_newer_schema_is_refused_and_says_what_is_safe(
    store: Store, spool: Path
) -> None:
    fill(store, spool, batches=1)
    table = DeltaTable(f"{store.uri}/tables/articles")
    table.alter.set_table_properties({"newscrawl.schemaVersion": "2"}, raise_if_not_exists=False)

    with pytest.raises(FormatMismatch, match="rebuilt from the manifests"):
        _ = open_tables(store).articles


def test_captures_of_many_batches_read_back(store: Store, spool: Path) -> None:
    fill(store, spool)

    rows = open_tables(store).captures.to_table().to_pylist()

    bodies = {read_snapshot(store, capture_from_row(row)).body for row in rows}
    assert bodies == {page(number) for number in (1, 2, 3)}


def test_opening_lists_no_manifest_that_the_tables_have(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        run = start(store, spool)
        run.record(exchange(1))
        run.finish("finished", RunCounts())
    real_list, listed = type(store).list, []

    def listing(self: Store, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        for found in real_list(self, prefix, after):
            listed.append(found.key)
            yield found

    monkeypatch.setattr(type(store), "list", listing)

    assert open_tables(store).runs.count_rows() == 3
    assert [key for key in listed if key.startswith("manifests/")] == []


def test_a_log_that_could_not_be_read_for_a_moment_is_read_again(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, spool)
    failures = [OSError("Generic S3 error: connection reset"), OSError("503 SlowDown")]
    real = DeltaTable.transaction_version

    def failing(table: DeltaTable, app: str) -> int | None:
        if failures:
            raise failures.pop()
        return real(table, app)

    monkeypatch.setattr(DeltaTable, "transaction_version", failing)

    assert DeltaTables(store).applied(TableName.RUNS, SITE.name) == 4
    assert failures == []


def test_a_writer_that_is_alone_asks_the_log_for_its_place_once(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1)), 1))
    run.commit(COUNTS)
    asked: list[str] = []
    real = DeltaTable.transaction_version

    def counted(table: DeltaTable, app: str) -> int | None:
        asked.append(app)
        return real(table, app)

    monkeypatch.setattr(DeltaTable, "transaction_version", counted)
    for number in (2, 3, 4):
        run.add(record(run.record(exchange(number)), number))
        run.commit(COUNTS)

    assert len(asked) <= len(TableName)
    run.finish("finished", COUNTS)


def test_what_another_wrote_meanwhile_is_known_to_the_next_commit(
    store: Store, spool: Path
) -> None:
    fill(store, spool)
    ours, theirs = DeltaTables(store), DeltaTables(store)
    assert ours.applied(TableName.RUNS, SITE.name) == 4

    fill(store, spool, batches=1)

    assert ours.applied(TableName.RUNS, SITE.name) == theirs.applied(TableName.RUNS, SITE.name) == 6
