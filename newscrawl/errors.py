"""
Everything newscrawl raises on purpose. The branch says who must act.

NewscrawlError
├── UsageError              the caller is at fault: an argument, filter or setting (exit code 2)
│   └── MissingExtra        an optional library is not installed; the message has the line to type
├── PageError               this page is at fault; the crawl goes on, ``reason`` is counted
│   ├── NotAnArticle        the page is a listing, wall, block or error page
│   ├── OutsidePeriod       the article was published before since= or from until= on
│   ├── NotAStory           no legal or apology story, where only those are wanted
│   ├── MissingField        a required field had no value in any of its sources
│   ├── UnreadableDate      a date was found but no format fits it
│   ├── UnreadablePage      the bytes are no page: truncated coding, too deep, not text
│   ├── NotFetched          no answer that can be read: no connection, robots.txt forbids it
│   └── NotRecorded         the archive has no capture of the page: no article without one
├── SourceError             a place where a site announces articles failed
│   ├── SourceUnreadable    what it answered is no feed, sitemap or section page
│   └── SourceEmpty         it answered 200 and named no article
└── ArchiveError            the archive is at fault; the run stops (exit code 3)
    ├── ArchiveUriError     the URI names no store, or carries credentials (exit code 2)
    ├── StoreUnreachable    no answer from the endpoint in time
    ├── StoreDenied         the store refused the credentials, the region, or the right to write
    ├── ClockSkewed         this machine's clock and the store's are too far apart
    ├── StoreUnfit          the store lacks what the archive rests on, or what a setting asks of it
    ├── NoSuchBucket        the bucket does not exist
    ├── NoSuchKey           the object does not exist
    ├── KeyExists           an object that is written only once is there already
    ├── FormatMismatch      a foreign folder, or a newer layout than this code reads
    ├── DigestMismatch      stored bytes do not hash to the recorded digest
    ├── TableDamaged        a table is not what the manifests say, or a row object cannot be read
    ├── SpoolError          the local spool cannot be written or read
    ├── LeaseHeld           another process writes this site, or tends the tables, now
    ├── LeaseLost           this process stood still, and another took its place
    └── NotInArchive        no article or capture answers the question (exit code 1)
"""

from typing import ClassVar


class NewscrawlError(Exception):
    """Root of the tree; ``exit_code`` is what a command ends with when it meets one."""

    exit_code: ClassVar[int] = 1


class UsageError(NewscrawlError):
    exit_code = 2


class MissingExtra(UsageError):
    pass


class PageError(NewscrawlError):
    """``reason`` is what a run's summary counts the page under."""

    reason: str = "page error"


class NotAnArticle(PageError):
    """``reason`` names what the page is instead: a listing, a consent wall ..."""

    def __init__(self, message: str, *, reason: str = "not an article") -> None:
        super().__init__(message)
        self.reason = reason


class OutsidePeriod(PageError):
    reason = "outside since/until"


class NotAStory(PageError):
    reason = "not a story"


class MissingField(PageError):
    reason = "missing field"


class UnreadableDate(PageError):
    reason = "unreadable date"


class UnreadablePage(PageError):
    reason = "unreadable page"


class NotFetched(PageError):
    reason = "not fetched"


class NotRecorded(PageError):
    reason = "not recorded"


class SourceError(NewscrawlError):
    pass


class SourceUnreadable(SourceError):
    pass


class SourceEmpty(SourceError):
    pass


class ArchiveError(NewscrawlError):
    exit_code = 3


class ArchiveUriError(ArchiveError):
    exit_code = 2


class StoreUnreachable(ArchiveError):
    pass


class StoreDenied(ArchiveError):
    pass


class ClockSkewed(ArchiveError):
    pass


class StoreUnfit(ArchiveError):
    pass


class NoSuchBucket(ArchiveError):
    pass


class NoSuchKey(ArchiveError):
    pass


class KeyExists(ArchiveError):
    pass


class FormatMismatch(ArchiveError):
    pass


class DigestMismatch(ArchiveError):
    pass


class TableDamaged(ArchiveError):
    pass


class SpoolError(ArchiveError):
    pass


class LeaseHeld(ArchiveError):
    pass


class LeaseLost(ArchiveError):
    pass


class NotInArchive(ArchiveError):
    exit_code = 1
