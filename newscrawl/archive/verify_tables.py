"""Whether the tables are what manifests and compactions say, and their rows agree."""

import time
from collections.abc import Collection, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from newscrawl.archive.compaction import compaction_key
from newscrawl.archive.dataset import empty_dataset, table_dataset
from newscrawl.archive.delta import DeltaTables, row_objects_in
from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.manifest import last_sequence, manifests
from newscrawl.archive.steps import Steps
from newscrawl.archive.store import Store
from newscrawl.archive.table_log import objects_of
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.archive.verify_chains import Chains
from newscrawl.errors import ArchiveError

# A crawl that commits meanwhile is given this long to add the rows of its manifest.
_ASKED_AGAIN = 4
_BETWEEN_S = 0.5


class SoundTables:
    """
    The tables as they are now, without their row objects among ``unsound``.

    The tables ``without`` are not opened. ``partial`` are those of which not all rows are here;
    ``faults`` say why. ``row_objects`` are the keys of all, sound or not, and their sizes.
    """

    def __init__(
        self, store: Store, unsound: Collection[str] = (), *, without: Collection[TableName] = ()
    ) -> None:
        self.log = DeltaTables(store)
        self.handles: dict[TableName, DeltaTable] = {}
        self.datasets: dict[TableName, Any] = {}
        self.row_objects: dict[str, int] = {}
        self.partial: set[TableName] = set()
        self.faults: list[Fault] = []
        # last what others point at: a commit between two openings must not show a row too early
        for name in reversed(TableName):
            self.datasets[name] = empty_dataset(SCHEMAS[name])
            if name in without:
                self._note(name, "its log was altered, and so its rows were not read")
                continue
            try:
                self._open(store, name, unsound)
            except (ArchiveError, OSError, pa.ArrowException) as error:
                self._note(name, str(error))

    def _open(self, store: Store, name: TableName, unsound: Collection[str]) -> None:
        handle = self.log.handle(name)
        if handle is None:
            return
        self.handles[name] = handle
        there = row_objects_in(handle, name)
        self.row_objects.update(there)
        filesystem = store.arrow_filesystem(f"tables/{name}")
        dataset = table_dataset(name, objects_of(name, handle), filesystem, SCHEMAS[name])
        bad = there.keys() & set(unsound)
        if bad:
            fragments = [
                each for each in dataset.get_fragments() if f"tables/{name}/{each.path}" not in bad
            ]
            dataset = dataset.only(fragments)
            self._note(name, f"{len(bad)} of its {len(there)} row objects are missing or altered")
        self.datasets[name] = dataset

    def _note(self, name: TableName, detail: str) -> None:
        self.partial.add(name)
        self.faults.append(
            Fault(kind=FaultKind.TABLE_UNREADABLE, key=f"tables/{name}", detail=detail)
        )


def row_faults(store: Store, tables: SoundTables, chains: Chains, steps: Steps) -> Iterator[Fault]:
    """Yield where tables and manifests differ, and where rows do not agree with one another."""
    yield from _lost_compactions(store, tables)
    differ = set()
    for name in tables.handles:
        for fault in _made_of_faults(store, tables, name, chains, steps):
            differ.add(name)
            yield fault
    counts = _row_count_faults(store, tables, chains, {*tables.partial, *differ})
    yield from readable(TableName.RUNS, counts)
    if TableName.CAPTURES not in tables.partial:
        yield from readable(TableName.ARTICLES, _article_faults(tables))
    yield from readable(TableName.ARTICLES, _place_faults(tables))


def readable(name: TableName, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield ``faults``, and one more where a row object could not be opened to find them."""
    try:
        yield from faults
    except (OSError, pa.ArrowException) as error:
        yield Fault(kind=FaultKind.TABLE_UNREADABLE, key=f"tables/{name}", detail=str(error))


def _lost_compactions(store: Store, tables: SoundTables) -> Iterator[Fault]:
    """Look for a table that has more compactions than there are: the newest was removed."""
    for name in tables.handles:
        applied = tables.log.compacted(name)
        if applied and not store.exists(compaction_key(name, applied)):
            yield Fault(
                kind=FaultKind.MANIFEST_MISSING,
                key=compaction_key(name, applied),
                detail=f"the {name} table was compacted by it",
            )


def _made_of_faults(
    store: Store, tables: SoundTables, name: TableName, chains: Chains, steps: Steps
) -> Iterator[Fault]:
    """Look for row objects that a table has or lacks, because something else wrote it."""
    log, handle = tables.log, tables.handles[name]
    applied = log.compacted_in(name, handle)
    chain = steps.by_table[name]
    if not chains.is_whole or steps.unreadable or applied > len(chain):
        return
    step = chain[applied - 1][0] if applied else None
    said = {stored.key: stored.bytes for stored in step.live} if step else {}
    upto = {site: place.sequence for site, place in step.upto.items()} if step else {}
    has_of = {site: log.applied_in(name, handle, site) for site in chains.newest}
    for site, last in chains.newest.items():
        # what was put since the chains were read
        for manifest in manifests(store, site, last + 1, has_of[site]):
            said |= {each.key: each.bytes for each in manifest.objects if each.kind == name}
    for site, sequence, stored in chains.row_objects[name]:
        if upto.get(site, 0) < sequence <= has_of[site]:
            said[stored.key] = stored.bytes
    found = row_objects_in(handle, name)
    if found != said:
        yield Fault(
            kind=FaultKind.ROWS_DIFFER,
            key=f"tables/{name}",
            detail=f"it has {len(found.items() - said.items())} row objects that no manifest or "
            f"compaction gives it, and lacks {len(said.items() - found.items())} that they do",
        )


def _row_count_faults(
    store: Store, tables: SoundTables, chains: Chains, without: Collection[TableName]
) -> Iterator[Fault]:
    for (site, name), rows in chains.rows().items():
        if name in without or not chains.is_whole:
            continue
        found = _row_count(tables, site, name)
        for _ in range(_ASKED_AGAIN):
            if found in _later_counts(store, site, name, rows, chains.newest[site]):
                break
            # a manifest is put before its rows are added: they may be on their way
            time.sleep(_BETWEEN_S)
            found = _row_count(SoundTables(store), site, name)
        else:
            yield Fault(
                kind=FaultKind.ROWS_DIFFER,
                key=f"tables/{name}",
                detail=f"{found} rows of {site}, the manifests say {rows}",
            )


def _row_count(tables: SoundTables, site: str, name: TableName) -> int:
    count: int = tables.datasets[name].count_rows(filter=pc.field("site") == site)
    return count


def _later_counts(store: Store, site: str, name: TableName, rows: int, last: int) -> Iterator[int]:
    """Yield ``rows``, and how many there are with each manifest that was put meanwhile."""
    yield rows
    for manifest in manifests(store, site, last + 1, last_sequence(store, site, known=last)):
        rows += sum(each.rows or 0 for each in manifest.objects if each.kind == name)
        yield rows


def _article_faults(tables: SoundTables) -> Iterator[Fault]:
    """Look for articles whose capture has no row; a month at a time, as they share their month."""
    articles, captures = (
        tables.datasets[name] for name in (TableName.ARTICLES, TableName.CAPTURES)
    )
    for month in _months(articles):
        known: set[str] = set()
        for batch in _batches(captures, ["capture_id"], month):
            known.update(batch["capture_id"].to_pylist())
        for batch in _batches(articles, ["capture_id", "url", "revision"], month):
            for row in batch.to_pylist():
                if row["capture_id"] not in known:
                    yield Fault(
                        kind=FaultKind.CAPTURE_MISSING,
                        key="tables/captures",
                        detail=f"{row['url']} revision {row['revision']} is of capture "
                        f"{row['capture_id']}, which has no row",
                    )


def _place_faults(tables: SoundTables) -> Iterator[Fault]:
    """Look for rows that claim one place: of two sites that share a page, or two writers."""
    place = ["article_id", "revision", "generation"]
    rows = tables.datasets[TableName.ARTICLES].to_table(columns=[*place, "url"])
    counted = rows.group_by(place).aggregate([("url", "count"), ("url", "min")])
    for row in counted.filter(pc.field("url_count") > 1).to_pylist():
        yield Fault(
            kind=FaultKind.PLACE_TAKEN_TWICE,
            key=row["url_min"],
            detail=f"{row['url_count']} rows are its revision {row['revision']}, reading "
            f"{row['generation']}",
        )


def _months(dataset: Any) -> list[str]:
    found: set[str] = set()
    for batch in dataset.scanner(columns=["month"]).to_batches():
        found.update(batch["month"].unique().to_pylist())
    return sorted(found)


def _batches(dataset: Any, columns: list[str], month: str) -> Iterator[Any]:
    wanted = pc.field("month") == month
    return iter(dataset.scanner(columns=columns, filter=wanted).to_batches())
