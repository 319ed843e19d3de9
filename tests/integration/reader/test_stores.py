"""The reader and the command on a real S3 server, and after real crawls."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.items import Article
from newscrawl.reader import Archive, ArticleQuery
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import APOLOGY, LAWSUIT, RECALL
from tests.web.crawling import crawl, crawl_environment, web_process
from tests.web.seaweed import SeaweedFS

NEWSCRAWL = Path(sys.executable).with_name("newscrawl")

pytestmark = pytest.mark.integration


@pytest.mark.s3
def test_an_archive_in_a_bucket_answers_as_one_in_a_folder_does(
    s3: SeaweedFS, tmp_path: Path
) -> None:
    uri = s3.uri("reader/stores")
    standing = small_archive.fill(uri, tmp_path / "spool")
    archive = Archive(uri)

    assert {article.url: article for article in archive.articles()} == standing
    assert [a.url for a in archive.articles(ArticleQuery(kind="apology"))] == [APOLOGY]
    assert archive.snapshot(APOLOGY).body == b"<html>the second text</html>"
    assert [article.revision for article in archive.revisions(APOLOGY)] == [1, 2]
    assert archive.sql("SELECT count(*) AS n FROM articles WHERE is_story").to_pylist() == [
        {"n": 3}
    ]
    assert archive.to_polars(ArticleQuery(stories_only=True))["url"].to_list() == [
        RECALL,
        LAWSUIT,
        APOLOGY,
    ]


@pytest.mark.s3
def test_the_command_reads_verifies_and_ends_cleanly_on_a_bucket(
    s3: SeaweedFS, tmp_path: Path
) -> None:
    uri = s3.uri("reader/command")
    small_archive.fill(uri, tmp_path / "spool")
    environment = {**os.environ, **s3.environment, "NEWSCRAWL_ARCHIVE": uri}

    told = {
        name: subprocess.run(
            [NEWSCRAWL, name, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for name, *arguments in (["articles"], ["verify"], ["check"], ["show", APOLOGY])
    }

    assert [(name, each.returncode, each.stderr) for name, each in told.items()] == [
        (name, 0, "") for name in told
    ]
    assert len(told["articles"].stdout.splitlines()) == 5
    assert told["verify"].stdout == f"{uri} is whole\n"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive that a real crawl of an outlet wrote, and the lines it exported beside it."""
    folder = tmp_path_factory.mktemp("crawled")
    export = folder / "out.jsonl"
    with web_process() as web:
        environment = crawl_environment(
            web.proxy_url,
            archive=str(folder / "archive"),
            more={"NEWSCRAWL_SPOOL": str(folder / "spool")},
        )
        result = crawl("gadgetpost", environment, "-O", str(export))
    assert result.exit_code == 0, result.log
    return folder / "archive", export.read_text("utf-8").splitlines()


def test_articles_are_printed_as_the_crawl_exported_them(crawled: tuple[Path, list[str]]) -> None:
    printed = subprocess.run(
        [NEWSCRAWL, "articles", "--archive", crawled[0]],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert len(crawled[1]) > 3
    assert sorted(printed.splitlines()) == sorted(crawled[1])


def test_evidence_of_every_crawled_story_is_where_it_says(crawled: tuple[Path, list[str]]) -> None:
    stories = list(Archive(str(crawled[0])).articles(ArticleQuery(stories_only=True)))

    assert stories
    for article in stories:
        assert article.story
        card = article.story
        evidence = [finding.evidence for finding in card.kinds]
        evidence += [party.evidence for party in card.parties]
        evidence += [amount.evidence for amount in card.amounts]
        for each in evidence:
            text = article.title if each.part == "title" else article.body
            assert text[each.start : each.end] == each.quote


def test_reextraction_of_a_fresh_crawl_changes_nothing(crawled: tuple[Path, list[str]]) -> None:
    archive = Archive(str(crawled[0]))
    before: list[Article] = list(archive.articles())

    told = subprocess.run(
        [NEWSCRAWL, "reextract", "--all", "--dry-run", "--archive", crawled[0]],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert told.splitlines() == [
        f"gadgetpost: {len(before)} as before",
        "nothing was written (--dry-run)",
    ]


def test_every_article_of_the_crawl_can_be_shown_and_its_page_read(
    crawled: tuple[Path, list[str]],
) -> None:
    archive = Archive(str(crawled[0]))
    for line in crawled[1]:
        record = json.loads(line)

        assert archive.article(record["url"]).title == record["title"]
        assert archive.snapshot(record["url"]).capture.capture_id == record["capture_id"]
