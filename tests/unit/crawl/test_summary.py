"""What a run tells at its end."""

import json

from newscrawl.crawl.outcome import ExitCode
from newscrawl.crawl.summary import Summary, sum_counts
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
