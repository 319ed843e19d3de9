"""
Committing a batch: objects, manifest, tables, and only then the spool lets go of it.

Killed between any two steps, the same batch is committed once by whoever takes it up: objects have
names of their own, and are stored anew (as orphans they may have been collected); the manifest that
was meant is kept in the spool before it is put, and looked for in the chain, as a recovered batch
is by its row; the tables refuse a manifest they have.

A run numbers its articles by the state of the site that it started from. A manifest is put at the
sequence after that state, only if nothing is there, so no one else can have written the site since.
Where someone has (this process was suspended, and its lease ran out), it stops by name; and whoever
was overtaken by such a one numbers its articles anew.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc

from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.lease import Lease
from newscrawl.archive.manifest import (
    Manifest,
    StoredFile,
    last_sequence,
    manifest_from_json,
    manifests,
    put_manifest,
    read_manifest,
)
from newscrawl.archive.opened import open_tables
from newscrawl.archive.pending import pending, pending_keys
from newscrawl.archive.places import Places
from newscrawl.archive.reading import reading
from newscrawl.archive.rows import row_objects
from newscrawl.archive.spool import RunFacts
from newscrawl.archive.spooled_batch import SealedBatch
from newscrawl.archive.spooled_files import spooling
from newscrawl.archive.store import Store
from newscrawl.archive.tables import Row, TableName
from newscrawl.archive.warc import sha256

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tail:
    """The newest manifest of a site: 0 and None before the first."""

    sequence: int
    sha256: str | None


def tail(store: Store, site: str, *, known: int = 0) -> Tail:
    sequence = last_sequence(store, site, known=known)
    digest = read_manifest(store, site, sequence)[1] if sequence else None
    return Tail(sequence=sequence, sha256=digest)


class Committer:
    """Commits the batches of one site; one at a time, under the site's lease."""

    def __init__(self, store: Store, site: str, lease: Lease) -> None:
        self._store, self.site, self._lease = store, site, lease
        self.tables = DeltaTables(store)
        self._tail: Tail | None = None
        # kept from when another process wrote the site: from then on each batch is settled
        self._places: Places | None = None

    def bring_up(self) -> None:
        """Add what earlier commits put into manifests and not into the tables."""
        # a manifest that the table has is there, so the list need not begin at the first
        left = pending_keys(self._store, self.site)
        known = self.tables.applied(TableName.RUNS, self.site)
        self._tail = tail(self._store, self.site, known=known)
        self.tables.bring_up(self.site, self._tail.sequence)
        for key in left:
            self._store.delete(key)

    def commit(
        self,
        run: RunFacts,
        batch: SealedBatch,
        *,
        settle: Callable[[SealedBatch], None] | None = None,
    ) -> Manifest:
        """
        Store ``batch``, once; its folder is gone when this returns.

        ``settle`` is called before anything of a recovered batch is put, and may rewrite it.

        Raises LeaseLost where the site is another process's now; the batch stays as it is.
        """
        self._lease.check()
        with pending(self._store, self.site):
            manifest = self._commit(run, batch, settle)
        batch.remove()
        return manifest

    def _commit(
        self, run: RunFacts, batch: SealedBatch, settle: Callable[[SealedBatch], None] | None
    ) -> Manifest:
        manifest = self._already_put(batch)
        if manifest is None and settle is not None:
            manifest = self._in_table(run, batch)
        if manifest is None:
            settle = self._places.settle if self._places else settle
            if settle is not None:
                settle(batch)
            manifest = self._put(run, batch)
        assert self._tail is not None
        self.tables.bring_up(self.site, self._tail.sequence)
        return manifest

    def _already_put(self, batch: SealedBatch) -> Manifest | None:
        """Return the manifest that an earlier try meant and put, looked for in the chain."""
        intent = batch.intent
        if intent is None:
            return None
        meant = manifest_from_json(intent, str(batch.folder))
        self._tail = tail(self._store, self.site, known=meant.sequence - 1)
        for there in manifests(self._store, self.site, meant.sequence, self._tail.sequence):
            if (there.run_id, there.batch) == (meant.run_id, meant.batch):
                logger.info("%s batch %d was committed already", meant.run_id, meant.batch)
                return there
        return None

    def _in_table(self, run: RunFacts, batch: SealedBatch) -> Manifest | None:
        """
        Return the manifest of a recovered batch that was committed, though no intent says so.

        A power cut can lose the intent and leave the rest. The runs table, brought up before
        anything is recovered, tells at once; the chain has the manifest.
        """
        row = (pc.field("run_id") == run.run_id) & (pc.field("batch") == batch.number)
        runs = open_tables(self._store, bring_up=False).runs
        with reading(runs):
            if not runs.count_rows(filter=row):
                return None
        self._tail = self._tail or tail(self._store, self.site)
        for sequence in range(self._tail.sequence, 0, -1):
            there, _ = read_manifest(self._store, self.site, sequence)
            if (there.run_id, there.batch) == (run.run_id, batch.number):
                logger.info("%s batch %d was committed already", run.run_id, batch.number)
                return there
        return None

    def _put(self, run: RunFacts, batch: SealedBatch) -> Manifest:
        while True:
            self._tail = self._tail or tail(self._store, self.site)
            sequence = self._tail.sequence + 1
            manifest = Manifest(
                site=self.site,
                sequence=sequence,
                previous_sha256=self._tail.sha256,
                run_id=run.run_id,
                batch=batch.number,
                sealed_at=datetime.fromisoformat(batch.runs_row["sealed_at"]),
                software=run.software,
                objects=tuple(_stored_objects(self._store, run, batch, sequence)),
                run=batch.runs_row,
            )
            batch.intend(manifest.to_json())
            put = put_manifest(self._store, manifest)
            if put is not None:
                there, digest = put
                self._tail = Tail(sequence=there.sequence, sha256=digest)
                return there
            self._lease.confirm()
            logger.warning(
                "another process wrote %s without its lease; what this one has is numbered anew",
                self.site,
            )
            self.bring_up()
            self._places = Places.read(self._store, self.site)
            self._places.settle(batch)


def warc_key(run: RunFacts, batch: int) -> str:
    """Return where a batch's WARC file will be; known before its first record is written."""
    month = run.started_at.strftime("%Y/%m")
    return f"warc/{run.site.name}/{month}/{run.run_id}-{batch:04d}.warc.gz"


def _stored_objects(
    store: Store, run: RunFacts, batch: SealedBatch, sequence: int
) -> Iterator[StoredFile]:
    if batch.runs_row["captures"]:
        key = warc_key(run, batch.number)
        size, digest = _file_digest(batch.warc)
        store.put(key, batch.warc)
        yield StoredFile(key=key, bytes=size, sha256=digest, kind="warc")
    rows: dict[TableName, Iterable[Row]] = {
        TableName.CAPTURES: batch.capture_lines(),
        TableName.ARTICLES: batch.article_lines(),
        TableName.RUNS: [batch.runs_row],
    }
    for name in TableName:
        numbered = ({**row, "sequence": sequence} for row in rows[name])
        for stored in row_objects(name, numbered, stem=f"{run.run_id}-{batch.number:04d}"):
            store.put(stored.key, stored.data)
            yield StoredFile(
                key=stored.key,
                bytes=len(stored.data),
                sha256=sha256(stored.data),
                kind=name.value,
                rows=stored.rows,
                month=stored.month,
                stats=stored.stats,
            )


def _file_digest(path: Path) -> tuple[int, str]:
    with spooling(path), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), f"sha256:{digest}"
