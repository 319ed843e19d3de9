"""
Feeds: RSS 2.0 and older, RSS 1.0 (RDF), Atom, JSON Feed.

Read by ourselves rather than by feedparser: an announcement needs a link and a date of each entry;
feedparser also cleans and rewrites every text of the feed, which costs seconds for 10,000 items,
and answers HTML with an empty feed.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from newscrawl.crawl.links import absolute
from newscrawl.crawl.markup import local_name, parse_xml, text_of
from newscrawl.crawl.sources import Announcement, Entry
from newscrawl.dates import read_date
from newscrawl.errors import SourceUnreadable

_PAGES = ("text/html", "application/xhtml+xml")
_DATES = ("published", "pubdate", "issued", "date", "updated", "modified")  # first that is there


def parse_feed(body: bytes, *, url: str) -> Announcement:
    """
    Return what a feed announces, in its order, links made absolute against ``url``.

    Raises SourceUnreadable where ``body`` is no feed.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Announcement(entries=tuple(_json_entries(body, url=url)))
    root = parse_xml(body, url=url)
    if local_name(root) not in ("rss", "rdf", "feed"):
        raise SourceUnreadable(f"{url} is no feed: its root is <{local_name(root)}>")
    items = (e for e in root.iter("{*}item", "{*}entry", "item", "entry"))
    return Announcement(entries=tuple(_xml_entries(items, url=url)))


def parse_feed_date(text: str) -> datetime | None:
    """
    Return the time that ``text`` names in UTC, None where it cannot be read or has no offset.

    RFC 5322 as in RSS, RFC 3339 as in Atom and JSON Feed, and what some print in their place:
    "lun., 23 nov. 2026 10:00 +0100", "23 Nov 2026 10:00 CET".

    >>> parse_feed_date("Sun, 01 Mar 2026 09:30:00 -0500")
    datetime.datetime(2026, 3, 1, 14, 30, tzinfo=datetime.timezone.utc)
    >>> parse_feed_date("2026-03-01T09:30:00")
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, TypeError, OverflowError):  # no date; none at all; one with 30 digits
            continue
    return _printed_moment(text)


def _printed_moment(text: str) -> datetime | None:
    try:
        printed = read_date(text, captured_at=datetime.now(UTC))
        if printed is None or printed.is_age or not (printed.clock and printed.zone):
            return None
        if text.rstrip().endswith("-0000"):  # RFC 5322: the zone is not told
            return None
        return datetime.combine(printed.day, printed.clock, printed.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _xml_entries(items: Iterator[etree._Element], *, url: str) -> Iterator[Entry]:
    for item in items:
        # A broken tag takes what follows it inside itself: then look deeper.
        link = _xml_link(item) or _xml_link(item.iter("*"))
        if link and (address := absolute(link, item.base or url)):
            published_at = _xml_date(item) or _xml_date(item.iter("*"))
            yield Entry(url=address, published_at=published_at)


def _xml_link(parts: Iterable[etree._Element]) -> str | None:
    """Return the link among an entry's parts: before any click counter, else the permalink."""
    plain, alternate, page, permalink = None, None, None, None
    for child in parts:
        match local_name(child):
            case "origlink":  # FeedBurner: the link before it was made to count clicks
                return text_of(child) or None
            case "link" if child.get("href"):
                if child.get("rel", "alternate") == "alternate":
                    alternate = alternate or child.get("href", "").strip()
                    if child.get("type", "text/html") in _PAGES:
                        page = page or child.get("href", "").strip()
            case "link":
                plain = plain or text_of(child)
            case "guid" if child.get("isPermaLink", "true").lower() != "false":
                permalink = text_of(child)
            case "id":
                permalink = permalink or text_of(child)
    if permalink and not permalink.startswith(("http://", "https://")):
        permalink = None
    return plain or page or alternate or permalink


def _xml_date(parts: Iterable[etree._Element]) -> datetime | None:
    texts = {local_name(child): text_of(child) for child in parts if local_name(child) in _DATES}
    moments = (parse_feed_date(texts[name]) for name in _DATES if name in texts)
    return next((moment for moment in moments if moment), None)


def _address(identity: object) -> str | None:
    is_address = isinstance(identity, str) and identity.startswith(("http://", "https://"))
    return str(identity) if is_address else None


def _json_entries(body: bytes, *, url: str) -> Iterator[Entry]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable(f"{url} is no JSON feed: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise SourceUnreadable(f"{url} is no JSON feed: it has no list of items")
    for item in items:
        if not isinstance(item, dict):
            continue
        link = item.get("url") or _address(item.get("id")) or item.get("external_url")
        date = item.get("date_published") or item.get("date_modified")
        if isinstance(link, str) and link.strip() and (address := absolute(link.strip(), url)):
            yield Entry(
                url=address,
                published_at=parse_feed_date(date) if isinstance(date, str) else None,
            )
