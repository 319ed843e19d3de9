"""What a reader asks of the archive's articles."""

from dataclasses import dataclass
from datetime import UTC, datetime

from newscrawl.closest import unknown
from newscrawl.errors import UsageError
from newscrawl.items import StoryKind
from newscrawl.reader.when import parse_when
from newscrawl.reader.words import word_patterns

MOST_ROWS = 2**31 - 1
OneOrMore = str | tuple[str, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleQuery:
    """
    Which articles: every filter given must hold; one that is None or empty asks nothing.

    ``brand``, ``kind`` and ``site`` take one name or several, of which any may hold.

    ``brand``: a brand's id, name or alias, built in or on the watchlist, or the name of a party as
    the cards have it. It holds where the article names the brand or it is a party.
    ``kind``: a :class:`~newscrawl.items.StoryKind`; holds for relevant stories only.
    ``site``: a site's name in the archive.
    ``since``, ``until``: the day or time of publication, or of capture where the page does not
    say: a datetime with its offset, or text as in :func:`~newscrawl.reader.when.parse_when`. As in
    a crawl, the period begins with ``since`` and ends before ``until``.
    ``text``: words of title or body, in any order, case ignored; see
    :func:`~newscrawl.reader.words.word_patterns`.
    ``stories_only``: relevant legal and apology stories.
    ``all_revisions``: every revision of an article; else the latest, which alone is filtered.
    ``limit``: at most so many, the newest.

    >>> ArticleQuery(kind="apology", since="7d").kinds
    ('apology',)

    Raises UsageError for a kind that does not exist, a time that cannot be read, a period that
    ends before it begins, a text without a word, or a limit that is not between 1 and MOST_ROWS.
    """

    brand: OneOrMore = None
    kind: OneOrMore = None
    site: OneOrMore = None
    since: str | datetime | None = None
    until: str | datetime | None = None
    text: str | None = None
    stories_only: bool = False
    all_revisions: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in list(StoryKind):
                raise UsageError(unknown("kind", kind, list(StoryKind)))
        since, until = self.period(now=datetime.now(UTC))
        if since and until and until <= since:
            raise UsageError(f"until ({self.until}) is not after since ({self.since})")
        if self.text is not None:
            word_patterns(self.text)
        if self.limit is not None and self.limit < 1:
            raise UsageError(f"limit {self.limit} asks for nothing; it must be at least 1")
        if self.limit is not None and self.limit > MOST_ROWS:
            raise UsageError(f"limit {self.limit} is more than {MOST_ROWS}; leave it out for all")

    @property
    def brands(self) -> tuple[str, ...]:
        return _several(self.brand)

    @property
    def kinds(self) -> tuple[str, ...]:
        return _several(self.kind)

    @property
    def sites(self) -> tuple[str, ...]:
        return _several(self.site)

    def period(self, *, now: datetime) -> tuple[datetime | None, datetime | None]:
        """Return ``since`` and ``until`` as moments in UTC; ages count back from ``now``."""
        return (
            _moment(self.since, now=now),
            _moment(self.until, now=now),
        )


def _several(names: OneOrMore) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)


def _moment(when: str | datetime | None, *, now: datetime) -> datetime | None:
    if when is None:
        return None
    if isinstance(when, str):
        return parse_when(when, now=now)
    if when.tzinfo is None:
        raise UsageError(f"{when.isoformat()} has no UTC offset; give it a tzinfo")
    return when.astimezone(UTC)
