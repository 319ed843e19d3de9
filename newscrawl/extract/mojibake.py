"""UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 once more: "CafÃ©"."""

import re

MAX_CHARACTERS = 1_000_000  # beyond, the time is better spent on the page than on its faults
# Fewer may be a text that speaks of such faults; so may one that has other accents unharmed.
MIN_FAULTS = 5
MAX_UNHARMED_SHARE = 0.1

# What a byte reads as: Windows-1252 leaves five open, Latin-1 all 32, which then come through as
# control characters.
_PRINTED = {byte: bytes([byte]).decode("cp1252", "ignore") + chr(byte) for byte in range(256)}
_BYTES = {ord(character): byte for byte, printed in _PRINTED.items() for character in printed}


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(_PRINTED[byte]) for byte in range(first, last + 1)) + "]"


_TAIL = _class(0x80, 0xBF)
_FAULT = re.compile(
    f"(?:{_class(0xC2, 0xDF)}{_TAIL}|{_class(0xE0, 0xEF)}{_TAIL}{{2}}"
    f"|{_class(0xF0, 0xF4)}{_TAIL}{{3}})+"
)
_SPACE_FOR_ASCII = bytes.maketrans(bytes(range(0x80)), b" " * 0x80)
_ACCENTED = re.compile("[À-ÿ]")
# The first letter of a fault in, by turns, Western text, punctuation, Cyrillic, Japanese, Korean.
_SIGNS = ("Ã", "â€", "â\x80", "Ð", "ã", "ì")
_SIGN_BYTES = re.compile(b"|".join(sign.encode() for sign in _SIGNS))


def may_be_doubly_encoded(utf8: bytes) -> bool:
    """Tell at the cost of a search whether ``utf8`` has what begins a letter encoded twice."""
    return bool(_SIGN_BYTES.search(utf8))


def without_double_encoding(text: str) -> str:
    """
    Return ``text`` with each letter that was encoded twice as itself, where that is evident.

    >>> without_double_encoding("CafÃ© crÃ¨me, trÃ¨s, trÃ¨s franÃ§ais")
    'Café crème, très, très français'
    >>> without_double_encoding("the signs Ã© stand for é")
    'the signs Ã© stand for é'
    """
    if len(text) > MAX_CHARACTERS or not any(sign in text for sign in _SIGNS):
        return text
    accents = _beyond_ascii(text)
    faults = sum(len(match) for match in _FAULT.findall(accents)) // 2
    if faults < MIN_FAULTS:
        return text
    unharmed = len(_ACCENTED.findall(_FAULT.sub("", accents)))
    return text if unharmed > MAX_UNHARMED_SHARE * faults else _FAULT.sub(_repaired, text)


def _beyond_ascii(text: str) -> str:
    """Return the characters beyond ASCII, a space where others stood between: few, in markup."""
    utf8 = text.encode("utf-8", "surrogatepass").translate(_SPACE_FOR_ASCII)
    return b" ".join(utf8.split()).decode("utf-8", "surrogatepass")


def _repaired(fault: re.Match[str]) -> str:
    printed = fault.group()
    try:
        return bytes(_BYTES[ord(character)] for character in printed).decode("utf-8")
    except UnicodeDecodeError:  # overlong, or half of a pair: no letter was ever so
        return printed
