"""Pages whose markup leaves out ``</head>`` and ``<body>``, as HTML allows and minifiers do."""

from lxml import etree

from newscrawl.extract.tree import Element, elements

# What a head holds; anything else ends it:
# https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead
_IN_HEAD = "base basefont bgsound link meta noframes noscript script style template title"
_FIRST_OF_THE_BODY = elements(
    f"head/*[not({' or '.join(f'self::{tag}' for tag in _IN_HEAD.split())})][1]"
)


def end_head(root: Element) -> None:
    """
    Move what a head cannot hold, and all that follows it there, to the start of the body.

    libxml2 ends a head by itself at the elements of HTML 4 alone: a page whose first visible one
    is ``<header>``, ``<main>`` or ``<article>`` would be all head.
    """
    for first in _FIRST_OF_THE_BODY(root):
        moved = [first, *first.itersiblings()]
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
        body.text = None
        body[:0] = moved
