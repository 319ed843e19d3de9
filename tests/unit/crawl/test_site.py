"""Which URLs are a site's articles."""

import re

import pytest

from newscrawl.crawl.site import Site, domains_of, request_url
from newscrawl.crawl.sources import Feed, NewsSitemap, SectionPage
from newscrawl.items import SiteFacts
from newscrawl.urls import is_under

FEED = Feed("https://feeds.gadgetpost.example/all", confirmed=True)
PAGE = SectionPage("https://gadgetpost.example/policy/", confirmed=True)


def site(article_urls: str | None) -> Site:
    return Site(
        facts=SiteFacts(name="gadgetpost", publisher="Gadget Post"),
        domains=("gadgetpost.example",),
        sources=(FEED, PAGE),
        article_urls=re.compile(article_urls) if article_urls else None,
    )


@pytest.mark.parametrize(
    ("url", "is_article"),
    [
        ("https://gadgetpost.example/2026/03/a/", True),
        ("http://gadgetpost.example/2026/03/a/", True),
        ("https://www.gadgetpost.example/2026/03/a/", True),
        ("https://m.gadgetpost.example/2026/03/a/", True),
        ("https://gadgetpost.example/2026/03/a/?utm_source=rss#comments", True),
        ("https://gadgetpost.example:8443/2026/03/a/", True),
        ("https://gadgetpost.example/2026/03/a/?page=2", False),
        ("https://gadgetpost.example/tag/apple/", False),
        ("https://fakegadgetpost.example/2026/03/a/", False),
        ("https://gadgetpost.example.evil.example/2026/03/a/", False),
        ("mailto:tips@gadgetpost.example", False),
        ("ftp://gadgetpost.example/2026/03/a/", False),
        ("https://gadgetpost.example:port/2026/03/a/", False),
        ("", False),
    ],
)
def test_a_named_sites_articles_are_on_it_and_have_the_shape(url: str, is_article: bool) -> None:
    assert site(r"^/20\d\d/\d\d/[a-z0-9-]+/$").is_article(url, FEED) is is_article


def test_a_query_may_be_part_of_the_shape() -> None:
    assert site(r"^/\?p=\d+$").is_article("https://gadgetpost.example/?p=12", FEED)


@pytest.mark.parametrize(
    ("path", "from_page"),
    [
        ("/2026/03/court-rules/", True),
        ("/news/article.php?id=123456", True),
        ("/maker-pays-for-batteries/", True),
        ("/news/maker-pays-fine/", False),
        ("/tag/maker-pays-for-batteries/", False),
        ("/author/ann-bell-of-gadget-post/", False),
        ("/about/", False),
        ("/", False),
    ],
)
def test_of_an_unknown_site_a_feed_names_articles_and_a_page_what_looks_like_one(
    path: str, from_page: bool
) -> None:
    unknown = site(None)
    url = f"https://gadgetpost.example{path}"

    assert unknown.is_article(url, FEED)
    assert unknown.is_article(url, PAGE) is from_page


@pytest.mark.parametrize(
    ("host", "is_below"),
    [("news.example", True), ("www.news.example", True), ("fakenews.example", False), ("", False)],
)
def test_a_domain_has_itself_and_its_subdomains(host: str, is_below: bool) -> None:
    assert is_under(host, "news.example") is is_below


@pytest.mark.parametrize(
    ("announced", "requested"),
    [
        ("http://a.example/b?z=1&a=2#top", "http://a.example/b?z=1&a=2"),
        ("https://a.example/b?utm_source=rss&p=1", "https://a.example/b?p=1"),
        ("https://a.example/b?tag=x&tag=y&utm_id=1", "https://a.example/b?tag=x&tag=y"),
    ],
)
def test_a_request_keeps_scheme_and_order_and_drops_tracking(
    announced: str, requested: str
) -> None:
    assert request_url(announced) == requested


def test_a_sites_domains_are_those_of_its_sources() -> None:
    sources = (
        Feed("https://feeds.gadgetpost.co.uk/all", confirmed=True),
        SectionPage("https://www.gadgetpost.co.uk/policy/", confirmed=True),
        NewsSitemap("https://news.gadgetpost.com/map.xml", confirmed=True),
    )

    assert domains_of(sources) == ("gadgetpost.co.uk", "gadgetpost.com")
