"""The same outlets crawled again: unchanged at first, then a day later."""

from collections import Counter
from pathlib import Path

import pytest

from tests.integration.demo.demo_run import Row, read_table
from tests.web.crawling import CrawlResult, crawl, crawl_environment
from tests.web.server import Web, serve

pytestmark = pytest.mark.integration

SETTLEMENT = "https://gadgetpost.example/2026/11/brightloop-settles-bulb-subscription-suit/"
NEW_CHIEF = "https://gadgetpost.example/2026/11/brightloop-names-new-chief/"


class CrawledAgain:
    """Three crawls of one outlet; what each printed into the log of the web and the archive."""

    def __init__(self, folder: Path, spider: str) -> None:
        self.results: list[CrawlResult] = []
        self.statuses: list[Counter[int]] = []
        self.rows: list[list[Row]] = []
        with serve() as web:
            for edition in (1, 1, 2):
                web.edition = edition
                self._crawl(web, folder, spider)

    def _crawl(self, web: Web, folder: Path, spider: str) -> None:
        already = len(web.requests)
        archive = str(folder / "archive")
        more = {"NEWSCRAWL_SPOOL": str(folder / "spool")}
        result = crawl(spider, crawl_environment(web.proxy_url, archive=archive, more=more))
        assert result.exit_code == 0, result.log
        self.results.append(result)
        self.statuses.append(Counter(request.status for request in web.requests[already:]))
        self.rows.append(read_table(archive, "articles"))


@pytest.fixture(scope="module")
def gadgetpost(tmp_path_factory: pytest.TempPathFactory) -> CrawledAgain:
    return CrawledAgain(tmp_path_factory.mktemp("gadgetpost"), "gadgetpost")


@pytest.fixture(scope="module")
def modemweekly(tmp_path_factory: pytest.TempPathFactory) -> CrawledAgain:
    return CrawledAgain(tmp_path_factory.mktemp("modemweekly"), "modemweekly")


def test_an_unchanged_site_answers_304_and_gives_no_new_row(gadgetpost: CrawledAgain) -> None:
    counts = gadgetpost.results[1].counts

    assert counts
    assert (counts.new, counts.revised, counts.unchanged) == (0, 0, 12)
    assert gadgetpost.statuses[0][304] == 0
    assert gadgetpost.statuses[1][304] == 13  # the feed and twelve articles
    assert gadgetpost.rows[1] == gadgetpost.rows[0]


def test_a_page_that_changes_only_its_visitor_counter_gives_no_new_row(
    modemweekly: CrawledAgain,
) -> None:
    counts = modemweekly.results[1].counts

    assert counts
    assert (counts.new, counts.revised, counts.unchanged) == (0, 0, 8)
    assert modemweekly.statuses[1][304] == 0
    assert modemweekly.rows[1] == modemweekly.rows[0]


def test_an_edited_article_becomes_its_second_revision(gadgetpost: CrawledAgain) -> None:
    revisions = sorted(
        (row for row in gadgetpost.rows[2] if row["url"] == SETTLEMENT),
        key=lambda row: row["revision"],
    )

    first, second = revisions
    assert [first["revision"], second["revision"]] == [1, 2]
    assert first["article_id"] == second["article_id"]
    assert second["title"].startswith("Judge gives first approval")
    assert "has agreed to pay $4.2 million" in first["body"]
    assert "has given first approval" in second["body"]
    assert first["body_digest"] != second["body_digest"]


def test_an_article_that_was_not_there_before_is_new(gadgetpost: CrawledAgain) -> None:
    counts = gadgetpost.results[2].counts
    rows = [row for row in gadgetpost.rows[2] if row["url"] == NEW_CHIEF]

    assert counts
    assert (counts.new, counts.revised, counts.unchanged) == (1, 1, 11)
    assert [row["revision"] for row in rows] == [1]
