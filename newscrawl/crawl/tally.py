"""What a run of a site has met so far: its counts, and how each source answered."""

from collections import Counter

from scrapy.statscollectors import StatsCollector

from newscrawl.crawl.failures import ForbiddenByRobots
from newscrawl.crawl.source_watch import SourceWatch
from newscrawl.crawl.sources import Source
from newscrawl.errors import NotAStory, OutsidePeriod
from newscrawl.items import RunCounts, SourceOutcome

# Drops that we chose; every other is a page that could not be had, or was no article.
_LEFT_OUT = (OutsidePeriod.reason, NotAStory.reason, ForbiddenByRobots.reason, "duplicate")


class Tally:
    """
    Counts of one site's run, kept in Scrapy's stats too (``newscrawl/<what>``).

    found: announced and wanted. fetched: pages that were answered, 304 included. Every fetched
    page ends as new, revised, unchanged, or dropped by a reason; one that was not answered is
    dropped as well.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats
        self._counts: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._watches: dict[str, SourceWatch] = {}

    def count(self, what: str) -> None:
        """``what`` is a count of :class:`RunCounts`."""
        self._counts[what] += 1
        self._stats.inc_value(f"newscrawl/{what}")

    def drop(self, reason: str) -> None:
        self._dropped[reason] += 1
        self._stats.inc_value(f"newscrawl/dropped/{reason}")

    def watch(self, source: Source, *, entries_before: int | None) -> SourceWatch:
        """Return the one watch over ``source``."""
        watch = SourceWatch(
            url=source.url, confirmed=source.confirmed, entries_before=entries_before
        )
        return self._watches.setdefault(source.url, watch)

    @property
    def counts(self) -> RunCounts:
        return RunCounts(**self._counts, dropped=dict(self._dropped))

    @property
    def sources(self) -> tuple[SourceOutcome, ...]:
        return tuple(watch.outcome for watch in self._watches.values())

    @property
    def failed_sources(self) -> tuple[SourceOutcome, ...]:
        """The sources for which the run must not end as if all were well."""
        return tuple(watch.outcome for watch in self._watches.values() if watch.fails_run)

    @property
    def nothing_fetched(self) -> bool:
        """Whether articles were found and not one of them was answered."""
        return self._counts["found"] > 0 and self._counts["fetched"] == 0

    @property
    def nothing_read(self) -> bool:
        """
        Whether articles were fetched and none became a row, was known already, or was left out on
        purpose: all were walls, errors, or no articles.
        """
        used = sum(self._counts[what] for what in ("new", "revised", "unchanged"))
        left_out = sum(self._dropped[reason] for reason in _LEFT_OUT)
        return self._counts["fetched"] > 0 and used + left_out == 0
