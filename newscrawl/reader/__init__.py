"""
What downstream jobs import: an archive's articles, snapshots and runs. Needs no Scrapy.

:class:`Archive` answers; :class:`ArticleQuery` says what is asked, :class:`Cursor` since when.
Articles, story cards and snapshots are the types of :mod:`newscrawl.items`, errors those of
:mod:`newscrawl.errors`.
"""

from newscrawl.reader.archive import Archive
from newscrawl.reader.changes import Change, ChangeKind, Changes, Cursor
from newscrawl.reader.crawl_run import CrawlRun
from newscrawl.reader.query import ArticleQuery
from newscrawl.reader.schema import record_schema

__all__ = [
    "Archive",
    "ArticleQuery",
    "Change",
    "ChangeKind",
    "Changes",
    "CrawlRun",
    "Cursor",
    "record_schema",
]
