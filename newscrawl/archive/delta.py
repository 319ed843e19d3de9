"""
The Delta tables: brought up to the manifests, and opened for reading.

A manifest's row objects are added by reference, each table in one commit that also carries the
application transaction (site, sequence). The table refuses two rival commits for one site, so a
manifest is added once, whoever brings the tables up and however often.
"""

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction

from newscrawl.archive.manifest import manifests
from newscrawl.archive.reading import is_denial, told
from newscrawl.archive.store import Store
from newscrawl.archive.tables import SCHEMA_VERSION, SCHEMAS, TableName
from newscrawl.errors import ArchiveError, FormatMismatch, StoreDenied, StoreUnreachable

logger = logging.getLogger(__name__)

_CONFIGURATION = {
    "newscrawl.schemaVersion": str(SCHEMA_VERSION),
    # A commit reads what came after the newest checkpoint; this bounds it.
    "delta.checkpointInterval": "50",
}
_TRIES = 12
_MANIFESTS_A_COMMIT = 500
T = TypeVar("T")


class DeltaTables:
    """Handles on an archive's tables; made on first use, brought up to date on each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._handles: dict[TableName, DeltaTable] = {}

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
        handle = self.handle(name)
        return (handle.transaction_version(site) or 0) if handle else 0

    def known(self, name: TableName) -> Callable[[str], int]:
        """Return what tells the newest sequence of a site that the table has now; 0 for none."""
        handle = self.handle(name)
        return lambda site: (handle.transaction_version(site) or 0) if handle else 0

    def behind(self, newest: Mapping[str, int]) -> list[str]:
        """Return the sites of which a table lacks a manifest; ``newest`` sequence by site."""
        handles = [self.handle(name) for name in TableName]
        return [
            site
            for site, last in newest.items()
            if any(not each or (each.transaction_version(site) or 0) < last for each in handles)
        ]

    def handle(self, name: TableName) -> DeltaTable | None:
        """Return the table as it is now, or None where there is none."""
        return self._patiently(name, lambda: self._fresh(name))

    def _append(self, name: TableName, site: str, last: int) -> None:
        while self._patiently(name, lambda: self._append_some(name, site, last)) < last:
            pass

    def _append_some(self, name: TableName, site: str, last: int) -> int:
        """Add the next manifests in one commit; return the newest that the table has then."""
        handle = self._fresh(name) or self._create(name)
        has = handle.transaction_version(site) or 0
        if has >= last:
            return has
        upto = min(last, has + _MANIFESTS_A_COMMIT)
        _commit(handle, site, upto, _adds(name, self._store, site, has + 1, upto))
        return upto

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
                self._handles.pop(name, None)
                named = self._named(name, error)
                if attempt == _TRIES or isinstance(named, StoreDenied):
                    raise named from error
            # full jitter: rivals that met once should not meet again
            time.sleep(random.uniform(0, min(2.0, 0.02 * 2**attempt)))  # noqa: S311
        raise AssertionError("the last try returns or raises")

    def _fresh(self, name: TableName) -> DeltaTable | None:
        """Return the table's newest version, None where there is none; deltalake's errors pass."""
        known = self._handles.get(name)
        try:
            if known is not None:
                known.update_incremental()
                return known
            opened = DeltaTable(self._location(name), storage_options=self._store.delta_options())
        except TableNotFoundError:
            self._handles.pop(name, None)
            return None
        _check_version(name, opened, self._store.uri)
        self._handles[name] = opened
        return opened

    def _create(self, name: TableName) -> DeltaTable:
        self._handles[name] = DeltaTable.create(
            self._location(name),
            schema=Schema.from_arrow(SCHEMAS[name]),
            mode="ignore",  # another process may be making it now
            partition_by=["month"],
            name=name.value,
            configuration=_CONFIGURATION,
            storage_options=self._store.delta_options(),
            raise_if_key_not_exists=False,
        )
        return self._handles[name]

    def _location(self, name: TableName) -> str:
        return f"{self._store.uri}/tables/{name}"

    def _named(self, name: TableName, error: Exception) -> ArchiveError:
        what = f"{self._store.uri}: the {name} table: {type(error).__name__}: {told(error)}"
        if is_denial(error):
            return StoreDenied(what)
        return StoreUnreachable(
            f"{what}; what was committed is stored, and the next start adds it to the table"
        )


def _commit(handle: DeltaTable, site: str, sequence: int, adds: Sequence[AddAction]) -> None:
    handle.create_write_transaction(
        [*adds],
        mode="append",
        schema=handle.schema(),
        partition_by=["month"],
        commit_properties=CommitProperties(
            max_commit_retries=30, app_transactions=[Transaction(site, sequence)]
        ),
    )
    logger.debug("%s has %s up to %d", handle.table_uri, site, sequence)


def _adds(name: TableName, store: Store, site: str, first: int, last: int) -> list[AddAction]:
    prefix = f"tables/{name}/"
    return [
        AddAction(
            path=stored.key.removeprefix(prefix),
            size=stored.bytes,
            partition_values={"month": stored.month},
            modification_time=int(manifest.sealed_at.timestamp() * 1000),
            data_change=True,
            stats=stored.stats or "",
        )
        for manifest in manifests(store, site, first, last)
        for stored in manifest.objects
        if stored.kind == name
    ]


def _check_version(name: TableName, table: DeltaTable, uri: str) -> None:
    stated = table.metadata().configuration.get("newscrawl.schemaVersion", "")
    if not stated.isdigit() or int(stated) > SCHEMA_VERSION:
        raise FormatMismatch(
            f"{uri}: the {name} table states schema version {stated!r}; this newscrawl reads up to "
            f"{SCHEMA_VERSION}. Nothing was touched. If it was altered by hand, remove the folder "
            f"tables/{name}/_delta_log and it is rebuilt from the manifests; else upgrade newscrawl"
        )
