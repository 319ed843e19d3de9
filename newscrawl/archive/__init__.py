"""
The archive: WARC files, manifests and Delta tables in a folder or an S3-compatible bucket.

The format, every key and every column: README.md beside this file.
"""

from newscrawl.archive.coding import decode_body
from newscrawl.archive.compacting import Compacted, compact
from newscrawl.archive.current import (
    CURRENT_ARTICLES_SQL,
    CURRENT_REVISIONS_SQL,
    current_articles,
)
from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.opened import Tables, open_tables
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.reading import reading
from newscrawl.archive.recover import recover
from newscrawl.archive.run import Run
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.standing import Standing, standing_articles, standing_revisions
from newscrawl.archive.state import SiteState, Validators, site_state
from newscrawl.archive.store import Store, StoredObject
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.tables import capture_from_row
from newscrawl.archive.uri import open_store
from newscrawl.archive.vacuuming import Removed, vacuum
from newscrawl.archive.verify import verify

__all__ = [
    "CURRENT_ARTICLES_SQL",
    "CURRENT_REVISIONS_SQL",
    "Compacted",
    "Fault",
    "FaultKind",
    "Removed",
    "Run",
    "SiteState",
    "Standing",
    "Store",
    "StoredObject",
    "Tables",
    "Validators",
    "append_articles",
    "capture_from_row",
    "collect_orphans",
    "compact",
    "current_articles",
    "decode_body",
    "open_store",
    "open_tables",
    "read_snapshot",
    "reading",
    "recover",
    "site_state",
    "standing_articles",
    "standing_revisions",
    "vacuum",
    "verify",
]
