"""``newscrawl compact``: the tables' many small files into few."""

import click

from newscrawl.cli.existing import existing_store
from newscrawl.cli.options import archive_option


@click.command(short_help="The tables' many small files into few.")
@click.option(
    "--after",
    type=click.IntRange(min=2),
    default=2,
    metavar="N",
    help="Only months that have N small files or more. Default: 2.",
)
@archive_option
def compact(after: int, archive_uri: str | None) -> None:
    """
    Write the rows of many small files of the tables into few large ones, which questions read
    faster. Crawls and readers may go on meanwhile.

    Nothing is deleted: the small files stay until "newscrawl vacuum". Run it once a day; the rows
    of up to 64 MiB of files are in memory at once, about ten times that.

    \b
    Examples:
      newscrawl compact
      newscrawl compact --after 100
    """
    from newscrawl.archive.compacting import compact as compacted

    store = existing_store(archive_uri)
    done = compacted(store, at_least=after)
    for each in done:
        click.echo(f"{each.table}: {each.before} files are {each.after} now")
    if not done:
        click.echo(f"{store.uri} is compact")
