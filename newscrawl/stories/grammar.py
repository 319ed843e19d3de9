"""A text as the parts its words play: who, what act, about what. The words are in lexicon.toml."""

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from newscrawl.stories.brands import BrandKind, Mention

_WORD = re.compile(
    r"[^\W_]+(?:\.[A-Za-z](?![a-z]))*(?:['’][A-Za-z]+)*(?:[-&][A-Za-z0-9]+)*|[$€£¥?]"
)
_NUMBER = re.compile(r"\d[\d,.]*[a-z]{0,2}")

_PART_OF_KIND = {
    BrandKind.COMPANY: "COMPANY",
    BrandKind.PRODUCT: "COMPANY",  # "sues TikTok", "bans ChatGPT": a product stands for its maker
    BrandKind.WATCHED: "COMPANY",
    BrandKind.REGULATOR: "REGULATOR",
    BrandKind.COURT: "COURT",
    BrandKind.PERSON: "PERSON",
}


ACCUSED = "ACCUSED"  # a person or company in the news for its case above all
NAME = "NAME"  # of someone or something that the table does not know


# A tuple, not a dataclass: a story has hundreds, and a frozen dataclass takes four times as long to
# make.
class Token(NamedTuple):
    """
    ``text[start:end]``: its lower-case ``word`` (a brand's is its part) and the ``part`` it plays.

    ``part`` is a class of lexicon.toml, or COMPANY, REGULATOR, COURT, PERSON, ACCUSED for a
    known name, NAME for an unknown one; None for all other words.
    """

    word: str
    part: str | None
    start: int
    end: int


@cache
def _lexicon() -> dict[str, dict[tuple[str, ...], str]]:
    """Return entries by their first word: the words of an entry to its class."""
    text = resources.files("newscrawl.stories").joinpath("lexicon.toml").read_text("utf-8")
    entries: dict[str, dict[tuple[str, ...], str]] = {}
    for part, words in tomllib.loads(text).items():
        for entry in words.split():
            for form in _forms(entry):
                split = tuple(form.split("-"))
                entries.setdefault(split[0], {}).setdefault(split, part)
                entries.setdefault(form, {}).setdefault((form,), part)
    return {
        first: dict(sorted(by_words.items(), key=lambda item: -len(item[0])))
        for first, by_words in entries.items()
    }


def is_lexical(word: str) -> bool:
    """Tell whether a word in lower case is an entry of the lexicon by itself."""
    return (word,) in _lexicon().get(word, {})


def _forms(entry: str) -> list[str]:
    """
    Return the regular forms of an entry that ends in +, else the entry alone.

    >>> _forms("deny+")
    ['deny', 'denies', 'denied', 'denying']
    """
    if not entry.endswith("+"):
        return [entry]
    stem = entry[:-1]
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    if stem.endswith(("s", "x", "ch", "sh")):
        return [stem, stem + "es", stem + "ed", stem + "ing"]
    return [stem, stem + "s", stem + "ed", stem + "ing"]


def tokens(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    common_words: Collection[str],
) -> list[Token]:
    """
    Return the tokens of ``text[start:end]``; a mention within it is one token.

    A word with a capital that is neither in the lexicon nor common is part of a NAME.
    """
    lexicon = _lexicon()
    plain = list(_plain_tokens(text, start, end, mentions))
    found, at = [], 0
    while at < len(plain):
        token = plain[at]
        if token.part is None:
            for words, part in lexicon.get(token.word, {}).items():
                last = at + len(words) - 1
                if last < len(plain) and all(
                    plain[at + k].word == word and plain[at + k].part is None
                    for k, word in enumerate(words)
                ):
                    token = Token("-".join(words), part, token.start, plain[last].end)
                    at = last
                    break
        if token.part is None and _is_name(text, token, common_words):
            token = Token(token.word, NAME, token.start, token.end)
        found.append(token)
        at += 1
    return found


def _is_name(text: str, token: Token, common_words: Collection[str]) -> bool:
    return (
        text[token.start].isupper()
        and token.end - token.start > 1
        and token.word not in common_words
    )


def _plain_tokens(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Token]:
    position = start
    for mention in mentions:
        if mention.start < position or mention.end > end:
            continue
        yield from _words(text, position, mention.start)
        brand = mention.brand
        part = ACCUSED if brand.in_a_case else _PART_OF_KIND[brand.kind]
        yield Token(part, part, mention.start, mention.end)
        position = mention.end
    yield from _words(text, position, end)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower().replace("’", "'")
        if word.endswith("'s") and word != "here's":
            word = word[:-2]
        if word[0].isdigit() and _NUMBER.fullmatch(word):
            word = "0"  # which number it is would not carry over
        yield Token(word, None, *match.span())
