"""What the commands share that remove files from an archive."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newscrawl.archive.vacuuming import Removed

_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


def parse_age(_context: object, _option: object, text: str) -> timedelta:
    """
    >>> parse_age(None, None, "36h")
    datetime.timedelta(days=1, seconds=43200)
    """
    match = re.fullmatch(r"(\d{1,5})([mhdw])", text.strip())
    if match is None:
        raise click.BadParameter(
            f"{text!r} is no age; wanted minutes, hours, days or weeks: 30m, 12h, 7d, 2w"
        )
    return int(match[1]) * _UNITS[match[2]]


dry_run_option = click.option(
    "--dry-run", is_flag=True, help="List what would be removed, and remove nothing."
)


def print_removed(removed: Iterable["Removed"], *, dry_run: bool) -> None:
    """Print a line for each file as it is removed, then how many there were."""
    count, size = 0, 0
    for each in removed:
        click.echo(str(each))
        count, size = count + 1, size + each.bytes
    what = "would be removed" if dry_run else "removed"
    click.echo(f"{count} {'file' if count == 1 else 'files'} {what}, {size} bytes")
