"""Elements of the parsed page and their texts."""

from collections.abc import Callable, Iterable
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["Element", "elements", "printed_text", "visible_text"]

_TEXTS = etree.XPath(
    "descendant-or-self::*"
    "[not(self::script or self::style or self::noscript or self::template)]/text()"
)
_UNSEEN = ("script", "style", "noscript", "template")
# After these, what follows belongs to the same word or bracket.
_JOINING = frozenset("([{\"'“‘«„-–/\u2019")


def elements(xpath: str) -> Callable[[Element], list[Element]]:
    """Return a function that finds what ``xpath`` selects from an element, in page order."""
    found = etree.XPath(xpath)
    return lambda element: cast("list[Element]", found(element))


def printed_text(element: Element) -> str:
    """Return a machine-readable value where the element carries one, else its text as one line."""
    return (element.get("datetime") or element.get("content") or visible_text(element)).strip()


def visible_text(element: Element) -> str:
    """
    Return the text as one line, scripts and styles left out.

    Where the text of one element meets that of another, two words stay two words, and a comma
    stays at its word: ``<b>Fine</b><i>for</i><b>, he said</b>`` is "Fine for, he said".
    """
    if not len(element) and element.tag not in _UNSEEN:
        return " ".join((element.text or "").split())
    line = ""
    if next(element.iter(*_UNSEEN), None) is None:
        texts = list(cast("Iterable[str]", element.itertext()))
    else:
        texts = cast("list[str]", _TEXTS(element))
    for text in texts:
        if text[0].isalnum() and line and line[-1] not in _JOINING:
            line += " "
        line += text
    return " ".join(line.split())
