"""``newscrawl vacuum``: remove the small files that a compaction has replaced."""

from datetime import timedelta

import click

from newscrawl.cli.existing import existing_store
from newscrawl.cli.options import archive_option
from newscrawl.cli.removing import dry_run_option, parse_age, print_removed


@click.command(short_help="Remove the small files that were replaced by compact.")
@click.option(
    "--retention",
    callback=parse_age,
    default="7d",
    metavar="AGE",
    help="Keep what was replaced less than this long ago: 12h, 7d, 2w. Default: 7d.",
)
@dry_run_option
@archive_option
def vacuum(retention: timedelta, dry_run: bool, archive_uri: str | None) -> None:
    """
    Remove files of the tables whose rows "newscrawl compact" wrote into others, once the retention
    is over. One line a file.

    Until then, whoever reads an earlier version of a table finds its files. The files that have
    the rows now are read and checked first; nothing is removed where one is not whole.

    \b
    Examples:
      newscrawl vacuum --dry-run
      newscrawl vacuum --retention 30d
    """
    from newscrawl.archive.vacuuming import vacuum as removed

    store = existing_store(archive_uri)
    print_removed(removed(store, retention=retention, dry_run=dry_run), dry_run=dry_run)
