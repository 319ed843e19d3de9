"""Elements of the parsed page and their texts."""

from collections.abc import Callable
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["Element", "elements", "printed_text", "visible_text"]

_TEXTS = etree.XPath(
    "descendant-or-self::*"
    "[not(self::script or self::style or self::noscript or self::template)]/text()"
)


def elements(xpath: str) -> Callable[[Element], list[Element]]:
    """Return a function that finds what ``xpath`` selects from an element, in page order."""
    found = etree.XPath(xpath)
    return lambda element: cast("list[Element]", found(element))


def printed_text(element: Element) -> str:
    """Return a machine-readable value where the element carries one, else its text as one line."""
    return (element.get("datetime") or element.get("content") or visible_text(element)).strip()


def visible_text(element: Element) -> str:
    """Return the text as one line, scripts and styles left out."""
    return " ".join(" ".join(cast("list[str]", _TEXTS(element))).split())
