"""
The Delta tables: brought up to the manifests, and opened.

A manifest's row objects are added by reference, each table in one commit that also carries the
application transaction (site, sequence). The table refuses two rival commits for one site, so a
manifest is added once, whoever brings the tables up and however often. So it is with a compaction:
what it made is added and what that replaces removed in one commit, which carries its sequence.
"""

import logging
import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from newscrawl.archive.compaction import Compaction, last_compaction, row_objects_of
from newscrawl.archive.delta_faults import named
from newscrawl.archive.log_digests import (
    CHECKPOINT_INTERVAL,
    record_checkpoint_digest,
    record_log_digests,
)
from newscrawl.archive.manifest import StoredFile, last_sequences, manifests, sites
from newscrawl.archive.rows import BOUNDED
from newscrawl.archive.store import Store
from newscrawl.archive.table_log import LoggedObject, check_version, objects_of
from newscrawl.archive.tables import SCHEMA_VERSION, SCHEMAS, TableName, month_in, path_in_table
from newscrawl.archive.widening import missing_columns
from newscrawl.errors import StoreDenied, TableDamaged

logger = logging.getLogger(__name__)

_CONFIGURATION = {
    "newscrawl.schemaVersion": str(SCHEMA_VERSION),
    "delta.checkpointInterval": str(CHECKPOINT_INTERVAL),
}
# The application transaction of compactions; no site can have this name.
_COMPACTIONS = "/compactions"
_TRIES = 12
_MANIFESTS_A_COMMIT = 500
T = TypeVar("T")


class DeltaTables:
    """Handles on an archive's tables; made on first use, brought up to date on each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._handles: dict[TableName, DeltaTable] = {}
        # what a version has of a site: deltalake reads the log from its checkpoint on for it
        self._known: dict[tuple[TableName, str], tuple[int, int]] = {}
        self._wide: set[TableName] = set()
        # the version from which on this process may have left digests out of a table's log
        self._undigested: dict[TableName, int] = {}

    def bring_up(self, site: str, last: int) -> None:
        """
        Add every manifest of ``site`` up to sequence ``last`` that a table does not have yet.

        Captures, then articles, then runs: no row is seen before what it points at, and a batch
        is complete when its runs row is there. A table that is missing is made anew.
        """
        for name in TableName:
            self._append(name, site, last)

    def applied(self, name: TableName, site: str) -> int:
        """Return the newest sequence of ``site`` that the table has; 0 for none."""
        return self.applied_in(name, self.handle(name), site)

    def applied_in(self, name: TableName, handle: DeltaTable | None, site: str) -> int:
        """Return the newest sequence of ``site`` in one version of the table; 0 for none."""
        if handle is None:
            return 0
        return self._patiently(name, lambda: self._version_of(name, handle, site))

    def known(self, name: TableName) -> Callable[[str], int]:
        """Return what tells the newest sequence of a site that the table has now; 0 for none."""
        handle = self.handle(name)
        return lambda site: self.applied_in(name, handle, site)

    def behind(self, newest: Mapping[str, int]) -> list[str]:
        """Return the sites of which a table lacks a manifest; ``newest`` sequence by site."""
        handles = {name: self.handle(name) for name in TableName}
        return [
            site
            for site, last in newest.items()
            if any(self.applied_in(name, each, site) < last for name, each in handles.items())
        ]

    def compacted(self, name: TableName) -> int:
        """Return the newest compaction that the table has; 0 for none."""
        return self.compacted_in(name, self.handle(name))

    def compacted_in(self, name: TableName, handle: DeltaTable | None) -> int:
        """Return the newest compaction that one version of the table has; 0 for none."""
        return self.applied_in(name, handle, _COMPACTIONS)

    def swap(self, compaction: Compaction) -> None:
        """
        Put what ``compaction`` made in the place of what it replaces, unless that was done.

        Raises TableDamaged where the table has not what is to be replaced; nothing is changed then.
        """
        self._patiently(compaction.table, lambda: self._swap(compaction))

    def handle(self, name: TableName) -> DeltaTable | None:
        """Return the table as it is now, or None where there is none."""
        return self._patiently(name, lambda: self._fresh(name))

    def row_objects(self, name: TableName) -> Collection[LoggedObject] | None:
        """Return what the table is made of now, as deltalake reads it; None where there is none."""
        handle = self.handle(name)
        return None if handle is None else objects_of(name, handle)

    def _append(self, name: TableName, site: str, last: int) -> None:
        while self._patiently(name, lambda: self._append_some(name, site, last)) < last:
            pass

    def _append_some(self, name: TableName, site: str, last: int) -> int:
        """Add the next manifests in one commit; return the newest that the table has then."""
        handle = self._fresh(name) or self._create(name)
        if handle.version() == 0 and last:
            self._fill(name, handle, {site: last})
            return last
        self._widen(name, handle)
        has = self._version_of(name, handle, site)
        if has >= last:
            self._digest(name, handle)
            return has
        upto = min(last, has + _MANIFESTS_A_COMMIT)
        adds = _adds(name, self._store, site, has + 1, upto)
        before = handle.version()
        self._write(name, handle, adds, [Transaction(site, upto)])
        if handle.version() == before + 1:  # there is ours, and no one else's
            self._known[name, site] = handle.version(), upto
        logger.debug("the %s table has %s up to %d", name, site, upto)
        return upto

    def _version_of(self, name: TableName, handle: DeltaTable, site: str) -> int:
        """Return the newest sequence of ``site`` in the version that ``handle`` has open."""
        version, has = self._known.get((name, site), (-1, 0))
        if version != handle.version():
            version, has = handle.version(), handle.transaction_version(site) or 0
            self._known[name, site] = version, has
        return has

    def _widen(self, name: TableName, handle: DeltaTable) -> None:
        """Give a table the columns that were added since it was made; looked at once."""
        if name in self._wide:
            return
        if missing := missing_columns(name, handle):
            self._undigested.setdefault(name, handle.version())
            handle.alter.add_columns(missing)
            logger.info("the %s table has %d more columns", name, len(missing))
            self._digest(name, handle)
        self._wide.add(name)

    def _fill(self, name: TableName, handle: DeltaTable, at_least: Mapping[str, int]) -> None:
        """Add to a table that was just made everything that it should have, in its first commit."""
        before = [*TableName][: [*TableName].index(name)]
        known = self._fresh(before[-1]) if before else None
        if known is None:
            newest = last_sequences(self._store)
        else:  # no row before what it points at: what the table before this one has, and no more
            newest = {site: known.transaction_version(site) or 0 for site in sites(self._store)}
        for site, last in at_least.items():
            newest[site] = max(newest.get(site, 0), last)
        compaction, _ = last_compaction(self._store, name)
        objects = row_objects_of(self._store, name, compaction, newest)
        transactions = [Transaction(site, last) for site, last in newest.items() if last]
        if compaction is not None:
            transactions.append(Transaction(_COMPACTIONS, compaction.sequence))
        adds = [_add(stored, at, is_new=True) for stored, at in objects]
        self._write(name, handle, adds, transactions)

    def _swap(self, compaction: Compaction) -> None:
        handle = self._fresh(compaction.table)
        if handle is None or handle.version() == 0:
            return  # made anew, it begins with what the compaction made
        if (handle.transaction_version(_COMPACTIONS) or 0) >= compaction.sequence:
            return
        sizes = row_objects_in(handle, compaction.table)
        gone = [each.key for each in compaction.replaced if each.key not in sizes]
        if gone:
            raise TableDamaged(
                f"{self._store.uri}: the {compaction.table} table lacks {gone[0]} and "
                f"{len(gone) - 1} more that {compaction.key} replaces: something else rewrote it. "
                f"Nothing was changed. Remove tables/{compaction.table}/_delta_log while no crawl "
                "is on, and it is rebuilt whole"
            )
        now = int(time.time() * 1000)
        removed = [
            RemoveAction(
                path_in_table(each.key),
                data_change=False,
                deletion_timestamp=now,
                size=sizes[each.key],
                partition_values={"month": month_in(each.key)},
            )
            for each in compaction.replaced
        ]
        made = [_add(stored, compaction.compacted_at, is_new=False) for stored in compaction.made]
        done = [Transaction(_COMPACTIONS, compaction.sequence)]
        self._write(compaction.table, handle, [*made, *removed], done)
        # at once: who opens the table next should not read what was before
        handle.create_checkpoint()
        record_checkpoint_digest(self._store, compaction.table, handle.version())

    def _write(
        self,
        name: TableName,
        handle: DeltaTable,
        actions: Sequence[AddAction | RemoveAction],
        transactions: list[Transaction],
    ) -> None:
        """Commit to a table; ``handle`` is at its newest version then."""
        # from the one before on, whose process may have been killed before it did this; said before
        # the commit, which can be done though it raises: the next try finds nothing to write then
        before = handle.version()
        # to make a table is two versions
        self._undigested.setdefault(name, 0 if before == 1 else before)
        handle.create_write_transaction(
            [*actions],
            mode="append",
            schema=handle.schema(),
            partition_by=["month"],
            commit_properties=CommitProperties(
                max_commit_retries=30, app_transactions=transactions
            ),
        )
        handle.update_incremental()
        self._digest(name, handle)

    def _digest(self, name: TableName, handle: DeltaTable) -> None:
        """Put the digests that this process may have left out, up to the version of ``handle``."""
        first = self._undigested.get(name)
        if first is not None and record_log_digests(self._store, name, first, handle.version()):
            del self._undigested[name]

    def _patiently(self, name: TableName, work: Callable[[], T]) -> T:
        """
        Return what ``work`` does, tried again where deltalake fails.

        Someone else added the manifest, or rivals won every race, or a reply was lost: looking
        again tells. The handle goes, since check and commit must see the same version.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                return work()
            except (DeltaError, OSError) as error:
                self._forget(name)
                fault = named(error, name, self._store.uri)
                if attempt == _TRIES or isinstance(fault, StoreDenied | TableDamaged):
                    raise fault from error
            # full jitter: rivals that met once should not meet again
            time.sleep(random.uniform(0, min(2.0, 0.02 * 2**attempt)))  # noqa: S311
        raise AssertionError("the last try returns or raises")

    def _forget(self, name: TableName) -> None:
        """Let go of what is known of a table: it may be another by now."""
        self._handles.pop(name, None)
        self._known = {place: known for place, known in self._known.items() if place[0] != name}

    def _fresh(self, name: TableName) -> DeltaTable | None:
        """Return the table's newest version, None where there is none; deltalake's errors pass."""
        known = self._handles.get(name)
        try:
            if known is not None:
                known.update_incremental()
                return known
            opened = DeltaTable(self._location(name), storage_options=self._store.delta_options())
        except TableNotFoundError:
            self._forget(name)
            self._undigested.pop(name, None)  # its versions begin anew
            return None
        check_version(name, opened.metadata().configuration, self._store.uri)
        self._handles[name] = opened
        return opened

    def _create(self, name: TableName) -> DeltaTable:
        self._handles[name] = DeltaTable.create(
            self._location(name),
            schema=Schema.from_arrow(SCHEMAS[name]),
            mode="ignore",  # another process may be making it now
            partition_by=["month"],
            name=name.value,
            configuration={
                **_CONFIGURATION,
                # else statistics of the first 32 columns alone are read
                "delta.dataSkippingStatsColumns": ",".join(BOUNDED[name]),
            },
            storage_options=self._store.delta_options(),
            raise_if_key_not_exists=False,
        )
        return self._handles[name]

    def _location(self, name: TableName) -> str:
        return f"{self._store.uri}/tables/{name}"


def row_objects_in(table: DeltaTable, name: TableName) -> dict[str, int]:
    """Return the keys of a table's row objects and their sizes in bytes."""
    adds = pa.table(table.get_add_actions())
    paths, sizes = adds["path"].to_pylist(), adds["size_bytes"].to_pylist()
    return {f"tables/{name}/{path}": size for path, size in zip(paths, sizes, strict=True)}


def _adds(name: TableName, store: Store, site: str, first: int, last: int) -> list[AddAction]:
    return [
        _add(stored, manifest.sealed_at, is_new=True)
        for manifest in manifests(store, site, first, last)
        for stored in manifest.objects
        if stored.kind == name
    ]


def _add(stored: StoredFile, at: datetime, *, is_new: bool) -> AddAction:
    return AddAction(
        path=path_in_table(stored.key),
        size=stored.bytes,
        partition_values={"month": stored.month},
        modification_time=int(at.timestamp() * 1000),
        data_change=is_new,
        stats=stored.stats or "",
    )
