"""The tables as a reader sees them."""

import logging
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from newscrawl.archive.dataset import empty_dataset, table_dataset
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.format import check_format
from newscrawl.archive.manifest import last_sequence, last_sequences
from newscrawl.archive.own_rows import check_own
from newscrawl.archive.pending import pending_sites
from newscrawl.archive.store import Store
from newscrawl.archive.tables import SCHEMAS, TableName
from newscrawl.errors import ArchiveError

logger = logging.getLogger(__name__)


class Tables:
    """
    The three tables, pyarrow datasets, each as it is when it is first asked for.

    An archive without anything has empty tables. Every article's capture is among the captures
    where the captures are asked for after the articles.
    """

    def __init__(self, store: Store, tables: DeltaTables | None, *, bring_up: bool) -> None:
        """Without ``tables`` there is nothing; ``bring_up`` makes one anew that is missing."""
        self._store, self._tables, self._bring_up = store, tables, bring_up

    @property
    def are_there(self) -> bool:
        """Whether there is an archive at all."""
        return self._tables is not None

    @cached_property
    def runs(self) -> Any:
        return self._dataset(TableName.RUNS)

    @cached_property
    def articles(self) -> Any:
        return self._dataset(TableName.ARTICLES)

    @cached_property
    def captures(self) -> Any:
        return self._dataset(TableName.CAPTURES)

    def _dataset(self, name: TableName) -> Any:
        if self._tables is None:
            return empty_dataset(SCHEMAS[name])
        objects = self._tables.row_objects(name)
        if objects is None and self._bring_up:
            bring_tables_up(self._store, self._tables)
            objects = self._tables.row_objects(name)
        if objects is None:
            return empty_dataset(SCHEMAS[name])
        # a native file system: deltalake's own is Python called from Arrow's threads, which can
        # abort the process at its end
        filesystem = self._store.arrow_filesystem(f"tables/{name}")
        uri = f"{self._store.uri}/tables/{name}"
        check_own(uri, [each.path for each in objects])
        return table_dataset(name, objects, filesystem, SCHEMAS[name])


def open_tables(store: Store, *, bring_up: bool = True) -> Tables:
    """
    Open the tables, first brought up to the manifests where they are behind and can be written.

    Raises FormatMismatch where there is another thing than an archive, or a newer one.
    """
    if not check_format(store):
        return Tables(store, None, bring_up=False)
    tables = DeltaTables(store)
    if bring_up and (sites := pending_sites(store)):
        known = tables.known(TableName.RUNS)
        newest = {site: last_sequence(store, site, known=known(site)) for site in sites}
        _bring_up(tables, newest)
    return Tables(store, tables, bring_up=bring_up)


def bring_tables_up(store: Store, tables: DeltaTables) -> None:
    """Add what the manifests have and the tables lack; where that fails, they stay as they are."""
    _bring_up(tables, last_sequences(store, tables.known(TableName.RUNS)))


def _bring_up(tables: DeltaTables, newest: Mapping[str, int]) -> None:
    for site in tables.behind(newest):
        try:
            tables.bring_up(site, newest[site])
        except ArchiveError as error:
            # a reader may lack the right to write, and reads what is there
            logger.warning("the tables are behind the manifests of %s: %s", site, error)
