"""Links of a section page."""

import pytest

from newscrawl.crawl.sections import parse_section
from newscrawl.errors import SourceUnreadable

URL = "https://benchyard.example/news/"
PAGE = """<html><body><nav><a href="/about/">About</a></nav>
<h2><a href="/news/1">One</a></h2><h2><a href=" two ">Two</a></h2><h2><a href="">None</a></h2>
<h2><a href="https://other.example/3">Three</a></h2><h2><a href="http://[">Broken</a></h2>
</body></html>"""


def links(html: str, selector: str = "h2 a::attr(href)") -> list[str]:
    return [entry.url for entry in parse_section(html, url=URL, links=selector).entries]


def test_the_selectors_links_are_made_absolute() -> None:
    assert links(PAGE) == [
        "https://benchyard.example/news/1",
        "https://benchyard.example/news/two",
        "https://other.example/3",
    ]


def test_a_base_element_is_followed() -> None:
    page = PAGE.replace("<html>", '<html><head><base href="/archive/"></head>')

    assert links(page)[1] == "https://benchyard.example/archive/two"


@pytest.mark.parametrize("html", ["", "  \n", "<html></html>"])
def test_no_page_is_unreadable(html: str) -> None:
    with pytest.raises(SourceUnreadable, match="no content"):
        links(html)
