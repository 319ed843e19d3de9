"""The language of a text by its script and its words, offline."""

import re
from array import array
from functools import cache
from typing import Any

# Fewer letters of the Latin script tell a language badly; of a script that one language has, one
# line does.
MIN_CHARACTERS = 120
MIN_SCRIPT_LETTERS = 20
# In a story of another script, names and addresses in Latin letters are up to half of the text.
MIN_SCRIPT_SHARE = 0.5

MIN_LONG_TABLE = 10_000

# Script: its letters, and the languages that are written in it, the likeliest first.
_SCRIPTS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    name: (re.compile(f"[{letters}]"), tuple(languages.split()))
    for name, letters, languages in (
        ("kana", "\u3041-\u30ff", "ja"),
        ("hangul", "\u1100-\u11ff\uac00-\ud7af", "ko"),
        ("han", "\u3400-\u4dbf\u4e00-\u9fff", "zh ja yue wuu ko"),
        ("arabic", "\u0620-\u06ff\u0750-\u077f", "ar fa ur ps ku ckb ug sd pnb arz"),
        ("hebrew", "\u05d0-\u05ea", "he iw yi"),
        ("greek", "\u0370-\u03ff\u1f00-\u1fff", "el"),
        ("cyrillic", "\u0400-\u052f", "ru uk bg sr mk be kk ky mn tg uz tt bs az"),
        ("devanagari", "\u0900-\u097f", "hi mr ne sa kok bho mai"),
        ("bengali", "\u0980-\u09ff", "bn as"),
        ("gurmukhi", "\u0a00-\u0a7f", "pa"),
        ("gujarati", "\u0a80-\u0aff", "gu"),
        ("tamil", "\u0b80-\u0bff", "ta"),
        ("telugu", "\u0c00-\u0c7f", "te"),
        ("kannada", "\u0c80-\u0cff", "kn"),
        ("malayalam", "\u0d00-\u0d7f", "ml"),
        ("sinhala", "\u0d80-\u0dff", "si"),
        ("thai", "\u0e00-\u0e7f", "th"),
        ("georgian", "\u10a0-\u10ff", "ka"),
        ("armenian", "\u0530-\u058f", "hy"),
    )
}
_NO_LETTERS = bytes(code for code in range(0x80) if not chr(code).isalpha())
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
# Kana mark Japanese, whose text is half Han.
MIN_KANA_SHARE = 0.1


def script_of(text: str) -> str | None:
    """
    Return the script in which most of ``text`` is written: a name as in ``_SCRIPTS``, "latin",
    or None where there are too few letters to tell.

    >>> script_of("会社は利用者に謝罪し、代金を返すと発表した。")
    'kana'
    """
    # Most texts are told by their ASCII letters, which are quicker to count.
    ascii_letters = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if ascii_letters * 2 > len(text) and ascii_letters >= MIN_SCRIPT_LETTERS:
        return "latin"
    latin = sum(map(len, _LATIN.findall(text)))
    if latin * 2 > len(text):
        return "latin" if latin >= MIN_SCRIPT_LETTERS else None
    counts = {name: len(letters.findall(text)) for name, (letters, _) in _SCRIPTS.items()}
    kana, han = counts["kana"], counts["han"]
    if kana >= MIN_KANA_SHARE * (kana + han):
        counts["kana"], counts["han"] = kana + han, 0
    name, most = max(counts.items(), key=lambda pair: pair[1])
    if most < MIN_SCRIPT_LETTERS or most < MIN_SCRIPT_SHARE * (most + latin):
        return "latin" if latin >= MIN_SCRIPT_LETTERS else None
    return name


def is_written_in(tag: str, script: str | None) -> bool:
    """
    Tell whether the language of a BCP 47 tag is written in ``script``; True where that is unknown.

    >>> is_written_in("en-US", "kana"), is_written_in("ja", "kana"), is_written_in("sr", "latin")
    (False, True, True)
    """
    language = tag.partition("-")[0].lower()
    if script is None:
        return True
    if script == "latin":
        # A story in Latin letters on a site of another script: believed only of those with one.
        return not any(
            languages[0] == language for _, languages in _SCRIPTS.values() if language != "sr"
        )
    return language in _SCRIPTS[script][1]


def language_of(text: str, script: str | None) -> str | None:
    """
    Return the ISO 639-1 code of the language that ``text`` is in; None where it cannot be told.

    >>> language_of("법원은 회사가 특허를 침해하지 않았다고 판결했다고 밝혔다.", "hangul")
    'ko'
    """
    languages = _SCRIPTS[script][1] if script and script != "latin" else ()
    if len(languages) == 1:
        return languages[0]
    if len(text) < MIN_CHARACTERS and not languages:
        return None
    code = str(_identifier().classify(text)[0])
    return code if not languages or code in languages else languages[0]


@cache
def _identifier() -> Any:
    """The model of words, as light as it can be for who collects the garbage of the process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    for name in identifier.__slots__:
        table = getattr(identifier, name)
        # A collection looks at each entry of a list, a hundred thousand here; at none of an array.
        if isinstance(table, list) and len(table) > MIN_LONG_TABLE:
            setattr(identifier, name, array("q", table))
    return identifier
