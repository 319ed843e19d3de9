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
from newscrawl.reader.whole import records_of
from newscrawl.records import Record

# Rows are read together up to about as many.
_ROWS_A_READ = 5_000
# Less than any sequence.
_NOTHING = -1


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
    """
    The last sequence seen of each site; without any, nothing was seen yet.

    0 is what was committed before rows had a sequence: it comes first, all at once.
    """

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
    for row in _sorted(rows, "site", "sequence").to_pylist():
        found.setdefault(row["site"], []).append((row["sequence"], row["articles"]))
    return found


def _changes(
    cursor: Cursor,
    tables: Tables,
    columns: list[str],
    batches: Mapping[str, list[tuple[int, int]]],
) -> Iterator[Change]:
    for site, of_site in batches.items():
        for first, last in _spans(of_site, cursor.sites.get(site, _NOTHING)):
            for row in records_of(_rows(tables, columns, site, first, last)):
                yield _change(row, columns)


def _spans(batches: list[tuple[int, int]], seen: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last sequence of what is read at once, of those after ``seen``."""
    first, count, last = _NOTHING, 0, _NOTHING
    for sequence, articles in batches:
        if sequence <= seen:
            continue
        # of one sequence all rows are read at once
        if count >= _ROWS_A_READ and sequence > last:
            yield first, last
            first, count = _NOTHING, 0
        first = sequence if first == _NOTHING else first
        last, count = sequence, count + articles
    if count:
        yield first, last


def _rows(tables: Tables, columns: list[str], site: str, first: int, last: int) -> pa.Table:
    sequence = pc.field("sequence")
    within = (sequence >= first) & (sequence <= last)
    asked = (pc.field("site") == site) & (within if first else within | sequence.is_null())
    with reading(tables.articles):
        rows = tables.articles.to_table(columns=[*columns, "generation", "sequence"], filter=asked)
    return _sorted(rows, "sequence", "article_id", "revision", "generation")


def _sorted(rows: pa.Table, *columns: str) -> pa.Table:
    place = rows.schema.get_field_index("sequence")
    numbered = pc.fill_null(rows["sequence"], 0)
    rows = rows.set_column(place, rows.schema.field(place), numbered)
    return rows.sort_by([(name, "ascending") for name in columns])


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
