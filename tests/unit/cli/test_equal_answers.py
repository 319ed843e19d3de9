"""Commands, SQL and Python give one answer, whatever was committed, compacted and vacuumed since."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from deltalake import DeltaTable

from newscrawl.archive import Store, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.vacuuming import vacuum
from newscrawl.items import Article, RunCounts, SiteFacts
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import article_record
from tests.unit.cli.conftest import Command
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import (
    APOLOGY,
    GADGET_POST,
    LAWSUIT,
    RETRACTED,
    REVIEW,
    add,
    apology,
    exchange,
    plain_article,
    start,
    utc,
)

MIRROR = SiteFacts(name="mirror", publisher="Mirror", language="en", timezone="UTC")
Row = dict[str, Any]


def reread(store: Store, spool: Path, article: Article) -> None:
    renewed = replace(article, extractor_version="2")
    append_articles(store, spool, GADGET_POST, [article_record(renewed)])


def mirror(store: Store, spool: Path, *, day: str) -> None:
    """Let another site hold a page of gadgetpost as well, and one of its own."""
    run = start(store, spool, MIRROR)
    for url, brands in ((LAWSUIT, ("samsung",)), (f"https://mirror.example/{day}", ("xiaomi",))):
        capture = run.record(exchange(url, utc(f"{day}T12:00")))
        page = plain_article(
            capture,
            MIRROR,
            title="Samsung sued over a patent",
            paragraphs=("Pictiva has sued Samsung over a patent of Xiaomi.",),
            url=url,
            published=utc(f"{day}T11:00"),
            brands=brands,
        )
        add(run, page)
    run.finish("finished", RunCounts())


def steps(uri: str, spool: Path) -> Iterator[str]:
    """Do to an archive what happens to one, and yield after each step its name."""
    store = open_store(uri)
    standing = small_archive.fill(uri, spool)
    reread(store, spool, standing[APOLOGY])
    yield "committed, and read again"
    compact(store)
    yield "compacted"
    run = start(store, spool, GADGET_POST)
    add(run, apology(run.record(exchange(APOLOGY, utc("2026-11-20T08:00"))), revision=3))
    run.finish("finished", RunCounts())
    mirror(store, spool, day="2026-11-21")
    yield "revised since, and one page on two sites"
    compact(store)
    reread(store, spool, standing[LAWSUIT])
    yield "compacted again, and read again"
    compact(store)
    assert list(vacuum(store, retention=timedelta(0)))
    yield "vacuumed"


def standing_rows(uri: str, key: tuple[str, ...]) -> list[Row]:
    """Return the rows that the format says stand, found row by row."""
    newest: dict[object, Row] = {}
    for file in DeltaTable(f"{uri}/tables/articles").file_uris():
        for row in pq.ParquetFile(file).read().to_pylist():
            place = tuple(row[name] for name in key)
            if place not in newest or _order(row) > _order(newest[place]):
                newest[place] = row
    return list(newest.values())


def _order(row: Row) -> tuple[Any, ...]:
    return row["revision"], row["generation"], row["written_at"], row["capture_id"]


def ask(command: Command, uri: str, *arguments: str) -> list[Row]:
    ended = command(*arguments, "--format", "jsonl", "--archive", uri)
    assert ended.status == 0, ended.err
    return list(map(json.loads, ended.lines))


def names(rows: Iterable[Row]) -> list[tuple[str, int, str]]:
    return sorted((row["url"], row["revision"], row["title"]) for row in rows)


def check(uri: str, step: str, command: Command) -> None:
    archive = Archive(uri)
    rows = standing_rows(uri, ("article_id",))
    selected = "SELECT url, revision, title FROM articles"

    by_month = Counter(
        (f"{row['published_at']:%Y-%m}", row["is_story"]) for row in rows if row["published_at"]
    )
    counts = (
        "SELECT strftime(published_at, '%Y-%m') AS month, is_story, count(*) AS articles "
        "FROM articles WHERE published_at IS NOT NULL GROUP BY ALL"
    )
    for told in (ask(command, uri, "sql", counts), archive.sql(counts).to_pylist()):
        assert {(row["month"], row["is_story"]): row["articles"] for row in told} == by_month, step

    revisions = standing_rows(uri, ("article_id", "revision"))
    asked = "SELECT url, revision, title FROM article_revisions"
    assert (
        names(archive.sql(asked).to_pylist())
        == names(archive.records(ArticleQuery(all_revisions=True)))
        == names(ask(command, uri, "articles", "--all-revisions"))
        == names(revisions)
    ), step

    of_site = [row for row in rows if row["site"] == "gadgetpost"]
    assert (
        names(archive.sql(f"{selected} WHERE site = 'gadgetpost'").to_pylist())
        == names(archive.records(ArticleQuery(site="gadgetpost")))
        == names(ask(command, uri, "articles", "--site", "gadgetpost"))
        == names(of_site)
    ), step

    lawsuits = [row for row in rows if row["is_story"] and "lawsuit" in row["kinds"]]
    asked = f"{selected} WHERE is_story AND list_contains(kinds, 'lawsuit')"
    assert (
        names(archive.sql(asked).to_pylist())
        == names(archive.records(ArticleQuery(kind="lawsuit")))
        == names(ask(command, uri, "articles", "--kind", "lawsuit"))
        == names(lawsuits)
    ), step

    brand = [row for row in rows if "xiaomi" in row["brands"]]
    assert (
        names(archive.sql(f"{selected} WHERE list_contains(brands, 'xiaomi')").to_pylist())
        == names(archive.records(ArticleQuery(brand="xiaomi")))
        == names(ask(command, uri, "articles", "--brand", "xiaomi"))
        == names(brand)
    ), step

    since = utc("2026-11-01T00:00")
    word = [
        row
        for row in rows
        if "phone" in row["body"].lower() and (row["published_at"] or row["captured_at"]) >= since
    ]
    where = (
        "WHERE contains(lower(body), 'phone') "
        "AND coalesce(published_at, captured_at) >= '2026-11-01' AND month >= '2026-11'"
    )
    asks = ("articles", "--text", "phone", "--since", "2026-11-01")
    assert (
        names(archive.sql(f"{selected} {where}").to_pylist())
        == names(archive.records(ArticleQuery(text="phone", since=since)))
        == names(ask(command, uri, *asks))
        == names(word)
    ), step

    for url in (APOLOGY, LAWSUIT, REVIEW, RETRACTED):
        (row,) = (row for row in rows if row["url"] == url)
        (told,) = archive.sql(f"{selected} WHERE url = '{url}'").to_pylist()
        read = archive.article(url)
        shown = command("show", url, "--archive", uri)
        assert told == {name: row[name] for name in told}
        assert (read.revision, read.title) == (row["revision"], row["title"])
        assert row["title"] in shown.out, step


def test_the_answers_are_those_of_the_rows_that_stand(tmp_path: Path, command: Command) -> None:
    uri = str(tmp_path / "archive")

    for step in steps(uri, tmp_path / "spool"):
        check(uri, step, command)
