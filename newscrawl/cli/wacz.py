"""``newscrawl wacz``: articles' captures as one file that opens anywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscrawl.cli.options import (
    OutputFile,
    archive_option,
    article_filters,
    article_query,
    open_archive,
    stories_only_option,
)
from newscrawl.errors import UsageError

if TYPE_CHECKING:
    from newscrawl.items import Article
    from newscrawl.reader import Archive


@click.command(short_help="Captures of articles as one WACZ file.")
@click.argument("urls_or_ids", metavar="[URL|ID]...", nargs=-1)
@article_filters
@stories_only_option
@click.option("--revisions", is_flag=True, help="Every revision; else the latest of each.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    required=True,
    metavar="FILE",
    help="Where to write; FILE is there when it is whole.",
)
@archive_option
def wacz(
    urls_or_ids: tuple[str, ...],
    revisions: bool,
    output: Path,
    archive_uri: str | None,
    **filters: Any,
) -> None:
    """
    Pack the captures that articles were read from: request, response and metadata, byte by byte
    as they were recorded, with an index and the list of pages.

    Name the articles by URL or id, or choose them with the filters of "newscrawl articles". The
    file is a WACZ 1.1.1: it opens in ReplayWeb.page and in any tool that reads WARC, without the
    archive. What one page embedded from elsewhere was not captured, and is not in it.

    \b
    Examples:
      newscrawl wacz https://gadgetpost.example/2026/11/xiaomi-apology/ --revisions -o apology.wacz
      newscrawl wacz --brand xiaomi --kind apology --since 30d -o xiaomi.wacz
      newscrawl wacz --query '"patent troll" samsung' -o patents.wacz
    """
    from newscrawl.archive.wacz import write_wacz

    is_filtered = any(filters.values())
    if is_filtered == bool(urls_or_ids):
        raise UsageError(
            "name articles or choose them by filters, not both"
            if is_filtered
            else "which articles? Name them by URL or id, or choose them by filters: --since 7d"
        )
    archive = open_archive(archive_uri)
    articles = (
        archive.articles(article_query(**filters, all_revisions=revisions))
        if is_filtered
        else _named(archive, urls_or_ids, revisions=revisions)
    )
    try:
        packed = write_wacz(archive.store, articles, output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    click.echo(
        f"{output}: {packed.pages} pages, {packed.captures} captures, {packed.size_bytes} bytes"
    )


def _named(
    archive: "Archive", urls_or_ids: tuple[str, ...], *, revisions: bool
) -> Iterator["Article"]:
    for url_or_id in urls_or_ids:
        found = archive.revisions(url_or_id)
        yield from found if revisions else found[-1:]
