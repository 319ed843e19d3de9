"""Tables that are behind the manifests, missing or altered: what a reader needs only then."""

import logging
from collections.abc import Collection, Iterable, Mapping

from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.manifest import last_sequence, last_sequences
from newscrawl.archive.store import Store
from newscrawl.archive.table_log import LoggedObject
from newscrawl.archive.tables import TableName
from newscrawl.errors import ArchiveError

logger = logging.getLogger(__name__)


def bring_sites_up(store: Store, sites: Iterable[str]) -> None:
    """Add what the manifests of ``sites`` have and the tables lack; see :func:`bring_tables_up`."""
    tables = DeltaTables(store)
    known = tables.known(TableName.RUNS)
    _bring_up(tables, {site: last_sequence(store, site, known=known(site)) for site in sites})


def bring_tables_up(store: Store, tables: DeltaTables) -> None:
    """Add what the manifests have and the tables lack; where that fails, they stay as they are."""
    _bring_up(tables, last_sequences(store, tables.known(TableName.RUNS)))


def row_objects_anyhow(
    store: Store, name: TableName, *, bring_up: bool
) -> Collection[LoggedObject] | None:
    """
    Return what a table is made of whose log is not as this software writes it, or is not there.

    With ``bring_up`` one that is missing is made anew; else None. Raises TableDamaged where
    deltalake cannot read the log either.
    """
    tables = DeltaTables(store)
    objects = tables.row_objects(name)
    if objects is None and bring_up:
        bring_tables_up(store, tables)
        objects = tables.row_objects(name)
    return objects


def _bring_up(tables: DeltaTables, newest: Mapping[str, int]) -> None:
    for site in tables.behind(newest):
        try:
            tables.bring_up(site, newest[site])
        except ArchiveError as error:
            # a reader may lack the right to write, and reads what is there
            logger.warning("the tables are behind the manifests of %s: %s", site, error)
