"""One crawl of one site, from its first response to its last commit."""

import logging
import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Self

from newscrawl import __version__
from newscrawl.archive.commit import Committer, warc_key
from newscrawl.archive.compacting import Tidying
from newscrawl.archive.lease import Lease
from newscrawl.archive.manifest import Manifest
from newscrawl.archive.messages import header, media_type, redirect_target
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.recover import recover_others, recover_site
from newscrawl.archive.runs import runs_row
from newscrawl.archive.spool import RunFacts, SpooledRun, archive_folder
from newscrawl.archive.spooled_batch import OpenBatch, SealedBatch
from newscrawl.archive.state import SiteState, site_state
from newscrawl.archive.store import Store
from newscrawl.archive.tables import Row, capture_row
from newscrawl.archive.warc import (
    CONFORMS_TO,
    Original,
    bare_url,
    exchange_members,
    sha256,
    warcinfo_member,
)
from newscrawl.errors import UsageError
from newscrawl.items import Capture, Exchange, RunCounts, SiteFacts, SourceOutcome
from newscrawl.records import Record

logger = logging.getLogger(__name__)

# A batch is closed at this size and the next begun, so that WARC files stay handy; and at so many
# captures, so that a commit's rows take little memory, however long a store could not be reached.
_ROLL_BYTES = 1 << 30
_ROLL_CAPTURES = 2_000
_SITE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")


class Run:
    """
    What a crawl records: durable in the spool at once, in the archive at each commit.

    ``record``, ``add`` and ``commit`` may run in several threads at the same time.
    """

    def __init__(
        self,
        store: Store,
        spooled: SpooledRun,
        committer: Committer,
        lease: Lease,
        compact_commits: int,
    ) -> None:
        self.facts = spooled.facts.site
        self.run_id = spooled.facts.run_id
        self.state: SiteState = site_state(store, self.facts.name)
        self._store, self._spooled, self._lease = store, spooled, lease
        self._committer = committer
        self._tidying = Tidying(store, committer.tables, compact_commits)
        self._adding, self._committing = threading.Lock(), threading.Lock()
        self._batch: OpenBatch | None = None
        # what the next commit stores, oldest first, each with its row of the runs table
        self._closed: list[tuple[OpenBatch | SealedBatch, Row]] = []
        self._batches = 0
        self._notes = {
            "run": self.run_id,
            "site": self.facts.name,
            "spider": spooled.facts.spider,
        }
        self._warcinfo = {
            "software": spooled.facts.software,
            "format": "WARC File Format 1.1",
            "conformsTo": CONFORMS_TO,
            "robots": "obey",
            "isPartOf": self.run_id,
            **spooled.facts.warcinfo,
        }

    @classmethod
    def start(
        cls,
        store: Store,
        spool_folder: Path,
        facts: SiteFacts,
        *,
        spider: str,
        arguments: Mapping[str, str],
        warcinfo: Mapping[str, str] | None = None,
        compact_commits: int = 0,
    ) -> Self:
        """
        Check the store, take the site's lease, commit what earlier runs left, and begin.

        ``warcinfo`` adds fields to each WARC file's first record: ``operator`` (the contact) and
        ``http-header-user-agent`` are the standard's names. The tables are compacted each time that
        they have grown by ``compact_commits``; 0 is never.

        Raises LeaseHeld where another process crawls the site into this archive, and what
        ``store.check()`` raises.
        """
        _check_site_name(facts.name)
        check_patiently(store)
        started_at = datetime.now(UTC)
        run_id = f"{started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        lease = Lease.take(store, facts.name, holder=run_id)
        try:
            committer = Committer(store, facts.name, lease)
            committer.bring_up()
            recover_site(store, spool_folder, committer)
            spooled = SpooledRun.create(
                archive_folder(spool_folder, store.place),
                RunFacts(
                    run_id=run_id,
                    archive_uri=store.uri,
                    site=facts,
                    spider=spider,
                    arguments=dict(arguments),
                    started_at=started_at,
                    software=f"newscrawl/{__version__}",
                    warcinfo=dict(warcinfo or {}),
                ),
            )
            try:
                run = cls(store, spooled, committer, lease, compact_commits)
                recover_others(store, spool_folder)
            except BaseException:
                spooled.remove()
                raise
        except BaseException:
            lease.release()
            raise
        return run

    @property
    def pending_captures(self) -> int:
        """Captures that no commit has taken up yet."""
        batch = self._batch
        return batch.captures if batch else 0

    @property
    def pending_articles(self) -> int:
        batch = self._batch
        return batch.articles if batch else 0

    def record(self, exchange: Exchange) -> Capture:
        """
        Write an exchange into the spool's WARC, and its row; durable when this returns.

        A 304, and the body that its URL answered before, become revisit records. Raises SpoolError;
        then nothing of it is kept.
        """
        facts, payload_digest = self._spooled.facts, sha256(exchange.body)
        original = self._original(exchange, payload_digest)
        notes = {"role": exchange.role.value, "received-at": exchange.received_at.isoformat()}
        written = exchange_members(
            exchange,
            payload_digest=payload_digest,
            original=original,
            notes={**self._notes, **notes},
        )
        with self._adding:
            batch = self._writable()
            capture = Capture(
                capture_id=written.capture_id,
                site=facts.site.name,
                run_id=facts.run_id,
                url=bare_url(exchange.url),
                captured_at=exchange.received_at.astimezone(UTC),
                role=exchange.role,
                status=exchange.status,
                media_type=media_type(exchange.response_headers),
                payload_digest=payload_digest,
                payload_bytes=len(exchange.body),
                etag=header(exchange.response_headers, b"etag"),
                last_modified=header(exchange.response_headers, b"last-modified"),
                redirect_to=redirect_target(exchange),
                truncated=exchange.truncated,
                revisit_of=original.capture_id if original else None,
                warc_key=warc_key(facts, batch.number),
                warc_offset=batch.warc_bytes + written.offset,
                warc_bytes=written.length,
            )
            batch.add_capture(written.members, capture_row(capture))
        return capture

    def add(self, record: Record, *, generation: int = 0) -> None:
        """
        Write an article's row into the spool; durable when this returns.

        ``generation`` counts the readings of the same revision before this one. Raises SpoolError.
        """
        row = {**record, "generation": generation, "written_at": datetime.now(UTC)}
        with self._adding:
            self._writable().add_article(row)

    def commit(self, counts: RunCounts, sources: Sequence[SourceOutcome] = ()) -> Manifest | None:
        """
        Store what was recorded and added up to now; None where there is nothing.

        ``counts`` and ``sources`` are those of the whole run so far. What is recorded meanwhile
        goes to the next batch. Where this raises, the batch stays in the spool, and the next
        commit or the next start takes it up.
        """
        with self._committing:
            self._take_up(None, counts, sources)
            return self._commit_closed()

    def finish(
        self, outcome: str, counts: RunCounts, sources: Sequence[SourceOutcome] = ()
    ) -> None:
        """
        Commit the rest with the run's outcome, and let go of site and spool.

        ``outcome`` is ``finished`` or ``failed: `` and why. Site and spool are let go of also where
        the commit raises: the next start commits what is left.
        """
        with self._committing:
            finished = False
            try:
                self._take_up(outcome, counts, sources)
                self._commit_closed()
                self._spooled.remove()
                finished = True
            finally:
                if not finished:
                    self._spooled.release()
                self._lease.release()

    def _commit_closed(self) -> Manifest | None:
        manifest = None
        while self._closed:
            batch, row = self._closed[0]
            if isinstance(batch, OpenBatch):
                # syncs files, so not under the lock that the crawl's thread waits for
                batch = batch.seal(row)
                self._closed[0] = batch, row
            manifest = self._committer.commit(self._spooled.facts, batch)
            del self._closed[0]
            self._tidying.after_commit()
        return manifest

    def _original(self, exchange: Exchange, payload_digest: str) -> Original | None:
        known = self.state.validators(exchange.url)
        if known is None:
            return None
        is_same = exchange.status == HTTPStatus.OK and payload_digest == known.payload_digest
        if exchange.status != HTTPStatus.NOT_MODIFIED and not (is_same and exchange.body):
            return None
        return Original(
            capture_id=known.capture_id,
            url=bare_url(exchange.url),
            captured_at=known.captured_at,
            payload_digest=known.payload_digest,
        )

    def _writable(self) -> OpenBatch:
        if self._batch and _is_full(self._batch):
            self._close_batch(None, None, ())
        if self._batch is None:
            self._batches += 1
            batch = self._spooled.open_batch(self._batches)
            filename = warc_key(self._spooled.facts, self._batches).rpartition("/")[2]
            try:
                batch.begin(warcinfo_member(filename, self._warcinfo))
            except BaseException:
                batch.discard()
                self._batches -= 1
                raise
            self._batch = batch
        return self._batch

    def _take_up(
        self, outcome: str | None, counts: RunCounts, sources: Sequence[SourceOutcome]
    ) -> None:
        with self._adding:
            if self._batch is None and outcome is not None:
                self._writable()  # the run's last row needs a batch to be in
            if self._batch is not None:
                self._close_batch(outcome, counts, sources)

    def _close_batch(
        self, outcome: str | None, counts: RunCounts | None, sources: Sequence[SourceOutcome]
    ) -> None:
        batch = self._batch
        assert batch is not None
        row = runs_row(
            self._spooled.facts,
            batch=batch.number,
            captures=batch.captures,
            articles=batch.articles,
            warc_bytes=batch.warc_bytes if batch.captures else 0,
            outcome=outcome,
            counts=counts,
            sources=sources,
        )
        self._closed.append((batch, row))
        self._batch = None


def _is_full(batch: OpenBatch) -> bool:
    return batch.warc_bytes >= _ROLL_BYTES or batch.captures >= _ROLL_CAPTURES


def _check_site_name(name: str) -> None:
    if not _SITE_NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot name a site: it becomes part of keys and folders, so wanted are "
            "letters, digits, '.', '_' and '-', beginning with a letter or digit"
        )
