"""
What is new since a job looked last: every row that was written since, once.

A cursor knows the last batch of each site that was seen. Batches of a site have one order, so
nothing is passed over that was committed late (by ``newscrawl push``, from another machine), as a
time of publication or capture would.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive import Tables, reading
from newscrawl.errors import UsageError
from newscrawl.records import Record

# Rows are read together up to about as many.
_ROWS_A_READ = 5_000


class ChangeKind(StrEnum):
    NEW = "new"  # the first revision of an article
    REVISED = "revised"  # title, authors or body of an article changed
    REREAD = "reread"  # a revision read again by later code: fields or story card refreshed


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """
    One row that was written; ``record`` as :mod:`newscrawl.records` has it.

    ``site``, ``sequence``, the record's ``article_id`` and ``revision``, and ``generation`` tell it
    from every other, for a job that must know what it has seen even where it was itself killed.
    """

    kind: ChangeKind
    site: str
    sequence: int
    generation: int
    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """The last sequence seen of each site; without any, nothing was seen yet."""

    sites: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """
    What was written after a cursor; iterate once, then keep ``cursor`` for the next time.

    By site, then in the order in which they were committed.
    """

    changes: Iterator[Change]
    cursor: Cursor

    def __iter__(self) -> Iterator[Change]:
        return self.changes


def changes_since(cursor: Cursor, tables: Tables, columns: list[str], uri: str) -> Changes:
    """
    Return what the tables have after ``cursor``.

    Raises UsageError where the cursor knows of batches that the archive does not have.
    """
    batches = _batches(tables)
    last = {site: found[-1][0] for site, found in batches.items()}
    for site, seen in cursor.sites.items():
        if seen > last.get(site, 0):
            raise UsageError(
                f"the cursor has seen batch {seen} of {site}, and {uri} has {last.get(site, 0)}: "
                "it is of another archive, or this one was put back to an earlier state. Begin "
                "with a new cursor"
            )
    return Changes(changes=_changes(cursor, tables, columns, batches), cursor=Cursor(sites=last))


def _batches(tables: Tables) -> dict[str, list[tuple[int, int]]]:
    """Return each site's batches that are whole, in order: sequence and number of articles."""
    with reading(tables.runs):
        rows = tables.runs.to_table(columns=["site", "sequence", "articles"])
    found: dict[str, list[tuple[int, int]]] = {}
    for row in rows.sort_by([("site", "ascending"), ("sequence", "ascending")]).to_pylist():
        found.setdefault(row["site"], []).append((row["sequence"], row["articles"]))
    return found


def _changes(
    cursor: Cursor,
    tables: Tables,
    columns: list[str],
    batches: Mapping[str, list[tuple[int, int]]],
) -> Iterator[Change]:
    for site, of_site in batches.items():
        for first, last in _spans(of_site, cursor.sites.get(site, 0)):
            for row in _rows(tables, columns, site, first, last).to_pylist():
                yield _change(row, columns)


def _spans(batches: list[tuple[int, int]], seen: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last sequence of what is read at once, of those after ``seen``."""
    first, count, last = 0, 0, 0
    for sequence, articles in batches:
        if sequence <= seen:
            continue
        first, last, count = first or sequence, sequence, count + articles
        if count >= _ROWS_A_READ:
            yield first, last
            first, count = 0, 0
    if first and count:
        yield first, last


def _rows(tables: Tables, columns: list[str], site: str, first: int, last: int) -> pa.Table:
    sequence = pc.field("sequence")
    asked = (pc.field("site") == site) & (sequence >= first) & (sequence <= last)
    with reading(tables.articles):
        rows = tables.articles.to_table(columns=[*columns, "generation", "sequence"], filter=asked)
    order = ("sequence", "article_id", "revision", "generation")
    return rows.sort_by([(name, "ascending") for name in order])


def _change(row: dict[str, Any], columns: list[str]) -> Change:
    kind = ChangeKind.NEW
    if row["generation"]:
        kind = ChangeKind.REREAD
    elif row["revision"] > 1:
        kind = ChangeKind.REVISED
    return Change(
        kind=kind,
        site=row["site"],
        sequence=row["sequence"],
        generation=row["generation"],
        record={name: row[name] for name in columns},
    )
