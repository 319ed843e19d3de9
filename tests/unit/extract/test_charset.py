"""The charset of a page is what its bytes show, whatever its headers claim."""

import pytest

from newscrawl.extract.charset import decode_page

TEXT = "Caf\u00e9 \u201cZ\u00fcrich\u201d \u2013 na\u00efve"


@pytest.mark.parametrize(
    ("body", "content_type", "charset"),
    [
        (TEXT.encode("utf-8"), "text/html; charset=utf-8", "utf-8"),
        (TEXT.encode("utf-8"), "text/html", "utf-8"),
        (TEXT.encode("utf-8"), "text/html; charset=iso-8859-1", "utf-8"),
        (TEXT.encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8", "cp1252"),
        (TEXT.encode("cp1252"), None, "cp1252"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=iso-8859-1", "utf-8"),
        (TEXT.encode("utf-16"), "text/html; charset=utf-8", "utf-16-le"),
        (b'<meta charset="windows-1252">' + TEXT.encode("cp1252"), "text/html", "cp1252"),
        (TEXT.encode("utf-8"), "text/html; charset=no-such-charset", "utf-8"),
        (TEXT.encode("utf-8"), "text/html; charset=utf-16", "utf-8"),
    ],
    ids=[
        "declared and true",
        "undeclared utf-8",
        "utf-8 declared as latin-1",
        "latin-1 means windows-1252",
        "windows-1252 declared as utf-8",
        "undeclared windows-1252",
        "byte order mark against the header",
        "utf-16 by its byte order mark",
        "meta tag",
        "unknown charset",
        "utf-16 declared without a byte order mark",
    ],
)
def test_text_comes_out_whole(body: bytes, content_type: str | None, charset: str) -> None:
    found, text = decode_page(body, content_type)

    assert (found, text.removeprefix('<meta charset="windows-1252">')) == (charset, TEXT)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "日本語の記事"),
        ("euc-kr", "한국어 기사"),
        ("gb18030", "中文新闻"),
        ("cp1251", "Новости"),
    ],
)
def test_legacy_charsets_are_read_from_the_meta_tag(charset: str, text: str) -> None:
    body = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">{text}'

    assert decode_page(body.encode(charset), "text/html")[1].endswith(text)


def test_a_broken_byte_does_not_cost_a_page_its_charset() -> None:
    body = ("Ä" * 200).encode() + b"\xff" + ("ö" * 200).encode()

    assert decode_page(body, "text/html; charset=utf-8") == (
        "utf-8",
        "Ä" * 200 + "\ufffd" + "ö" * 200,
    )
