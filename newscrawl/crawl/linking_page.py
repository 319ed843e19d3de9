"""A page that leads to others, as a browser has it."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree
from parsel import Selector
from scrapy.http import Response
from w3lib.url import safe_url_string

from newscrawl.errors import SourceUnreadable, UnreadablePage
from newscrawl.extract.links import absolute_url, base_url
from newscrawl.extract.parsing import decode_markup, parse_tree

# Of a list of links, as many as the largest body that is fetched can hold.
MAX_ELEMENTS = 1_000_000

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkingPage:
    """``selector`` is of the whole page, without its templates: no browser shows what they hold."""

    selector: Selector
    charset: str
    base_url: str

    def address(self, href: str) -> str | None:
        """
        Return what a browser asks for where it follows ``href``; None for what is no web address.

        In ASCII: the host in IDNA, the path in UTF-8, the query in the charset of the page
        (https://url.spec.whatwg.org/#url-parsing).
        """
        url = absolute_url(href, self.base_url)
        if url is None:
            return None
        path, mark, query = url.partition("?")
        try:
            return safe_url_string(path + mark + _BEYOND_ASCII.sub(self._sent, query))
        except ValueError:  # a port that is none
            return None

    def _sent(self, text: re.Match[str]) -> str:
        # A page in UTF-16 sends its queries in UTF-8.
        charset = "utf-8" if self.charset.startswith("utf") else self.charset
        return quote(text[0].encode(charset, "xmlcharrefreplace"), safe="")


def linking_page(response: Response) -> LinkingPage:
    """Return the page that ``response`` is; raises SourceUnreadable where it is none."""
    content_types = response.headers.getlist("Content-Type")
    content_type = content_types[0].decode("latin-1") if content_types else None
    try:
        markup = decode_markup(response.body, content_type, url=response.url)
        tree = parse_tree(markup.utf8, url=response.url, most_elements=MAX_ELEMENTS)
    except UnreadablePage as error:
        raise SourceUnreadable(f"{response.url} is no page: {error}") from error
    etree.strip_elements(tree, "template", with_tail=False)
    selector = Selector(root=tree, type="html")
    bases = selector.xpath("//base/@href").getall()
    return LinkingPage(
        selector=selector, charset=markup.charset, base_url=base_url(bases, response.url)
    )
