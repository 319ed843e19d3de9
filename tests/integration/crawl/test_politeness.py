"""robots.txt, Crawl-delay and Retry-After, over real sockets."""

from itertools import pairwise
from time import monotonic

import pytest

from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import Paper, article, raw
from tests.web.messages import Reply, redirect, text_reply
from tests.web.server import Logged

pytestmark = pytest.mark.integration


def moments(desk: Desk) -> list[tuple[str, float]]:
    """Return the list that path and time of each answer will be added to."""
    seen: list[tuple[str, float]] = []

    def note(logged: Logged) -> None:
        seen.append((logged.url.split("example", 1)[1], monotonic()))

    desk.web.on_answer = note
    return seen


def test_what_robots_txt_forbids_is_not_asked_for_and_its_crawl_delay_is_kept(desk: Desk) -> None:
    desk.paper.robots = (
        "User-agent: *\nCrawl-delay: 0.4\nDisallow: /private/\n\n"
        "User-agent: otherbot\nDisallow: /\n"
    )
    desk.paper.announced = ["/private/9-a-secret"]
    seen = moments(desk)

    result = desk.crawl()

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert result.counts.dropped == {"robots.txt": 1}
    assert desk.requested[0] == "/robots.txt"
    assert desk.requested.count("/robots.txt") == 1
    assert not any(path.startswith("/private/") for path in desk.requested)
    gaps = [later - earlier for (_, earlier), (_, later) in pairwise(seen[1:])]
    assert min(gaps) > 0.3  # asked 0.4 s apart; the answers' times vary a little


def test_a_host_whose_crawl_delay_is_beyond_the_longest_wait_is_left_alone(desk: Desk) -> None:
    desk.paper.robots = "User-agent: newscrawl\nCrawl-delay: 0.3\n"

    result = desk.crawl(NEWSCRAWL_LONGEST_WAIT_SECONDS="0.2")

    assert result.exit_code == 4, result.log
    assert desk.requested == ["/robots.txt"]
    assert "crawl delay: http://paper.example asks for 0.3 s between requests" in result.log


def test_a_crawl_delay_as_long_as_the_longest_wait_is_kept(desk: Desk) -> None:
    desk.paper.robots = "User-agent: newscrawl\nCrawl-delay: 0.3\n"

    result = desk.crawl("-a", "max_articles=1", NEWSCRAWL_LONGEST_WAIT_SECONDS="0.3")

    assert result.exit_code == 0, result.log
    assert "paper.example asks for 0.3 s between requests" in result.log


def test_an_article_on_a_host_that_asks_for_too_long_a_delay_is_counted(desk: Desk) -> None:
    slow = Paper(host="slow.paper.example", robots="User-agent: *\nCrawl-delay: 3600\n")
    desk.web.sites[slow.host] = slow
    path = "/news/1-a-story-of-the-day"
    desk.paper.answers[path] = redirect(slow.url(path))

    result = desk.crawl()

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert result.counts.dropped == {"crawl delay": 1}


@pytest.mark.parametrize(
    ("answer", "exit_code"),
    [
        (text_reply("out of order", status=503), 4),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Le"), 4),
        (text_reply("<h1>User-agent: *\nDisallow: /</h1>", status=404), 0),
    ],
    ids=["503", "no answer", "404"],
)
def test_a_robots_txt_that_cannot_be_had_allows_nothing_one_that_is_not_there_all(
    desk: Desk, answer: Reply, exit_code: int
) -> None:
    desk.paper.answers["/robots.txt"] = answer

    result = desk.crawl(NEWSCRAWL_LONGEST_WAIT_SECONDS="0")

    assert result.exit_code == exit_code, result.log
    assert ("/feed" in desk.requested) is (exit_code == 0)


def test_retry_after_is_waited_for_and_the_page_then_fetched(desk: Desk) -> None:
    path = "/news/1-a-story-of-the-day"
    desk.paper.articles = {1: "", 2: desk.paper.articles[2]}
    desk.paper.answers[path] = Reply(status=429, body=b"slow down", headers=(("Retry-After", "1"),))
    seen: list[tuple[str, float]] = []

    def relent(logged: Logged) -> None:
        seen.append((logged.url, monotonic()))
        if logged.status == 429:
            desk.paper.answers[path] = article(1, desk.paper.articles[2])

    desk.web.on_answer = relent
    result = desk.crawl("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert result.counts.new == 2
    asked = [moment for url, moment in seen if url.endswith(path)]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 0.9
    later = [moment for url, moment in seen if moment > asked[0]]
    assert min(later) - asked[0] >= 0.9  # the whole host is left alone, not just the page
    statuses = [row["status"] for row in desk.table("captures") if row["url"].endswith(path)]
    assert sorted(statuses) == [200, 429]


def test_a_host_that_asks_for_an_hour_is_left_alone(desk: Desk) -> None:
    desk.paper.answers["/feed"] = Reply(
        status=503, body=b"maintenance", headers=(("Retry-After", "3600"),)
    )

    result = desk.crawl()

    assert result.exit_code == 4, result.log
    assert desk.requested == ["/robots.txt", "/feed"]
    assert "asks to wait 3600 s" in result.log
