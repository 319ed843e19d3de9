"""
Custom elements (https://html.spec.whatwg.org/multipage/custom-elements.html) as paragraphs.

Only a style sheet says whether one is a block. Told here from what it says and where it stands.
"""

from collections.abc import Iterator
from itertools import islice

from newscrawl.extract.parts import HTML_PARTS, Part
from newscrawl.extract.tree import Element, visible_text

MIN_WORDS = 3  # of a paragraph; fewer are a name, a figure or a label
MIN_CHARACTERS = 20  # the same, of scripts without spaces
MAX_ELEMENTS = 50  # in a paragraph; more are a part of the page

_AROUND_PARAGRAPHS = {Part.BLOCK, Part.LIST_ITEM, Part.QUOTE, Part.CELL, Part.CUSTOM}
_IN_PARAGRAPHS = {None, Part.CUSTOM, Part.LINK, Part.BREAK, Part.DROP}
_SENTENCE_ENDS = frozenset(".!?:…。！？؟।")
_AFTER_SENTENCES = "\"'”’»)]」』"
_GOING_ON = frozenset(",.;:!?)]…、。")


def is_paragraph(element: Element) -> bool:
    """
    Tell whether ``element``, a custom one, is a block rather than a part of a sentence.

    It stands where paragraphs may be, beside another custom element and beside no text; and two
    of three hold: it says more than a name, it ends as a sentence does, the other has its tag.
    Alone among blocks it need not be one: they part the text.
    """
    parent = element.getparent()
    if parent is None or parent.tag == "p" or HTML_PARTS[parent.tag] not in _AROUND_PARAGRAPHS:
        return False
    before, after = _first(_back(element, parent)), _first(_on(element))
    if isinstance(before, str) or isinstance(after, str) or before is after:
        return False
    text = _text(element)
    if not text or _goes_on(text):
        return False
    ends = text.rstrip(_AFTER_SENTENCES)[-1:] in _SENTENCE_ENDS
    if after is not None and not ends and _goes_on(_text(after)):
        return False
    says_much = len(text) >= MIN_CHARACTERS or len(text.split()) >= MIN_WORDS
    has_alike = any(other is not None and other.tag == element.tag for other in (before, after))
    return says_much + ends + has_alike >= 2


def _back(element: Element, parent: Element) -> Iterator[Element | str | None]:
    for other in element.itersiblings(preceding=True):
        yield other.tail
        yield other
    yield parent.text


def _on(element: Element) -> Iterator[Element | str | None]:
    yield element.tail
    for other in element.itersiblings():
        yield other
        yield other.tail


def _first(beside: Iterator[Element | str | None]) -> Element | str | None:
    """Return the custom element or the text that comes first; None for a block, or for nothing."""
    for node in beside:
        if node is None or isinstance(node, str):
            if node and not node.isspace():
                return node
            continue
        part = HTML_PARTS[node.tag]
        if part is Part.CUSTOM:
            return node
        if part is None or part is Part.LINK:
            texts = map(str, islice(node.itertext(), MAX_ELEMENTS))
            if text := "".join(texts).strip():
                return text
        elif part is not Part.DROP:
            return None
    return None


def _text(element: Element) -> str:
    """Return the text, empty where ``element`` holds blocks or a part of the page."""
    inner = list(islice(element.iterdescendants(), MAX_ELEMENTS + 1))
    if len(inner) > MAX_ELEMENTS or any(HTML_PARTS[e.tag] not in _IN_PARAGRAPHS for e in inner):
        return ""
    return visible_text(element)


def _goes_on(text: str) -> bool:
    """Tell the rest of a sentence from the start of one."""
    return text[:1].islower() or text[:1] in _GOING_ON
