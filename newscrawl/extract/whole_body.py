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
    texts = [body.tail]
    body.tail = None
    for element in list(body.itersiblings()):
        _add_texts(body, texts)
        body.append(element)
    for later in list(root.itersiblings()):
        texts.append(later.text)
        for part in list(later):
            _add_texts(body, texts)
            if part.tag in {"head", "body"}:
                part.tag = "div"
            body.append(part)
    _add_texts(body, texts)


def _begin_body(root: Element, moved: list[Element]) -> None:
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved[-1].tail = _joined(moved[-1].tail, body.text)
    body.text = None
    body[:0] = moved


def _add_texts(body: Element, texts: list[str | None]) -> None:
    """Put ``texts`` at the end of ``body`` at once: a page may have a hundred thousand."""
    if any(text and text.strip() for text in texts):
        last = next(body.iterchildren(reversed=True), None)  # to count them takes a walk
        if last is None:
            body.text = _joined(body.text, *texts)
        else:
            last.tail = _joined(last.tail, *texts)
    texts.clear()


def _joined(*texts: str | None) -> str:
    return _NO_XML.sub("", "".join(text for text in texts if text))


def show_shadow_trees(root: Element) -> None:
    """
    Make boxes of the templates that a browser shows: those of a declarative shadow tree.

    https://html.spec.whatwg.org/multipage/scripting.html#the-template-element
    """
    for template in root.iter("template"):
        if template.get("shadowrootmode"):
            template.tag = "div"
