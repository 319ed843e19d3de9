"""What speaks for and against a title, seen beside the others that its page gives."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newscrawl.extract.choice import Candidate
from newscrawl.extract.headings import Heading
from newscrawl.extract.likeness import letters_of, likeness
from newscrawl.extract.page import Page
from newscrawl.extract.site_names import held_separator, site_names

# The sources whose agreement tells the convention of a page, by the sign of each.
SOURCES = {
    "h1": "h1",
    "json-ld headline": "json-ld",
    "meta og:title": "og:title",
    "title element": "title element",
}
LIKE = 0.5
RATHER_UNLIKE = 0.2
LONG_CHARACTERS = 140
# Words of an address that are enough to compare titles by.
MIN_ADDRESS_WORDS = 3
MUCH_LESS = 0.25

_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, kw_only=True)
class Given:
    """
    What the candidates are compared with.

    ``h1_text`` is the heading without the site's name, ``declared`` the titles that are not
    printed, ``headings`` the letters of the lower headings above the story, ``heading_parts`` those
    of the parts of such headings: a kicker, the headline proper.
    """

    page: Page
    h1: Heading | None
    h1_text: str
    declared: tuple[str, ...]
    headings: frozenset[str]
    heading_parts: frozenset[str]


def with_signs(candidates: list[Candidate[str]], given: Given) -> list[Candidate[str]]:
    """Return the candidates with the signs that come of comparing them."""
    told_by = [_sources(candidate) for candidate in candidates]
    every = frozenset[str]().union(*told_by)
    likest = dict(_like_the_address(candidates, given.page))
    return [
        candidate._replace(
            signs=candidate.signs
            | {
                *_of_agreement(told, every, given),
                *_of_the_h1(candidate, told, given),
                *_of_shape(candidate.value, told, given),
                *([likest[candidate.value]] if candidate.value in likest else ()),
            },
        )
        for candidate, told in zip(candidates, told_by, strict=True)
    ]


def _sources(candidate: Candidate[str]) -> frozenset[str]:
    return frozenset(name for sign, name in SOURCES.items() if sign in candidate.signs)


def _of_agreement(told: frozenset[str], every: frozenset[str], given: Given) -> Iterator[str]:
    """Yield who gives this title and who another; a kind of outlet has its own habit in it."""
    if not told:
        yield "in no source as a whole"
        return
    named = ", ".join(name for name in SOURCES.values() if name in told)
    others = ", ".join(name for name in SOURCES.values() if name in every - told)
    yield f"told by {named}"
    if others and "NewsArticle" in given.page.json_ld_types:
        yield f"news told by {named}, not by {others}"
    if given.h1 is not None and given.h1.is_in_trail:
        yield f"told by {named}, and the h1 is in a trail"


def _of_the_h1(candidate: Candidate[str], told: frozenset[str], given: Given) -> Iterator[str]:
    """Yield how a title stands to the printed headline, or that to what is declared."""
    if given.h1 is None:
        yield from _of_the_others(letters_of(candidate.value), given)
        return
    letters, h1 = letters_of(candidate.value), letters_of(given.h1_text)
    if letters == h1:
        yield from _of_the_declared(h1, given.h1, given)
        return
    share = likeness(candidate.value, given.h1_text)
    if letters in h1:
        yield "start of the h1" if h1.startswith(letters) else "end of the h1"
    elif h1 in letters:
        yield "goes on after the h1" if letters.startswith(h1) else "begins before the h1"
    elif share > LIKE:
        yield "like the h1"
    else:
        yield "rather unlike the h1" if share > RATHER_UNLIKE else "unlike the h1"
    is_link = given.h1.is_link and h1 not in map(letters_of, given.declared)
    if "h1" not in told and (is_link or h1 in given.page.once(site_names)):
        yield "the h1 is a link or the site's name"


def _of_the_others(letters: str, given: Given) -> Iterator[str]:
    """Yield how a declared title stands to the others, where no heading is like them."""
    declared = {letters_of(text) for text in given.declared}
    if letters not in declared:
        return
    if any(letters.startswith(other) for other in declared - {letters}):
        yield "goes on after another declared title"
    elif any(other.startswith(letters) for other in declared - {letters}):
        yield "another declared title goes on after it"


def _of_the_declared(h1: str, heading: Heading, given: Given) -> Iterator[str]:
    declared = [letters_of(text) for text in given.declared]
    if h1 in declared:
        return
    if heading.is_link:
        yield "h1 is a link"
    if not declared:
        return
    if any(h1.startswith(other) for other in declared):
        yield "h1 goes on after a declared title"
    elif any(h1.endswith(other) for other in declared):
        yield "h1 begins before a declared title"
    elif any(other.startswith(h1) for other in declared):
        yield "a declared title goes on after the h1"
    elif any(other.endswith(h1) for other in declared):
        yield "a declared title begins before the h1"
    else:
        share = max(likeness(given.h1_text, text) for text in given.declared)
        yield "h1 like no declared title" if share <= LIKE else "h1 like a declared title"


def _of_shape(text: str, told: frozenset[str], given: Given) -> Iterator[str]:
    letters = letters_of(text)
    if letters in given.headings:
        yield "printed as a lower heading"
        if told and "h1" not in told:
            yield "declared, and printed as a lower heading"
    if letters in given.page.once(site_names):
        yield "the site's name"
    if separator := held_separator(text):
        yield f"holds a {separator}"
    if letters in given.heading_parts:
        yield "declared, and a part of a lower heading" if told else "a part of a lower heading"
    if ":" in text:
        yield "holds a colon"
    if text.endswith("?"):
        yield "a question"
    words = len(text.split())
    if text.isascii() and words <= 3:
        yield "three words" if words == 3 else "one word or two"
    elif len(text) > LONG_CHARACTERS:
        yield "long"
    if text.isupper() and text.isascii():
        yield "in capitals"


def _like_the_address(
    candidates: Iterable[Candidate[str]], page: Page
) -> Iterator[tuple[str, str]]:
    """Yield which titles the words of the address are most and least of."""
    parts = unquote(urlsplit(page.url).path).casefold().split("/")
    wanted = max((set(_ADDRESS_WORD.findall(part)) for part in parts), key=len)
    if len(wanted) < MIN_ADDRESS_WORDS:
        return
    shares = {
        candidate.value: len(wanted & set(_ADDRESS_WORD.findall(candidate.value.casefold())))
        / len(wanted)
        for candidate in candidates
    }
    if len(set(shares.values())) < 2:
        return
    best = max(shares.values())
    for text, share in shares.items():
        if share == best:
            yield text, "most like the address"
        elif share < best - MUCH_LESS:
            yield text, "much less like the address"
