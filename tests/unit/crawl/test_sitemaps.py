"""News sitemaps, plain ones, and indexes."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.crawl.announcements import is_wanted
from newscrawl.crawl.sitemaps import MOST_CHILD_SITEMAPS, parse_sitemap
from newscrawl.crawl.sources import Entry, Feed, NewsSitemap
from newscrawl.errors import SourceUnreadable

URL = "https://gadgetpost.example/news-sitemap.xml"
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://cdn.example/a.jpg</image:loc></image:image>
<loc>https://gadgetpost.example/a/</loc>
<news:news><news:publication_date>2026-03-01T09:30:00-05:00</news:publication_date></news:news>
</url></urlset>"""


def test_a_news_sitemap_names_pages_and_their_dates() -> None:
    nested_first = NEWS.replace("<image:loc>", "<image:caption>").replace(
        "</image:loc>", "</image:caption>"
    )

    announced = parse_sitemap(nested_first.encode(), url=URL, since=SINCE)

    moment = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    assert announced.entries == (Entry(url="https://gadgetpost.example/a/", published_at=moment),)


def test_an_images_address_is_not_the_pages() -> None:
    announced = parse_sitemap(NEWS.encode(), url=URL, since=SINCE)

    assert [entry.url for entry in announced.entries] == ["https://gadgetpost.example/a/"]


def test_a_gzipped_sitemap_is_unpacked() -> None:
    packed = gzip.compress(NEWS.encode())

    assert len(parse_sitemap(packed, url=URL, since=SINCE).entries) == 1


@pytest.mark.parametrize(
    ("lastmod", "changed_at"),
    [
        ("2026-03-01T09:30:00Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)),
        ("March", None),
    ],
)
def test_a_plain_sitemaps_day_ends_when_the_day_ends(
    lastmod: str, changed_at: datetime | None
) -> None:
    body = f"<urlset><url><loc>/a</loc><lastmod>{lastmod}</lastmod></url></urlset>"

    (entry,) = parse_sitemap(body.encode(), url=URL, since=SINCE).entries

    assert entry == Entry(url="https://gadgetpost.example/a", changed_at=changed_at)


def test_what_is_no_address_is_left_out() -> None:
    body = "<urlset><url><loc>http://[</loc></url><url><loc>/a</loc></url></urlset>"
    index = "<sitemapindex><sitemap><loc>http://[</loc></sitemap></sitemapindex>"

    entries = parse_sitemap(body.encode(), url=URL, since=SINCE).entries

    assert [entry.url for entry in entries] == ["https://gadgetpost.example/a"]
    assert parse_sitemap(index.encode(), url=URL, since=SINCE).sitemaps == ()


def index_of(lastmods: list[str | None]) -> bytes:
    children = "".join(
        f"<sitemap><loc>https://gadgetpost.example/{n}.xml</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</sitemap>"
        for n, day in enumerate(lastmods)
    )
    return f"<sitemapindex>{children}</sitemapindex>".encode()


def test_an_index_names_the_sitemaps_that_changed_since() -> None:
    body = index_of(["2026-02-28", "2026-03-01", "2026-03-03", None])

    announced = parse_sitemap(body, url=URL, since=SINCE)

    names = [sitemap.url.rpartition("/")[2] for sitemap in announced.sitemaps]
    assert names == ["2.xml", "1.xml", "3.xml"]
    assert announced.entries == ()


def test_entities_that_nobody_declared_are_passed_over() -> None:
    body = index_of(["2026-03-03"]).replace(b"<loc>", b"&sitemap;<loc>")

    (sitemap,) = parse_sitemap(body, url=URL, since=SINCE).sitemaps

    assert sitemap.url == "https://gadgetpost.example/0.xml"


def test_a_long_index_without_dates_is_read_at_both_ends() -> None:
    announced = parse_sitemap(index_of([None] * 40), url=URL, since=SINCE)

    names = [sitemap.url.rpartition("/")[2] for sitemap in announced.sitemaps]
    assert len(names) == MOST_CHILD_SITEMAPS
    assert names[0] == "0.xml"
    assert names[-1] == "39.xml"


@pytest.mark.parametrize("body", [b"<rss/>", b"<html><body>404</body></html>", b"", b"{}"])
def test_what_is_no_sitemap_is_unreadable(body: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="news-sitemap"):
        parse_sitemap(body, url=URL, since=SINCE)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("published_at", "since", "until", "wanted"),
    [
        (SINCE - DAY, SINCE, None, True),
        (SINCE - DAY - timedelta(seconds=1), SINCE, None, False),
        (SINCE + DAY, None, SINCE, False),
        (SINCE + DAY - timedelta(seconds=1), None, SINCE, True),
        (None, SINCE, SINCE + DAY, True),
    ],
    ids=["a day before", "more than a day", "a day after", "less than a day", "no date"],
)
def test_a_sources_date_may_be_a_day_off(
    published_at: datetime | None, since: datetime | None, until: datetime | None, wanted: bool
) -> None:
    entry = Entry(url="https://gadgetpost.example/a", published_at=published_at)

    assert (
        is_wanted(
            entry, Feed("https://gadgetpost.example/feed", confirmed=True), since=since, until=until
        )
        is wanted
    )


@pytest.mark.parametrize(
    ("age", "wanted"), [(timedelta(days=1), True), (timedelta(days=3), False), (None, False)]
)
def test_of_a_plain_sitemap_only_what_changed_lately_is_news(
    age: timedelta | None, wanted: bool
) -> None:
    changed_at = datetime.now(UTC) - age if age else None
    entry = Entry(url="https://gadgetpost.example/a", changed_at=changed_at)

    assert is_wanted(entry, NewsSitemap(URL, confirmed=True), since=None, until=None) is wanted


def test_since_reaches_further_back_into_a_plain_sitemap() -> None:
    entry = Entry(url="https://gadgetpost.example/a", changed_at=SINCE + DAY)

    assert is_wanted(entry, NewsSitemap(URL, confirmed=True), since=SINCE, until=None)
    assert not is_wanted(entry, NewsSitemap(URL, confirmed=True), since=SINCE + 2 * DAY, until=None)
