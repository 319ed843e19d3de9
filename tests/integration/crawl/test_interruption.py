"""A crawl that is killed, and one that is asked to stop."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import SENTENCE
from tests.web.crawling import PROGRAMS, PROJECT
from tests.web.server import Logged

pytestmark = pytest.mark.integration

ARTICLES = 20
AFTER = 9  # answers: robots.txt, feed, and some articles


@contextmanager
def running(desk: Desk, **settings: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [str(PROGRAMS / "scrapy"), "crawl", "paper"],
        cwd=PROJECT,
        env=desk.environment(NEWSCRAWL_DELAY_SECONDS="0.1", **settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def send_after(desk: Desk, process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Send the signal once AFTER answers were given."""

    def send(logged: Logged) -> None:
        if len(desk.web.requests) == AFTER:
            os.kill(process.pid, number)

    desk.web.on_answer = send


@pytest.mark.parametrize("commit_seconds", ["1", "60"], ids=["between commits", "before the first"])
def test_a_killed_crawl_loses_nothing_and_nothing_is_twice(desk: Desk, commit_seconds: str) -> None:
    desk.paper.articles = dict.fromkeys(range(1, ARTICLES + 1), SENTENCE)
    desk.web.requests.clear()

    with running(desk, NEWSCRAWL_COMMIT_SECONDS=commit_seconds) as process:
        send_after(desk, process, signal.SIGKILL)
        process.communicate(timeout=120)

    assert process.returncode == -signal.SIGKILL
    answered_first = [
        logged.url for logged in desk.web.requests[: AFTER - 1] if logged.status == 200
    ]
    desk.web.on_answer = lambda logged: None

    result = desk.crawl()

    assert result.exit_code == 0, result.log
    articles = desk.table("articles")
    assert sorted(row["url"] for row in articles) == sorted(
        f"https://paper.example/news/{n}-a-story-of-the-day" for n in desk.paper.articles
    )
    assert {row["revision"] for row in articles} == {1}
    captures = desk.table("captures")
    assert len({row["capture_id"] for row in captures}) == len(captures)
    # Every answer that was whole before the kill is there, but for what was on its way.
    first_run = min(row["run_id"] for row in captures)
    kept = {row["url"] for row in captures if row["run_id"] == first_run}
    assert len(set(answered_first) - kept) <= 2
    assert {row["capture_id"] for row in articles} <= {row["capture_id"] for row in captures}
    assert not list((desk.folder / "spool").rglob("captures.jsonl"))


def test_a_crawl_that_is_asked_to_stop_commits_and_says_that_it_is_not_whole(desk: Desk) -> None:
    desk.paper.articles = dict.fromkeys(range(1, ARTICLES + 1), SENTENCE)
    desk.web.requests.clear()

    with running(desk) as process:
        send_after(desk, process, signal.SIGTERM)
        log, _ = process.communicate(timeout=120)

    assert process.returncode == 1, log
    assert "shutdown; exit code 1" in log
    articles = desk.table("articles")
    assert 0 < len(articles) < ARTICLES
    assert desk.table("runs")[-1]["outcome"] == "shutdown"
    assert not list((desk.folder / "spool").rglob("captures.jsonl"))
