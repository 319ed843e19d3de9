"""SQL over the archive: one SELECT, read-only."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
import pyarrow as pa

from newscrawl.archive import (
    Several,
    Standing,
    Tables,
    reading,
    several_of,
    standing_articles,
    standing_revisions,
)
from newscrawl.errors import UsageError
from newscrawl.reader.closed import closed_database

NAMES = ("articles", "article_revisions", "captures", "runs")
_STANDING: dict[str, Callable[[Any, Several], Standing]] = {
    "articles": standing_articles,
    "article_revisions": standing_revisions,
}
# DuckDB lets a scan leave out rows by a comparison, not by a bare column.
_PUSHED = "SELECT * REPLACE (is_story = true AS is_story) FROM ({})"
# Words by which a query can reach a table without its name, or asks what tables there are.
_OF_A_CATALOG = ("show", "query", "information_schema", "duckdb_", "pragma", "pg_", "sqlite_")
_FAILED = re.compile(r"reading the stream registered as '[^']*' failed: (\w+): (.*)", re.DOTALL)
_LESS_IN_ARROW = frozenset({"TIME WITH TIME ZONE", "BIT"})
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def answer(query: str, tables: Tables) -> pa.Table:
    """
    Return what the SELECT ``query`` says of the tables NAMES.

    Raises UsageError, in one line, where it is no single SELECT or DuckDB refuses it; what
    :func:`newscrawl.archive.reading` raises where the rows cannot be read.
    """
    handed: dict[str, Any] = {}
    views = {}
    asked = _asked(query)
    if not _STANDING.keys().isdisjoint(asked):
        several = several_of(tables.articles, tables.article_index)
    for name in asked:
        if name in _STANDING:
            standing = _STANDING[name](tables.articles, several)
            handed |= standing.tables
            views[name] = _PUSHED.format(standing.select)
        else:
            handed[name] = getattr(tables, name)
    with closed_database(handed, views) as database:
        try:
            _check_that_it_only_reads(database, query)
            return _with_distinct_names(_run(database, query))
        except duckdb.Error as error:
            with reading(tables.articles):
                _raise_as_read(error)
            raise UsageError(_in_one_line(error)) from error


def _asked(query: str) -> Sequence[str]:
    """Return which of NAMES the query may read: the others need not be opened."""
    words = set(re.findall(r"\w+", query.lower()))
    named = [name for name in NAMES if name in words]
    asks_what_there_is = any(word.startswith(_OF_A_CATALOG) for word in words)
    return NAMES if asks_what_there_is or not named else named


def _check_that_it_only_reads(database: duckdb.DuckDBPyConnection, query: str) -> None:
    statements = database.extract_statements(query)
    if len(statements) != 1:
        raise UsageError(f"one SELECT at a time; this is {len(statements) or 'no'} statements")
    if statements[0].type not in _READING:
        verb = statements[0].type.name.replace("_", " ")
        raise UsageError(f"the archive is only read here: write a SELECT, not {verb}")


def _raise_as_read(error: duckdb.Error) -> None:
    """Raise what Arrow raised while it read rows for DuckDB, which hands on the text alone."""
    failed = _FAILED.search(str(error))
    if failed is None:
        return
    kind, text = failed.groups()
    if "errno 2]" in text:
        raise FileNotFoundError(text) from error
    raise (OSError if kind == "IOError" else pa.ArrowInvalid)(text) from error


def _run(database: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """DuckDB looks for no signal while it fills an Arrow table: another thread runs it."""
    with ThreadPoolExecutor(1) as pool:
        filling = pool.submit(lambda: _as_arrow_has_it(database.sql(query)).to_arrow_table())
        try:
            return filling.result()
        except KeyboardInterrupt:
            database.interrupt()
            raise


def _as_arrow_has_it(answer: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Return ``answer`` with text for the values of which Arrow has only a part."""
    types = [str(each) for each in answer.types]
    if _LESS_IN_ARROW.isdisjoint(types):
        return answer
    columns = (
        f"#{number}{'::VARCHAR' if each in _LESS_IN_ARROW else ''} AS {_quoted(name)}"
        for number, (name, each) in enumerate(zip(answer.columns, types, strict=True), 1)
    )
    return answer.project(", ".join(columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _with_distinct_names(table: pa.Table) -> pa.Table:
    """Return ``table`` with ``a, a`` named ``a, a_2``: rows are given by column name."""
    names: list[str] = []
    for name in table.column_names:
        count, distinct = 1, name
        while distinct in names:
            count += 1
            distinct = f"{name}_{count}"
        names.append(distinct)
    return table.rename_columns(names)


def _in_one_line(error: duckdb.Error) -> str:
    """Return DuckDB's message without the copy of the query that it draws an arrow under."""
    message = str(error).partition("\nLINE ")[0]
    if message.startswith("Catalog Error: Table with name"):
        # what DuckDB proposes instead may be a table of its own
        message = f"{message.partition('Did you mean')[0]} There are: {', '.join(NAMES)}"
    return " ".join(message.split())
