"""
How a run ended, as a scheduler reads it.

====  ==========================================================================================
code  meaning
====  ==========================================================================================
0     all is well
1     anything that no other code names: an exception nobody expected, a run stopped by a signal
2     wrong use: an argument, a setting, an archive URI, a spider that does not exist
3     the archive could not be reached or written, or refused; the spool keeps what was fetched
4     a site is at fault: a confirmed source failed, or a source that named articles before names
      none, or not one of the articles that were found could be fetched, or not one that was
      fetched could be read: all were walls, errors, or no articles (pages that are unchanged,
      outside the period, no story where only those are wanted, duplicates, or forbidden by
      robots.txt are no fault)
====  ==========================================================================================
"""

from enum import IntEnum

from newscrawl.crawl.tally import Tally
from newscrawl.errors import NewscrawlError

# Scrapy's reasons for a run that came to its end, or to a bound that its operator set.
_ENDED_WELL = {
    "finished",
    "closespider_timeout",
    "closespider_itemcount",
    "closespider_pagecount",
}


class ExitCode(IntEnum):
    OK = 0
    FAULT = 1
    USAGE = 2
    ARCHIVE = 3
    SITE = 4


# A run of several sites ends with the worst of their codes: first what loses data everywhere.
WORST_FIRST = (ExitCode.ARCHIVE, ExitCode.USAGE, ExitCode.FAULT, ExitCode.SITE, ExitCode.OK)


def exit_code(
    *, archive_failure: NewscrawlError | None, faults: int, reason: str, tallies: list[Tally]
) -> ExitCode:
    """``faults`` counts unexpected exceptions; ``reason`` is Scrapy's finish reason."""
    if archive_failure is not None:
        return ExitCode(archive_failure.exit_code)
    if faults or reason not in _ENDED_WELL:
        return ExitCode.FAULT
    if any(t.failed_sources or t.nothing_fetched or t.nothing_read for t in tallies):
        return ExitCode.SITE
    return ExitCode.OK


def worst(codes: list[int]) -> int:
    """
    Return the worst of ``codes``; one that is none of ours (a signal) counts as a fault.

    >>> worst([0, 4, 3])
    3
    >>> worst([0, -9])
    1
    """
    known = [ExitCode(c) if c in ExitCode.__members__.values() else ExitCode.FAULT for c in codes]
    return int(min(known, key=WORST_FIRST.index, default=ExitCode.OK))
