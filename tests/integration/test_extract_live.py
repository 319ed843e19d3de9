"""``newscrawl extract URL`` asks a real server, through the proxy of the environment."""

import json
from dataclasses import dataclass, field

import pytest

from newscrawl import settings
from newscrawl.cli.fetching import Fetcher
from newscrawl.errors import NotFetched
from tests.pages.recorded import FOLDER
from tests.unit.cli.conftest import Command, command
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply
from tests.web.server import Web, serve

__all__ = ["command"]

pytestmark = pytest.mark.integration

PAGE = (FOLDER / "theverge" / "aurora-ban.html").read_bytes()
HOST = "http://paper.example"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One host, whose answers are given by path; anything else is 404."""

    replies: dict[str, Reply | RawReply] = field(default_factory=dict)
    host: str = "paper.example"

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        return self.replies.get(request.path, text_reply("no such page", status=404))


def fetcher(**bounds: float) -> Fetcher:
    given = {"timeout_s": 5.0, "delay_s": 0.0, "longest_wait_s": 10.0, **bounds}
    return Fetcher(
        agent=settings.user_agent("crawl@news.example"),
        robots_agent="newscrawl",
        timeout_s=given["timeout_s"],
        delay_s=given["delay_s"],
        longest_wait_s=given["longest_wait_s"],
        largest_bytes=int(given.get("largest_bytes", 1_000_000)),
    )


def asked(web: Web) -> list[str]:
    return [logged.url for logged in web.requests]


def test_a_live_page_is_read_after_its_robots_txt(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies: dict[str, Reply | RawReply] = {"/old": redirect("/a"), "/a": Reply(body=PAGE)}
    with serve([Paper(replies=replies)]) as web:
        monkeypatch.setenv("http_proxy", web.proxy_url)
        monkeypatch.setattr(settings, "NEWSCRAWL_DELAY_SECONDS", 0.0)

        ended = command("extract", f"{HOST}/old", f"{HOST}/gone")

    (line,) = ended.lines
    record = json.loads(line)
    assert record["title"] == "Aurora phones face an import ban"
    assert record["captured_url"] == f"{HOST}/a"
    assert asked(web) == [f"{HOST}{path}" for path in ("/robots.txt", "/old", "/a", "/gone")]
    assert {logged.headers["user-agent"] for logged in web.requests} == {settings.USER_AGENT}
    assert not any("cookie" in logged.headers for logged in web.requests)
    assert ended.status == 1
    assert f"{HOST}/gone: error page, not an article" in ended.err


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ({"/robots.txt": text_reply("User-agent: *\nDisallow: /a")}, "robots.txt forbids"),
        ({"/robots.txt": text_reply("", status=503)}, "cannot be had: it answers 503"),
        ({"/robots.txt": text_reply("User-agent: *\nCrawl-delay: 60")}, "asks for 60 s between"),
        ({"/a": redirect("/a")}, "redirects more than 10 times"),
        ({"/a": redirect("ftp://paper.example/a")}, "is no web address"),
        ({"/a": redirect("file:///etc/passwd")}, "is no web address"),
        ({"/a": Reply(body=b"x" * 1_000_001, is_compressible=False)}, "more than 1,000,000 bytes"),
        (
            {"/a": RawReply(chunks=[b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])},
            "was cut off 6 bytes before its end",
        ),
        ({"/a": RawReply(chunks=[b"no HTTP at all\r\n\r\n"])}, "cannot be fetched"),
    ],
    ids=[
        "forbidden",
        "robots.txt fails",
        "too long a delay",
        "endless redirects",
        "another scheme",
        "a file",
        "too large",
        "cut off",
        "no HTTP",
    ],
)
def test_what_is_not_fetched_is_named(
    monkeypatch: pytest.MonkeyPatch, replies: dict[str, Reply | RawReply], said: str
) -> None:
    with serve([Paper(replies={"/a": Reply(body=PAGE), **replies})]) as web:
        monkeypatch.setenv("http_proxy", web.proxy_url)

        with pytest.raises(NotFetched, match=said):
            fetcher().snapshot(f"{HOST}/a")


def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"
    endless = RawReply(chunks=[head, *[b"x"] * 40], pause_s=0.1)
    with serve([Paper(replies={"/a": endless})]) as web:
        monkeypatch.setenv("http_proxy", web.proxy_url)

        with pytest.raises(NotFetched, match=r"did not answer in 0.5 s"):
            fetcher(timeout_s=0.5).snapshot(f"{HOST}/a")


def test_a_host_that_does_not_answer_is_named(command: Command) -> None:
    ended = command("extract", "http://127.0.0.1:9/a")  # the discard port: no one listens

    assert (ended.status, ended.out) == (1, "")
    assert "Connection refused" in ended.err
