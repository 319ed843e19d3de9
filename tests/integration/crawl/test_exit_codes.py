"""What ``scrapy crawl`` ends with, and what it says."""

import json
from pathlib import Path

import pytest

from newscrawl.records import json_line
from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import SENTENCE, STORY
from tests.web.messages import Reply, text_reply
from tests.web.server import Logged

pytestmark = pytest.mark.integration


def test_0_all_is_well_and_a_second_crawl_of_the_same_writes_no_article(desk: Desk) -> None:
    desk.paper.articles[2] = STORY
    export = desk.folder / "out.jsonl"

    first = desk.crawl("-O", str(export))

    assert first.exit_code == 0, first.log
    assert first.counts is not None
    assert (first.counts.found, first.counts.fetched, first.counts.new) == (4, 4, 4)
    assert first.counts.stories == 1
    rows = {row["url"]: row for row in desk.table("articles")}
    assert len(rows) == 4
    for line in export.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        row = rows[record["url"]]
        assert record == json.loads(json_line({name: row[name] for name in record}))

    second = desk.crawl()

    assert second.exit_code == 0, second.log
    assert second.counts is not None
    assert (second.counts.found, second.counts.unchanged) == (4, 4)
    assert (second.counts.new, second.counts.revised) == (0, 0)
    statuses = {logged.status for logged in desk.web.requests if "robots" not in logged.url}
    assert statuses == {304}
    assert len(desk.table("articles")) == 4

    desk.paper.articles[3] = f"{SENTENCE} Nobody said who."
    desk.paper.articles[5] = SENTENCE
    third = desk.crawl()

    assert third.exit_code == 0, third.log
    assert third.counts is not None
    assert (third.counts.new, third.counts.revised, third.counts.unchanged) == (1, 1, 3)
    revised = [row for row in desk.table("articles") if row["revision"] == 2]
    assert [row["title"] for row in revised] == ["Story of day 3"]


def test_a_csv_export_has_the_same_header_with_and_without_rows(desk: Desk) -> None:
    rows, no_rows = desk.folder / "rows.csv", desk.folder / "no-rows.csv"

    desk.crawl("-O", str(rows))
    desk.crawl("-O", str(no_rows))

    header = rows.read_text(encoding="utf-8").splitlines()[0]
    assert no_rows.read_text(encoding="utf-8").splitlines() == [header]


def test_1_an_exception_nobody_expected(desk: Desk) -> None:
    result = desk.crawl(spider="broken")

    assert result.exit_code == 1
    assert "ZeroDivisionError: nobody expected this" in result.log
    assert len(desk.table("captures")) == 6  # what was fetched is archived all the same


@pytest.mark.parametrize(
    ("spider", "arguments", "settings", "said"),
    [
        ("paper", ["-a", "sinse=7d"], {}, "did you mean 'since'?"),
        ("papr", [], {}, "no spider 'papr'; did you mean 'paper'?"),
        ("paper", ["-s", "ROBOTSTXT_OBEY=False"], {}, "ROBOTSTXT_OBEY is True here"),
        ("paper", ["-s", "NEWSCRAWL_RECORDING=0"], {}, "no setting 'NEWSCRAWL_RECORDING'"),
        ("paper", ["-s", "DOWNLOAD_DELAY=abc"], {}, "DOWNLOAD_DELAY='abc' must be seconds"),
        ("paper", ["-s", "DOWNLOAD_TIMEOUT=0"], {}, "DOWNLOAD_TIMEOUT='0' must be seconds"),
        ("paper", ["-s", "LOG_LEVEL=loud"], {}, "LOG_LEVEL='loud' must be one of DEBUG"),
        (
            "paper",
            ["-s", "NEWSCRAWL_S3_STORAGE_CLASS=STANDARD_IA"],
            {},
            "NEWSCRAWL_S3_STORAGE_CLASS is read from the environment only",
        ),
        ("paper", ["-L", "loud"], {}, "LOG_LEVEL='loud' must be one of DEBUG"),
        ("paper", ["-O", "out.xml"], {}, "'jsonl'"),
        ("paper", ["-O", "out.pickle"], {}, "'csv'"),
        ("paper", [], {"NEWSCRAWL_COMMIT_ARTICLES": "many"}, "NEWSCRAWL_COMMIT_ARTICLES='many'"),
        ("paper", [], {"NEWSCRAWL_ARCHIVE": "s3://me:hidden@news/a"}, "credentials"),
    ],
    ids=[
        "argument",
        "spider",
        "robots",
        "recording",
        "delay",
        "timeout",
        "level",
        "of the process",
        "-L",
        "xml",
        "pickle",
        "environment",
        "credentials in the URI",
    ],
)
def test_2_wrong_use_is_named_before_anything_is_fetched(
    desk: Desk, spider: str, arguments: list[str], settings: dict[str, str], said: str
) -> None:
    result = desk.crawl(*arguments, spider=spider, **settings)

    assert result.exit_code == 2, result.log
    assert said in result.log
    assert "Traceback" not in result.log
    assert "hidden" not in result.log
    assert desk.requested == []


def test_3_a_folder_that_cannot_be_written_is_named_before_anything_is_fetched(desk: Desk) -> None:
    (desk.folder / "file").write_text("not a folder")

    result = desk.crawl(NEWSCRAWL_ARCHIVE=str(desk.folder / "file" / "archive"))

    assert result.exit_code == 3, result.log
    assert "file/archive" in result.log
    assert "Traceback" not in result.log
    assert desk.requested == []


def test_a_crawl_that_never_began_leaves_the_export_of_the_last_as_it_is(desk: Desk) -> None:
    export = desk.folder / "out.jsonl"
    desk.crawl("-O", str(export))
    before = export.read_text(encoding="utf-8")
    (desk.folder / "file").write_text("not a folder")

    refused = desk.crawl("-O", str(export), NEWSCRAWL_ARCHIVE=str(desk.folder / "file" / "archive"))
    with_credentials = desk.crawl("-O", str(export), NEWSCRAWL_ARCHIVE="s3://me:hidden@news/a")

    assert (refused.exit_code, with_credentials.exit_code) == (3, 2)
    assert before.count("\n") == 4
    assert export.read_text(encoding="utf-8") == before


def test_3_an_archive_that_fails_on_the_way_leaves_all_in_the_spool_for_the_next_start(
    desk: Desk,
) -> None:
    desk.paper.articles = dict.fromkeys(range(1, 9), SENTENCE)
    manifests = desk.archive / "manifests"

    def break_archive(logged: Logged) -> None:
        if logged.url.endswith("/feed"):
            manifests.write_text("in the way")

    desk.web.on_answer = break_archive
    broken = desk.crawl(NEWSCRAWL_COMMIT_SECONDS="1", NEWSCRAWL_DELAY_SECONDS="0.3")
    desk.web.on_answer = lambda logged: None

    assert broken.exit_code == 3, broken.log
    assert "Traceback" not in broken.log
    assert broken.counts is not None
    manifests.unlink()

    mended = desk.crawl()

    assert mended.exit_code == 0, mended.log
    articles = desk.table("articles")
    assert len(articles) == len({row["url"] for row in articles}) == 8
    assert not list((desk.folder / "spool").rglob("captures.jsonl"))


@pytest.mark.parametrize(
    "answer",
    [
        text_reply("out of order", status=500),
        Reply(body=b"<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>"),
    ],
    ids=["500", "html"],
)
def test_4_a_confirmed_source_that_fails(desk: Desk, answer: Reply) -> None:
    desk.paper.answers["/feed"] = answer

    result = desk.crawl()

    assert result.exit_code == 4, result.log
    assert "confirmed source http://paper.example/feed" in result.log
    (source,) = desk.table("runs")[-1]["sources"]
    assert source["error"] is not None
    assert any(row["status"] == answer.status for row in desk.table("captures"))


def test_4_a_source_that_named_articles_names_none_and_keeps_failing_until_it_does(
    desk: Desk,
) -> None:
    assert desk.crawl().exit_code == 0
    desk.paper.answers["/feed"] = desk.paper.feed()
    desk.paper.articles = {}

    silent, still_silent = desk.crawl(), desk.crawl()

    assert silent.exit_code == 4, silent.log
    assert "it named 4 before" in silent.log
    assert still_silent.exit_code == 4, still_silent.log


def test_4_not_one_article_that_was_found_could_be_fetched(desk: Desk) -> None:
    for number in desk.paper.articles:
        path = f"/news/{number}-a-story-of-the-day"
        desk.paper.answers[path] = text_reply("go away", status=403)

    result = desk.crawl()

    assert result.exit_code == 4, result.log
    assert result.counts is not None
    assert result.counts.dropped == {"http 403": 4}


def test_4_every_page_is_a_wall(desk: Desk) -> None:
    wall = Reply(body=b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
    for number in desk.paper.articles:
        desk.paper.answers[f"/news/{number}-a-story-of-the-day"] = wall

    result = desk.crawl()

    assert result.exit_code == 4, result.log
    assert result.counts is not None
    assert (result.counts.fetched, sum(result.counts.dropped.values())) == (4, 4)


def test_an_unconfirmed_source_that_fails_warns(desk: Desk) -> None:
    result = desk.crawl(spider="rumour")

    assert result.exit_code == 0, result.log
    assert "WARNING" in result.log
    assert "unconfirmed source http://paper.example/rumoured-feed: answered 404" in result.log


def test_an_empty_feed_of_a_new_site_warns(desk: Desk) -> None:
    desk.paper.articles = {}

    result = desk.crawl()

    assert result.exit_code == 0, result.log
    assert "names no article of paper" in result.log


def test_the_summary_file_says_what_the_log_says(desk: Desk) -> None:
    result = desk.crawl("-a", "max_articles=2", "-a", "stories_only=true")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert (result.counts.found, result.counts.new) == (2, 0)
    assert result.counts.dropped == {"not a story": 2}
    assert "2 found, 2 fetched, 0 new" in result.log
    assert len([row for row in desk.table("captures") if row["role"] == "article"]) == 2
    assert Path(desk.archive / "FORMAT.json").exists()
