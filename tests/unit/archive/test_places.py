"""What a spool holds of articles that another machine wrote meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive import Store, current_articles, open_tables
from newscrawl.archive.places import Places
from newscrawl.archive.recover import recover
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.verify import verify
from newscrawl.items import RunCounts
from tests.unit.archive.samples import SITE, exchange, record, start
from tests.unit.archive.test_spool import leave


def crawl(store: Store, spool: Path, *titles: str, killed: bool = False) -> None:
    """Crawl story 1 once a title, each a revision, as a run does that knows of no other."""
    run = start(store, spool)
    for revision, title in enumerate(titles, 1):
        run.add({**record(run.record(exchange(1)), revision=revision), "title": title})
    if killed:
        leave(run)
    else:
        run.finish("finished", RunCounts())


def rows(store: Store) -> list[tuple[int, str]]:
    found = open_tables(store).articles.to_table(columns=["revision", "title"]).to_pylist()
    return sorted((row["revision"], row["title"]) for row in found)


@pytest.mark.parametrize(
    ("spooled", "meanwhile", "wanted"),
    [
        (["Sorry"], ["Sorry"], [(1, "Sorry")]),
        (["Sorry"], ["Not sorry"], [(1, "Not sorry"), (2, "Sorry")]),
        (["Sorry"], ["Sorry", "Very sorry"], [(1, "Sorry"), (2, "Very sorry")]),
        (["Very sorry"], ["Sorry", "Very sorry"], [(1, "Sorry"), (2, "Very sorry")]),
        (["Sorry", "Very sorry"], ["Sorry"], [(1, "Sorry"), (2, "Very sorry")]),
        (["A", "B"], ["C"], [(1, "C"), (2, "A"), (3, "B")]),
    ],
    ids=[
        "the same text",
        "another text",
        "the text before the latest",
        "the latest text",
        "one text more",
        "two texts more",
    ],
)
def test_a_spool_pushed_late_claims_no_place_that_is_taken(
    store: Store,
    tmp_path: Path,
    spooled: list[str],
    meanwhile: list[str],
    wanted: list[tuple[int, str]],
) -> None:
    crawl(store, tmp_path / "machine-a", *spooled, killed=True)
    crawl(store, tmp_path / "machine-b", *meanwhile)

    (manifest,) = recover(store, tmp_path / "machine-a")

    assert rows(store) == wanted
    assert manifest.run["articles"] == len(wanted) - len(meanwhile)
    assert manifest.run["captures"] == len(spooled)
    assert current_articles(open_tables(store).articles).read_all().num_rows == 1
    assert list(verify(store)) == []


def test_a_manifest_that_was_meant_is_void_where_its_articles_change(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(store, tmp_path / "machine-a")
    run.add(record(run.record(exchange(1))))

    def refuse(*_: Any) -> None:
        raise OSError("killed before the manifest was put")

    with monkeypatch.context() as patched:
        patched.setattr("newscrawl.archive.commit.put_manifest", refuse)
        with pytest.raises(OSError, match="killed"):
            run.finish("finished", RunCounts())
    crawl(store, tmp_path / "machine-b", "Xiaomi apologises")

    recover(store, tmp_path / "machine-a")

    assert rows(store) == [(1, "Xiaomi apologises")]
    assert [fault for fault in verify(store) if not fault.is_notice] == []


def test_a_reading_anew_takes_the_next_generation_where_its_own_is_taken(
    store: Store, spool: Path
) -> None:
    crawl(store, spool, "Sorry")
    row = current_articles(open_tables(store).articles).read_all().to_pylist()[0]
    places = Places.read(store, SITE.name)
    append_articles(store, spool, SITE, [{name: row[name] for name in row if name != "month"}])
    taken = Places.read(store, SITE.name)
    reread = {**row, "generation": 1}

    assert [each["generation"] for each in places._settled([reread])] == [1]
    assert [each["generation"] for each in taken._settled([reread])] == [2]


@pytest.mark.parametrize(
    ("captured_at", "month"),
    [
        ("2026-10-31T23:59:59+00:00", "2026-11"),
        ("2026-11-30T12:00:00+00:00", "2026-11"),
        ("2026-12-01T00:00:00+00:00", "2026-12"),
    ],
    ids=["captured in a month before", "in the same", "in a later one"],
)
def test_a_row_numbered_anew_lies_in_no_month_before_the_one_it_follows(
    captured_at: str, month: str
) -> None:
    row = {"article_id": "a", "revision": 1, "generation": 0, "authors": [], "body_digest": "x"}
    taken = Places([{**row, "title": "Sorry", "month": "2026-11"}])

    settled = taken._settled([{**row, "title": "Not sorry", "captured_at": captured_at}])

    assert [(each["revision"], each["month"]) for each in settled] == [(2, month)]
