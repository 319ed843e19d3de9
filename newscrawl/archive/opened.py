"""The tables as a reader sees them."""

import logging
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from newscrawl.archive.dataset import table_dataset
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.format import check_format
from newscrawl.archive.manifest import last_sequences
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.errors import ArchiveError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tables:
    """
    The three tables as they were when they were opened; pyarrow datasets.

    Every article's capture is among the captures; an archive without anything has empty tables.
    """

    captures: Any
    articles: Any
    runs: Any


def open_tables(store: Store, *, bring_up: bool = True) -> Tables:
    """
    Open the tables, first brought up to the manifests where they are behind and can be written.

    Raises FormatMismatch where there is another thing than an archive, or a newer one.
    """
    if not check_format(store):
        return Tables(**{name.value: _empty(name) for name in TableName})
    tables = DeltaTables(store)
    if bring_up:
        bring_tables_up(store, tables)
    # last what others point at: a commit between two openings must not show a row too early
    opened = {name.value: _dataset(store, tables, name) for name in reversed(TableName)}
    return Tables(**opened)


def bring_tables_up(store: Store, tables: DeltaTables) -> None:
    """Add what the manifests have and the tables lack; where that fails, they stay as they are."""
    newest = last_sequences(store, tables.known(TableName.RUNS))
    for site in tables.behind(newest):
        try:
            tables.bring_up(site, newest[site])
        except ArchiveError as error:
            # a reader may lack the right to write, and reads what is there
            logger.warning("the tables are behind the manifests of %s: %s", site, error)


def _dataset(store: Store, tables: DeltaTables, name: TableName) -> Any:
    table = tables.handle(name)
    if table is None:
        return _empty(name)
    # a native file system: deltalake's own is Python called from Arrow's threads, which can abort
    # the process at its end
    filesystem = store.arrow_filesystem(f"tables/{name}")
    with reading(f"{store.uri}/tables/{name}"):
        return table_dataset(name, table, filesystem, SCHEMAS[name])


def _empty(name: TableName) -> Any:
    import pyarrow.dataset as ds  # slow to import where pandas is installed

    return ds.dataset(pa.Table.from_pylist([], schema=SCHEMAS[name]))
