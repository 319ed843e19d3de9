"""``newscrawl show``: one article in full."""

import click

from newscrawl.cli.options import archive_option, open_archive


@click.command(short_help="One article in full: story card, evidence, sources.")
@click.argument("url_or_id", metavar="URL|ID")
@click.option("--body", is_flag=True, help="Print the whole body as well.")
@archive_option
def show(url_or_id: str, body: bool, archive_uri: str | None) -> None:
    """
    Show one article: its story card with evidence, and for each field its value, where it was
    read, how sure that is and why, and the values that lost.

    The article may be named by its URL, as printed in the address line or canonical, or by its
    id. Evidence is shown in its context, in [[double brackets]].

    \b
    Examples:
      newscrawl show https://gadgetpost.example/2026/11/xiaomi-apology/
      newscrawl show 9f86d081884c7d65 --body
    """
    from newscrawl.cli.article_page import article_page

    archive = open_archive(archive_uri)
    revisions = archive.revisions(url_or_id)
    for line in article_page(revisions[-1], revisions=revisions, whole_body=body):
        click.echo(line)
