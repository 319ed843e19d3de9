"""
The body as a browser has it, where libxml2 leaves parts of it elsewhere.

https://html.spec.whatwg.org/multipage/parsing.html: a body begins at the first element that no head
holds and ends with the page, whatever tags are left out or come too early.
"""

import re

from lxml import etree

from newscrawl.extract.tree import Element, elements

_IN_HEAD = "base basefont bgsound link meta noframes noscript script style template title"
_FIRST_OF_THE_BODY = elements(
    f"head/*[not({' or '.join(f'self::{tag}' for tag in _IN_HEAD.split())})][1]"
)
# libxml2 reads them in HTML, and lxml takes them for no text: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_body_whole(root: Element) -> None:
    """
    Move to the body of ``root`` what follows it, and what a head cannot hold and all after that.

    libxml2 ends a head by itself at the elements of HTML 4 alone: minified pages that begin with
    ``<header>`` or ``<article>`` would be all head. What stands after ``</body>`` it puts beside
    the body, and what stands after ``</html>`` in another element beside ``root``.
    """
    for first in _FIRST_OF_THE_BODY(root):
        _begin_body(root, [first, *first.itersiblings()])
    body = root.find("body")
    if body is None:
        return
    _add_text(body, body.tail)
    body.tail = None
    for element in list(body.itersiblings()):
        body.append(element)
    for later in list(root.itersiblings()):
        _add_text(body, later.text)
        for part in list(later):
            if part.tag in {"head", "body"}:
                part.tag = "div"
            body.append(part)


def _begin_body(root: Element, moved: list[Element]) -> None:
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved[-1].tail = _joined(moved[-1].tail, body.text)
    body.text = None
    body[:0] = moved


def _add_text(body: Element, text: str | None) -> None:
    if not (text and text.strip()):
        return
    if len(body):
        body[-1].tail = _joined(body[-1].tail, text)
    else:
        body.text = _joined(body.text, text)


def _joined(text: str | None, more: str | None) -> str:
    return _NO_XML.sub("", (text or "") + (more or ""))


def show_shadow_trees(root: Element) -> None:
    """
    Make boxes of the templates that a browser shows: those of a declarative shadow tree.

    https://html.spec.whatwg.org/multipage/scripting.html#the-template-element
    """
    for template in root.iter("template"):
        if template.get("shadowrootmode"):
            template.tag = "div"
