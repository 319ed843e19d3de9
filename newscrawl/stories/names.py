"""Names by their shape: what a text may name without the brand table knowing it."""

import re
from collections.abc import Iterator

from newscrawl.stories.text import Span

# "Center for Digital Rights" is one name, "Apple for Windows" is two
_FOR_A_CAUSE = "|".join(
    rf"(?<={body} )"
    for body in "Center Centre Institute Campaign Association Coalition Foundation Committee "
    "Council Office Agency Commission Authority Alliance Citizens Fund Network Union "
    "Department".split()
)
_RUN = re.compile(
    r"(?<![\w@#$])[A-Z][\w&.-]*(?:['’](?!s\b)\w+)?"
    rf"(?:\s+(?:(?:of|of the|de|de la|von|van|van der|van den|al|bin|&|(?:{_FOR_A_CAUSE})for)\s+)?"
    r"[A-Z0-9][\w&.-]*(?:['’](?!s\b)\w+)?)*"
)
# "Virtual Dining Concepts (VDC)"
_SPELT_OUT = re.compile(
    r"(?<![\w@#$])((?:[A-Z][\w&'’.-]*|of|for|on|the|and|&)"
    r"(?: (?:[A-Z][\w&'’.-]*|of|for|on|the|and|&)){1,8}) \(([A-Z]{2,8})\)"
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


def capitalises_every_word(sentence: str) -> bool:
    """Tell a headline of capitals, in which these tell no name, from a plain sentence."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    return sum(1 for word in words if word[0].isupper()) > 0.6 * len(words)


def spelt_out_names(text: str, end: int) -> Iterator[tuple[Span, str]]:
    """Yield each name that is followed by its initials in brackets, and these."""
    for match in _SPELT_OUT.finditer(text, 0, end):
        words = list(re.finditer(r"\S+", match[1]))
        # the shortest that has all the initials: what stands before it is another word
        for first in range(len(words) - 1, -1, -1):
            initials = "".join(word[0][0] for word in words[first:] if word[0][0].isupper())
            if initials == match[2] and words[first][0][0].isupper():
                yield Span(match.start() + words[first].start(), match.end(1)), match[2]
                break


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
