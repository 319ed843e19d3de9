"""A source that lies, breaks or never ends: the run says so, and its exit code too."""

import pytest

from tests.integration.hostile.conftest import CrawlHostile, HostileCrawl, Row, crawl_hostile
from tests.integration.hostile.feeds import FEEDS, HealthyNews, HostileFeeds
from tests.integration.hostile.pages import HOME, article_page, feed_of, html_reply
from tests.web.messages import Reply, text_reply

pytestmark = pytest.mark.integration

SITE_AT_FAULT = 4


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> HostileCrawl:
    folder = tmp_path_factory.mktemp("sources")
    return crawl_hostile(folder, HostileFeeds(), spider="hostile-sources")


@pytest.fixture(scope="module")
def sources(crawled: HostileCrawl) -> dict[str, Row]:
    (run,) = crawled.table("runs")
    return {source["url"]: source for source in run["sources"]}


def test_confirmed_feeds_that_cannot_be_read_fail_the_run(crawled: HostileCrawl) -> None:
    assert crawled.result.exit_code == SITE_AT_FAULT, crawled.result.log
    assert "Traceback" not in crawled.result.log


@pytest.mark.parametrize("trait", FEEDS)
def test_each_broken_feed_is_named_in_the_log_and_in_the_runs_table(
    trait: str, crawled: HostileCrawl, sources: dict[str, Row]
) -> None:
    url = f"{HOME}/feeds/{trait}.xml"

    assert sources[url]["error"]
    assert not sources[url]["entries"]
    assert f"confirmed source {url}" in crawled.result.log


def test_a_feed_of_ten_thousand_items_is_bounded_by_max_articles(hostile: CrawlHostile) -> None:
    feed = feed_of([f"item-{number}" for number in range(10_000)])

    crawled = hostile(HealthyNews(feed=feed), "-a", "max_articles=20")

    assert crawled.result.exit_code == 0, crawled.result.log
    assert len(crawled.table("articles")) == 20
    assert len(crawled.requests) <= 20 + 2  # robots.txt and the feed


def test_a_feed_that_names_one_article_ten_thousand_times_fetches_it_once(
    hostile: CrawlHostile,
) -> None:
    crawled = hostile(HealthyNews(feed=feed_of(["same"] * 10_000)))

    assert crawled.result.exit_code == 0, crawled.result.log
    assert [request.url for request in crawled.requests].count(f"{HOME}/news/same") == 1


def test_addresses_that_are_none_or_lead_elsewhere_are_passed_over(hostile: CrawlHostile) -> None:
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,hello",
        "http://[::1",
        "http://127.0.0.1:1/news/a",
        "http://hostile.example:99999/news/port",
        "http://hostile.example.elsewhere.example/news/a",
        "//hostile.example/news/healthy",
    ]
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    feed = text_reply(f"<rss><channel>{items}</channel></rss>", media_type="application/rss+xml")

    crawled = hostile(HealthyNews(feed=feed))

    assert crawled.result.exit_code == 0, crawled.result.log
    assert [row["url"] for row in crawled.table("articles")] == [
        "https://hostile.example/news/healthy"
    ]
    assert {request.url.split("/")[2] for request in crawled.requests} == {"hostile.example"}


def test_a_broken_robots_txt_is_as_good_as_none(hostile: CrawlHostile) -> None:
    robots = {
        "html": html_reply(article_page("robots?")),
        "noise": Reply(body=b"User-agent: *\nDisallow: /\xff\xfe\x00\n" * 5000),
        "huge": Reply(body=b"# hello\n" * 500_000, is_compressible=False),
    }
    urls = [f"http://{trait}.hostile.example/news/{trait}" for trait in robots]
    items = "".join(f"<item><title>t</title><link>{url}</link></item>" for url in urls)
    feed = text_reply(f"<rss><channel>{items}</channel></rss>", media_type="application/rss+xml")
    hosts = [
        HealthyNews(robots=answer, host=f"{trait}.hostile.example")
        for trait, answer in robots.items()
    ]

    crawled = hostile([HealthyNews(feed=feed), *hosts])

    assert crawled.result.exit_code == 0, crawled.result.log
    assert sorted(row["title"] for row in crawled.table("articles")) == sorted(robots)


def test_a_feed_that_named_articles_before_and_names_none_now_fails_the_run(
    hostile: CrawlHostile,
) -> None:
    first = hostile(HealthyNews())
    emptied = Reply(body=b"<rss><channel><title>t", media_type="application/rss+xml")

    second = hostile(HealthyNews(feed=emptied))

    assert first.result.exit_code == 0, first.result.log
    assert second.result.exit_code == SITE_AT_FAULT, second.result.log
