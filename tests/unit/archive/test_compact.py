import io
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

from newscrawl.archive import Store, compacting, current_articles, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.archive.compaction import last_compaction
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.faults import FaultKind
from newscrawl.archive.lease import TABLES, Lease
from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.rewriting import rewrite
from newscrawl.archive.run import Run
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.tables import TableName
from newscrawl.archive.verify import verify
from newscrawl.errors import FormatMismatch, LeaseHeld, LeaseLost, TableDamaged
from newscrawl.items import RunCounts, SiteFacts
from tests.unit.archive.samples import NOON, SITE, exchange, record, rewritten, start

COUNTS = RunCounts()
OTHER = SiteFacts(name="phonewire", publisher="Phone Wire")


def commit(
    store: Store, spool: Path, *numbers: int, site: SiteFacts = SITE, at: datetime = NOON
) -> None:
    """Commit an article a batch, and a last batch that has only its row of runs."""
    run = start(store, spool, site)
    for number in numbers:
        row = record(run.record(exchange(number, at=at)), number)
        run.add({**row, "is_story": number % 2 == 0})
        run.commit(COUNTS)
    run.finish("finished", COUNTS)


@pytest.fixture
def filled(store: Store, spool: Path) -> Store:
    commit(store, spool, 1, 2, 3)
    commit(store, spool, 4, 5, site=OTHER)
    commit(store, spool, 6, 7, at=NOON + timedelta(days=30))
    return store


def objects(store: Store, name: TableName = TableName.ARTICLES) -> list[str]:
    return DeltaTable(f"{store.uri}/tables/{name}").file_uris()


def rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, in an order that does not depend on where it lies."""
    tables = open_tables(store)
    return {
        name: sorted(getattr(tables, name).to_table().to_pylist(), key=repr) for name in TableName
    }


def test_much_of_a_month_is_two_objects_of_which_a_question_for_stories_opens_one(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscrawl.archive.rewriting._WORTH_SPLITTING_BYTES", 0)
    before = rows(filled)

    compact(filled)

    articles = open_tables(filled).articles
    stories = list(articles.get_fragments(filter=pc.field("is_story")))
    takers = list(articles.get_fragments(filter=pc.field("revision") > 1))
    assert (len(objects(filled)), len(stories), len(takers)) == (4, 2, 0)
    assert rows(filled) == before
    assert compact(filled) == []
    assert not list(verify(filled))


def test_what_questions_are_put_by_lies_before_the_texts(filled: Store) -> None:
    asked = {"article_id", "revision", "generation", "published_at", "captured_at", "written_at"}
    asked |= {"site", "is_story", "kinds", "brands", "parties", "authors", "url", "title"}
    compact(filled)

    for uri in objects(filled):
        columns = pq.ParquetFile(uri).schema_arrow.names
        last = max(map(columns.index, asked))
        assert last < columns.index("body")
        assert {*columns[: last + 1]} - asked == {"capture_id"}


def test_rows_stay_as_they_are_in_one_object_a_month(filled: Store) -> None:
    before = rows(filled)

    done = compact(filled)

    assert rows(filled) == before
    assert [(each.table, each.before, each.after) for each in done] == [
        ("captures", 7, 2),
        ("articles", 7, 2),
        ("runs", 10, 1),
    ]
    assert list(verify(filled)) == []


def test_what_is_compact_is_left_alone(filled: Store) -> None:
    compact(filled)
    before = [stored.key for stored in filled.list("")]

    assert compact(filled) == []
    assert [stored.key for stored in filled.list("") if "leases/" not in stored.key] == [
        key for key in before if "leases/" not in key
    ]


@pytest.mark.parametrize(("at_least", "months"), [(4, 2), (5, 2), (6, 1)])
def test_a_month_is_left_until_it_has_enough_small_objects(
    store: Store, spool: Path, at_least: int, months: int
) -> None:
    commit(store, spool, 1, 2, 3, 4, 5)
    commit(store, spool, 6, 7, 8, 9, at=NOON + timedelta(days=30))

    compact(store, at_least=at_least)

    articles = {4: 2, 5: 1 + 4, 6: 5 + 4}[at_least]
    assert len(objects(store)) == articles


def test_what_was_committed_since_is_compacted_with_the_rest(filled: Store, spool: Path) -> None:
    compact(filled)
    commit(filled, spool, 8)
    before = rows(filled)

    compact(filled)

    assert rows(filled) == before
    assert len(objects(filled)) == 2
    assert list(verify(filled)) == []


@pytest.mark.parametrize("name", TableName)
@pytest.mark.parametrize("originals", [True, False], ids=["originals there", "originals gone"])
def test_tables_are_rebuilt_after_a_compaction(
    filled: Store, spool: Path, name: TableName, originals: bool
) -> None:
    compact(filled)
    commit(filled, spool, 8)
    before = rows(filled)
    if not originals:
        step, _ = last_compaction(filled, name)
        assert step is not None
        for each in step.replaced:
            filled.delete(each.key)

    shutil.rmtree(Path(filled.uri, "tables", name, "_delta_log"))

    assert rows(filled) == before
    assert [fault for fault in verify(filled) if not fault.is_notice] == []
    assert DeltaTables(filled).compacted(name) == 1
    commit(filled, spool, 9)
    assert open_tables(filled).articles.count_rows() == 9


def test_all_tables_are_rebuilt_together(filled: Store) -> None:
    before = rows(filled)
    compact(filled)

    for name in TableName:
        shutil.rmtree(Path(filled.uri, "tables", name, "_delta_log"))

    assert rows(filled) == before
    assert compact(filled) == []


def test_stories_lie_apart_so_that_questions_about_them_read_little(filled: Store) -> None:
    compact(filled)

    articles = open_tables(filled).articles
    (november,) = [each for each in articles.get_fragments() if "month=2026-11" in each.path]

    def groups(wanted: pc.Expression) -> list[int]:
        """Return the rows of each row group that ``wanted`` opens."""
        opened = november.subset(filter=wanted, schema=articles.schema).row_groups
        return [group.num_rows for group in opened]

    assert groups(pc.field("is_story")) == [2]
    assert groups(~pc.field("is_story")) == [3]
    assert groups(pc.field("revision") > 1) == []
    assert groups(pc.field("site") == OTHER.name) == [3, 2]
    assert groups(pc.field("site") == "another") == []


def test_the_rows_that_stand_are_the_same(store: Store, spool: Path) -> None:
    commit(store, spool, 1, 2)
    row = open_tables(store).articles.to_table().to_pylist()[0]
    reread = {name: row[name] for name in row if name not in ("month", "generation", "written_at")}
    append_articles(store, spool, SITE, [{**reread, "title": "Read better"}])

    def standing() -> list[tuple[str, str]]:
        found = current_articles(open_tables(store).articles).read_all().to_pylist()
        return sorted((each["url"], each["title"]) for each in found)

    before = standing()

    compact(store)

    assert standing() == before
    assert "Read better" in {title for _, title in before}


def test_a_version_from_before_can_still_be_read(filled: Store) -> None:
    table = DeltaTable(f"{filled.uri}/tables/articles")
    before = table.version()
    compact(filled)

    then = DeltaTable(f"{filled.uri}/tables/articles", version=before)

    assert len(then.file_uris()) == 7
    assert then.to_pyarrow_table().num_rows == 7


def test_a_reader_of_the_changes_is_told_of_none(filled: Store) -> None:
    compact(filled)

    log = max(Path(filled.uri, "tables/articles/_delta_log").glob("*.json"))
    actions = [json.loads(line) for line in log.read_text().splitlines()]

    assert [each["add"]["dataChange"] for each in actions if "add" in each] == [False, False]
    assert {each["remove"]["dataChange"] for each in actions if "remove" in each} == {False}


def test_a_second_compaction_at_once_says_so_and_leaves(filled: Store) -> None:
    first = Lease.take(filled, TABLES, holder="the first", purpose="compaction")

    with pytest.raises(LeaseHeld, match=r"tables are being tended.*the first.*compaction"):
        compact(filled)

    first.release()


def test_of_two_that_compact_without_knowing_of_each_other_one_gives_way(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rewrite
    before = rows(filled)
    others: list[object] = []

    def overtaken(*arguments: Any) -> Any:
        if not others:  # the lease is taken from a process that stood still
            others.append("begun")
            for stored in list(filled.list("leases/_tables/")):
                filled.delete(stored.key)
            others.extend(compact(filled))
        return real(*arguments)

    monkeypatch.setattr(compacting, "rewrite", overtaken)

    with pytest.raises(LeaseLost, match="captures"):
        compact(filled)

    assert rows(filled) == before
    assert {fault.kind for fault in verify(filled)} == {FaultKind.ORPHAN}


def test_a_commit_meanwhile_is_no_error_and_kept(
    filled: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = DeltaTables._swap
    numbers = iter((8, 9, 10))

    def swap(self: DeltaTables, compaction: Any) -> None:
        commit(filled, spool, next(numbers))
        real(self, compaction)

    monkeypatch.setattr(DeltaTables, "_swap", swap)

    compact(filled)

    assert open_tables(filled).articles.count_rows() == 10
    assert list(verify(filled)) == []


def test_an_object_that_is_not_what_was_written_gets_no_new_digest(filled: Store) -> None:
    key = next(stored.key for stored in filled.list("tables/articles/month"))
    filled.put(key, filled.get(key)[:-20])

    with pytest.raises(TableDamaged, match=r"does not hash.*nothing was changed"):
        compact(filled)

    assert last_compaction(filled, TableName.ARTICLES) == (None, None)


def test_a_table_that_something_else_rewrote_is_not_touched(filled: Store) -> None:
    table = DeltaTable(f"{filled.uri}/tables/captures")
    write_deltalake(table, table.to_pyarrow_table().slice(0, 1), mode="append")

    with pytest.raises(TableDamaged, match="rebuilt whole"):
        compact(filled)


def test_rows_of_a_newer_version_are_not_cut_to_this_ones_columns(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pq.write_table

    def newer(table: pa.Table, out: io.BytesIO, **how: Any) -> None:
        real(table.append_column("mood", pa.nulls(table.num_rows, pa.string())), out, **how)

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.rows.pq.write_table", newer)
        commit(store, spool, 1, 2)

    with pytest.raises(FormatMismatch, match="mood"):
        compact(store)


def test_rows_of_an_earlier_version_have_null_in_what_was_added_since(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pq.write_table

    def earlier(table: pa.Table, out: io.BytesIO, **how: Any) -> None:
        real(table.drop_columns([name for name in ("etag",) if name in table.column_names]), out, **how)  # fmt: skip

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.rows.pq.write_table", earlier)
        commit(store, spool, 1, 2)
    commit(store, spool, 3)

    compact(store)

    etags = open_tables(store).captures.to_table(columns=["etag"])["etag"].to_pylist()
    assert sorted(etags, key=str) == ['"v3"', None, None]


class TestVerify:
    @pytest.fixture
    def compacted(self, filled: Store) -> Store:
        compact(filled)
        return filled

    def kinds(self, store: Store) -> set[FaultKind]:
        return {fault.kind for fault in verify(store) if not fault.is_notice}

    def made(self, store: Store) -> str:
        step, _ = last_compaction(store, TableName.ARTICLES)
        assert step is not None
        return step.made[0].key

    def test_an_altered_object_is_found(self, compacted: Store) -> None:
        data = bytearray(compacted.get(self.made(compacted)))
        data[len(data) // 3] ^= 1
        compacted.put(self.made(compacted), bytes(data))

        assert FaultKind.OBJECT_ALTERED in self.kinds(compacted)

    def test_a_missing_object_is_found(self, compacted: Store) -> None:
        compacted.delete(self.made(compacted))

        assert FaultKind.OBJECT_MISSING in self.kinds(compacted)

    def test_an_original_that_is_there_is_still_checked(self, compacted: Store) -> None:
        key = next(each.key for each in compacted.list("tables/runs/") if "-000" in each.key)
        compacted.put(key, compacted.get(key)[:-1])

        assert FaultKind.OBJECT_ALTERED in self.kinds(compacted)

    @pytest.mark.parametrize(
        ("damage", "kind"),
        [
            (lambda _: b"{", FaultKind.MANIFEST_UNREADABLE),
            (lambda data: data.replace(b"newscrawl/", b"newscrawl-", 1), FaultKind.MANIFEST_ALTERED),
            (lambda data: rewritten(data, sequence=2), FaultKind.CHAIN_BROKEN),
        ],
        ids=["not readable", "altered", "out of order"],
    )  # fmt: skip
    def test_an_altered_compaction_is_found(
        self, compacted: Store, damage: Any, kind: FaultKind
    ) -> None:
        key = "compactions/articles/0000000001.json"
        data = compacted.get(key)
        compacted.put(key, damage(data))
        assert compacted.get(key) != data

        assert kind in self.kinds(compacted)

    def test_a_manifest_that_was_altered_since_is_found(self, compacted: Store) -> None:
        key = "manifests/phonewire/0000000003.json"  # the last of its chain: no manifest follows it
        compacted.put(key, rewritten(compacted.get(key), software="newscrawl/9"))

        assert self.kinds(compacted) == {FaultKind.CHAIN_BROKEN}


def test_a_compaction_of_a_newer_version_is_not_guessed_at(filled: Store) -> None:
    compact(filled)
    step, _ = last_compaction(filled, TableName.RUNS)
    assert step is not None
    newer = replace(step, compacted_at=datetime.now(UTC))
    filled.put(step.key, rewritten(newer.to_json(), version=2))

    with pytest.raises(FormatMismatch, match="Upgrade newscrawl"):
        last_compaction(filled, TableName.RUNS)


@pytest.mark.parametrize(("every", "files"), [(0, 13), (6, 3), (100, 13)])
def test_a_run_compacts_by_itself_where_it_is_asked_to(
    store: Store, spool: Path, every: int, files: int
) -> None:
    run = Run.start(store, spool, SITE, spider="gadgetpost", arguments={}, compact_commits=every)
    for number in range(12):
        run.add(record(run.record(exchange(number)), number))
        run.commit(COUNTS)
    run.finish("finished", COUNTS)

    assert len(objects(store, TableName.RUNS)) == files
    assert open_tables(store).articles.count_rows() == 12
    assert list(verify(store)) == []


def test_a_run_goes_on_where_its_tables_cannot_be_compacted_now(
    store: Store, spool: Path, caplog: pytest.LogCaptureFixture
) -> None:
    commit(store, spool, 1, 2)
    key = next(stored.key for stored in store.list("tables/captures/month"))
    data = store.get(key)
    run = Run.start(store, spool, SITE, spider="gadgetpost", arguments={}, compact_commits=2)
    store.put(key, data[:-1] + b"?")

    run.finish("finished", COUNTS)

    assert "could not be compacted" in caplog.text
    assert open_tables(store).runs.count_rows() == 4


@pytest.mark.parametrize(
    ("mebibytes", "together"),
    [
        ([1, 1, 1], [[1, 1, 1]]),
        ([47, 1], [[47, 1]]),
        ([48, 1], []),
        ([48, 1, 2], [[1, 2]]),
        ([32, 32, 1, 1], [[32, 32], [1, 1]]),
        ([32, 33, 1], [[33, 1]]),
        ([40, 40], []),
        ([], []),
    ],
    ids=str,
)
def test_objects_are_put_together_up_to_a_size_and_large_ones_left(
    mebibytes: list[int], together: list[list[int]]
) -> None:
    stored = [
        StoredFile(key=f"{number}", bytes=size << 20, sha256="", kind="articles", month="2026-11")
        for number, size in enumerate(mebibytes)
    ]

    bins = list(compacting._bins(stored, 2))

    assert [[each.bytes >> 20 for each in some] for some in bins] == together


def test_months_are_never_put_together() -> None:
    months = ["2026-10", "2026-11", "2026-10"]
    stored = [
        StoredFile(key=month, bytes=1, sha256="", kind="articles", month=month) for month in months
    ]

    (some,) = compacting._bins(stored, 2)

    assert [each.month for each in some] == ["2026-10", "2026-10"]
