"""Where a site announces its articles, and what an announcement says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Feed:
    """
    An RSS, Atom, RDF or JSON feed.

    ``confirmed``: seen to answer, in data or documentation. A confirmed source that fails fails
    the run; an unconfirmed one warns. The same for every kind of source.
    """

    url: str
    confirmed: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class NewsSitemap:
    """
    A sitemap of news, or an index of such.

    Of a plain sitemap, which lists the whole site, only pages changed in the last two days are
    taken as announced (or since ``since=``): two days are what a news sitemap holds.
    """

    url: str
    confirmed: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A page that links to articles; ``links`` selects the links (CSS, ``::attr(href)``)."""

    url: str
    links: str = "a::attr(href), area::attr(href)"
    confirmed: bool = field(kw_only=True)


Source = Feed | NewsSitemap | SectionPage


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """
    An announced page. The times are None where the source does not say.

    ``changed_at`` is a plain sitemap's ``lastmod``; a feed's own date of update is not read.
    """

    url: str
    published_at: datetime | None = None
    changed_at: datetime | None = None

    def is_within(self, since: datetime | None, until: datetime | None) -> bool:
        """
        Whether the article may have been published from ``since`` on and before ``until``.

        A day's slack on both sides: a source's date may be a bare day, or off by a zone; the date
        on the article itself decides later.
        """
        if since and self.changed_at and self.changed_at < since:
            return False
        if self.published_at is None:
            return True
        slack = timedelta(days=1)
        return not (
            (since and self.published_at < since - slack)
            or (until and self.published_at >= until + slack)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """What a source says: ``entries`` in its order, and ``sitemaps`` that it refers to."""

    entries: Sequence[Entry] = ()
    sitemaps: Sequence[Entry] = ()
