import threading
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.archive import capture_from_row, open_tables
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.spool import archive_folder
from newscrawl.archive.spooled_batch import OpenBatch
from newscrawl.archive.state import site_state
from newscrawl.archive.store import Store
from newscrawl.archive.verify import verify
from newscrawl.errors import SpoolError, UsageError
from newscrawl.items import Capture, RunCounts, SourceOutcome
from newscrawl.records import article_from_record
from tests.unit.archive.samples import NOON, SITE, article, exchange, page, record, start, url_of

FEED = SourceOutcome(url="https://gadgetpost.example/rss", confirmed=True, status=200, entries=12)


def captures(store: Store) -> list[Capture]:
    rows = open_tables(store).captures.to_table().to_pylist()
    return sorted((capture_from_row(row) for row in rows), key=lambda each: each.captured_at)


def test_what_is_recorded_and_added_is_in_the_tables_after_a_commit(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    capture = run.record(exchange())
    run.add(record(capture))

    manifest = run.commit(RunCounts(found=1, fetched=1, new=1))
    run.finish("finished", RunCounts(found=1, fetched=1, new=1), [FEED])

    assert manifest is not None
    tables = open_tables(store)
    assert captures(store) == [capture]
    (row,) = tables.articles.to_table().to_pylist()
    assert article_from_record(row) == article(capture)
    runs = sorted(tables.runs.to_table().to_pylist(), key=lambda each: each["batch"])
    assert [(each["batch"], each["outcome"], each["captures"]) for each in runs] == [
        (1, None, 1),
        (2, "finished", 0),
    ]
    assert runs[1]["arguments"] == [{"name": "since", "value": "2026-11-01"}]


def test_a_commit_without_anything_new_leaves_no_manifest(store: Store, spool: Path) -> None:
    run = start(store, spool)

    assert run.commit(RunCounts()) is None
    run.finish("finished", RunCounts())

    assert [each.key for each in store.list("manifests/")] == [
        "manifests/gadgetpost/0000000001.json"
    ]


def test_a_snapshot_is_the_page_with_its_coding_undone(store: Store, spool: Path) -> None:
    run = start(store, spool)
    run.record(exchange(1))
    run.record(exchange(2))
    run.finish("finished", RunCounts())

    first, second = captures(store)

    assert read_snapshot(store, first).body == page(1)
    snapshot = read_snapshot(store, second)
    assert snapshot.body == page(2)
    assert [value for name, value in snapshot.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_the_next_run_knows_validators_articles_and_source_entries(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    capture = run.record(exchange())
    run.add(record(capture))
    run.finish("finished", RunCounts(), [FEED, replace(FEED, status=304, entries=None)])

    state = site_state(store, SITE.name)

    validators = state.validators(url_of(1) + "#comments")
    assert validators is not None
    assert (validators.etag, validators.capture_id) == ('"v1"', capture.capture_id)
    known = state.article(url_of(1))
    assert known is not None
    assert (known.revision, known.authors) == (1, ("Ada Dee",))
    assert state.source_entries(FEED.url) == 12
    assert state.validators(url_of(2)) is None
    assert site_state(store, "othersite").article(url_of(1)) is None


@pytest.mark.parametrize(
    "again",
    [exchange(status=304, body=b"", at=NOON.replace(day=23)), exchange(at=NOON.replace(day=23))],
    ids=["304", "the same bytes"],
)
def test_an_unchanged_answer_is_a_revisit_of_the_body_already_stored(
    store: Store, spool: Path, again: object
) -> None:
    first = start(store, spool)
    original = first.record(exchange())
    first.finish("finished", RunCounts())

    second = start(store, spool)
    revisit = second.record(again)  # type: ignore[arg-type]
    second.finish("finished", RunCounts())

    assert revisit.revisit_of == original.capture_id
    assert revisit.warc_bytes < 1000
    assert captures(store) == [original, revisit]
    assert read_snapshot(store, revisit).body == page(1)
    assert site_state(store, SITE.name).validators(url_of(1)) is not None


def test_a_crawl_records_on_while_a_commit_is_under_way(store: Store, spool: Path) -> None:
    run = start(store, spool)
    over, manifests = threading.Event(), []

    def commit() -> None:
        while not over.is_set():
            manifests.append(run.commit(RunCounts()))

    committing = threading.Thread(target=commit)
    committing.start()
    number = 0
    while number < 200 or len([each for each in manifests if each]) < 3:
        run.add(record(run.record(exchange(number)), number))
        number += 1
    over.set()
    committing.join()
    run.finish("finished", RunCounts())

    tables = open_tables(store)
    assert tables.captures.count_rows() == number
    assert sorted(tables.articles.to_table()["article_id"].to_pylist()) == [
        f"{each:016x}" for each in range(number)
    ]
    assert list(verify(store)) == []


@pytest.mark.parametrize(("limit", "most"), [("_ROLL_BYTES", 2000), ("_ROLL_CAPTURES", 2)])
def test_a_batch_closes_at_its_size_and_the_next_goes_on(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch, *, limit: str, most: int
) -> None:
    monkeypatch.setattr(f"newscrawl.archive.run.{limit}", most)
    run = start(store, spool)
    for number in range(6):
        run.record(exchange(number))
    run.finish("finished", RunCounts(found=6))

    runs = sorted(open_tables(store).runs.to_table().to_pylist(), key=lambda row: row["batch"])
    assert [row["captures"] for row in runs] == [2, 2, 2]
    assert [row["found"] for row in runs] == [None, None, 6]
    assert all(each.size_bytes < 6000 for each in store.list("warc/"))
    assert list(verify(store)) == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "-a", "a b", "a" * 102])
def test_a_name_that_is_no_part_of_a_key_names_no_site(
    store: Store, spool: Path, name: str
) -> None:
    with pytest.raises(UsageError):
        start(store, spool, replace(SITE, name=name))

    assert list(store.list("")) == []


def test_a_batch_that_cannot_begin_leaves_no_folder_and_no_open_file(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, spool)
    before = len(list(Path("/proc/self/fd").iterdir()))

    def refuse(*_: object) -> None:
        raise SpoolError("the disk of the spool is full")

    with monkeypatch.context() as patched:
        patched.setattr(OpenBatch, "begin", refuse)
        for _ in range(3):
            with pytest.raises(SpoolError, match="full"):
                run.record(exchange(1))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert list(run._spooled.batches()) == []
    run.record(exchange(1))
    run.finish("finished", RunCounts())

    assert open_tables(store).captures.count_rows() == 1


def test_a_start_that_fails_at_other_sites_spools_holds_nothing(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SpoolError("run.json is not the JSON that newscrawl wrote there")

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.run.recover_others", refuse)
        with pytest.raises(SpoolError, match="run"):
            start(store, spool)
    assert not any(archive_folder(spool, store.place).glob("*/*"))

    start(store, spool).finish("finished", RunCounts())
