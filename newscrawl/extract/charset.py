"""Bytes of a page -> text, as browsers decide it."""

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

DEFAULT = "cp1252"  # what browsers take where nothing is declared (WHATWG HTML, 13.2.3.2)


def decode_page(body: bytes, content_type: str | None) -> tuple[str, str]:
    """
    Return (charset, text): byte order mark, header, meta tag, then what the bytes show.

    Against a declaration, UTF-8 is believed where every byte beyond ASCII is valid UTF-8: text
    in another charset is so by chance only in a few letters. A declared charset that the bytes
    break gives way to the next one that they do not. What is left is decoded with U+FFFD.

    >>> decode_page("caf\\u00e9".encode("latin-1"), "text/html; charset=utf-8")
    ('cp1252', 'caf\\u00e9')
    """
    mark, mark_bytes = read_bom(body)
    if mark is not None and mark_bytes is not None:
        return mark, body[len(mark_bytes) :].decode(mark, "replace")
    declared = [
        charset
        for charset in (
            http_content_type_encoding(content_type) if content_type else None,
            html_body_declared_encoding(body),
        )
        # UTF-16 without a byte order mark is a lie: the declaration was read as ASCII.
        if charset and (resolve_encoding(charset) or "").replace("-", "")[:5] != "utf16"
    ]
    for charset in ["utf-8", *declared]:
        try:
            return charset, body.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    likely = next((charset for charset in declared if charset != "utf-8"), None)
    if likely is None and _is_mostly_utf8(body):
        likely = "utf-8"
    likely = likely or DEFAULT
    return likely, body.decode(likely, "replace")


def _is_mostly_utf8(body: bytes) -> bool:
    """Tell a UTF-8 page with a few broken bytes from a page in a one-byte charset."""
    beyond_ascii = sum(byte >= 0x80 for byte in body[:200_000])
    broken = body[:200_000].decode("utf-8", "replace").count("\ufffd")
    return broken * 10 < beyond_ascii
