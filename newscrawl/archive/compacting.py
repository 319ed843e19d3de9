"""
Compacting: the small row objects of each month into few large ones, whatever goes on meanwhile.

New objects are put, then the compaction that names them, only if absent; then the Delta table takes
the one for the others in a single commit, so that a reader sees the rows once at any moment. Killed
before the compaction is put, it leaves orphans; after, the next one finishes it first.
"""

import logging
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from deltalake import DeltaTable

from newscrawl import __version__
from newscrawl.archive.bringing_up import bring_tables_up
from newscrawl.archive.compaction import (
    Compaction,
    Replaced,
    Upto,
    compaction_key,
    last_compaction,
    row_objects_of,
)
from newscrawl.archive.delta import DeltaTables, row_objects_in
from newscrawl.archive.format import check_format
from newscrawl.archive.indexing import index_articles
from newscrawl.archive.lease import TABLES, Lease
from newscrawl.archive.manifest import StoredFile, read_manifest, sites
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.rewriting import rewrite
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.errors import ArchiveError, KeyExists, LeaseHeld, LeaseLost, TableDamaged

logger = logging.getLogger(__name__)

# What one row object is made of at most: its rows are in memory at once, some ten times as large.
_LARGEST_BYTES = 64 << 20
# An object of this size is left alone.
_LARGE_ENOUGH_BYTES = 48 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Compacted:
    """What was done to a table: how many row objects it had ``before`` and has ``after``."""

    table: TableName
    before: int
    after: int
    rows: int
    bytes: int


def compact(store: Store, *, at_least: int = 2) -> list[Compacted]:
    """
    Compact each table, months first that have ``at_least`` small row objects; return what was done.

    Crawls may commit and readers read meanwhile. Nothing is deleted: see ``vacuum``.

    Raises LeaseHeld where another process tends the tables now, TableDamaged where a row object
    or a table is not what was written.
    """
    check_patiently(store)
    lease = Lease.take(store, TABLES, holder=secrets.token_hex(8), purpose="compaction")
    try:
        return list(_compact_leased(store, lease, at_least))
    finally:
        lease.release()


class Tidying:
    """Compacts the tables each time that they have grown by ``every`` commits; 0 is never."""

    def __init__(self, store: Store, tables: DeltaTables, every: int) -> None:
        self._store, self._tables, self._every = store, tables, every
        self._seen = self._version() if every else 0

    def after_commit(self) -> None:
        """Compact if it is time; what goes wrong is logged, for the commit is done."""
        if not self._every:
            return
        seen, self._seen = self._seen, self._version()
        if seen // self._every == self._seen // self._every:
            return
        try:
            # of several crawls that find it is time, the later ones find it done
            compact(self._store, at_least=max(2, self._every // 2))
        except LeaseHeld as error:
            logger.debug("not compacted: %s", error)
        except ArchiveError as error:
            logger.warning("the tables could not be compacted: %s", error)

    def _version(self) -> int:
        table = self._tables.handle(TableName.RUNS)
        return table.version() if table else 0


def finish_compactions(store: Store, tables: DeltaTables) -> None:
    """Bring each table up to its last compaction, whose process may have been killed."""
    for name in TableName:
        last, _ = last_compaction(store, name)
        if last is not None:
            tables.swap(last)


def _compact_leased(store: Store, lease: Lease, at_least: int) -> Iterator[Compacted]:
    if not check_format(store):
        return
    tables = DeltaTables(store)
    bring_tables_up(store, tables)
    finish_compactions(store, tables)
    for name in TableName:
        done = _compact_table(store, tables, name, lease, at_least)
        if done is not None:
            yield done


def _compact_table(
    store: Store, tables: DeltaTables, name: TableName, lease: Lease, at_least: int
) -> Compacted | None:
    table = tables.handle(name)  # this version of it, whatever is appended meanwhile
    if table is None:
        return None
    last, digest = last_compaction(store, name)
    applied = tables.compacted(name)
    if applied > (last.sequence if last else 0):
        raise TableDamaged(
            f"{store.uri}: {compaction_key(name, applied)}, by which the {name} table was "
            "compacted, is gone. Nothing was changed. Restore it from a copy; until then leave the "
            "table as it is, for it could not be rebuilt"
        )
    upto = _upto(store, tables, name, table)
    newest = {site: place.sequence for site, place in upto.items()}
    objects = [stored for stored, _ in row_objects_of(store, name, last, newest)]
    _check_made_of(store, name, row_objects_in(table, name), objects)
    bins = list(_bins(objects, at_least))
    lacks_index = name is TableName.ARTICLES and last is not None and last.index is None
    if not bins and not lacks_index:
        return None
    made, replaced = [], []
    for some in bins:
        lease.check()
        made += rewrite(store, name, some)
        replaced += some
        logger.info("%s, month %s: %d row objects compacted", name, some[0].month, len(some))
    gone = {stored.key for stored in replaced}
    kept = tuple(stored for stored in objects if stored.key not in gone)
    sequence = last.sequence + 1 if last else 1
    index = None
    if name is TableName.ARTICLES:
        before = last.index if last else None
        index = index_articles(store, sequence, made=made, kept=kept, before=before)
    compaction = Compaction(
        table=name,
        sequence=sequence,
        previous_sha256=digest,
        compacted_at=datetime.now(UTC),
        software=f"newscrawl/{__version__}",
        upto=upto,
        made=tuple(made),
        replaced=tuple(Replaced(key=each.key, sha256=each.sha256) for each in replaced),
        kept=kept,
        index=index,
    )
    lease.check()
    try:
        store.put_if_absent(compaction.key, compaction.to_json())
    except KeyExists as error:
        raise LeaseLost(
            f"{store.uri}: another process compacted the {name} table meanwhile; what this one "
            "wrote is in no table, and `newscrawl gc` collects it"
        ) from error
    tables.swap(compaction)
    return Compacted(
        table=name,
        before=len(objects),
        after=len(compaction.live),
        rows=sum(stored.rows or 0 for stored in made),
        bytes=sum(stored.bytes for stored in made),
    )


def _upto(store: Store, tables: DeltaTables, name: TableName, table: DeltaTable) -> dict[str, Upto]:
    """Return what the table has of each site."""
    upto = {}
    for site in sites(store):
        sequence = tables.applied_in(name, table, site)
        if sequence:
            upto[site] = Upto(sequence=sequence, sha256=read_manifest(store, site, sequence)[1])
    return upto


def _check_made_of(
    store: Store, name: TableName, there: Iterable[str], objects: Sequence[StoredFile]
) -> None:
    """Raise TableDamaged where a table is not made of ``objects``, which the archive says it is."""
    said, found = {stored.key for stored in objects}, set(there)
    if found != said:
        raise TableDamaged(
            f"{store.uri}: the {name} table has {len(found - said)} row objects that it should "
            f"not have and lacks {len(said - found)}: something else wrote it. Nothing was "
            f"changed. Remove tables/{name}/_delta_log while no crawl is on, and it is rebuilt "
            "whole"
        )


def _bins(objects: Sequence[StoredFile], at_least: int) -> Iterator[list[StoredFile]]:
    """Yield which objects to make one of: of one month, in the order of their runs."""
    months: dict[str, list[StoredFile]] = defaultdict(list)
    for stored in objects:
        if stored.bytes < _LARGE_ENOUGH_BYTES:
            months[stored.month or ""].append(stored)
    for _, small in sorted(months.items()):
        if len(small) < max(at_least, 2) or _is_apart(small):
            continue
        some: list[StoredFile] = []
        size = 0
        for stored in sorted(small, key=lambda each: each.key):
            if size + stored.bytes > _LARGEST_BYTES:
                if len(some) > 1:
                    yield some
                some, size = [], 0
            some.append(stored)
            size += stored.bytes
        if len(some) > 1:
            yield some


def _is_apart(small: Sequence[StoredFile]) -> bool:
    """Return whether these are the two objects that a compaction makes of a month, and no more."""
    return len(small) == 2 and all("/compacted-" in stored.key for stored in small)
