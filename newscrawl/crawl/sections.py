"""Section pages: HTML that links to articles."""

from scrapy.http import Response

from newscrawl.crawl.linking_page import linking_page
from newscrawl.crawl.sources import Announcement, Entry
from newscrawl.errors import SourceUnreadable
from newscrawl.urls import canonical_url


def parse_section(response: Response, *, links: str) -> Announcement:
    """
    Return where the links that the selector ``links`` finds lead, each page once, in page order.

    The page itself is left out. Raises SourceUnreadable where there is no HTML at all.
    """
    page = linking_page(response)
    if not page.selector.xpath("//body//*"):
        raise SourceUnreadable(f"{response.url} is no page: it has no content")
    found: dict[str, Entry] = {}
    for href in dict.fromkeys(page.selector.css(links).getall()):
        if url := page.address(href):
            found.setdefault(canonical_url(url), Entry(url=url))
    found.pop(canonical_url(response.url), None)
    return Announcement(entries=tuple(found.values()))
