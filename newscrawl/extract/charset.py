"""Bytes of a page -> text, as browsers decide it, and better where the bytes show a fault."""

import re
from codecs import BOM_UTF8

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
)

from newscrawl.extract.mojibake import may_be_doubly_encoded, without_double_encoding

DEFAULT = "cp1252"  # what browsers take where nothing is declared (WHATWG HTML, 13.2.3.2)
SAMPLE_BYTES = 200_000

_ASCII = bytes(range(0x80))
# Western words have an accent here and there; Cyrillic or Greek ones in a one-byte charset, or
# East Asian ones in two, are wholly above ASCII.
_HIGH_RUN = re.compile(rb"[\xa0-\xff]{4,}")
_LONE_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xFF)
} | {0xDCFF: "\ufffd"}
_BROKEN_RUN = re.compile("[\udc80-\udcff]{2,}|[\udc80-\udcff]$")


def decode_page(body: bytes, content_type: str | None) -> tuple[str, str]:
    """
    Return (charset, text): byte order mark, header, meta tag, then what the bytes show.

    Against a declaration, UTF-8 is believed where every byte beyond ASCII is valid UTF-8, or nine
    in ten: text in another charset is so by chance only in a few letters. The header goes before
    the meta tag, unless the bytes break it, or it says a Western charset, as servers do by default,
    and the words are not Western. What is left is decoded with U+FFFD.

    A name stands for what is sent under it (WHATWG Encoding): ISO-8859-1 is Windows-1252, GB2312
    is GB18030, Shift_JIS is Windows-31J, EUC-KR is Windows-949.

    >>> decode_page("caf\\u00e9".encode("latin-1"), "text/html; charset=utf-8")
    ('cp1252', 'caf\\u00e9')
    """
    plain = plain_utf8(body)
    if plain is not None:
        return "utf-8", plain
    mark, mark_bytes = read_bom(body)
    if mark is not None and mark_bytes is not None:
        return mark, body[len(mark_bytes) :].decode(mark, "replace")
    try:
        return "utf-8", without_double_encoding(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if wide := _unmarked_utf16(body):
        return wide, body.decode(wide, "replace")
    if _is_mostly_utf8(body):
        return "utf-8", _decode_mixed(body)
    declared = _declared(body, content_type)
    for charset in declared:
        try:
            return charset, body.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    likely = next(iter(declared), DEFAULT)
    return likely, body.decode(likely, "replace")


def plain_utf8(body: bytes) -> str | None:
    """Return the text of UTF-8 that has no mark and needs no mending; None for all else."""
    if body.startswith(BOM_UTF8) or may_be_doubly_encoded(body):
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Return the charsets other than UTF-8 that header and meta tag name, likelier first."""
    header = http_content_type_encoding(content_type) if content_type else None
    meta = html_body_declared_encoding(body)
    declared = [
        charset
        for charset in dict.fromkeys((header, meta))
        # UTF-16 without NULs is a lie: the declaration was read as ASCII.
        if charset and _is_charset(charset) and charset.replace("-", "")[:5] not in _UNICODE
    ]
    if declared[:1] == [DEFAULT] and not _is_western(body):
        declared.reverse()
    return declared


_UNICODE = ("utf8", "utf16", "utf32")
_ESCAPES = ("unicode-escape", "raw-unicode-escape", "utf-7", "utf7", "punycode", "idna")


def _is_charset(name: str) -> bool:
    """Tell charsets from what else Python calls an encoding: "zip", "rot13", "unicode_escape"."""
    if name.lower().replace("_", "-") in _ESCAPES:
        return False
    try:
        # every charset of the web, but UTF-16, writes tags as ASCII does
        return b"<p>".decode(name, "replace") == "<p>"
    except (LookupError, ValueError):
        return False


def _unmarked_utf16(body: bytes) -> str | None:
    """Return the byte order of UTF-16 that has no mark: every other byte of markup is NUL."""
    start = body[:1_000]
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) * 4 > len(start):
        return "utf-16-be" if first > second else "utf-16-le"
    return None


def _is_mostly_utf8(body: bytes) -> bool:
    """Tell a UTF-8 page with a few broken bytes from a page in another charset."""
    sample = body[:SAMPLE_BYTES]
    beyond_ascii = len(sample.translate(None, _ASCII))
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return broken * 10 < beyond_ascii


def _decode_mixed(body: bytes) -> str:
    """
    Decode UTF-8 in which single bytes of Windows-1252 stand, as in texts pasted together; what
    was cut in the midst of a letter is U+FFFD.
    """
    text = _BROKEN_RUN.sub("\ufffd", body.decode("utf-8", "surrogateescape"))
    return text.translate(_LONE_BYTES)


def _is_western(body: bytes) -> bool:
    sample = body[:SAMPLE_BYTES]
    in_runs = sum(map(len, _HIGH_RUN.findall(sample)))
    return in_runs * 2 < max(1, len(sample.translate(None, _ASCII)))
