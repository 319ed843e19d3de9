"""What a misspelt name was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str]) -> str | None:
    """
    Return the known name that ``word`` most resembles, or None where none does.

    >>> closest("setlement", ["lawsuit", "settlement"])
    'settlement'
    """
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def unknown(what: str, word: str, known: Iterable[str], *, listed: bool = True) -> str:
    """
    Return the sentence that refuses ``word``: the closest name where there is one, and all of them.

    >>> unknown("kind", "setlement", ["lawsuit", "settlement"])
    "no kind 'setlement'; did you mean 'settlement'? There are: lawsuit, settlement"
    """
    names = list(known)
    match = closest(word, names)
    sentence = f"no {what} {word!r}"
    if match:
        sentence += f"; did you mean '{match}'?"
    if listed and names:
        sentence += f"{' There' if match else '; there'} are: {', '.join(names)}"
    return sentence
