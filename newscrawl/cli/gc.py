"""``newscrawl gc``: collect what commits left that never came to their end."""

from datetime import timedelta

import click

from newscrawl.cli.existing import existing_store
from newscrawl.cli.options import archive_option
from newscrawl.cli.removing import dry_run_option, parse_age, print_removed


@click.command(short_help="Collect what killed commits left behind.")
@click.option(
    "--grace",
    callback=parse_age,
    default="1d",
    metavar="AGE",
    help="Leave what was stored less than this long ago: 12h, 1d, 2w. Default: 1d.",
)
@dry_run_option
@archive_option
def gc(grace: timedelta, dry_run: bool, archive_uri: str | None) -> None:
    """
    Remove orphans: files that a commit stored before it was killed, and that no manifest names.
    One line a file. So with uploads that never came to their end.

    Nothing is lost: what a spool still holds is stored anew when it is committed. Orphans of a
    site that is crawled now are left.

    \b
    Examples:
      newscrawl gc --dry-run
      newscrawl gc --grace 7d
    """
    from newscrawl.archive.orphans import collect_orphans

    store = existing_store(archive_uri)
    print_removed(collect_orphans(store, grace=grace, dry_run=dry_run), dry_run=dry_run)
