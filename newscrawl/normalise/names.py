"""The form of a person's name."""

import re

_PARTICLES = frozenset(
    "van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur vom "
    "af av y e i of ap st bint abu mac san santa".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv v".split())
_CREDENTIALS = re.compile(
    r"(?:ph\.?\s?d|m\.?d|d\.?o|m\.?a|b\.?a|m\.?s|b\.?s|mba|m\.?b\.?a|j\.?d|esq|cfp|cfa|cpa|rn|rd|rdn|bsn|msn"
    r"|dvm|dds|llm|llb|cissp|mph|ms|msc|bsc|ea|dphil|facp|frcp|obe|mbe|cbe)[.®*]?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w.'’`´-]*[\w.])?[®*]?|\(\w+\)|&")


def looks_like_name(text: str) -> bool:
    """
    Return whether ``text`` has the form of a person's name: one to six words, each capitalised
    but for particles, or all in a script without capitals.

    >>> [looks_like_name(text) for text in ("Ana de la Cruz", "is a writer", "J. R. Roe Jr.")]
    [True, False, True]
    """
    words = text.split()
    if not 1 <= len(words) <= 6 or not all(_WORD.fullmatch(word) for word in words):
        return False
    if not any(word.strip(".") for word in words):
        return False
    plain = [word for word in words if word.casefold().strip(".'’") not in _PARTICLES]
    return bool(plain) and all(
        not word[0].islower() or "'" in word or "’" in word for word in plain
    )


def is_suffix(text: str) -> bool:
    """Return whether ``text`` is what follows a surname after a comma: Jr., III."""
    return text.strip(" .").casefold() in _SUFFIXES


def is_credential(text: str) -> bool:
    """
    Return whether ``text`` is nothing but degrees or letters after a name.

    >>> [is_credential(text) for text in ("PhD", "CFP®", "E-RYT 200", "Doe")]
    [True, True, True, False]
    """
    words = text.split()
    return bool(words) and all(
        _CREDENTIALS.fullmatch(w) or re.fullmatch(r"[A-Z][A-Z-]{1,6}[®*]?|\d+", w) for w in words
    )


def cased(name: str) -> str:
    """
    Return ``name`` with capitals only where they belong, where it is printed all in capitals.

    One word stays, for it may be letters (AFP); so does any name with a small letter in it.

    >>> cased("JEAN-LUC O'NEILL MCKAY III"), cased("JR SMITH"), cased("Jane DOE")
    ("Jean-Luc O'Neill McKay III", 'JR Smith', 'Jane DOE')
    """
    words = name.split()
    letters = [c for c in name if c.isalpha()]
    if len(words) < 2 or any(c.islower() for c in letters) or not any(c.isupper() for c in letters):
        return name
    if any(is_acronym(word) for word in words):
        return name
    return " ".join(_cased_word(word, i, len(words)) for i, word in enumerate(words))


def is_acronym(word: str) -> bool:
    """
    Return whether ``word`` is three capitals or more that nobody can pronounce: MDR, USA not.

    >>> is_acronym("MDR"), is_acronym("DOE"), is_acronym("III")
    (True, False, False)
    """
    plain = word.strip(".")
    return (
        bool(re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{3,}", plain)) and plain.casefold() not in _SUFFIXES
    )


def _cased_word(word: str, position: int, words: int) -> str:
    plain = word.strip(".").casefold()
    if position and plain in _SUFFIXES:
        return word if plain not in ("jr", "sr") else word.title()
    is_inside = 0 < position < words - 1
    if is_inside and plain in _PARTICLES and len(plain) > 1:
        return word.lower()
    is_initials = position == 0 and len(plain) == 2 and not re.search("[AEIOUY]", word)
    if "." in word.rstrip(".") or len(plain) == 1 or is_initials:
        return word
    titled = "".join(part.capitalize() for part in re.split(r"([-'’])", word))
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), titled)


def in_reading_order(name: str) -> str:
    """
    Return "Lastname, Firstname" as "Firstname Lastname"; any other name as it is.

    >>> in_reading_order("van der Berg, Jan P."), in_reading_order("Jane Doe, Reuters")
    ('Jan P. van der Berg', 'Jane Doe, Reuters')
    """
    match re.split(r",\s*", name):
        case [last, first]:
            surname = [w for w in last.split() if w not in _PARTICLES]
            if (
                len(surname) == 1
                and len(first.split()) <= 2
                and looks_like_name(last)
                and looks_like_name(first)
                and not is_suffix(first)
                and not is_credential(first)
            ):
                return f"{first} {last}"
    return name
