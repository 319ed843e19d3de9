"""An article of the loopback web as it truly is: what a crawl of its page should find."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.web.prose import Piece, parse_prose

MARK = "+++\n"


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Someone in a byline; ``handle`` is the last part of the profile's path, None without one."""

    name: str
    role: str | None = None
    biography: str | None = None
    handle: str | None = None
    is_organisation: bool = False


@dataclass(frozen=True, kw_only=True)
class TrueArticle:
    """
    One article in one edition of its outlet.

    Times keep the newsroom's offset, as the page prints them. ``has_clock`` is False where the
    page prints a day only. ``kinds`` is empty where it is no brand legal or apology story.
    ``teaser_pieces`` is how many pieces of the body are printed before the paywall, None without
    one. ``edition`` is the first edition that holds this text.
    """

    slug: str
    title: str
    published: datetime
    modified: datetime | None = None
    has_clock: bool = True
    authors: tuple[Writer, ...] = ()
    section: str
    description: str
    image: str | None = None
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...] = ()
    matter: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    amount: str | None = None
    credits: tuple[str, ...] = ()
    teaser_pieces: int | None = None
    edition: int = 1
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def is_story(self) -> bool:
        return bool(self.kinds)

    @property
    def printed_pieces(self) -> tuple[Piece, ...]:
        """What anyone may read: all, or what stands before the paywall."""
        return self.pieces[: self.teaser_pieces]

    @property
    def body(self) -> str:
        """The text, blocks apart by an empty line, pictures and their captions left out."""
        return "\n\n".join(piece.text for piece in self.printed_pieces if piece.is_text)

    @property
    def changed(self) -> datetime:
        return (self.modified or self.published).astimezone(UTC)

    @property
    def writers(self) -> str:
        """The names as a byline joins them: "A", "A and B", "A, B and C"."""
        names = [writer.name for writer in self.authors]
        return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def read_articles(folder: Path) -> list[TrueArticle]:
    """
    Return every article file of ``folder``, in the order of publication, newest first.

    ``<slug>.md`` is an article, ``<slug>@2.md`` what became of it in the second edition.
    """
    articles = [_read(path) for path in folder.glob("*.md")]
    return sorted(articles, key=lambda article: article.published, reverse=True)


def in_edition(articles: Sequence[TrueArticle], edition: int) -> list[TrueArticle]:
    """Return each article's latest text of those that ``edition`` holds."""
    latest: dict[str, TrueArticle] = {}
    for article in sorted(articles, key=lambda article: article.edition):
        if article.edition <= edition:
            latest[article.slug] = article
    return sorted(latest.values(), key=lambda article: article.published, reverse=True)


def _read(path: Path) -> TrueArticle:
    empty, front, prose = path.read_text(encoding="utf-8").split(MARK, 2)
    if empty:
        raise ValueError(f"{path} does not begin with {MARK!r}")
    facts = tomllib.loads(front)
    slug, _, edition = path.stem.partition("@")
    facts.setdefault("edition", int(edition or 1))
    facts["authors"] = tuple(Writer(**writer) for writer in facts.get("authors", ()))
    facts["parties"] = tuple((name, side) for name, side in facts.get("parties", ()))
    for name in ("kinds", "credits"):
        facts[name] = tuple(facts.get(name, ()))
    article = TrueArticle(slug=slug, pieces=parse_prose(prose), **facts)
    if article.published.tzinfo is None:
        raise ValueError(f"{path}: published has no UTC offset")
    return article
