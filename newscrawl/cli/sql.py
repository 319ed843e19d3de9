"""``newscrawl sql``: any question, in SQL."""

import os
from datetime import datetime

import click

from newscrawl.cli.options import archive_option, open_archive
from newscrawl.cli.output import (
    Format,
    chosen_format,
    format_option,
    minute,
    print_records,
)
from newscrawl.cli.table import print_table
from newscrawl.cli.values import json_value, python_values
from newscrawl.errors import UsageError
from newscrawl.records import json_line


@click.command(short_help="Any question, in SQL.")
@click.argument("query")
@format_option
@archive_option
def sql(query: str, form: str | None, archive_uri: str | None) -> None:
    """
    Answer a SELECT over the archive (DuckDB's SQL).

    \b
    Tables:
      articles           the latest revision of each article
      article_revisions  every revision
      captures           every stored HTTP response
      runs               every batch of every crawl
    "DESCRIBE articles" lists the columns. What JSON has no number for (infinity, not a number) is
    null. A query can only read these tables: no files, no
    network, no settings.

    \b
    Examples:
      newscrawl sql "SELECT site, count(*) AS stories FROM articles WHERE is_story GROUP BY site"
      newscrawl sql "SELECT title, party.side FROM articles, unnest(parties) AS p(party)
                     WHERE party.brand_id = 'xiaomi'"
      newscrawl sql "SELECT status, count(*) FROM captures GROUP BY ALL" --format csv
      newscrawl sql "DESCRIBE captures"
    """
    table = open_archive(archive_uri).sql(_in_utf8(query))
    columns = [json_value(python_values(column)) for column in table.columns]
    rows = [
        dict(zip(table.column_names, values, strict=True)) for values in zip(*columns, strict=True)
    ]
    chosen = chosen_format(form)
    if chosen is Format.TABLE:
        print_table(table.column_names, ([cell(value) for value in row.values()] for row in rows))
    else:
        print_records(rows, chosen)


def _in_utf8(query: str) -> str:
    """Return the query as it was typed, in a locale that knows no UTF-8 too."""
    try:
        return os.fsencode(query).decode("utf-8")
    except ValueError as error:
        raise UsageError("the query is not UTF-8") from error


def cell(value: object) -> str:
    """Return a value as a table shows it; nested ones as JSON."""
    match value:
        case None:
            return ""
        case datetime():
            return minute(value)
        case dict():
            return json_line(value)
        case list():
            return ", ".join(cell(each) for each in value)
        case _:
            return str(value)
