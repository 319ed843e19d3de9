"""Names by their shape: what a text may name without the brand table knowing it."""

import re
from collections.abc import Iterator

from newscrawl.stories.text import Span

_PART = r"(?:[A-Z][\w&'’.-]*[\w]|[A-Z]\b|(?:of|de|von|van|the|and|&)(?=\s+[A-Z]))"
_RUN = re.compile(
    r"(?<![\w@#$])[A-Z][\w&.-]*(?:['’](?!s\b)\w+)?"
    r"(?:\s+(?:(?:of|de|de la|von|van|van der|van den|al|bin)\s+)?"
    r"[A-Z0-9][\w&.-]*(?:['’](?!s\b)\w+)?)*"
)
_HANDLE = re.compile(
    r"[@\"“'‘](?:(?<=@)(?<!\w@)(\w{2,30})|"
    r"(?<!@)(?=[^\s\"”’']*[\d_A-Z])([A-Za-z][\w.]{3,30}),?[\"”'’])"
)
_HANDLE_CONTEXT = re.compile(
    r"\b(?:account|accounts|user|username|user name|netizen|blogger|handle|goes by|going by|"
    r"went by|"
    r"known (?:online )?as|calling (?:himself|herself|themselves|itself)|nickname|alias|pseudonym|"
    r"poster|screen name|called|named)\b",
    re.IGNORECASE,
)


def names_by_shape(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield runs of capitalised words; in a title-case headline these are whole phrases."""
    for match in _RUN.finditer(text, start, end):
        stop = match.end()
        while stop > match.start() and text[stop - 1] in ".-&":
            stop -= 1
        yield Span(match.start(), stop)


def account_names(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """
    Return the account names in ``text``: after an @, or quoted near a word for an account.

    A quoted name needs a digit, capital or underscore and no space: a word in quotes is not one.
    """
    spans = []
    for match in _HANDLE.finditer(text, start, len(text) if end is None else end):
        group = 1 if match[1] else 2
        near = (
            text[max(0, match.start() - 60) : match.start()]
            + " "
            + text[match.end() : match.end() + 30]
        )
        if group == 1 or _HANDLE_CONTEXT.search(near):
            spans.append(Span(*match.span(group)))
    return spans
