"""A link leads where a browser would go, or nowhere."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.links import absolute_url, base_url

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
        (" https://other.example/\na\t/b ", "https://other.example/a/b"),
        ("/files/annual report.html?q=a b", "https://news.example:8443/files/annual%20report.html?q=a%20b"),
        ("/b?q=a\n", "https://news.example:8443/b?q=a"),
        ("/b?q=a\nb", "https://news.example:8443/b?q=ab"),
        ("\\news\\b.html?q=a\\b", "https://news.example:8443/news/b.html?q=a\\b"),
        ("\\\\cdn.example\\i.png", "https://cdn.example/i.png"),
        ("http:///other.example/a", "http://other.example/a"),
        ("///other.example/a", "https://other.example/a"),
        ("https:b.html", "https://news.example:8443/2026/11/b.html"),
        ("http:// other.example/a", None),
        ("#top", None),
        ("mailto:ana@news.example", None),
        ("https://[other", None),
        ("", None),
    ],
)  # fmt: skip
def test_links_are_made_absolute(href: str, url: str | None) -> None:
    assert absolute_url(href, PAGE) == url


@pytest.mark.parametrize("base_url", ["", "file:///home/page.html", "page.html"])
def test_a_path_alone_leads_nowhere_from_a_page_without_a_host(base_url: str) -> None:
    assert absolute_url("/b", base_url) is None


@pytest.mark.parametrize(
    ("hrefs", "url"),
    [
        ([], PAGE),
        ([None, "/b/", "/c/"], "https://news.example:8443/b/"),
        (["", "/b/"], PAGE),
        (["javascript:1"], PAGE),
    ],
    ids=["none", "the first with an address", "an empty one", "no address"],
)
def test_the_first_base_with_an_address_counts(hrefs: list[str | None], url: str) -> None:
    assert base_url(hrefs, PAGE) == url


@given(
    href=st.text("/.?&=;:,#%@abZ-_\u00e9 ", min_size=1, max_size=12),
    start=st.sampled_from(["", "/", "http://", "https://h.example/", "//h.example/"]),
)
def test_every_link_is_as_it_is_joined(href: str, start: str) -> None:
    href = re.sub("^(https?:|)/{3,}", r"\1//", (start + href).strip().replace(" ", "%20"))
    try:
        joined = urljoin(PAGE, href)
        parts = urlsplit(joined)
    except ValueError:
        joined, parts = "", urlsplit("")
    is_link = (
        not href.startswith("#")
        and parts.scheme in ("http", "https")
        and "%20" not in (parts.netloc or "%20")
    )
    assert absolute_url(href, PAGE) == (joined if is_link and href else None)
