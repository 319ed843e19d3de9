"""What a source's answer announces, whichever kind of source it is, and what of that is wanted."""

from datetime import UTC, datetime, timedelta

from scrapy.http import Response, TextResponse

from newscrawl.crawl.feeds import parse_feed
from newscrawl.crawl.sections import parse_section
from newscrawl.crawl.sitemaps import parse_sitemap
from newscrawl.crawl.sources import Announcement, Entry, Feed, NewsSitemap, SectionPage, Source
from newscrawl.errors import SourceUnreadable

NEWS_PERIOD = timedelta(days=2)  # what a news sitemap holds, by definition


def read_announcement(
    source: Source, response: Response, *, since: datetime | None
) -> Announcement:
    """Return what ``response`` announces. Raises SourceUnreadable where it is of another kind."""
    match source:
        case Feed():
            return parse_feed(response.body, url=response.url)
        case NewsSitemap():
            return parse_sitemap(response.body, url=response.url, since=since or _news_period())
        case SectionPage():
            if not isinstance(response, TextResponse):
                raise SourceUnreadable(f"{response.url} is no page: it is not text")
            return parse_section(response, links=source.links)


def is_wanted(
    entry: Entry, source: Source, *, since: datetime | None, until: datetime | None
) -> bool:
    """
    Whether the period asked for may hold the entry's article.

    A plain sitemap lists the whole site: without ``since`` only what changed lately is news.
    """
    if isinstance(source, NewsSitemap) and not entry.published_at and not since:
        return entry.changed_at is not None and entry.changed_at >= _news_period()
    return entry.is_within(since, until)


def _news_period() -> datetime:
    return datetime.now(UTC) - NEWS_PERIOD
