"""Exit codes."""

import pytest
from scrapy.crawler import Crawler
from scrapy.spiders import Spider
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.crawl.outcome import exit_code, worst
from newscrawl.crawl.sources import Feed
from newscrawl.crawl.tally import Tally
from newscrawl.errors import (
    ArchiveUriError,
    NewscrawlError,
    NoSuchBucket,
    SpoolError,
    StoreDenied,
    StoreUnreachable,
    UsageError,
)

WALLS = ("consent wall", "block page")


def tally(
    *,
    feed_fails: bool = False,
    found: int = 0,
    fetched: int = 0,
    ended: str = "new",
    dropped: tuple[str, ...] = (),
) -> Tally:
    """``ended`` is what each page that was fetched and not dropped counts as."""
    counted = Tally(MemoryStatsCollector(Crawler(Spider)))
    watch = counted.watch(
        Feed("https://gadgetpost.example/feed/", confirmed=True), entries_before=None
    )
    if feed_fails:
        watch.failed("answered 500", status=500)
    used = fetched - len(dropped)
    for what, times in (("found", found), ("fetched", fetched), (ended, used)):
        for _ in range(times):
            counted.count(what)
    for reason in dropped:
        counted.drop(reason)
    return counted


@pytest.mark.parametrize(
    ("failure", "faults", "reason", "counted", "code"),
    [
        (None, 0, "finished", tally(found=3, fetched=3), 0),
        (None, 0, "finished", tally(), 0),
        (None, 0, "closespider_timeout", tally(), 0),
        (None, 0, "shutdown", tally(), 1),
        (None, 0, "memusage_exceeded", tally(), 1),
        (None, 1, "finished", tally(), 1),
        (None, 1, "finished", tally(feed_fails=True), 1),
        (None, 0, "finished", tally(feed_fails=True), 4),
        (None, 0, "finished", tally(found=3, fetched=0), 4),
        (None, 0, "finished", tally(found=3, fetched=1), 0),
        (None, 0, "finished", tally(found=1, fetched=1, ended="revised"), 0),
        (None, 0, "finished", tally(found=1, fetched=1, ended="unchanged"), 0),
        (None, 0, "finished", tally(found=2, fetched=2, dropped=WALLS), 4),
        (None, 0, "finished", tally(found=3, fetched=3, dropped=WALLS), 0),
        (None, 0, "finished", tally(found=1, fetched=1, dropped=("missing field",)), 4),
        (None, 0, "finished", tally(found=3, fetched=3, dropped=(*WALLS, "not a story")), 0),
        (None, 0, "finished", tally(found=1, fetched=1, dropped=("outside since/until",)), 0),
        (None, 0, "finished", tally(found=3, fetched=3, dropped=(*WALLS, "duplicate")), 0),
        (None, 0, "finished", tally(found=3, fetched=3, dropped=(*WALLS, "robots.txt")), 0),
        (None, 1, "finished", tally(found=2, fetched=2, dropped=WALLS), 1),
        (StoreUnreachable("no answer"), 0, "archive", tally(), 3),
        (StoreDenied("no"), 2, "archive", tally(feed_fails=True), 3),
        (NoSuchBucket("no"), 0, "archive", tally(), 3),
        (SpoolError("full"), 0, "archive", tally(), 3),
        (ArchiveUriError("http://"), 0, "archive", tally(), 2),
        (UsageError("no name"), 0, "archive", tally(), 2),
    ],
)
def test_the_code_says_who_must_act(
    failure: NewscrawlError | None, faults: int, reason: str, counted: Tally, code: int
) -> None:
    assert (
        exit_code(archive_failure=failure, faults=faults, reason=reason, tallies=[counted]) == code
    )


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 4], 4),
        ([4, 1], 1),
        ([1, 2], 2),
        ([2, 3, 4], 3),
        ([0, -9], 1),
        ([0, 137], 1),
    ],
)
def test_the_worst_of_many_is_what_loses_most(codes: list[int], code: int) -> None:
    assert worst(codes) == code
