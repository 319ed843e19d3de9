"""Committing what runs left in the spool that ended before their last commit."""

import logging
import secrets
from pathlib import Path

from newscrawl.archive.commit import Committer
from newscrawl.archive.format import check_format
from newscrawl.archive.lease import Lease
from newscrawl.archive.manifest import Manifest
from newscrawl.archive.patience import check_patiently
from newscrawl.archive.places import Places
from newscrawl.archive.runs import INTERRUPTED, runs_row
from newscrawl.archive.spool import SpooledRun, left_over_runs
from newscrawl.archive.spooled_batch import SealedBatch, is_sealed, mend, seal_mended
from newscrawl.archive.store import Store
from newscrawl.errors import ArchiveError, LeaseHeld

logger = logging.getLogger(__name__)


def recover(store: Store, spool_folder: Path) -> list[Manifest]:
    """
    Commit everything in the spool that is bound for ``store`` and whose process is gone.

    Returns the manifests put. Raises LeaseHeld where another process writes such a site now, once
    all the others are committed.
    """
    left = _sites_left(store, spool_folder)
    if not left:
        check_format(store)  # and no more: a misspelt URI must not become an archive
        return []
    check_patiently(store)
    done = []
    held: LeaseHeld | None = None
    for site in left:
        try:
            done += _recover_leased(store, spool_folder, site)
        except LeaseHeld as error:
            held = held or error
    if held is not None:
        raise held
    return done


def recover_others(store: Store, spool_folder: Path) -> None:
    """Recover every site that no one else writes now; what fails is logged, and stays spooled."""
    for site in _sites_left(store, spool_folder):
        try:
            _recover_leased(store, spool_folder, site)
        except LeaseHeld as error:
            logger.debug("left in the spool: %s", error)
        except ArchiveError as error:
            logger.warning("what is spooled of %s stays there: %s", site, error)


def recover_site(store: Store, spool_folder: Path, committer: Committer) -> list[Manifest]:
    """Recover one site, under the lease that the caller holds."""
    done = []
    places: Places | None = None
    for folder in left_over_runs(spool_folder, store.place, committer.site):
        spooled = SpooledRun.left_over(folder)
        if spooled is not None:
            places = places or Places.read(store, committer.site)
            done += _commit_run(spooled, committer, places)
    return done


def _recover_leased(store: Store, spool_folder: Path, site: str) -> list[Manifest]:
    lease = Lease.take(store, site, holder=secrets.token_hex(8), purpose="recovery")
    try:
        committer = Committer(store, site, lease)
        committer.bring_up()
        return recover_site(store, spool_folder, committer)
    finally:
        lease.release()


def _commit_run(spooled: SpooledRun, committer: Committer, places: Places) -> list[Manifest]:
    done = []
    try:
        for folder in spooled.batches():
            batch = _sealed(spooled, folder)
            if batch is not None:
                done.append(committer.commit(spooled.facts, batch, settle=places.settle))
                logger.info(
                    "recovered %s batch %d: %d captures, %d articles",
                    spooled.facts.run_id,
                    batch.number,
                    done[-1].run["captures"],
                    done[-1].run["articles"],
                )
    except BaseException:
        spooled.release()
        raise
    spooled.remove()
    return done


def _sealed(spooled: SpooledRun, folder: Path) -> SealedBatch | None:
    """Return the batch, what was torn cut off; None where nothing whole is in it."""
    if is_sealed(folder):
        return SealedBatch(folder)
    captures, articles, warc_bytes = mend(folder)
    if not captures and not articles:
        return None
    row = runs_row(
        spooled.facts,
        batch=int(folder.name),
        captures=captures,
        articles=articles,
        warc_bytes=warc_bytes,
        outcome=INTERRUPTED,
        counts=None,
        sources=(),
    )
    return seal_mended(folder, row)


def _sites_left(store: Store, spool_folder: Path) -> list[str]:
    """Return the sites that have runs whose process is gone."""
    sites = []
    for folder in left_over_runs(spool_folder, store.place):
        spooled = SpooledRun.left_over(folder)
        if spooled is not None:
            spooled.release()
            sites.append(folder.parent.name)
    return sorted(set(sites))
