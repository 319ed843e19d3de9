"""DuckDB, shut off from everything but the tables it is handed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

# Nothing is fetched, loaded, or written beside us.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "temp_directory": "",
    # It takes every dataset for one row, and would hash whole articles, texts and all, to look up
    # in them the few that are superseded: of a join the right side is hashed, as it is written.
    "disabled_optimizers": "build_side_probe_side",
}
# Set when the tables are in place: times in UTC wherever this runs, no bar between the rows that
# are printed, no file, no network, and no way back.
_LOCK = (
    "SET enable_progress_bar = false",
    "SET TimeZone = 'UTC'",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@contextmanager
def closed_database(
    tables: Mapping[str, Any], views: Mapping[str, str] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """
    Open DuckDB in memory over ``tables`` (name to Arrow table or dataset).

    ``views`` are names that stand for a SELECT over the tables. Statements can read these and
    nothing else: no file, no network, no setting.
    """
    with duckdb.connect(":memory:", config=_CLOSED) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        for name, select in (views or {}).items():
            connection.execute(f"CREATE VIEW {name} AS {select}")
        for statement in _LOCK:
            connection.execute(statement)
        yield connection
