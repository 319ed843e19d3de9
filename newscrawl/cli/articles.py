"""``newscrawl articles``: every article that fits, as data."""

from typing import Any

import click

from newscrawl.cli.listing import Listing, columns_option, print_found
from newscrawl.cli.options import (
    archive_option,
    article_filters,
    article_query,
    open_archive,
    stories_only_option,
)
from newscrawl.cli.output import format_option, minute
from newscrawl.records import Record


@click.command(short_help="Articles as data: JSON lines or CSV.")
@article_filters
@stories_only_option
@click.option("--all-revisions", is_flag=True, help="Every revision; else the latest of each.")
@columns_option
@format_option
@archive_option
def articles(
    archive_uri: str | None, form: str | None, columns: str | None, **filters: Any
) -> None:
    """
    Print articles, newest first, one record each.

    The records are those of "scrapy crawl NAME -O articles.jsonl": every field, the body,
    where each field was read, and the story card. Columns: newscrawl/archive/README.md.

    \b
    Examples:
      newscrawl articles --site gadgetpost --since 2026-11-01 > november.jsonl
      newscrawl articles --format csv > all.csv
      newscrawl articles --text 'recall battery' --limit 20
      newscrawl articles --columns published_at,title,url | jq -r '[.published_at, .title] | @tsv'
    """
    query = article_query(**filters)
    print_found(open_archive(archive_uri), query, form=form, columns=columns, listing=_LISTING)


def _row(article: Record) -> tuple[str, ...]:
    published = minute(article["published_at"]) if article["published_at"] else ""
    authors = ", ".join(author["name"] for author in article["authors"] or ())
    return published, article["site"], authors, article["title"]


_LISTING = Listing(
    headings=("published", "site", "authors", "title"),
    columns=("published_at", "site", "authors", "title"),
    row=_row,
)
