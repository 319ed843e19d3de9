"""The bytes of a page -> its text, and the tree that a browser makes of it, within bounds."""

import re
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import UnreadablePage
from newscrawl.extract.charset import decode_page, plain_utf8
from newscrawl.extract.tree import Element
from newscrawl.extract.whole_body import make_body_whole, show_shadow_trees

MAX_DEPTH = 1_000
# The fullest of a thousand pages measured has 12,000. Each costs time in every field.
MAX_ELEMENTS = 40_000
# libxml2 compares each attribute of a tag with all before it: 100,000 take it half a minute.
MAX_ATTRIBUTES = 2_000
LONG_TAG_BYTES = 8_192  # none that is shorter can hold enough of them to cost time

_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
_TOO_FULL = etree.XPath("count(//*) > $most")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * MAX_DEPTH + ")")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_BOUNDS = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR)


class Markup(NamedTuple):
    """``utf8`` is ``text`` in UTF-8: the bytes as they were sent, where they may be so."""

    charset: str
    text: str
    utf8: bytes


def decode_markup(body: bytes, content_type: str | None, *, url: str) -> Markup:
    """Return what ``body`` says; raises UnreadablePage where it is empty."""
    plain = plain_utf8(body)
    if plain is None:
        charset, text = decode_page(body, content_type)
    else:
        charset, text = "utf-8", plain
    # libxml2 stops at a NUL as if the page ended there; browsers drop it.
    if b"\x00" in body and "\x00" in text:
        text, plain = text.replace("\x00", ""), None
    if not text or text.isspace():
        raise UnreadablePage(f"empty body ({url})")
    return Markup(charset, text, body if plain is not None else text.encode("utf-8", "replace"))


def parse_tree(markup: bytes, *, url: str, most_elements: int = MAX_ELEMENTS) -> Element:
    """
    Return the root element of ``markup``, without comments and processing instructions.

    Raises UnreadablePage where it has no element, or more than a page has.
    """
    if declaration := _XML_DECLARATION.match(markup):
        markup = markup[declaration.end() :]
    # Scripts have some too, but not ten times as many.
    most = 10 * most_elements
    if _may_hold(most, markup) and (brackets := markup.count(b"<")) > most:
        raise UnreadablePage(f"{brackets} tags: more than a page has ({url})")
    if _has_overfull_tag(markup):
        raise UnreadablePage(f"more than {MAX_ATTRIBUTES} attributes in a tag ({url})")
    tree, is_cut = _parse(markup, huge=False)
    # Within its usual bound libxml2 drops what is nested deeper than 255, text and all.
    # Unclosed tags of old pages nest so by mistake, and are read to a wider bound.
    if is_cut:
        tree, _ = _parse(markup, huge=True)
        if tree is not None and _TOO_DEEP(tree):
            raise UnreadablePage(f"elements nested deeper than {MAX_DEPTH} ({url})")
    if tree is None:
        raise UnreadablePage(f"no element in {len(markup)} bytes ({url})")
    if _may_hold(most_elements, markup) and _TOO_FULL(tree, most=most_elements):
        raise UnreadablePage(f"more than {most_elements} elements are no page ({url})")
    make_body_whole(tree)
    if b"shadowrootmode" in markup:
        show_shadow_trees(tree)
    return tree


def _may_hold(elements: int, markup: bytes) -> bool:
    """Tell, without counting them, whether so many tags can be in ``markup``."""
    return len(markup) > elements * len("<p>")


def _has_overfull_tag(markup: bytes) -> bool:
    """Tell whether a tag, were it read to the next ``>``, has more than MAX_ATTRIBUTES."""
    at = 0
    while at + LONG_TAG_BYTES < len(markup):
        end = markup.rfind(b">", at, at + LONG_TAG_BYTES)
        if end < 0:
            end = markup.find(b">", at)
            end = len(markup) if end < 0 else end
            # the last "<": before the end of a long script it is that of "</script"
            tag = markup[markup.rfind(b"<", at, end) + 1 : end]
            if tag[:1].isalpha() and len(_QUOTED.sub(b"", tag).split()) > MAX_ATTRIBUTES:
                return True
        at = end + 1
    return False


def _parse(markup: bytes, *, huge: bool) -> tuple[Element | None, bool]:
    """Return the root, None where there is no element, and whether a bound of libxml2 cut it."""
    # etree's parser, not lxml.html's: its elements are made without a look-up in Python.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge
    )
    try:
        tree = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None, False
    last = parser.error_log.last_error  # libxml2 stops at a bound
    return tree, last is not None and last.type in _BOUNDS
