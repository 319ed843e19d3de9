"""Whether an archive is what its manifests say, down to each byte, record and row."""

from collections.abc import Iterator

from newscrawl.archive.compaction import PREFIX as COMPACTIONS
from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.format import FORMAT_KEY, check_format, is_format_altered
from newscrawl.archive.lease import unreadable_terms
from newscrawl.archive.log_digests import log_faults
from newscrawl.archive.manifest import last_sequences
from newscrawl.archive.pending import PREFIX as PENDING
from newscrawl.archive.pending import altered_pending
from newscrawl.archive.steps import Steps
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.archive.verify_chains import Chains
from newscrawl.archive.verify_objects import digest_faults, warc_faults
from newscrawl.archive.verify_tables import SoundTables, row_faults

# Objects that no manifest names, and none needs to.
_OWN_PREFIXES = (FORMAT_KEY, "manifests/", "leases/", PENDING, "probe/", COMPACTIONS)


def verify(store: Store) -> Iterator[Fault]:
    """
    Yield every fault: of manifests and compactions, of the tables' logs, of the objects that are
    named, of rows, then orphans. Nothing is changed.

    Reads the whole archive once, a WARC file at a time through a temporary file. What was found
    altered is not trusted with more: of a table whose log was, no row is read, and no row of a row
    object that was. Raises FormatMismatch where there is no archive to verify.
    """
    if not check_format(store):
        return
    if is_format_altered(store):
        yield Fault(
            kind=FaultKind.FORMAT_ALTERED,
            key=FORMAT_KEY,
            detail='it is not {"name": "newscrawl-archive", "version": 1} and a line feed',
        )
    # first, for a crawl may commit meanwhile: what these manifests name is listed and in the tables
    newest = last_sequences(store)
    sizes = {stored.key: stored.size_bytes for stored in store.list("")}
    steps = Steps.read(store)
    chains = Chains(store, newest)
    yield from chains.faults()
    yield from steps.faults(chains.digests)
    altered_logs = set()
    for name in TableName:
        for fault in log_faults(store, name):
            if not fault.is_notice:
                altered_logs.add(name)
            yield fault
    named = {stored.key: stored for stored in (*chains.objects, *steps.made)}
    expected = [
        stored for stored in named.values() if stored.key in sizes or not steps.replaced(stored)
    ]
    unsound = set()
    for stored in expected:
        if stored.kind != "warc":
            for fault in digest_faults(store, stored, sizes):
                unsound.add(fault.key)
                yield fault
    tables = SoundTables(store, unsound, without=altered_logs)
    yield from tables.faults
    for stored in expected:
        if stored.kind == "warc":
            yield from warc_faults(store, stored, sizes, tables)
    yield from row_faults(store, tables, chains, steps)
    for key, size in sizes.items():
        is_own = key.startswith(_OWN_PREFIXES) or "/_delta_log/" in key
        if not (is_own or key in named or key in tables.row_objects):
            yield Fault(
                kind=FaultKind.ORPHAN, key=key, detail=f"{size} bytes that no manifest names"
            )
    for key, detail in unreadable_terms(store):
        yield Fault(kind=FaultKind.LEASE_UNREADABLE, key=key, detail=detail)
    for key in altered_pending(store):
        yield Fault(kind=FaultKind.NOTE_ALTERED, key=key, detail="it is not a line feed")
