"""``newscrawl stories``: the legal and apology stories."""

from datetime import datetime
from typing import Any

import click

from newscrawl.cli.options import archive_option, article_filters, article_query, open_archive
from newscrawl.cli.output import (
    Format,
    chosen_format,
    format_option,
    minute,
    print_records,
)
from newscrawl.cli.table import print_table
from newscrawl.items import Article, Party, Side

_ACTING = (Side.CLAIMANT, Side.AUTHORITY, Side.APOLOGIST)


@click.command(short_help="The legal and apology stories, newest first.")
@article_filters
@format_option
@archive_option
def stories(archive_uri: str | None, form: str | None, **filters: Any) -> None:
    """
    List the brand legal and apology stories, newest first.

    A table on a terminal; into a pipe or file the same JSON lines as "newscrawl articles".
    In the table, "A -> B" under parties reads: A sues, accuses, fines or apologises to B.

    \b
    Examples:
      newscrawl stories --since 7d
      newscrawl stories --brand xiaomi --kind apology --kind settlement
      newscrawl stories --text '"patent troll" samsung' --format csv > stories.csv
      newscrawl stories --since 24h | jq -r .url
    """
    query = article_query(stories_only=True, **filters)
    archive = open_archive(archive_uri)
    chosen = chosen_format(form)
    if chosen is not Format.TABLE:
        print_records(archive.records(query), chosen)
        return
    print_table(
        ("date", "site", "kinds", "parties", "title"),
        ([*_when(article), *_what(article), article.title] for article in archive.articles(query)),
    )


def _when(article: Article) -> tuple[str, str]:
    return day(article.published.at if article.published else article.captured_at), article.site


def _what(article: Article) -> tuple[str, str]:
    card = article.story
    if card is None:
        return "", ""
    return ", ".join(finding.kind for finding in card.kinds), parties_in_short(card.parties)


def day(moment: datetime) -> str:
    return minute(moment)[:10]


def parties_in_short(parties: tuple[Party, ...]) -> str:
    """Return "who -> whom": those who act, then those it is done to."""
    acting = ", ".join(_names(parties, acting=True))
    receiving = ", ".join(_names(parties, acting=False))
    return f"{acting} -> {receiving}".strip() if receiving else acting


def _names(parties: tuple[Party, ...], *, acting: bool) -> list[str]:
    names = [party.name for party in parties if (party.side in _ACTING) == acting]
    return list(dict.fromkeys(names))
