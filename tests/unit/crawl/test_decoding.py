"""Content coding, undone as the archive undoes it."""

import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from newscrawl.crawl.decoding import Decoding
from newscrawl.crawl.failures import Unreadable

URL = "https://gadgetpost.example/2026/03/a/"
PAGE = "<html><body><p>Größe</p></body></html>".encode()


def decoded(body: bytes, coding: str) -> Response:
    headers = {"Content-Encoding": coding, "Content-Type": "text/html; charset=utf-8"}
    return Decoding().process_response(Request(URL), Response(URL, headers=headers, body=body))


@pytest.mark.parametrize(
    ("body", "coding"),
    [(gzip.compress(PAGE), "gzip"), (zlib.compress(PAGE), "deflate"), (PAGE, "identity")],
    ids=["gzip", "deflate", "identity"],
)
def test_a_coded_page_is_text_again_and_keeps_its_headers(body: bytes, coding: str) -> None:
    response = decoded(body, coding)

    assert isinstance(response, HtmlResponse)
    assert response.body == PAGE
    assert "Größe" in response.text
    assert response.headers["Content-Encoding"] == coding.encode()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(PAGE)[:-9], "gzip"),
        (PAGE, "gzip"),
        (PAGE, "rot13"),
        (gzip.compress(bytes(80_000_000)), "gzip"),
    ],
    ids=["cut", "not gzip", "unknown", "bomb"],
)
def test_what_is_not_in_its_coding_is_unreadable(body: bytes, coding: str) -> None:
    with pytest.raises(Unreadable, match=URL):
        decoded(body, coding)


def test_a_body_without_coding_is_left_alone() -> None:
    response = HtmlResponse(URL, body=PAGE)

    assert Decoding().process_response(Request(URL), response) is response


def test_the_codings_that_can_be_undone_are_asked_for() -> None:
    request = Request(URL)

    Decoding().process_request(request)

    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br, zstd"
