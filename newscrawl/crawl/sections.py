"""Section pages: HTML that links to articles."""

from parsel import Selector

from newscrawl.crawl.links import absolute
from newscrawl.crawl.sources import Announcement, Entry
from newscrawl.errors import SourceUnreadable


def parse_section(html: str, *, url: str, links: str) -> Announcement:
    """
    Return what the selector ``links`` finds, absolute against the page's base URL.

    Raises SourceUnreadable where there is no HTML at all.
    """
    selector = Selector(html, type="html", base_url=url)
    if not html.strip() or not selector.xpath("//body//*"):
        raise SourceUnreadable(f"{url} is no page: it has no content")
    base = selector.xpath("string(//base/@href)").get("").strip()
    page = absolute(base, url) or url
    hrefs = (href.strip() for href in selector.css(links).getall())
    urls = (absolute(href, page) for href in hrefs if href)
    return Announcement(entries=tuple(Entry(url=found) for found in urls if found))
