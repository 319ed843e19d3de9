"""How rows are printed: a table for people (:mod:`newscrawl.cli.table`), JSON lines or CSV."""

import sys
from collections.abc import Iterable, Mapping
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


def minute(moment: datetime) -> str:
    """
    Return a moment as tables show it, in UTC.

    >>> minute(datetime(2026, 11, 20, 9, 30, 59, tzinfo=UTC))
    '2026-11-20 09:30'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
