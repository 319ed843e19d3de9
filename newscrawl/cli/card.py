"""``newscrawl card``: the story card of one article, made anew, and what decided it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newscrawl.cli.options import archive_option, open_archive

if TYPE_CHECKING:
    from newscrawl.items import Article
    from newscrawl.stories import Watchlist


@click.command(short_help="One article's story card, and what moved its score.")
@click.argument("url_or_id", metavar="URL|ID")
@click.option(
    "--explain", "explained", is_flag=True, help="Print the phrases that moved the score."
)
@archive_option
def card(url_or_id: str, explained: bool, archive_uri: str | None) -> None:
    """
    Make the story card of an archived article anew, with today's code, your watchlist and
    threshold, and print its verdict and every finding with its quote in [[double brackets]].

    Nothing is stored: "newscrawl reextract" renews the cards of the archive. With --explain the
    phrases that moved the score follow, the strongest first: + speaks for a story, - against.

    \b
    Examples:
      newscrawl card https://gadgetpost.example/2026/11/xiaomi-apology/ --explain
      newscrawl card 9f86d081884c7d65
    """
    from newscrawl import settings, stages
    from newscrawl.cli.article_page import story_lines

    archive = open_archive(archive_uri)
    archived = archive.revisions(url_or_id)[-1]
    watchlist = archive.watchlist()
    threshold = settings.NEWSCRAWL_STORY_THRESHOLD
    article = stages.card(archived, watchlist, threshold=threshold)
    click.echo(article.title)
    click.echo(article.url)
    for line in story_lines(article):
        click.echo(line)
    click.echo(f"threshold {threshold:.2f}")
    if archived.story and article.story and archived.story != article.story:
        version = archived.story.card_version or "none"
        click.echo(f"the archive holds another card, of version {version}")
    if explained:
        for line in _why(article, watchlist):
            click.echo(line)


def _why(article: "Article", watchlist: "Watchlist | None") -> Iterator[str]:
    from newscrawl.cli.table import printable
    from newscrawl.items import CardStatus
    from newscrawl.stories import explain

    if article.story is None or article.story.status is CardStatus.NOT_READ:
        return
    yield ""
    yield "what moved the score"
    for reason in explain(article.title, article.blocks, watchlist=watchlist):
        share = "decides" if reason.share == float("inf") else f"{reason.share:+.2f}"
        yield f"  {share:>7}  {printable(reason.phrase)}"
