"""``newscrawl articles``: every article that fits, as data."""

from typing import Any

import click

from newscrawl.cli.options import (
    archive_option,
    article_filters,
    article_query,
    open_archive,
    stories_only_option,
)
from newscrawl.cli.output import (
    Format,
    chosen_format,
    format_option,
    minute,
    print_records,
)
from newscrawl.cli.table import print_table
from newscrawl.items import Article


@click.command(short_help="Articles as data: JSON lines or CSV.")
@article_filters
@stories_only_option
@click.option("--all-revisions", is_flag=True, help="Every revision; else the latest of each.")
@format_option
@archive_option
def articles(archive_uri: str | None, form: str | None, **filters: Any) -> None:
    """
    Print articles, newest first, one record each.

    The records are those of "scrapy crawl NAME -O articles.jsonl": every field, the body,
    where each field was read, and the story card. Columns: newscrawl/archive/README.md.

    \b
    Examples:
      newscrawl articles --site gadgetpost --since 2026-11-01 > november.jsonl
      newscrawl articles --format csv > all.csv
      newscrawl articles --text 'recall battery' --limit 20
      newscrawl articles | jq -r '[.published_at, .title] | @tsv'
    """
    query = article_query(**filters)
    archive = open_archive(archive_uri)
    chosen = chosen_format(form)
    if chosen is not Format.TABLE:
        print_records(archive.records(query), chosen)
        return
    print_table(
        ("published", "site", "authors", "title"),
        (
            (published(article), article.site, authors(article), article.title)
            for article in archive.articles(query)
        ),
    )


def published(article: Article) -> str:
    return minute(article.published.at) if article.published else ""


def authors(article: Article) -> str:
    return ", ".join(author.name for author in article.authors)
