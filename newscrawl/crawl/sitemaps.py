"""Sitemaps (sitemaps.org 0.9), their indexes, and the news extension."""

from datetime import datetime

from lxml import etree

from newscrawl.crawl.feeds import parse_feed_date
from newscrawl.crawl.links import absolute
from newscrawl.crawl.markup import local_name, parse_xml, text_of
from newscrawl.crawl.sources import Announcement, Entry
from newscrawl.errors import SourceUnreadable

MOST_CHILD_SITEMAPS = 10


def parse_sitemap(body: bytes, *, url: str, since: datetime) -> Announcement:
    """
    Return every page that a sitemap names, or the sitemaps that an index names.

    Of an index, the ten sitemaps changed last, and none that last changed before ``since``:
    archives by month would otherwise be walked to the first day.

    Raises SourceUnreadable where ``body`` is no sitemap.
    """
    root = parse_xml(body, url=url)
    match local_name(root):
        case "sitemapindex":
            return Announcement(sitemaps=_latest_sitemaps(root, url=url, since=since))
        case "urlset":
            return Announcement(entries=_entries(root, url=url))
        case name:
            raise SourceUnreadable(f"{url} is no sitemap: its root is <{name}>")


def _entries(root: etree._Element, *, url: str) -> tuple[Entry, ...]:
    entries = []
    for page in root.iter("{*}url", "url"):
        location, changed_at, published_at = "", None, None
        for child in page:  # not deeper: images and videos have a loc of their own
            match local_name(child):
                case "loc":
                    location = text_of(child)
                case "lastmod":
                    changed_at = _date(text_of(child), of_day="23:59:59")
                case "news":
                    dates = (part for part in child if local_name(part) == "publication_date")
                    published_at = next((_date(text_of(date)) for date in dates), None)
        if location and (address := absolute(location, url)):
            entries.append(Entry(url=address, published_at=published_at, changed_at=changed_at))
    return tuple(entries)


def _latest_sitemaps(root: etree._Element, *, url: str, since: datetime) -> tuple[Entry, ...]:
    sitemaps = []
    for child in root.iter("{*}sitemap", "sitemap"):
        parts = {local_name(part): text_of(part) for part in child.iterchildren("*")}
        changed_at = _date(parts.get("lastmod", ""), of_day="23:59:59")
        address = absolute(parts.get("loc", ""), url) if parts.get("loc") else ""
        if address and (changed_at is None or changed_at >= since):
            sitemaps.append(Entry(url=address, changed_at=changed_at))
    # Without dates, the order says nothing sure; most indexes put the newest last or first.
    dated = sorted((s for s in sitemaps if s.changed_at), key=_changed_at, reverse=True)
    undated = [s for s in sitemaps if not s.changed_at]
    if len(undated) > MOST_CHILD_SITEMAPS:
        half = MOST_CHILD_SITEMAPS // 2
        undated = undated[:half] + undated[-half:]
    return tuple((dated + undated)[:MOST_CHILD_SITEMAPS])


def _changed_at(sitemap: Entry) -> datetime:
    assert sitemap.changed_at
    return sitemap.changed_at


def _date(text: str, *, of_day: str = "00:00:00") -> datetime | None:
    """Return a W3C date and time; of a bare day, which the protocol allows, the time ``of_day``."""
    if len(text) == len("2026-03-01"):
        text += f"T{of_day}+00:00"
    return parse_feed_date(text) if text else None
