"""The words of a text search, as patterns that Arrow runs inside the scan (RE2 syntax)."""

import re
import shlex
import unicodedata

from newscrawl.errors import UsageError

# Scripts written without spaces between words: a word of theirs is found anywhere.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def word_patterns(text: str) -> tuple[str, ...]:
    r"""
    Return one RE2 pattern a word or "quoted phrase" of ``text``; a row must match every one.

    Words are whole and case does not count; ``defam*`` matches any word that begins so.

    >>> word_patterns("Xiaomi defam*")
    ('(?i)(?:^|[^\\pL\\pN])xiaomi(?:$|[^\\pL\\pN])', '(?i)(?:^|[^\\pL\\pN])defam')

    Raises UsageError where a quotation mark is not closed, no word is left, or one is not UTF-8.
    """
    return tuple(map(_pattern, _words(text)))


def rough_patterns(text: str) -> tuple[str, ...]:
    r"""
    Return one RE2 pattern a word or phrase that matches wherever that of ``word_patterns`` does.

    RE2 finds what begins with a literal several times as fast: a text that has no match of these
    needs no second look.

    >>> rough_patterns('defam* "smart phone"')
    ('(?i)defam', '(?i)smart')

    Raises as ``word_patterns`` does.
    """
    return tuple(f"(?i){max(_literals(word), key=len)}" for word in _words(text))


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(unicodedata.normalize("NFC", text), posix=True, punctuation_chars=False)
    lexer.quotes, lexer.escape, lexer.commenters = '"', "", ""
    lexer.whitespace_split = True
    try:
        words = [word for word in lexer if word.strip("* \t")]
    except ValueError as error:
        raise UsageError(f"text {text!r} opens a quotation and does not close it") from error
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(f"text {text!r} is not UTF-8")
    if not words:
        raise UsageError(f"text {text!r} holds no word to look for")
    return words


def _literals(word: str) -> list[str]:
    return [re.escape(part) for part in word.rstrip("*").lower().split()]


def _pattern(word: str) -> str:
    prefix = word.endswith("*")
    literal = r"\s+".join(_literals(word))
    if _UNSPACED.search(word):
        return f"(?i){literal}"
    return rf"(?i)(?:^|[^\pL\pN]){literal}" + ("" if prefix else r"(?:$|[^\pL\pN])")
