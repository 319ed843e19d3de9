"""
Collecting orphans: objects that a commit or compaction stored and died before it named them.

What a spool still holds may be committed days later: its objects are then stored anew, so that one
which was collected meanwhile is missed by no one. A site's orphans are removed under its lease, so
that none is named by a manifest at that very moment.
"""

import io
import logging
import re
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq

from newscrawl.archive.article_index import PREFIX as INDEXES
from newscrawl.archive.delta import DeltaTables, row_objects_in
from newscrawl.archive.lease import TABLES, Lease
from newscrawl.archive.manifest import last_sequence, last_sequences, manifests
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.probe import clock
from newscrawl.archive.steps import Steps
from newscrawl.archive.store import Store, StoredObject
from newscrawl.archive.tables import TableName
from newscrawl.archive.vacuuming import Removed
from newscrawl.errors import ArchiveError, LeaseHeld, LeaseLost

logger = logging.getLogger(__name__)

GRACE = timedelta(days=1)
_RUN = r"\d{8}T\d{6}Z-[0-9a-f]{8}-\d{4,}"
# Only what has a name that a commit gives: whatever else someone keeps here is not ours to remove.
_WARC = re.compile(rf"warc/(?P<site>[^/]+)/\d{{4}}/\d\d/{_RUN}\.warc\.gz")
_ROWS = re.compile(rf"tables/(captures|articles|runs)/month=\d{{4}}-\d\d/{_RUN}\.parquet")
_COMPACTED = re.compile(
    r"tables/(captures|articles|runs)/month=\d{4}-\d\d/compacted-[0-9a-f]{16}\.parquet"
)
_INDEX = re.compile(r"indexes/articles/\d{10}-[0-9a-f]{16}\.parquet")
_WHY = "no manifest names it"


def collect_orphans(
    store: Store, *, grace: timedelta = GRACE, dry_run: bool = False
) -> Iterator[Removed]:
    """
    Remove each orphan older than ``grace``, by the store's own clock, and yield it; or with
    ``dry_run`` only yield what would be removed. So with uploads that never came to their end.

    Those of a site that is crawled now are left, which is logged. Raises ArchiveError where a
    manifest or compaction cannot be read: what it names is not known then, and nothing is removed.
    """
    check_patiently(store)
    before = clock(store) - grace
    steps = Steps.read(store)
    if steps.unreadable:
        raise ArchiveError(f"nothing was removed: {steps.unreadable[0]}")
    # listed first: what is stored after this is no candidate, and what was named before is known
    found = list(_candidates(store, before))
    newest = last_sequences(store)
    named = {stored.key for stored in steps.made} | _named(store, newest)
    named |= _in_tables(store, steps)
    by_site: dict[str, list[StoredObject]] = defaultdict(list)
    for stored in found:
        if stored.key.startswith("probe/"):
            yield from _remove(store, [stored], "a question whether this can be written", dry_run)
        elif stored.key not in named and (site := _site(store, stored.key)) is not None:
            by_site[site].append(stored)
    for site, orphans in sorted(by_site.items()):
        yield from _of_site(store, site, orphans, newest.get(site, 0), dry_run=dry_run)
    for upload in list(store.unfinished()):
        if upload.started_at <= before:
            removed = Removed(key=upload.key, bytes=0, why="an upload that never came to its end")
            if not dry_run:
                logger.info("removing %s", removed)
                store.abandon(upload)
            yield removed


def _candidates(store: Store, before: datetime) -> Iterator[StoredObject]:
    for prefix in ("warc/", "tables/", INDEXES, "probe/"):
        for stored in store.list(prefix):
            ours = any(each.fullmatch(stored.key) for each in (_WARC, _ROWS, _COMPACTED, _INDEX))
            if stored.modified_at <= before and (ours or prefix == "probe/"):
                yield stored


def _named(store: Store, newest: Mapping[str, int], first: int = 1) -> set[str]:
    return {
        stored.key
        for site, last in newest.items()
        for manifest in manifests(store, site, first, last)
        for stored in manifest.objects
    }


def _in_tables(store: Store, steps: Steps) -> set[str]:
    """What a reader opens now is no orphan, even where a manifest or compaction was removed."""
    tables = DeltaTables(store)
    found: set[str] = set()
    for name in TableName:
        if (table := tables.handle(name)) is not None:
            found.update(row_objects_in(table, name))
            applied = tables.compacted_in(name, table)
            if applied > len(steps.by_table[name]):
                of_it = store.list(f"{INDEXES}{name}/{applied:010d}-")
                found.update(stored.key for stored in of_it)
    return found


def _site(store: Store, key: str) -> str | None:
    """Return whose lease protects an orphan; None where that cannot be told, and it is left."""
    if match := _WARC.fullmatch(key):
        return match["site"]
    if _COMPACTED.fullmatch(key) or _INDEX.fullmatch(key):
        return TABLES
    try:
        rows = pq.ParquetFile(io.BytesIO(store.get(key))).read(columns=["site"])
        (site,) = rows["site"].unique().to_pylist()
    except (ArchiveError, pa.ArrowException, ValueError) as error:
        logger.warning("%s is left: whose it is cannot be told: %s", key, error)
        return None
    return str(site)


def _of_site(
    store: Store, site: str, orphans: Sequence[StoredObject], known: int, *, dry_run: bool
) -> Iterator[Removed]:
    if dry_run:
        yield from _remove(store, orphans, _WHY, dry_run)
        return
    try:
        lease = Lease.take(store, site, holder=secrets.token_hex(8), purpose="recovery")
    except LeaseHeld as error:
        logger.warning("%d orphans of %s are left: %s", len(orphans), site, error)
        return
    try:
        # a commit may have named them since; under the lease none can
        if site == TABLES:
            since = {stored.key for stored in Steps.read(store).made}
        else:
            last = last_sequence(store, site, known=known)
            since = _named(store, {site: last}, known + 1)
        lease.check()
        yield from _remove(
            store, [each for each in orphans if each.key not in since], _WHY, dry_run
        )
    except LeaseLost as error:
        logger.warning("orphans of %s are left: %s", site, error)
    finally:
        lease.release()


def _remove(
    store: Store, orphans: Sequence[StoredObject], why: str, dry_run: bool
) -> Iterator[Removed]:
    for stored in orphans:
        removed = Removed(key=stored.key, bytes=stored.size_bytes, why=why)
        if not dry_run:
            logger.info("removing %s", removed)
            store.delete(stored.key)
        yield removed
