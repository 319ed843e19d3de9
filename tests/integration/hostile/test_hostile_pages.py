"""One crawl meets every kind of broken page, ends well, and can say what became of each."""

from collections import Counter

import pytest

from tests.integration.hostile.conftest import HostileCrawl, Row, crawl_hostile
from tests.integration.hostile.pages import (
    FIRST_SENTENCE,
    READABLE,
    UNREADABLE,
    HostileSite,
    page_of,
)

pytestmark = pytest.mark.integration

# What gives no response to record: the connection broke, or patience ended, before there was one.
UNANSWERED = {"slow-drip", "header-bomb", "not-http", "hangs-up"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> HostileCrawl:
    for trait in (*READABLE, *UNREADABLE):
        page_of(trait)
    return crawl_hostile(tmp_path_factory.mktemp("hostile"), HostileSite())


@pytest.fixture(scope="module")
def articles(crawled: HostileCrawl) -> dict[str, Row]:
    return {trait_of(row): row for row in crawled.table("articles")}


@pytest.fixture(scope="module")
def captures(crawled: HostileCrawl) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in crawled.table("captures"):
        found.setdefault(trait_of(row), []).append(row)
    return found


def test_the_crawl_ends_well(crawled: HostileCrawl) -> None:
    assert crawled.result.exit_code == 0, crawled.result.log
    assert "Traceback" not in crawled.result.log


def test_every_announced_page_ends_as_an_article_or_under_a_reason(crawled: HostileCrawl) -> None:
    counts = crawled.result.counts

    assert counts
    assert counts.found == len(READABLE) + len(UNREADABLE)
    assert counts.new == len(READABLE)
    assert sum(counts.dropped.values()) == len(UNREADABLE), counts.dropped


@pytest.mark.parametrize("trait", READABLE)
def test_a_readable_page_becomes_an_article_for_all_its_trait(
    trait: str, articles: dict[str, Row]
) -> None:
    row = articles[trait]

    assert row["title"] == trait
    assert row["body"].startswith(FIRST_SENTENCE)


@pytest.mark.parametrize("trait", UNREADABLE)
def test_an_unreadable_page_becomes_no_article(trait: str, articles: dict[str, Row]) -> None:
    assert trait not in articles


@pytest.mark.parametrize("trait", sorted({*READABLE, *UNREADABLE} - UNANSWERED))
def test_every_answer_is_recorded(trait: str, captures: dict[str, list[Row]]) -> None:
    assert captures[trait]


@pytest.mark.parametrize(
    ("trait", "reason"),
    [
        ("cut-short", "disconnect"),
        ("broken-chunks", "disconnect"),
        ("larger-than-allowed", "length"),
    ],
)
def test_what_is_not_whole_is_recorded_as_truncated(
    trait: str, reason: str, captures: dict[str, list[Row]]
) -> None:
    assert {row["truncated"] for row in captures[trait]} == {reason}


def test_the_bomb_is_kept_as_it_came_and_not_unpacked(captures: dict[str, list[Row]]) -> None:
    (bomb,) = captures["gzip-bomb"]

    assert 100_000 < bomb["payload_bytes"] < 1_000_000


def test_no_page_is_asked_for_again_and_again(crawled: HostileCrawl) -> None:
    asked = Counter(request.url for request in crawled.requests)

    # twice, and each time once more by the HTTP client where a kept connection closes on it
    assert max(asked.values()) <= 4, asked.most_common(3)


def trait_of(row: Row) -> str:
    return str(row["url"]).rsplit("/", 1)[1]
