"""What a person sees who runs the demo, here as into a pipe."""

import os
import re
import subprocess

import pytest

from tests.integration.demo.demo_run import DemoRun, run_demo
from tests.web.crawling import PROJECT
from tests.web.demo import next_commands
from tests.web.outlets import OUTLETS

pytestmark = pytest.mark.integration

XIAOMI = "http://gadgetpost.example/2026/10/netizen-apologizes-to-xiaomi/"


def test_the_summary_has_a_line_an_outlet_and_the_reasons_of_drops(demo: DemoRun) -> None:
    lines = demo.output.splitlines()

    for outlet in OUTLETS:
        (row,) = [line.split() for line in lines if re.match(rf"{outlet.name} +\d+ +\d", line)]
        assert row[1] == str(len(outlet.articles()) + len(outlet.not_articles))
        assert row[3] == str(len(outlet.articles()))
    reasons = " ".join(demo.output.partition("Dropped, and why: ")[2].partition("\n\n")[0].split())
    for reason in {reason for outlet in OUTLETS for reason in outlet.not_articles.values()}:
        assert reason in reasons


def test_stories_are_listed_and_the_xiaomi_story_is_shown_in_full(demo: DemoRun) -> None:
    listed = [line for line in demo.output.splitlines() if re.match(r"2026-\d\d-\d\d  ", line)]

    assert len(listed) >= 10
    assert any("Hearthwick recalls" in line for line in listed)
    assert not any("judge the cameras" in line for line in listed)
    card = demo.output[demo.output.index("One of them in full") :]
    assert re.search(r"kind +apology", card)
    assert re.search(r"party +Xiaomi \(recipient", card)


def test_a_pipe_gets_no_colours_or_cursor_moves(demo: DemoRun) -> None:
    assert "\x1b" not in demo.output
    assert "\r" not in demo.output


@pytest.mark.parametrize(
    "number", range(6), ids=["brand", "kinds", "articles", "snapshot", "sql", "verify"]
)
def test_each_next_command_works_as_printed(number: int, demo: DemoRun) -> None:
    _, command = next_commands(str(demo.archive), XIAOMI)[number]
    assert command in demo.output

    done = subprocess.run(
        command,
        shell=True,
        cwd=PROJECT,
        env={**os.environ, "NEWSCRAWL_SPOOL": str(demo.spool)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_an_archive_that_cannot_be_is_named_before_anything_is_crawled(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("refused")
    (folder / "archive").write_text("a file where the folder should be")

    refused = run_demo(folder)

    assert refused.exit_code == 1
    assert "demo: `scrapy crawl" in refused.output
    assert str(folder / "archive") in refused.output
    assert "Traceback" not in refused.output
