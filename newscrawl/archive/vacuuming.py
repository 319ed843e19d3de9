"""Removing row objects whose rows are in a compacted one, once no reader can want them any more."""

import logging
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.archive.article_index import PREFIX as INDEXES
from newscrawl.archive.bringing_up import bring_tables_up
from newscrawl.archive.compacting import finish_compactions
from newscrawl.archive.compaction import Compaction
from newscrawl.archive.delta import DeltaTables, row_objects_in
from newscrawl.archive.lease import TABLES, Lease
from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.object_digest import object_digest
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.probe import clock
from newscrawl.archive.steps import Steps
from newscrawl.archive.store import Store, StoredObject
from newscrawl.archive.tables import TableName, month_in
from newscrawl.errors import ArchiveError, TableDamaged

logger = logging.getLogger(__name__)

RETENTION = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """An object that was removed, or would be; ``why`` no one needs it."""

    key: str
    bytes: int
    why: str

    def __str__(self) -> str:
        return f"{self.key}: {self.bytes} bytes, {self.why}"


def vacuum(
    store: Store, *, retention: timedelta = RETENTION, dry_run: bool = False
) -> Iterator[Removed]:
    """
    Remove each row object that was replaced ``retention`` ago, and yield it; or with ``dry_run``
    only yield what would be removed.

    Its rows are in the objects of the last compaction: those of the same month are read and hashed
    before. Versions of the tables from before that compaction cannot be read afterwards. Time is
    the store's own. Raises LeaseHeld where another process tends the tables, TableDamaged where an
    object that has the rows is not what it was; then nothing is removed.
    """
    check_patiently(store)
    lease = Lease.take(store, TABLES, holder=secrets.token_hex(8), purpose="vacuum")
    try:
        tables = DeltaTables(store)
        bring_tables_up(store, tables)
        finish_compactions(store, tables)
        steps = Steps.read(store)
        if steps.unreadable:
            raise ArchiveError(f"nothing was removed: {steps.unreadable[0]}")
        before = clock(store) - retention
        for name in TableName:
            for removed in _of_table(store, tables, name, steps, before):
                if not dry_run:
                    lease.check()
                    logger.info("removing %s", removed)
                    store.delete(removed.key)
                yield removed
    finally:
        lease.release()


def _of_table(
    store: Store, tables: DeltaTables, name: TableName, steps: Steps, before: datetime
) -> list[Removed]:
    table = tables.handle(name)
    chain = [step for step, _ in steps.by_table[name]]
    if table is None or not chain:
        return []
    there = {
        stored.key: stored
        for prefix in (f"tables/{name}/month=", f"{INDEXES}{name}/")
        for stored in store.list(prefix)
    }
    put_at = {each.key: each.modified_at for each in store.list(f"compactions/{name}/")}
    needed = {*row_objects_in(table, name), *(stored.key for stored in chain[-1].live)}
    found = {
        key: Removed(key=key, bytes=there[key].size_bytes, why=f"replaced by {step.key}")
        for step in _applied(chain, put_at, before)
        for key in _replaced(chain, step)
        if key in there and key not in needed
    }
    months = {month_in(key) for key in found if key.startswith("tables/")}
    for stored in chain[-1].live:
        if stored.month in months:
            _check_whole(store, stored, there)
    return [found[key] for key in sorted(found)]


def _replaced(chain: list[Compaction], step: Compaction) -> Iterator[str]:
    """Yield the keys of the row objects and the index that ``step`` put others in the place of."""
    for replaced in step.replaced:
        yield replaced.key
    for before in chain:
        if before.sequence + 1 == step.sequence and before.index is not None:
            yield before.index.key


def _applied(
    chain: list[Compaction], put_at: Mapping[str, datetime], before: datetime
) -> Iterator[Compaction]:
    for step in chain:
        if put_at[step.key] <= before:
            yield step


def _check_whole(store: Store, stored: StoredFile, there: Mapping[str, StoredObject]) -> None:
    if stored.key not in there or object_digest(store, stored.key) != stored.sha256:
        raise TableDamaged(
            f"{store.uri}: {stored.key}, which has the rows of what would be removed, is missing "
            "or altered; nothing was removed. Restore it from a copy: see `newscrawl verify`"
        )
