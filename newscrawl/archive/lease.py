"""
The lease: who writes a site now.

``leases/<site>/<term>.json``, the term counting up in ten digits. A term is won by putting it only
if absent, so any store with conditional put will do. Its holder renews it by writing it again. A
term is over when it says so, when its time is up, or when its process is gone from this machine;
then the next may be put. Whoever finds a higher term than its own has lost.

Two writers would do no harm to the archive (of two manifests for one place one is refused, and that
writer finds out here that its lease is lost); they would only fetch everything twice. So clocks
that differ by less than the time of grace are enough.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from newscrawl.archive.own_digest import checked_json, digested_json
from newscrawl.archive.store import Store
from newscrawl.errors import (
    ArchiveError,
    FormatMismatch,
    KeyExists,
    LeaseHeld,
    LeaseLost,
    NoSuchKey,
)

logger = logging.getLogger(__name__)

# Whose lease it is to rewrite the tables or remove objects; no site can have this name.
TABLES = "_tables"
TERM_S = 120.0
_GRACE_S = 30.0
_WAIT_S = 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """
    One holder's time. ``host`` and ``started`` tell a process from another that has its number.

    ``host`` is None where the system cannot name itself; such a holder is only waited out.
    """

    holder: str
    purpose: str
    host: str | None
    pid: int
    started: str
    expires_at: datetime
    released: bool = False


class Lease:
    """A site's lease, renewed by a thread of its own until released."""

    def __init__(self, store: Store, site: str, number: int, term: Term) -> None:
        self._store, self._site, self._number, self._term = store, site, number, term
        self._over = threading.Event()
        self.lost = False
        self._renewing = threading.Thread(target=self._renew, name=f"lease of {site}", daemon=True)
        self._renewing.start()

    @classmethod
    def take(cls, store: Store, site: str, *, holder: str, purpose: str = "crawl") -> Self:
        """
        Return the lease of ``site``. A recovery that holds it is short, and is waited for.

        Raises LeaseHeld where another process writes the site now.
        """
        patience = time.monotonic() + _WAIT_S
        while True:
            last, there = _newest(store, site)
            if there is None or _is_over(there):
                term = _own_term(holder, purpose)
                try:
                    store.put_if_absent(_key(site, last + 1), _data(term))
                except (KeyExists, NoSuchKey):  # a rival's, which may be over and removed by now
                    continue
                if _newest(store, site)[0] == last + 1:
                    _forget(store, site, last)
                    return cls(store, site, last + 1, term)
                store.delete(_key(site, last + 1))  # a later one was taken while we looked
                continue
            if there.purpose != "recovery" or time.monotonic() > patience:
                what = (
                    "the tables are being tended" if site == TABLES else f"{site} is being written"
                )
                raise LeaseHeld(
                    f"{what} by another process ({there.holder}, process "
                    f"{there.pid}, {there.purpose}) in {store.uri}; wait until it ends, or until "
                    f"{there.expires_at:%H:%M:%S} UTC if it is gone"
                )
            time.sleep(0.5)

    def check(self) -> None:
        """
        Raise LeaseLost where another process holds the lease since.

        The store is asked only where the term could have run out: while it is renewed, no one else
        takes it.
        """
        if self.lost or datetime.now(UTC) >= self._term.expires_at:
            self.confirm()

    def confirm(self) -> None:
        """Ask the store; raise LeaseLost where another process holds the lease since."""
        if self._is_lost():
            raise LeaseLost(
                f"{self._site} in {self._store.uri} is another process's now: this one stood still "
                "for longer than its lease. What it recorded is in its spool, and the next start "
                "or `newscrawl push` commits it"
            )

    def release(self) -> None:
        """End the term; a store that does not answer is no error, for the term runs out."""
        self._over.set()
        self._renewing.join()
        try:
            if self._is_lost():
                return
            self._store.put(
                _key(self._site, self._number), _data(replace(self._term, released=True))
            )
        except ArchiveError as error:
            logger.warning("the lease of %s runs on until it expires: %s", self._site, error)

    def _is_lost(self) -> bool:
        """Return whether a later term was taken; then this one is renewed and released no more."""
        if not self.lost and _newest(self._store, self._site)[0] > self._number:
            self.lost = True
            logger.error(
                "the lease of %s was lost to another process while this one stood still; nothing "
                "that was recorded is lost",
                self._site,
            )
        return self.lost

    def _renew(self) -> None:
        while not self._over.wait(TERM_S / 4):
            self._term = replace(self._term, expires_at=_expiry())
            try:
                # one that was suspended past its term must not write as if nothing had been
                if self._is_lost():
                    return
                self._store.put(_key(self._site, self._number), _data(self._term))
            except ArchiveError as error:
                logger.warning("the lease of %s was not renewed: %s", self._site, error)


def unreadable_terms(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the key of each term of any site that is not what was written, and what is wrong."""
    for stored in store.list("leases/"):
        try:
            _term_of(stored.key, store.get(stored.key), store.uri)
        except FormatMismatch as error:
            yield stored.key, str(error)
        except NoSuchKey:
            continue  # a later term was taken while this ran


def _newest(store: Store, site: str) -> tuple[int, Term | None]:
    """Return the highest term's number and what it says; 0 and None before the first."""
    while True:
        keys = [stored.key for stored in store.list(f"leases/{site}/")]
        if not keys:
            return 0, None
        try:
            data = store.get(keys[-1])
        except NoSuchKey:
            continue
        return _term_of(keys[-1], data, store.uri)


def _term_of(key: str, data: bytes, uri: str) -> tuple[int, Term]:
    known = {each.name for each in fields(Term)}
    try:
        # a later minor change may add keys
        content = checked_json(data, key, known)
        said = {name: value for name, value in content.items() if name in known}
        said["expires_at"] = datetime.fromisoformat(said["expires_at"])
        return int(key.rpartition("/")[2].removesuffix(".json")), Term(**said)
    except (ArchiveError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatMismatch(
            f"{key} in {uri} is no lease that newscrawl wrote: {error}; remove it where no crawl "
            "of the site is on"
        ) from error


def _forget(store: Store, site: str, upto: int) -> None:
    for stored in store.list(f"leases/{site}/"):
        if stored.key <= _key(site, upto):
            store.delete(stored.key)


def _is_over(term: Term) -> bool:
    if term.released or datetime.now(UTC) > term.expires_at + timedelta(seconds=_GRACE_S):
        return True
    here = _host()
    return here is not None and term.host == here and _started(term.pid) != term.started


def _own_term(holder: str, purpose: str) -> Term:
    return Term(
        holder=holder,
        purpose=purpose,
        host=_host(),
        pid=os.getpid(),
        started=_started(os.getpid()) or "",
        expires_at=_expiry(),
    )


def _expiry() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=TERM_S)


def _host() -> str | None:
    """Return what names this boot of this machine and this container's processes, on Linux."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _started(pid: int) -> str | None:
    """Return when the process started, in clock ticks since boot; None where it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # the name in brackets may hold spaces and brackets itself
    state, *rest = stat.rpartition(")")[2].split()
    return None if state in "ZX" else rest[18]


def _key(site: str, number: int) -> str:
    return f"leases/{site}/{number:010d}.json"


def _data(term: Term) -> bytes:
    return digested_json(asdict(term))
