"""Text as the pieces of words that the encoder knows."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_UNKNOWN, _FIRST, _BETWEEN = "[UNK]", "[CLS]", "[SEP]"
_CONTINUES = "##"
_LONGEST_WORD = 100  # letters; what is longer is no word
_MARKS = 3  # the pieces around and between two texts


@dataclass(frozen=True, eq=False)
class WordPieces:
    """
    The lower-case pieces of a vocabulary, numbered in its order.

    Source: Y. Wu et al., "Google's neural machine translation system", 2016, section 4.1: of each
    word the longest known piece, then the longest that continues it; in the form of J. Devlin et
    al., "BERT", 2019: no accents, every punctuation mark and Chinese character by itself.
    """

    number_of: Mapping[str, int]

    def pair(self, first: str, second: str, *, most: int) -> tuple[list[int], list[int]]:
        """
        Return the numbers of the pieces of two texts, and for each piece of which text it is.

        Where they are more than ``most`` together, the end of the longer text is left out.
        """
        left, right = self.of(first), self.of(second)
        space = most - _MARKS
        if len(left) + len(right) > space:
            left = left[: max(space - len(right), (space + 1) // 2)]
            right = right[: space - len(left)]
        start, between = self.number_of[_FIRST], self.number_of[_BETWEEN]
        numbers = [start, *left, between, *right, between]
        return numbers, [0] * (len(left) + 2) + [1] * (len(right) + 1)

    def of(self, text: str) -> list[int]:
        return [number for word in _words(text) for number in self._pieces(word)]

    def _pieces(self, word: str) -> list[int]:
        unknown = [self.number_of[_UNKNOWN]]
        if len(word) > _LONGEST_WORD:
            return unknown
        numbers, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = word[at:end] if at == 0 else _CONTINUES + word[at:end]
                number = self.number_of.get(piece)
                if number is not None:
                    numbers.append(number)
                    at = end
                    break
            else:
                return unknown
        return numbers


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for letter in plain:
        place = _place(letter)
        if place == "within":
            word += letter
            continue
        if place == "nowhere":
            continue
        if word:
            yield word
            word = ""
        if place == "alone":
            yield letter
    if word:
        yield word


@lru_cache(maxsize=4096)
def _place(letter: str) -> str:
    """Return where a letter stands: within a word, alone, between words, or nowhere."""
    if letter.isspace():
        return "between"
    category = unicodedata.category(letter)
    if category == "Mn" or category.startswith("C") or letter == "\ufffd":
        return "nowhere"
    # all ASCII marks are punctuation here, "$" and "+" too
    if category.startswith("P") or (letter.isascii() and not letter.isalnum()):
        return "alone"
    return "alone" if _is_ideograph(letter) else "within"


def _is_ideograph(letter: str) -> bool:
    return (
        "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter >= "\U00020000"
    )
