"""Section pages: HTML that links to articles."""

from urllib.parse import urljoin

from parsel import Selector

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
    hrefs = (href.strip() for href in selector.css(links).getall())
    return Announcement(
        entries=tuple(Entry(url=absolute(href, url, base)) for href in hrefs if href)
    )


def absolute(href: str, url: str, base: str = "") -> str:
    """Return ``href`` as the page at ``url`` with ``<base href>`` means it; empty for nonsense."""
    try:
        return urljoin(urljoin(url, base), href)
    except ValueError:  # "http://[" and the like
        return ""
