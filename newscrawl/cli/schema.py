"""``newscrawl schema``: what a record holds."""

import json

import click


@click.command(short_help="The JSON Schema of an article's record.")
def schema() -> None:
    """
    Print the JSON Schema (draft 2020-12) of what "newscrawl articles" and "newscrawl changes"
    print, one object a line.

    \b
    Examples:
      newscrawl schema > article.schema.json
    """
    from newscrawl.reader.schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
