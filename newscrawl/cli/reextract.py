"""``newscrawl reextract``: old captures, read with today's code."""

from collections import deque
from itertools import chain
from pathlib import Path
from typing import Any

import click

from newscrawl.cli.options import (
    archive_option,
    article_filters,
    article_query,
    open_archive,
    spool_option,
    spool_place,
)


@click.command(short_help="Read old captures with today's code.")
@article_filters
@click.option("--all", "everything", is_flag=True, help="Also what today's versions have read.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@spool_option
@archive_option
def reextract(
    everything: bool, dry_run: bool, spool: Path | None, archive_uri: str | None, **filters: Any
) -> None:
    """
    Read the captured pages anew with today's code, offline, and write what comes out.

    By default only articles that another version of the extractor or of the story rules has
    read. New rows supersede the old ones under the same revision; nothing is deleted. After a
    change of your watchlist or threshold use --all.

    \b
    Examples:
      newscrawl reextract --dry-run
      newscrawl reextract --site gadgetpost --since 2026-01-01
      newscrawl reextract --all --brand xiaomi
    """
    from newscrawl import settings
    from newscrawl.archive.superseding import append_articles
    from newscrawl.cli.rereading import Rereading, newest

    archive = open_archive(archive_uri)
    query = article_query(**filters)
    archive.check_sites(query.sites)
    among = newest(archive, query)
    arguments = {name: str(value) for name, value in filters.items() if value}
    for site in query.sites or archive.sites():
        facts = archive.site_facts(site)
        reading = Rereading(archive, facts, archive.watchlist(), settings.NEWSCRAWL_STORY_THRESHOLD)
        records = reading.records(query, everything=everything, among=among)
        if dry_run:
            deque(records, maxlen=0)
        elif (first := next(records, None)) is not None:
            # so a site of which nothing is to be written takes no lease and leaves no run
            append_articles(
                archive.store,
                spool_place(spool),
                facts,
                chain([first], records),
                arguments=arguments,
            )
        for line in reading.told():
            click.echo(f"{site}: {line}")
    if dry_run:
        click.echo("nothing was written (--dry-run)")
