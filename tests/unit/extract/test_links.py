"""A link leads where a browser would go, or nowhere."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.links import absolute_url

PAGE = "https://news.example:8443/2026/11/a.html?x=1#top"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/b", "https://news.example:8443/b"),
        ("/b/../c.html", "https://news.example:8443/c.html"),
        ("/.well-known/x", "https://news.example:8443/.well-known/x"),
        ("b.html", "https://news.example:8443/2026/11/b.html"),
        ("?page=2", "https://news.example:8443/2026/11/a.html?page=2"),
        ("//cdn.example/i.png", "https://cdn.example/i.png"),
        ("https://other.example/a/./b", "https://other.example/a/./b"),
        (" https://other.example/\n a ", "https://other.example/a"),
        ("#top", None),
        ("mailto:ana@news.example", None),
        ("https://[other", None),
        ("", None),
    ],
)
def test_links_are_made_absolute(href: str, url: str | None) -> None:
    assert absolute_url(href, PAGE) == url


@pytest.mark.parametrize("base_url", ["", "file:///home/page.html", "page.html"])
def test_a_path_alone_leads_nowhere_from_a_page_without_a_host(base_url: str) -> None:
    assert absolute_url("/b", base_url) is None


@given(
    href=st.text("/.?&=;:,#%@abZ-_\u00e9 ", min_size=1, max_size=12),
    start=st.sampled_from(["", "/", "http://", "https://h.example/", "//h.example/"]),
)
def test_every_link_is_as_it_is_joined(href: str, start: str) -> None:
    href = "".join((start + href).split())
    try:
        joined = urljoin(PAGE, href)
        parts = urlsplit(joined)
    except ValueError:
        joined, parts = "", urlsplit("")
    is_link = not href.startswith("#") and parts.scheme in ("http", "https") and parts.netloc
    assert absolute_url(href, PAGE) == (joined if is_link and href else None)
