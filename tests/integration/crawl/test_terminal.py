"""What a person at a terminal sees while a crawl runs, and at its end."""

import os
import pty
import subprocess

import pytest

from tests.integration.crawl.conftest import Desk
from tests.web.crawling import PROGRAMS, PROJECT
from tests.web.messages import text_reply

pytestmark = pytest.mark.integration


def on_terminal(desk: Desk, *arguments: str) -> str:
    """Return what ``scrapy crawl`` writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [str(PROGRAMS / "scrapy"), "crawl", *arguments],
        cwd=PROJECT,
        env=desk.environment(NEWSCRAWL_DELAY_SECONDS="0.3"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ):
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    return written.decode()


def test_a_line_tells_of_the_progress_and_a_text_sums_up(desk: Desk) -> None:
    desk.paper.announced = ["/news/9-gone"]
    desk.paper.answers["/news/9-gone"] = text_reply("gone", status=410)

    seen = on_terminal(desk, "rumour")

    assert "\r\x1b[2Krumour  5 found, " in seen
    before, _, summary = seen.rpartition("\nrumour\r\n")
    assert before.rstrip("\r\n").endswith("\x1b[2K")  # the line is taken away before the text
    lines = [line.strip() for line in summary.splitlines()]
    assert "found    5 articles announced by 1 of 2 sources" in lines
    assert "articles 4 new, 0 revised, 0 unchanged" in lines
    assert "dropped  1 (http 410 1)" in lines
    assert f"archive  {desk.archive}" in summary or str(desk.archive) in summary
    assert "ended    finished (exit code 0)" in lines
    assert any(line.startswith("source   http://paper.example/rumoured-feed:") for line in lines)
