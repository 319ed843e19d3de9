"""Every answer is recorded, as it was received."""

import gzip
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import SENTENCE, article, raw
from tests.web.messages import redirect, text_reply

pytestmark = pytest.mark.integration

SECRET = "hunter2-secret"


def test_robots_redirects_errors_and_broken_answers_are_recorded(desk: Desk) -> None:
    page = f"<html><body><article>{SENTENCE * 40}</article></body></html>".encode()
    desk.paper.articles = {1: SENTENCE}
    desk.paper.announced = [
        "/news/2-moved",
        "/news/3-loops",
        "/news/4-gone",
        "/news/5-broken-off",
        "/news/6-endless",
        "/news/7-away",
        "/news/8-no-gzip",
    ]
    desk.paper.answers |= {
        "/news/2-moved": redirect(desk.paper.url("/news/2-is-here")),
        "/news/3-loops": redirect(desk.paper.url("/news/3-loops")),
        "/news/4-gone": text_reply("gone", status=410),
        "/news/5-broken-off": raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n", page
        ),
        "/news/6-endless": raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999\r\n\r\n",
            *[b"<p>and so on</p>" * 64] * 900,
        ),
        "/news/7-away": redirect("http://elsewhere.example/news/7-away"),
        "/news/8-no-gzip": raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
            b"Connection: close\r\n\r\n",
            gzip.compress(page)[:-20],
        ),
    }

    result = desk.crawl(NEWSCRAWL_LARGEST_BODY_BYTES="65536")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    captures = desk.table("captures")
    by_path: dict[str, list[dict[str, object]]] = {}
    for row in captures:
        by_path.setdefault(row["url"].split("example", 1)[1], []).append(row)
    assert [row["role"] for row in by_path["/robots.txt"]] == ["robots"]
    assert [row["role"] for row in by_path["/feed"]] == ["source"]
    assert by_path["/news/2-moved"][0]["redirect_to"] == desk.paper.url("/news/2-is-here")
    assert by_path["/news/2-is-here"][0]["status"] == 404
    assert len(by_path["/news/3-loops"]) == 1
    assert by_path["/news/4-gone"][0]["status"] == 410
    broken_off = by_path["/news/5-broken-off"]
    assert [row["truncated"] for row in broken_off] == ["disconnect"] * 3  # tried again twice
    assert {row["payload_bytes"] for row in broken_off} == {len(page)}
    assert [row["truncated"] for row in by_path["/news/6-endless"]] == ["length"]
    assert by_path["/news/7-away"][0]["status"] == 301
    assert not any("elsewhere" in row["url"] for row in captures)
    dropped = Counter(result.counts.dropped)
    assert dropped.pop("http 404") == 1
    assert dropped.pop("http 410") == 1
    assert dropped.pop("redirect loop") == 1
    assert dropped.pop("led off site") == 1
    assert dropped.pop("unreadable page") == 1
    assert dropped.pop("truncated") == 2
    assert not dropped
    assert result.counts.new == 1

    warcs = sorted((desk.archive / "warc").rglob("*.warc.gz"))
    checked = subprocess.run(
        [str(Path(sys.executable).parent / "warcio"), "check", "-v", *map(str, warcs)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(("spider", "exit_code"), [("fulldisk", 3), ("faultyrecorder", 1)])
def test_a_page_that_could_not_be_recorded_is_no_article_and_ends_the_run(
    desk: Desk, spider: str, exit_code: int
) -> None:
    others = [f"/news/{n}-another" for n in range(3, 12)]
    desk.paper.answers["/feed"] = desk.paper.feed(*others, "/news/2-moved")
    desk.paper.answers["/news/2-moved"] = redirect(desk.paper.url("/news/2-is-here"))
    desk.paper.answers["/news/2-is-here"] = article(2, SENTENCE)
    one_at_a_time = ("-s", "CONCURRENT_REQUESTS=1", "-s", "REDIRECT_PRIORITY_ADJUST=100")

    result = desk.crawl(*one_at_a_time, spider=spider, NEWSCRAWL_DELAY_SECONDS="0.2")

    assert result.exit_code == exit_code, result.log
    assert result.counts is not None
    assert result.counts.dropped.get("not recorded") == 1
    assert result.counts.new == 0
    assert "/news/2-is-here" in desk.requested
    assert set(others) - set(desk.requested)


def test_a_proxys_password_is_in_no_log_and_in_no_file(desk: Desk) -> None:
    proxy = desk.web.proxy_url.replace("http://", f"http://crawler:{SECRET}@")

    result = desk.crawl("-a", "max_articles=1", "-L", "DEBUG", http_proxy=proxy)

    assert result.exit_code == 0, result.log
    sent = [logged.headers.get("proxy-authorization", "") for logged in desk.web.requests]
    assert all(header.startswith("Basic ") for header in sent)
    forbidden = [SECRET.encode(), sent[0].removeprefix("Basic ").encode()]
    for path in [p for p in desk.folder.rglob("*") if p.is_file()]:
        stored = path.read_bytes()
        unpacked = gzip.decompress(stored) if path.suffix == ".gz" else stored
        assert not any(secret in unpacked for secret in forbidden), path
    assert not any(secret.decode() in result.log for secret in forbidden)
