"""``newscrawl stories``: the legal and apology stories."""

from collections.abc import Iterable
from typing import Any

import click

from newscrawl.cli.listing import Listing, columns_option, print_found
from newscrawl.cli.options import archive_option, article_filters, article_query, open_archive
from newscrawl.cli.output import format_option, minute
from newscrawl.items import Side
from newscrawl.records import Record

_ACTING = (Side.CLAIMANT, Side.AUTHORITY, Side.APOLOGIST)


@click.command(short_help="The legal and apology stories, newest first.")
@article_filters
@columns_option
@format_option
@archive_option
def stories(archive_uri: str | None, form: str | None, columns: str | None, **filters: Any) -> None:
    """
    List the brand legal and apology stories, newest first.

    A table on a terminal; into a pipe or file the same JSON lines as "newscrawl articles".
    In the table, "A -> B" under parties reads: A sues, accuses, fines or apologises to B.

    \b
    Examples:
      newscrawl stories --since 7d
      newscrawl stories --brand xiaomi --kind apology --kind settlement
      newscrawl stories --text '"patent troll" samsung' --format csv > stories.csv
      newscrawl stories --since 24h --columns url --format csv
    """
    query = article_query(stories_only=True, **filters)
    print_found(open_archive(archive_uri), query, form=form, columns=columns, listing=_LISTING)


def _row(article: Record) -> tuple[str, ...]:
    day = minute(article["published_at"] or article["captured_at"])[:10]
    kinds = ", ".join(article["kinds"] or ())
    parties = _parties_in_short(article["parties"] or ())
    return day, article["site"], kinds, parties, article["title"]


def _parties_in_short(parties: Iterable[Record]) -> str:
    """Return "who -> whom": those who act, then those it is done to."""
    acting: dict[str, None] = {}
    receiving: dict[str, None] = {}
    for party in parties:
        (acting if party["side"] in _ACTING else receiving)[party["name"]] = None
    done = ", ".join(receiving)
    return f"{', '.join(acting)} -> {done}".strip() if done else ", ".join(acting)


_LISTING = Listing(
    headings=("date", "site", "kinds", "parties", "title"),
    columns=("published_at", "captured_at", "site", "kinds", "parties", "title"),
    row=_row,
)
