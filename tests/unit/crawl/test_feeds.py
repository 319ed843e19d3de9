"""Feeds of every format, and what is no feed."""

from datetime import UTC, datetime

import pytest

from newscrawl.crawl.feeds import parse_feed, parse_feed_date
from newscrawl.crawl.sources import Entry
from newscrawl.errors import SourceUnreadable

URL = "https://gadgetpost.example/feed/"
MORNING = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
ENTRY = Entry(url="https://gadgetpost.example/2026/03/a/", published_at=MORNING)

RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gadget Post</title>
<link>https://gadgetpost.example/</link>
<item><title>A &amp; B</title><link>https://gadgetpost.example/2026/03/a/</link>
<pubDate>Sun, 01 Mar 2026 09:30:00 -0500</pubDate>
<guid isPermaLink="false">https://gadgetpost.example/?p=1</guid></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gadget Post</title>
<link href="https://gadgetpost.example/" rel="alternate"/>
<entry><title>A</title><id>tag:gadgetpost.example,2026:1</id>
<link rel="edit" href="/edit/1"/><link rel="alternate" type="text/html" href="/2026/03/a/"/>
<updated>2026-03-02T08:00:00Z</updated><published>2026-03-01T09:30:00-05:00</published>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gadgetpost.example/"><title>Gadget Post</title></channel>
<item rdf:about="https://gadgetpost.example/2026/03/a/"><title>A</title>
<link>https://gadgetpost.example/2026/03/a/</link><dc:date>2026-03-01T14:30:00Z</dc:date></item>
</rdf:RDF>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Gadget Post", "items": [
 {"id": "1", "url": "/2026/03/a/", "date_published": "2026-03-01T09:30:00-05:00"}]}"""


@pytest.mark.parametrize(
    "feed", [RSS_2, ATOM, RDF, JSON_FEED], ids=["rss 2.0", "atom", "rss 1.0", "json feed"]
)
def test_every_format_names_the_same_entry(feed: str) -> None:
    assert list(parse_feed(feed.encode(), url=URL).entries) == [ENTRY]


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link>\n  https://a.example/1\n</link>", "https://a.example/1"),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ('<guid isPermaLink="true">https://a.example/1</guid>', "https://a.example/1"),
        ("<guid>8277@a.example</guid>", None),
        ('<guid isPermaLink="false">https://a.example/1</guid>', None),
        (
            '<link>https://clicks.example/~r/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://a.example/1</f:origLink>',
            "https://a.example/1",
        ),
        (
            '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="/self"/><link>https://a.example/1</link>',
            "https://a.example/1",
        ),
        ("<link>https://a.example/1?a=1&b=2</link>", "https://a.example/1?a=1&b=2"),
        ("<link>https://a.example/1?a=1&amp;b=2&c</link>", "https://a.example/1?a=1&b=2&c"),
        ("<link><![CDATA[https://a.example/1?a&b]]></link><t>&</t>", "https://a.example/1?a&b"),
        (
            '<link rel="alternate" type="application/json" href="/1.json"/><link rel="alternate" href="/1"/>',
            "https://gadgetpost.example/1",
        ),
        (
            "<t>a&nbsp;b&rsquo;</t><link>https://a.example/1?a&amp;b</link>",
            "https://a.example/1?a&b",
        ),
        ("<title>no link at all</title>", None),
        ("<link/>", None),
        ("<link>http://[broken</link>", None),
        ("<guid>http://[broken</guid>", None),
    ],
)
def test_an_items_link(item: str, link: str | None) -> None:
    feed = f"<rss version='2.0'><channel><item>{item}</item></channel></rss>"

    entries = parse_feed(feed.encode(), url=URL).entries

    assert [entry.url for entry in entries] == ([link] if link else [])


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun, 01 Mar 2026 09:30:00 EST", MORNING),
        ("Sun, 01 Mar 2026 14:30:00 GMT", MORNING),
        ("1 Mar 2026 15:30 CET", MORNING),
        ("dim., 1 mars 2026 15:30:00 +0100", MORNING),
        ("dim., 1 mars 2026 15:30:00", None),
        ("2026-03-01T14:30:00.000Z", MORNING),
        ("Sun, 01 Mar 2026 14:30:00", None),
        ("Sun, 01 Mar 2026 14:30:00 -0000", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("Sun, 01 Mar 20269999999999999999999 14:30:00 GMT", None),
        ("last Sunday", None),
        ("", None),
    ],
)
def test_a_date_without_offset_is_none(text: str, moment: datetime | None) -> None:
    assert parse_feed_date(text) == moment


def test_a_broken_feed_is_read_up_to_the_break_and_beyond() -> None:
    broken = RSS_2.replace("<title>A &amp; B</title>", "<title>A & B <i>new</title>")

    assert list(parse_feed(broken.encode(), url=URL).entries) == [ENTRY]


def test_a_feed_that_ends_early_gives_what_came() -> None:
    item = "<item><link>https://gadgetpost.example/2026/03/{}/</link></item>"
    feed = f"<rss><channel>{item.format('a')}{item.format('b')[:-20]}"

    entries = parse_feed(feed.encode(), url=URL).entries

    assert [entry.url for entry in entries] == ["https://gadgetpost.example/2026/03/a/"]


def test_links_are_those_of_the_base_that_a_feed_names() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/">'
        '<entry xml:base="y/"><link href="1.html"/></entry><entry><link href="/2"/></entry></feed>'
    )

    entries = parse_feed(feed.encode(), url=URL).entries

    assert [entry.url for entry in entries] == [
        "https://b.example/x/y/1.html",
        "https://b.example/2",
    ]


def test_what_a_broken_server_prints_before_a_feed_is_passed_over() -> None:
    feed = b"<b>Warning</b>: cache in a.php\n" + RSS_2.encode()

    assert list(parse_feed(feed, url=URL).entries) == [ENTRY]


def test_an_items_own_address_comes_before_the_one_it_is_about() -> None:
    feed = b'{"items": [{"id": "https://a.example/1", "external_url": "https://b.example/"}]}'

    assert [entry.url for entry in parse_feed(feed, url=URL).entries] == ["https://a.example/1"]


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(b"<rss version='2.0'><channel/></rss>", url=URL).entries == ()


def test_ten_thousand_items_are_read() -> None:
    items = "".join(
        f"<item><link>https://gadgetpost.example/{n}/</link></item>" for n in range(10_000)
    )

    entries = parse_feed(f"<rss><channel>{items}</channel></rss>".encode(), url=URL).entries

    assert len(entries) == 10_000
    assert entries[-1].url == "https://gadgetpost.example/9999/"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html><body><p>Sign in</p></body></html>", "its root is <html>"),
        (b"<!doctype html><html><body><p>Sign in</p></body></html>", "is not XML"),
        (b"", "is not XML"),
        (b"   ", "is not XML"),
        (b"not found", "is not XML"),
        (b"\x1f\x8b\x08\x00broken", "broken gzip"),
        (b"<urlset/>", "its root is <urlset>"),
        (b'{"items": {}}', "no list of items"),
        (b'{"items": [', "no JSON feed"),
        (b'["a"]', "is not XML"),
        (b'{"a":' * 100_000, "no JSON feed"),
        (
            b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            "declares entities",
        ),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
            "declares entities",
        ),
    ],
    ids=[
        "html", "html in lower case", "empty", "blank", "text", "broken gzip", "sitemap", "items no list", "cut json",
        "json list", "deep json", "entity bomb", "external entity",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_unreadable(body: bytes, said: str) -> None:
    with pytest.raises(SourceUnreadable) as unreadable:
        parse_feed(body, url=URL)

    assert said in str(unreadable.value)
    assert URL in str(unreadable.value)


def test_a_json_feeds_odd_items_are_left_out() -> None:
    feed = b'{"items": [7, {"url": 5}, {"url": " "}, {"external_url": "https://a.example/1"}]}'

    assert [e.url for e in parse_feed(feed, url=URL).entries] == ["https://a.example/1"]
