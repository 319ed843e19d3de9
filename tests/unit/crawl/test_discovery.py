"""What an address turns out to be."""

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from newscrawl.crawl.discovery import source_at, sources_of_home_page
from newscrawl.crawl.sources import Feed, NewsSitemap, Source

URL = "https://gadgetpost.example/somewhere"


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (b"<rss version='2.0'><channel/></rss>", Feed(URL, confirmed=True)),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", Feed(URL, confirmed=True)),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", Feed(URL, confirmed=True)),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', Feed(URL, confirmed=True)),
        (b"<urlset/>", NewsSitemap(URL, confirmed=True)),
        (b"<sitemapindex/>", NewsSitemap(URL, confirmed=True)),
        (b"<!DOCTYPE html><html><body><p>A page.</p></body></html>", None),
        (b"<html><body><rss></rss></body></html>", None),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", None),
        (b"<svg/>", None),
        (b'{"a": 1}', None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)  # fmt: skip
def test_an_answer_is_a_feed_a_sitemap_or_neither(body: bytes, source: Source | None) -> None:
    assert source_at(Response(URL, body=body)) == source


HOME = """<html><head>
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://feeds.example/atom">
<link rel="alternate home" type="application/feed+json" href="feed.json">
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" hreflang="de" href="https://gadgetpost.example/de/">
<link rel="stylesheet" type="text/css" href="/style.css">
</head><body></body></html>"""


def home_sources(html: str, *sitemaps: str) -> list[str]:
    response = HtmlResponse("https://gadgetpost.example/", body=html, encoding="utf-8")
    return [source.url for source in sources_of_home_page(response, sitemaps)]


def test_a_home_page_names_its_feeds_once_and_without_comments() -> None:
    assert home_sources(HOME) == [
        "https://gadgetpost.example/feed/",
        "https://feeds.example/atom",
        "https://gadgetpost.example/feed.json",
    ]


@pytest.mark.parametrize(
    ("html", "feeds"),
    [
        ('<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/feed/">', ["/feed/"]),
        ('<link rel=alternate type=application/rss+xml href="\n/feed/ ">', ["/feed/"]),
        ('<link rel=alternate type=application/rss+xml href="feed one">', ["/feed%20one"]),
        ('<link rel=alternate type=application/rss+xml href="/feed/#top">', ["/feed/#top"]),
        ('<link rel=alternate type=application/rss+xml href="">', []),
        ('<link rel=alternate type=application/rss+xml href="feed:1">', []),
        ('<link rel=alternate type=application/rss+xml>', []),
        ('<link rel="alternate stylesheet" type=text/css href="/dark.css">', []),
        ('<link rel=alternate type=text/xml title="All news (RSS)" href="/all.xml">', ["/all.xml"]),
        ('<link rel=alternate type=application/rdf+xml title=RSS href="/rdf">', ["/rdf"]),
        ('<link rel=alternate type=text/xml title="Press" href="/all.xml">', []),
        ('<link rel=alternate type=application/json href="/wp-json/1">', []),
        ('<a rel=alternate type=application/rss+xml href="/feed/">RSS</a>', ["/feed/"]),
        ('<a type=application/rss+xml href="/feed/">RSS</a>', []),
        ('<base href="/en/"><link rel=alternate type=application/rss+xml href=rss>', ["/en/rss"]),
        ('<p>Text</p></body></html><link rel=alternate type=application/rss+xml href=/r>', ["/r"]),
        ('<template><link rel=alternate type=application/rss+xml href=/r></template>', []),
        ('<link rel=alternate type=application/rss+xml href="/comments/feed/">', []),
        ('<link rel=alternate type=application/rss+xml href="/?feed=comments-rss2">', []),
        ('<link rel=alternate type=application/rss+xml href="/comment/rss">', ["/comment/rss"]),
    ],
)  # fmt: skip
def test_a_feed_is_what_a_page_says_to_be_one(html: str, feeds: list[str]) -> None:
    assert home_sources(html) == [f"https://gadgetpost.example{path}" for path in feeds]


def test_a_host_that_has_comments_in_its_name_has_feeds() -> None:
    link = '<link rel=alternate type=application/rss+xml href="//comments.example/feed/">'

    assert home_sources(link) == ["https://comments.example/feed/"]


def test_sitemaps_that_the_page_names_count_where_robots_txt_names_none() -> None:
    html = (
        '<link rel=sitemap type=application/xml href="/sitemap.xml">'
        '<link rel=Sitemap href="/news-sitemap.xml"><a href="/sitemap.html">Sitemap</a>'
    )

    assert home_sources(html) == ["https://gadgetpost.example/news-sitemap.xml"]
    assert home_sources(html, "https://gadgetpost.example/map.xml") == [
        "https://gadgetpost.example/map.xml"
    ]


def test_of_the_sitemaps_those_of_news_are_taken() -> None:
    found = home_sources(
        "<html></html>",
        "https://gadgetpost.example/sitemap.xml",
        "https://gadgetpost.example/news-sitemap.xml",
    )

    assert found == ["https://gadgetpost.example/news-sitemap.xml"]


def test_else_the_first_three() -> None:
    sitemaps = [f"https://gadgetpost.example/sitemap-{n}.xml" for n in range(5)]

    assert home_sources("<html></html>", *sitemaps) == sitemaps[:3]


@pytest.mark.parametrize(
    "response",
    [
        XmlResponse("https://gadgetpost.example/", body=b"<a/>"),
        HtmlResponse("https://gadgetpost.example/", body=b" "),
        Response("https://gadgetpost.example/", body=HOME.encode()),
    ],
    ids=["another XML", "nothing", "a download"],
)
def test_what_is_not_html_names_no_feed(response: Response) -> None:
    assert sources_of_home_page(response, ()) == ()
