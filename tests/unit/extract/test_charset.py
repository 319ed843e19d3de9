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


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "株式会社①は謝罪した"),
        ("gb2312", "法院裁定這個公司敗訴"),
        ("euc-kr", "뷁 회사가 사과했다"),
        ("windows-1251", "Компания принесла извинения покупателям"),
    ],
    ids=["Windows-31J's own signs", "letters of GB18030", "letters of Windows-949", "Cyrillic"],
)
def test_the_meta_tag_beats_a_server_that_calls_everything_western(charset: str, text: str) -> None:
    written = {"shift_jis": "cp932", "gb2312": "gb18030", "euc-kr": "cp949"}.get(charset, charset)
    body = f'<meta charset="{charset}"><p>'.encode() + text.encode(written)

    assert decode_page(body, "text/html; charset=ISO-8859-1")[1].endswith(text)


def test_the_header_beats_the_meta_tag_where_both_can_be() -> None:
    body = b'<meta charset="windows-1251"><p>' + "Zürich und Genf".encode("cp1252")

    assert decode_page(body, "text/html; charset=windows-1252") == (
        "cp1252",
        '<meta charset="windows-1251"><p>Zürich und Genf',
    )


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_byte_order_mark(charset: str) -> None:
    text = "<html><p>Café – 謝罪</p></html>"

    assert decode_page(text.encode(charset), "text/html; charset=utf-8") == (charset, text)


def test_a_page_pasted_together_from_two_charsets_is_whole() -> None:
    body = ("Käufer und Verkäufer über alle Maßen " * 5).encode() + b"it\x92s caf\xe9 time"

    charset, text = decode_page(body, "text/html; charset=iso-8859-1")

    assert charset == "utf-8"
    assert text.endswith("Maßen it\u2019s café time")


def test_a_letter_cut_in_half_is_a_replacement_character() -> None:
    body = ("Käufer und Verkäufer über alle Maßen " * 5).encode() + "”".encode()[:2]

    assert decode_page(body, None)[1].endswith(" \ufffd")


@pytest.mark.parametrize(
    "text",
    [
        "Le café d’à côté est fermé, très désolé",
        "Компания принесла извинения",
        "会社は謝罪した。申し訳ない",
    ],
)
def test_what_was_encoded_twice_is_read_once_more(text: str) -> None:
    printed = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )

    assert decode_page(printed.encode(), "text/html; charset=utf-8") == ("utf-8", text)


def test_what_was_read_as_latin_1_in_between_is_read_once_more_too() -> None:
    text = "It’s the buyers’ “refund”: they’ll get it – it’s due"

    body = text.encode().decode("latin-1").encode()

    assert decode_page(body, "text/html; charset=utf-8") == ("utf-8", text)


@pytest.mark.parametrize(
    "text", ["“Ã©” is “é” gone wrong: é é é é é é", "A PARÃ‰ DESCRIÇÃO É ÃBIDA, Não são tão"]
)
def test_a_text_with_such_signs_of_its_own_is_left_alone(text: str) -> None:
    assert decode_page(text.encode(), "text/html; charset=utf-8") == ("utf-8", text)


def test_a_broken_byte_does_not_cost_a_page_its_charset() -> None:
    body = ("Ä" * 200).encode() + b"\xff" + ("ö" * 200).encode()

    assert decode_page(body, "text/html; charset=utf-8") == (
        "utf-8",
        "Ä" * 200 + "\ufffd" + "ö" * 200,
    )


@pytest.mark.parametrize(
    "declared", ["zip", "rot13", "unicode_escape", "utf-7", "idna", "x-no-such"]
)
def test_what_python_alone_calls_an_encoding_is_no_charset(declared: str) -> None:
    body = "+AGE- \\u0041 café, xn--caf-dma".encode("latin-1")

    assert decode_page(body, f"text/html; charset={declared}") == ("cp1252", body.decode("cp1252"))
