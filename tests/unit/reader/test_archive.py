"""Questions to an archive, answered from a real one on disk."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.superseding import append_articles
from newscrawl.errors import ArchiveUriError, MissingExtra, NotInArchive, UsageError
from newscrawl.items import Article, RunCounts
from newscrawl.normalise import article_id
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import article_record, json_line
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import (
    APOLOGY,
    GADGET_POST,
    LAWSUIT,
    RECALL,
    RETRACTED,
    REVIEW,
    utc,
)


def urls(archive: Archive, **filters: Any) -> list[str]:
    return [article.url for article in archive.articles(ArticleQuery(**filters))]


def test_the_latest_revision_of_each_article_comes_back_as_it_was_written(
    archive: Archive, standing: dict[str, Article]
) -> None:
    read = {article.url: article for article in archive.articles()}

    assert read == standing


def test_articles_come_newest_first_by_publication_else_by_capture(archive: Archive) -> None:
    assert urls(archive) == [RETRACTED, RECALL, REVIEW, LAWSUIT, APOLOGY]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": "2026-11-16T08:00Z"}, [RETRACTED]),
        ({"since": "2026-11-16T08:01Z"}, []),
        ({"since": "2026-11-15"}, [RETRACTED, RECALL]),  # the recall has a capture time only
        ({"until": "2026-10-31"}, [APOLOGY]),
        ({"until": "2026-10-30T22:16Z"}, [APOLOGY]),
        ({"until": "2026-10-30T22:15Z"}, []),
        ({"since": "2026-11-10", "until": "2026-11-12"}, [LAWSUIT]),
        ({"since": "2026-11-12", "until": "2026-11-15T09:00Z"}, [REVIEW]),
        ({"since": "2026-11-12", "until": "2026-11-15T09:01Z"}, [RECALL, REVIEW]),
        ({"since": datetime(2026, 11, 15, tzinfo=UTC)}, [RETRACTED, RECALL]),
        ({"site": "gadgetpost"}, [LAWSUIT, APOLOGY]),
        ({"site": ("phonewire", "gadgetpost"), "limit": 1}, [RETRACTED]),
        ({"kind": "apology"}, [APOLOGY]),
        ({"kind": ("recall", "settlement")}, [RECALL, APOLOGY]),
        ({"stories_only": True}, [RECALL, LAWSUIT, APOLOGY]),
        ({"stories_only": True, "limit": 2}, [RECALL, LAWSUIT]),
        ({"limit": 99}, [RETRACTED, RECALL, REVIEW, LAWSUIT, APOLOGY]),
        ({"text": "apologised"}, [APOLOGY]),
        ({"text": "PATENT samsung"}, [LAWSUIT]),
        ({"text": "sue"}, [REVIEW]),
        ({"text": "review"}, [REVIEW]),  # in the title
        ({"text": "xiaomi patent"}, []),
        ({"brand": "xiaomi"}, [REVIEW, APOLOGY]),  # named in one, a party in the other
        ({"brand": "XIAOMI"}, [REVIEW, APOLOGY]),
        ({"brand": "Lei Jun"}, [APOLOGY]),  # by name; its id is lei-jun
        ({"brand": "lei-jun"}, [APOLOGY]),
        ({"brand": "samsung"}, [LAWSUIT]),  # a party whose brand the card does not know
        ({"brand": ("pictiva", "anker")}, [RECALL, LAWSUIT]),
        ({"brand": "xiaomi", "kind": "lawsuit"}, []),
    ],
    ids=str,
)
def test_each_filter_holds(archive: Archive, filters: dict[str, Any], expected: list[str]) -> None:
    assert urls(archive, **filters) == expected


def test_a_revision_that_no_longer_stands_answers_no_filter(archive: Archive) -> None:
    assert urls(archive, kind="penalty") == []
    assert urls(archive, text="fined maker") == [RETRACTED]
    assert urls(archive, kind="penalty", all_revisions=True) == [RETRACTED]


def test_all_revisions_are_there_for_the_asking(archive: Archive) -> None:
    titles = [
        a.title for a in archive.articles(ArticleQuery(all_revisions=True, site="gadgetpost"))
    ]

    assert titles == [
        "Samsung sued over a patent",
        "Xiaomi wins public apology from critic",
        "Xiaomi wins apology",
    ]


def test_records_are_those_that_a_crawl_exports(
    archive: Archive, standing: dict[str, Article]
) -> None:
    lines = [json_line(record) for record in archive.records(ArticleQuery(site="gadgetpost"))]

    assert lines == [json_line(article_record(standing[url])) for url in (LAWSUIT, APOLOGY)]


@pytest.mark.parametrize(
    ("filters", "answer"),
    [
        ({"site": "gadgetpots"}, "did you mean 'gadgetpost'? There are: gadgetpost, phonewire"),
        ({"brand": "xiomi"}, "no brand or party 'xiomi'; did you mean 'Xiaomi'?"),
        ({"brand": ("xiaomi", "Pictva")}, "no brand or party 'Pictva'; did you mean 'Pictiva'?"),
    ],
)
def test_a_name_that_the_archive_does_not_know_is_refused(
    archive: Archive, filters: dict[str, Any], answer: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        urls(archive, **filters)

    assert answer in str(refusal.value)


def test_a_watchlist_gives_its_names_to_the_filter(archive: Archive, tmp_path: Path) -> None:
    watchlist = tmp_path / "watchlist.txt"
    watchlist.write_text("Xiaomi: The Rice Maker\nFairphone\n")
    watched = Archive(archive.uri, watchlist=watchlist)

    assert urls(watched, brand="the rice maker") == [REVIEW, APOLOGY]
    assert urls(watched, brand="fairphone") == []


@pytest.mark.parametrize(
    "spelling",
    [
        APOLOGY,
        APOLOGY.replace("https", "http"),
        APOLOGY + "?utm_source=mail#top",
        article_id(APOLOGY),
    ],
)
def test_an_article_is_found_under_its_url_however_spelt_and_its_id(
    archive: Archive, standing: dict[str, Article], spelling: str
) -> None:
    assert archive.article(spelling) == standing[APOLOGY]


def test_an_article_is_found_under_the_url_it_was_captured_from(archive: Archive) -> None:
    assert archive.article(REVIEW + "?utm_source=feed").url == REVIEW


def test_revisions_are_in_the_order_of_their_numbers(archive: Archive) -> None:
    assert [article.revision for article in archive.revisions(APOLOGY)] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            "https://gadgetpost.example/nothing/",
            "has no article https://gadgetpost.example/nothing/",
        ),
        (f"{0:016x}", "has no article 0000000000000000"),
        ("https://phonewire.example/old", "it was captured 2026-11-17 09:01 UTC (status 301)"),
    ],
)
def test_an_article_that_is_not_there_is_said_to_be_not_there(
    archive: Archive, asked: str, answer: str
) -> None:
    with pytest.raises(NotInArchive) as refusal:
        archive.article(asked)

    assert answer in str(refusal.value)


@pytest.mark.parametrize(
    "asked", ["gadgetpost.example/a", "ftp://gadgetpost.example/a", "abc", "http://["]
)
def test_what_is_neither_url_nor_id_is_refused(archive: Archive, asked: str) -> None:
    with pytest.raises(UsageError, match="URL"):
        archive.article(asked)
    with pytest.raises(UsageError, match="URL"):
        archive.snapshot(asked)


@pytest.mark.parametrize(
    ("at", "body"),
    [
        (None, b"<html>the second text</html>"),
        ("2026-11-02T08:00Z", b"<html>the second text</html>"),
        ("2026-11-02T07:59:59Z", small_archive.PAGE % APOLOGY.encode()),
        ("2026-11-02", b"<html>the second text</html>"),  # to the end of the day
        (utc("2026-11-01T00:00"), small_archive.PAGE % APOLOGY.encode()),
    ],
)
def test_a_snapshot_is_the_capture_nearest_before(
    archive: Archive, at: str | datetime | None, body: bytes
) -> None:
    assert archive.snapshot(APOLOGY, at).body == body


def test_a_site_s_facts_are_those_that_it_was_crawled_with(archive: Archive) -> None:
    assert archive.site_facts("gadgetpost") == small_archive.GADGET_POST


def test_there_is_no_snapshot_before_the_first_capture(archive: Archive) -> None:
    with pytest.raises(NotInArchive, match=r"no capture of .* at or before 2026-10-31T08:00:01"):
        archive.snapshot(APOLOGY, "2026-10-31T08:00:01Z")


@pytest.mark.parametrize(
    "asked",
    [REVIEW, REVIEW + "?utm_source=feed", REVIEW + "?utm_source=other", article_id(REVIEW)],
)
def test_a_snapshot_is_found_under_other_spellings(archive: Archive, asked: str) -> None:
    assert archive.snapshot(asked).capture.url == REVIEW + "?utm_source=feed"


def test_a_page_that_never_was_an_article_is_found_however_it_was_spelt(archive: Archive) -> None:
    found = archive.snapshot("http://phonewire.example/gone#top")

    assert found.capture.url == "https://phonewire.example/gone?utm_medium=feed"
    assert found.capture.status == 404


def test_a_snapshot_of_what_is_no_article(archive: Archive) -> None:
    moved = archive.snapshot("https://phonewire.example/old")

    assert (moved.capture.status, moved.body) == (301, b"")
    assert ("Location", REVIEW) in moved.headers


def test_runs_are_told_newest_first_with_their_counts(archive: Archive) -> None:
    newest, first = archive.runs()

    assert (newest.site, first.site) == ("phonewire", "gadgetpost")
    assert first.outcome == "finished"
    assert (first.batches, first.captures, first.articles) == (2, 4, 3)
    assert first.counts == RunCounts(
        found=2, fetched=4, new=2, revised=1, stories=3, dropped={"listing": 1}
    )
    assert [(source.url, source.entries) for source in first.sources] == [
        ("https://gadgetpost.example/rss.xml", 2)
    ]
    assert first.arguments == {"since": "2026-10-01"}


def test_sites_are_those_that_were_crawled(archive: Archive) -> None:
    assert archive.sites() == ("gadgetpost", "phonewire")


def test_frames_hold_the_records(archive: Archive) -> None:
    query = ArticleQuery(stories_only=True)

    table, polars, pandas = (
        archive.to_arrow(query),
        archive.to_polars(query),
        archive.to_pandas(query),
    )

    expected = [record["title"] for record in archive.records(query)]
    assert table.column_names == list(next(archive.records()))
    assert table["title"].to_pylist() == expected
    assert polars["title"].to_list() == expected
    assert pandas["title"].to_list() == expected


@pytest.mark.parametrize(
    "columns", [["title", "kinds", "article_id"], ["section", "title", "body"]], ids=str
)
def test_columns_are_those_asked_for_in_that_order(archive: Archive, columns: list[str]) -> None:
    query = ArticleQuery(text="samsung", brand="samsung", kind="lawsuit")

    (whole,) = archive.records(query)

    assert [*archive.records(query, columns)] == [{name: whole[name] for name in columns}]
    assert archive.to_arrow(query, columns).column_names == columns
    assert archive.to_polars(query, columns).columns == columns
    assert [*archive.to_pandas(query, columns)] == columns


def test_short_columns_are_read_with_what_is_asked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "newscrawl.reader.archive.whole_rows", lambda *_: pytest.fail("a second scan")
    )

    assert archive.to_arrow(ArticleQuery(text="samsung"), ["url", "title"]).num_rows


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        (["titel"], "no column 'titel'; did you mean 'title'?"),
        (["generation"], "no column 'generation'"),
        ([], "no columns are given"),
    ],
    ids=["misspelt", "of the table's keeping", "none"],
)
def test_columns_that_no_record_has_are_refused(
    archive: Archive, columns: list[str], refusal: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(refusal)):
        next(archive.records(ArticleQuery(), columns))


def test_a_question_without_answer_has_the_columns_all_the_same(archive: Archive) -> None:
    table = archive.to_arrow(ArticleQuery(text="unheard-of"))

    assert table.num_rows == 0
    assert table.column_names == archive.to_arrow().column_names


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_missing_library_is_named_with_the_line_to_type(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtra, match=rf"pip install 'newscrawl\[{library}\]'"):
        getattr(archive, f"to_{library}")()


def test_a_place_without_an_archive_does_not_look_like_an_empty_one(tmp_path: Path) -> None:
    nowhere = Archive(str(tmp_path / "misspelt"))

    with pytest.raises(NotInArchive, match="there is no archive at"):
        list(nowhere.articles())
    assert not (tmp_path / "misspelt").exists()


def test_an_archive_in_which_nothing_is_yet_answers_with_nothing(tmp_path: Path) -> None:
    open_store(str(tmp_path / "archive")).check()
    empty = Archive(str(tmp_path / "archive"))

    assert list(empty.articles(ArticleQuery(text="x", kind="ban", brand="apple"))) == []
    assert list(empty.runs()) == []
    assert empty.sql("SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 0}]


def test_the_facts_of_a_site_are_those_of_its_last_crawl(archive: Archive) -> None:
    assert archive.site_facts("gadgetpost") == GADGET_POST
    with pytest.raises(UsageError, match="no site 'gadgetpots'"):
        archive.site_facts("gadgetpots")


def test_credentials_in_the_uri_are_refused() -> None:
    with pytest.raises(ArchiveUriError, match="do not belong in the URI"):
        Archive("s3://key:secret@bucket/prefix")


def test_reread_rows_stand_in_place_of_those_before(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    standing = small_archive.fill(str(folder), tmp_path / "spool")
    reread = replace(standing[APOLOGY], title="Read anew", extractor_version="2")
    store = open_store(str(folder))

    append_articles(store, tmp_path / "spool", GADGET_POST, [article_record(reread)])

    archive = Archive(str(folder))
    assert archive.article(APOLOGY) == reread
    assert [a.title for a in archive.revisions(APOLOGY)] == ["Xiaomi wins apology", "Read anew"]
    assert urls(archive, text="anew") == [APOLOGY]
    assert urls(archive, text="critic") == []
    (told,) = archive.sql(
        "SELECT (SELECT count(*) FROM articles) AS latest, count(*) AS every FROM article_revisions"
    ).to_pylist()
    assert told == {"latest": 5, "every": 7}


def test_downstream_jobs_need_no_scrapy() -> None:
    program = (
        "import sys, newscrawl.reader, newscrawl.cli.group, newscrawl.cli.rereading\n"
        "print([name for name in sys.modules if name.partition('.')[0] in ('scrapy', 'twisted')])"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert told.stdout == "[]\n"
