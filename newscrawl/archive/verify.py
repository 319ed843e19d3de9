"""Whether an archive is what its manifests say, down to each record and row; nothing is changed."""

import hashlib
import tempfile
import time
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
from fastwarc.warc import ArchiveIterator

from newscrawl.archive.compaction import PREFIX as COMPACTIONS
from newscrawl.archive.compaction import compaction_key
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.format import FORMAT_KEY, check_format
from newscrawl.archive.manifest import (
    Manifest,
    StoredFile,
    last_sequence,
    last_sequences,
    manifests,
    read_manifest,
)
from newscrawl.archive.opened import Tables, open_tables
from newscrawl.archive.snapshots import parse_record
from newscrawl.archive.steps import Steps
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName, capture_from_row
from newscrawl.errors import DigestMismatch, FormatMismatch, NoSuchKey

# Objects that no manifest names, and none needs to.
_OWN_PREFIXES = (FORMAT_KEY, "manifests/", "leases/", "probe/", COMPACTIONS)

# A crawl that commits meanwhile is given this long to add the rows of its manifest.
_ASKED_AGAIN = 4
_BETWEEN_S = 0.5


def verify(store: Store) -> Iterator[Fault]:
    """
    Yield every fault, in the order found: manifests and compactions with what they name, then rows,
    then orphans.

    Reads the whole archive once, a WARC file at a time through a temporary file. Raises
    FormatMismatch where there is no archive to verify.
    """
    if not check_format(store):
        return
    # first, for a crawl may commit meanwhile: what these manifests name is listed and in the tables
    newest = last_sequences(store)
    sizes = {stored.key: stored.size_bytes for stored in store.list("")}
    tables = open_tables(store, bring_up=False)
    named: set[str] = set()
    rows: dict[tuple[str, TableName], int] = {}
    digests: dict[tuple[str, int], str] = {}
    steps = Steps.read(store)
    for site, last in newest.items():
        previous: str | None = None
        for sequence in range(1, last + 1):
            try:
                manifest, digest = read_manifest(store, site, sequence)
            except NoSuchKey as error:
                yield Fault(
                    kind=FaultKind.MANIFEST_MISSING, key=f"{site} {sequence}", detail=str(error)
                )
                previous = None
                continue
            except FormatMismatch as error:
                yield Fault(
                    kind=FaultKind.MANIFEST_UNREADABLE, key=f"{site} {sequence}", detail=str(error)
                )
                previous = None
                continue
            yield from _chain_faults(manifest, site, sequence, previous)
            previous = digests[site, sequence] = digest
            for stored in manifest.objects:
                named.add(stored.key)
                if stored.rows is not None:
                    place = site, TableName(stored.kind)
                    rows[place] = rows.get(place, 0) + stored.rows
                if stored.key in sizes or not steps.replaced(stored):
                    yield from _object_faults(store, tables, stored, sizes)
    yield from steps.faults(digests)
    yield from _lost_compactions(store)
    for stored in steps.made:
        named.add(stored.key)
        if stored.key in sizes or not steps.replaced(stored):
            yield from _object_faults(store, tables, stored, sizes)
    yield from _readable(TableName.RUNS, _row_count_faults(store, tables, rows, newest))
    yield from _readable(TableName.ARTICLES, _article_faults(tables))
    yield from _readable(TableName.ARTICLES, _place_faults(tables))
    yield from _orphans(sizes, named, tables)


def _chain_faults(
    manifest: Manifest, site: str, sequence: int, previous: str | None
) -> Iterator[Fault]:
    if (manifest.site, manifest.sequence) != (site, sequence):
        yield Fault(
            kind=FaultKind.CHAIN_BROKEN,
            key=f"{site} {sequence}",
            detail=f"it says that it is {manifest.site} {manifest.sequence}",
        )
    first = sequence == 1
    if (first and manifest.previous_sha256) or (
        not first and previous and manifest.previous_sha256 != previous
    ):
        yield Fault(
            kind=FaultKind.CHAIN_BROKEN,
            key=manifest.key,
            detail=f"it follows {manifest.previous_sha256}, the one before it is {previous}",
        )


def _lost_compactions(store: Store) -> Iterator[Fault]:
    """Look for a table that has more compactions than there are: the newest was removed."""
    tables = DeltaTables(store)
    for name in TableName:
        applied = tables.compacted(name)
        if applied and not store.exists(compaction_key(name, applied)):
            yield Fault(
                kind=FaultKind.MANIFEST_MISSING,
                key=compaction_key(name, applied),
                detail=f"the {name} table was compacted by it",
            )


def _object_faults(
    store: Store, tables: Tables, stored: StoredFile, sizes: dict[str, int]
) -> Iterator[Fault]:
    def fault(kind: FaultKind, detail: str) -> Fault:
        return Fault(kind=kind, key=stored.key, detail=detail)

    if stored.key not in sizes and not store.exists(stored.key):
        yield fault(FaultKind.OBJECT_MISSING, "its manifest or compaction names it")
        return
    with tempfile.TemporaryFile() as copy:
        digest = hashlib.sha256()
        try:
            for chunk in store.chunks(stored.key):
                digest.update(chunk)
                if stored.kind == "warc":
                    copy.write(chunk)
        except NoSuchKey:
            yield fault(FaultKind.OBJECT_MISSING, "it went away while this ran")
            return
        size = sizes.get(stored.key, stored.bytes)
        if size != stored.bytes:
            yield fault(FaultKind.OBJECT_ALTERED, f"{size} bytes, {stored.bytes} were stored")
        elif f"sha256:{digest.hexdigest()}" != stored.sha256:
            yield fault(FaultKind.OBJECT_ALTERED, "its bytes do not hash to the recorded digest")
        if stored.kind == "warc":
            yield from _record_faults(copy, stored.key)
            yield from _readable(TableName.CAPTURES, _capture_faults(copy, stored.key, tables))


def _record_faults(copy: IO[bytes], key: str) -> Iterator[Fault]:
    copy.seek(0)
    try:
        for record in ArchiveIterator(copy, parse_http=False):
            record.freeze()
            if not record.verify_block_digest():
                yield Fault(
                    kind=FaultKind.RECORD_ALTERED,
                    key=key,
                    detail=f"{record.record_id} at {record.stream_pos} does not hash to its digest",
                )
    except (OSError, ValueError, EOFError) as error:
        yield Fault(
            kind=FaultKind.RECORD_ALTERED, key=key, detail=f"it cannot be unpacked: {error}"
        )


def _capture_faults(copy: IO[bytes], key: str, tables: Tables) -> Iterator[Fault]:
    """Check each row that points into one WARC file; a file's rows lie in few row objects."""
    found = tables.captures.scanner(filter=pc.field("warc_key") == key)
    for batch in found.to_batches():
        for row in batch.to_pylist():
            capture = capture_from_row(row)
            copy.seek(capture.warc_offset)
            try:
                parse_record(copy.read(capture.warc_bytes), capture)
            except DigestMismatch as error:
                yield Fault(
                    kind=FaultKind.CAPTURE_UNREADABLE,
                    key=key,
                    detail=f"capture {capture.capture_id} of {capture.url}: {error}",
                )


def _row_count_faults(
    store: Store,
    tables: Tables,
    stated: dict[tuple[str, TableName], int],
    newest: dict[str, int],
) -> Iterator[Fault]:
    for (site, name), rows in stated.items():
        found = _row_count(tables, site, name)
        for _ in range(_ASKED_AGAIN):
            if found in _later_counts(store, site, name, rows, newest[site]):
                break
            # a manifest is put before its rows are added: they may be on their way
            time.sleep(_BETWEEN_S)
            found = _row_count(open_tables(store, bring_up=False), site, name)
        else:
            yield Fault(
                kind=FaultKind.ROWS_DIFFER,
                key=f"tables/{name}",
                detail=f"{found} rows of {site}, the manifests say {rows}",
            )


def _row_count(tables: Tables, site: str, name: TableName) -> int:
    count: int = getattr(tables, name).count_rows(filter=pc.field("site") == site)
    return count


def _later_counts(store: Store, site: str, name: TableName, rows: int, last: int) -> Iterator[int]:
    """Yield ``rows``, and how many there are with each manifest that was put meanwhile."""
    yield rows
    for manifest in manifests(store, site, last + 1, last_sequence(store, site, known=last)):
        rows += sum(each.rows or 0 for each in manifest.objects if each.kind == name)
        yield rows


def _article_faults(tables: Tables) -> Iterator[Fault]:
    """Look for articles whose capture has no row; a month at a time, as they share their month."""
    for month in _months(tables.articles):
        known: set[str] = set()
        for batch in _batches(tables.captures, ["capture_id"], month):
            known.update(batch["capture_id"].to_pylist())
        for batch in _batches(tables.articles, ["capture_id", "url", "revision"], month):
            for row in batch.to_pylist():
                if row["capture_id"] not in known:
                    yield Fault(
                        kind=FaultKind.CAPTURE_MISSING,
                        key="tables/captures",
                        detail=f"{row['url']} revision {row['revision']} is of capture "
                        f"{row['capture_id']}, which has no row",
                    )


def _place_faults(tables: Tables) -> Iterator[Fault]:
    """Look for rows that claim one place: of two sites that share a page, or two writers."""
    place = ["article_id", "revision", "generation"]
    rows = tables.articles.to_table(columns=[*place, "url"])
    counted = rows.group_by(place).aggregate([("url", "count"), ("url", "min")])
    for row in counted.filter(pc.field("url_count") > 1).to_pylist():
        yield Fault(
            kind=FaultKind.PLACE_TAKEN_TWICE,
            key=row["url_min"],
            detail=f"{row['url_count']} rows are its revision {row['revision']}, reading "
            f"{row['generation']}",
        )


def _readable(name: TableName, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield ``faults``, and one more where a row object could not be opened to find them."""
    try:
        yield from faults
    except (OSError, pa.ArrowException) as error:
        yield Fault(kind=FaultKind.TABLE_UNREADABLE, key=f"tables/{name}", detail=str(error))


def _months(dataset: Any) -> list[str]:
    found: set[str] = set()
    for batch in dataset.scanner(columns=["month"]).to_batches():
        found.update(batch["month"].unique().to_pylist())
    return sorted(found)


def _batches(dataset: Any, columns: list[str], month: str) -> Iterator[Any]:
    wanted = pc.field("month") == month
    return iter(dataset.scanner(columns=columns, filter=wanted).to_batches())


def _orphans(sizes: dict[str, int], named: set[str], tables: Tables) -> Iterator[Fault]:
    in_tables = {
        f"tables/{name}/{fragment.path}"
        for name in TableName
        for fragment in getattr(tables, name).get_fragments()
        if getattr(fragment, "path", None)
    }
    for key, size in sizes.items():
        if key in named or key in in_tables or key.startswith(_OWN_PREFIXES):
            continue
        if "/_delta_log/" not in key:
            yield Fault(
                kind=FaultKind.ORPHAN, key=key, detail=f"{size} bytes that no manifest names"
            )
