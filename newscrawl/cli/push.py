"""``newscrawl push``: commit what interrupted crawls left."""

from pathlib import Path

import click

from newscrawl.cli.options import archive_option, archive_place, spool_option, spool_place
from newscrawl.errors import UsageError


@click.command(short_help="Commit what interrupted crawls left.")
@spool_option
@archive_option
def push(spool: Path | None, archive_uri: str | None) -> None:
    """
    Commit what crawls left in the spool when they were killed or could not reach the archive.

    The next crawl does the same by itself; push does it now, without crawling. What a crawl
    that still runs has spooled is not touched.

    \b
    Examples:
      newscrawl push
      newscrawl push --spool /var/lib/newscrawl/spool --archive s3://newscrawl/archive
    """
    from newscrawl.archive import open_store
    from newscrawl.archive.recover import recover

    if spool is not None and not spool.is_dir():
        raise UsageError(f"there is no spool at {spool}")
    store = open_store(archive_place(archive_uri))
    done = recover(store, spool_place(spool))
    for manifest in done:
        click.echo(
            f"{manifest.site}: {manifest.run['captures']} captures and "
            f"{manifest.run['articles']} articles of run {manifest.run_id}"
        )
    if not done:
        click.echo(f"nothing is left in the spool for {store.uri}")
