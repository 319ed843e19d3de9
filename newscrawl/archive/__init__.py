"""
The archive: WARC files, manifests and Delta tables in a folder or an S3-compatible bucket.

Here is what reading the tables needs. What writes, tends and verifies an archive, and reads its
captures, is imported from its own file: the libraries for it take longer to import than many a
question takes to answer.

The format, every key and every column: README.md beside this file.
"""

from newscrawl.archive.article_index import ArticleIndex
from newscrawl.archive.coding import decode_body
from newscrawl.archive.current import (
    CURRENT_ARTICLES_SQL,
    CURRENT_REVISIONS_SQL,
    current_articles,
)
from newscrawl.archive.opened import Tables, open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.several import Several, several_of
from newscrawl.archive.standing import Standing, standing_articles, standing_revisions
from newscrawl.archive.store import Store, StoredObject
from newscrawl.archive.tables import capture_from_row
from newscrawl.archive.uri import open_store

__all__ = [
    "CURRENT_ARTICLES_SQL",
    "CURRENT_REVISIONS_SQL",
    "ArticleIndex",
    "Several",
    "Standing",
    "Store",
    "StoredObject",
    "Tables",
    "capture_from_row",
    "current_articles",
    "decode_body",
    "open_store",
    "open_tables",
    "reading",
    "several_of",
    "standing_articles",
    "standing_revisions",
]
