"""``newscrawl check``: whether the archive can be written."""

import click

from newscrawl.cli.options import archive_option, archive_place


@click.command(short_help="Whether the archive can be written.")
@archive_option
def check(archive_uri: str | None) -> None:
    """
    Find out, within 5 seconds, whether a crawl could write the archive.

    Tries URI, endpoint, certificate, credentials, bucket, region, clock, the right to write, what
    the archive rests on (put only if absent), and what the settings ask of the store. Says what is
    wrong and what to do, else prints what was found out. An empty place becomes an archive. Every
    crawl begins with the same check.

    \b
    Examples:
      newscrawl check
      newscrawl check --archive s3://newscrawl/archive
    """
    from newscrawl.archive import open_store

    store = open_store(archive_place(archive_uri))
    store.check()
    for finding in store.survey():
        click.echo(f"{finding.kind:<20} {finding.told}")
    click.echo(f"{store.uri} can be read and written")
