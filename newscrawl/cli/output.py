"""How rows are printed: as a table for people, as JSON lines or CSV for programs."""

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import click

from newscrawl.records import csv_lines, json_line


class Format(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


format_option = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="How to print: table for people, jsonl (one JSON object a line) or csv for programs. "
    "Default: table on a terminal, jsonl into a pipe or file.",
)


def chosen_format(form: str | None) -> Format:
    if form is None:
        return Format.TABLE if sys.stdout.isatty() else Format.JSONL
    return Format(form)


def print_records(records: Iterable[Mapping[str, Any]], form: Format) -> None:
    """Print records as JSON lines or CSV, each as soon as it is read."""
    if form is Format.CSV:
        for line in csv_lines(records):
            sys.stdout.write(line)
    else:
        for record in records:
            sys.stdout.write(json_line(record) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """
    Print rows under their column names.

    On a terminal the table takes its width and the last column is cut to fit; into a pipe nothing
    is cut, and no colour is used.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_terminal = sys.stdout.isatty()
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in columns[:-1]:
        table.add_column(name, no_wrap=True, overflow="ellipsis")
    table.add_column(columns[-1], no_wrap=True, overflow="ellipsis", ratio=1)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    if on_terminal:
        Console().print(table)
        return
    plain = io.StringIO()
    Console(file=plain, width=10_000, color_system=None, legacy_windows=False).print(table)
    for line in plain.getvalue().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def printable(text: str) -> str:
    r"""
    Return ``text`` on one line, without what would steer a terminal.

    Texts come from web pages: escape sequences and characters that turn the direction of writing
    are taken out.

    >>> printable("Settled\n\x1b[31mtoday\u202e")
    'Settled [31mtoday'
    """
    visible = "".join(each for each in text if each.isspace() or each.isprintable())
    return " ".join(visible.split())


def minute(moment: datetime) -> str:
    """
    Return a moment as tables show it, in UTC.

    >>> minute(datetime(2026, 11, 20, 9, 30, 59, tzinfo=UTC))
    '2026-11-20 09:30'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
