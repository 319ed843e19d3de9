"""
Whether one altered byte is always found: ``python -m tests.bench.flips --count 1000 --seed 1``.

An archive of three sites is made, with revisits, revisions, compacted tables, the small row objects
that these replaced, checkpoints and commits after them. Then, again and again, one byte of one
object is altered, ``verify`` asked, and the byte put back. Objects are drawn first, each as likely
as any other, then a byte of it: a log entry of 3 KB counts as much as a WARC file.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from newscrawl.archive import Store, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.verify import verify
from newscrawl.errors import FormatMismatch
from newscrawl.items import RunCounts, SiteFacts
from tests.unit.archive.samples import NOON, SITE, exchange, record, start

SITES = (
    SITE,
    SiteFacts(name="phonewire", publisher="Phone Wire"),
    SiteFacts(name="tabletnews", publisher="Tablet News"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flip:
    """One altered byte; ``named`` says whether a fault names its object, ``faults`` are all."""

    key: str
    offset: int
    xor: int
    faults: tuple[str, ...]
    named: bool

    @property
    def is_found(self) -> bool:
        return bool(self.faults)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    drawn: Counter[str] = Counter()
    found: Counter[str] = Counter()
    named: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store = filled_archive(Path(folder))
        for each in flips(store, asked.count, asked.seed):
            kind = kind_of(each.key)
            drawn[kind] += 1
            found[kind] += each.is_found
            named[kind] += each.named
            if not each.named:
                how = "named by another object's fault" if each.is_found else "NOT FOUND"
                print(f"{how}: {each.key} at {each.offset}, xor {each.xor}: {each.faults[:1]}")
    print(f"{'kind of object':24} {'flips':>6} {'found':>6} {'by its own name':>16}")
    for kind in sorted(drawn):
        print(f"{kind:24} {drawn[kind]:6} {found[kind]:6} {named[kind]:16}")
    print(f"{'all':24} {drawn.total():6} {found.total():6} {named.total():16}")
    sys.exit(0 if found == drawn else 1)


def filled_archive(folder: Path, *, days: int = 3, sites: int = len(SITES)) -> Store:
    """Return an archive that has an object of every kind that an archive can have at rest."""
    store = open_store(str(folder / "archive"))
    spool = folder / "spool"
    for day in range(days):
        for number, site in enumerate(SITES[:sites], 1):
            run = start(store, spool, site)
            at = NOON + timedelta(days=day)
            for page in (100 * number, 100 * number + day + 1):
                run.add(record(run.record(exchange(page, at=at)), page, revision=day + 1))
                run.commit(RunCounts())
            run.finish("finished", RunCounts(found=2, fetched=2, new=2))
        if day + 1 < days:
            compact(store)
    # as one that was killed between its manifest and the tables leaves it
    store.put(f"pending/{SITE.name}/0123456789abcdef", b"\n")
    return store


def flips(store: Store, count: int, seed: int) -> Iterator[Flip]:
    """Yield what comes of ``count`` altered bytes, one at a time."""
    drawn = random.Random(seed)
    keys = [stored.key for stored in store.list("")]
    for _ in range(count):
        yield flip(store, drawn.choice(keys), drawn)


def flip(store: Store, key: str, drawn: random.Random) -> Flip:
    """Alter a byte of an object, ask ``verify``, and put the object back as it was."""
    whole = store.get(key)
    offset, xor = drawn.randrange(len(whole)), drawn.randrange(1, 256)
    altered = bytearray(whole)
    altered[offset] ^= xor
    store.put(key, bytes(altered))
    try:
        faults = told(store)
    finally:
        store.put(key, whole)
    return Flip(
        key=key,
        offset=offset,
        xor=xor,
        faults=tuple(faults),
        named=any(key in fault for fault in faults),
    )


def told(store: Store) -> list[str]:
    """Return what ``newscrawl verify`` would end with 3 for."""
    try:
        return [str(fault) for fault in verify(store) if not fault.is_notice]
    except FormatMismatch as error:
        return [str(error)]


def kind_of(key: str) -> str:
    """
    >>> kind_of("tables/runs/_delta_log/00000000000000000049.checkpoint.parquet.sha256")
    'digest of a log file'
    """
    if key.endswith(".sha256"):
        return "digest of a log file"
    if key.endswith(".checkpoint.parquet"):
        return "checkpoint"
    if "/_delta_log/" in key:
        return "pointer to a checkpoint" if key.endswith("_last_checkpoint") else "log entry"
    if "/compacted-" in key:
        return "compacted row object"
    return {
        "FORMAT.json": "FORMAT.json",
        "warc": "WARC file",
        "manifests": "manifest",
        "tables": "row object",
        "compactions": "compaction",
        "indexes": "index",
        "leases": "lease",
        "pending": "note of a commit",
    }[key.partition("/")[0]]


if __name__ == "__main__":
    main()
