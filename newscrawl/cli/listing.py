"""What a question finds, printed: as a table for people, or as records with the columns wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from newscrawl.cli.output import Format, chosen_format, print_records
from newscrawl.cli.table import print_table
from newscrawl.records import Record, cell

if TYPE_CHECKING:
    from newscrawl.reader import Archive, ArticleQuery

columns_option = click.option(
    "--columns",
    metavar="NAME,NAME",
    help="Only these columns of a record, in this order. Without the body a wide search ends "
    "sooner.",
)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A table for people: what it is headed, the columns it is made from, and how."""

    headings: Sequence[str]
    columns: Sequence[str]
    row: Callable[[Record], Sequence[str]]


def print_found(
    archive: "Archive",
    query: "ArticleQuery",
    *,
    form: str | None,
    columns: str | None,
    listing: Listing,
) -> None:
    """Print what ``query`` finds. Raises UsageError for a column that a record does not have."""
    asked = [name.strip() for name in columns.split(",")] if columns is not None else None
    chosen = chosen_format(form)
    if chosen is not Format.TABLE:
        print_records(archive.records(query, asked), chosen)
        return
    if asked is not None:
        listing = Listing(headings=asked, columns=asked, row=_cells)
    print_table(listing.headings, map(listing.row, archive.records(query, listing.columns)))


def _cells(record: Record) -> list[str]:
    return [*map(cell, record.values())]
