"""Whom a story credits with the news."""

from collections.abc import Sequence

from newscrawl.items import Block, CreditedSource


def credited_sources(
    blocks: Sequence[Block], *, publisher: str, site_url: str | None = None
) -> tuple[CreditedSource, ...]:
    """Return the outlets that the story says it has the news from."""
    return ()
