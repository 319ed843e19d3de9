"""Bylines into people."""

import re
from collections.abc import Sequence

from newscrawl.items import Author, PrintedAuthor
from newscrawl.normalise.folding import folded


def people_of_byline(text: str, *, publisher: str | None = None) -> tuple[Author, ...]:
    """Return the people and organisations that a printed byline names, in its order."""
    line = re.sub(
        r"^(written |posted |reviewed )?(by|von|par|por|di)\s+", "", folded(text), flags=re.I
    )
    names = re.split(r"\s*(?:,|\||&|\band\b)\s*", line)
    return tuple(Author(name=name, is_organisation=name == publisher) for name in names if name)


def people(
    printed: Sequence[PrintedAuthor], *, byline: str | None = None, publisher: str | None = None
) -> tuple[Author, ...]:
    """Return the authors that a page gives one by one, cleaned and each only once."""
    found: dict[str, Author] = {}
    for entry in printed:
        for author in people_of_byline(entry.name, publisher=publisher):
            found.setdefault(
                author.name.casefold(),
                Author(
                    name=author.name,
                    role=entry.role,
                    profile_url=entry.profile_url,
                    biography=entry.biography,
                    is_organisation=bool(entry.is_organisation) or author.is_organisation,
                ),
            )
    return tuple(found.values())
