"""What a run tells at its end."""

import json
import os
from pathlib import Path

import pytest

from newscrawl.crawl.outcome import ExitCode
from newscrawl.crawl.summary import Summary, read_summary, sum_counts, write_summary
from newscrawl.errors import UsageError
from newscrawl.items import RunCounts, SourceOutcome

FEED = "https://gadgetpost.example/feed/"
SUMMARY = Summary(
    spider="gadgetpost",
    counts=RunCounts(
        found=15,
        fetched=13,
        new=9,
        revised=1,
        unchanged=0,
        stories=3,
        dropped={"http 404": 1, "listing": 3, "robots.txt": 1},
    ),
    sources=(
        SourceOutcome(url=FEED, confirmed=True, status=200, entries=15),
        SourceOutcome(
            url=f"{FEED}b", confirmed=False, status=500, entries=None, error="answered 500"
        ),
    ),
    archive="s3://news/archive",
    seconds=12.34,
    reason="finished",
    exit_code=ExitCode.OK,
)


def test_a_line_for_the_log() -> None:
    assert SUMMARY.line() == (
        "gadgetpost: 15 found, 13 fetched, 9 new, 1 revised, 0 unchanged, 3 stories; 5 dropped "
        "(listing 3, http 404 1, robots.txt 1); finished; exit code 0"
    )


def test_a_text_for_people_names_the_source_that_failed() -> None:
    text = SUMMARY.text()

    assert "15 articles announced by 1 of 2 sources" in text
    assert "13 pages in 12.3 s" in text
    assert f"{FEED}b: answered 500" in text


def test_json_for_schedulers() -> None:
    said = json.loads(SUMMARY.json())

    assert said["exit_code"] == 0
    assert said["counts"]["dropped"] == {"http 404": 1, "listing": 3, "robots.txt": 1}
    assert [source["error"] for source in said["sources"]] == [None, "answered 500"]


def test_nothing_dropped_needs_no_reasons() -> None:
    assert sum_counts([]) == RunCounts()


def test_counts_of_sites_are_added() -> None:
    both = sum_counts([SUMMARY.counts, RunCounts(found=1, dropped={"listing": 1, "timeout": 2})])

    assert (both.found, both.new) == (16, 9)
    assert both.dropped == {"http 404": 1, "listing": 4, "robots.txt": 1, "timeout": 2}


def test_a_summary_replaces_the_one_before_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "summary.json"
    path.write_text("an older and much longer summary" * 100, encoding="utf-8")

    write_summary(path, SUMMARY.json())

    assert read_summary(path)["spider"] == "gadgetpost"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_summary(tmp_path: Path) -> None:
    path = tmp_path / "summary.json"
    write_summary(path, SUMMARY.json())

    with path.open(encoding="utf-8") as reader:
        write_summary(path, "{}")

        assert json.loads(reader.read())["spider"] == "gadgetpost"


def test_a_summary_for_a_pipe_goes_into_the_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)) as reader:
        write_summary(pipe, "{}")

        assert reader.read() == "{}\n"


def test_a_summary_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere/summary\.json cannot be written"):
        write_summary(tmp_path / "nowhere" / "summary.json", "{}")


@pytest.mark.parametrize(
    "stored",
    [b'{"spider": "gadgetpost", "cou', b"", b"\xff\xfe", b"[]", None],
    ids=["killed while it wrote", "empty", "no text", "another thing", "no file"],
)
def test_a_summary_that_cannot_be_read_is_empty(tmp_path: Path, stored: bytes | None) -> None:
    path = tmp_path / "summary.json"
    if stored is not None:
        path.write_bytes(stored)

    assert read_summary(path) == {}
