"""What of an exchange is recorded."""

import asyncio
import ipaddress
from pathlib import Path
from threading import get_ident

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newscrawl.archive import open_store
from newscrawl.archive.run import Run
from newscrawl.crawl.recording import LARGE_BODY_BYTES, Recording, exchange_of
from newscrawl.crawl.request_meta import ROLE
from newscrawl.items import Capture, CaptureRole, Exchange, RunCounts
from tests.unit.archive.samples import exchange, start

URL = "https://gadgetpost.example/2026/03/a/"


def test_header_values_keep_their_order_and_repeats() -> None:
    response = Response(
        URL,
        headers={"Set-Cookie": ["a=1", "b=2"], "X-Served-By": "cache-1"},
        body=b"\x1f\x8bpacked",
        protocol="HTTP/1.1",
        ip_address=ipaddress.ip_address("192.0.2.1"),
    )
    request = Request(URL, headers={"Accept-Encoding": "gzip"}, meta={ROLE: CaptureRole.ARTICLE})

    exchange = exchange_of(request, response)

    assert exchange.response_headers == (
        (b"Set-Cookie", b"a=1"),
        (b"Set-Cookie", b"b=2"),
        (b"X-Served-By", b"cache-1"),
    )
    assert exchange.request_headers == ((b"Accept-Encoding", b"gzip"),)
    assert (exchange.method, exchange.url, exchange.status) == ("GET", URL, 200)
    assert (exchange.http_version, exchange.ip_address) == ("HTTP/1.1", "192.0.2.1")
    assert exchange.body == b"\x1f\x8bpacked"
    assert exchange.role is CaptureRole.ARTICLE
    assert exchange.received_at.tzinfo is not None


def test_behind_a_proxy_the_sites_address_is_unknown() -> None:
    response = Response(URL, ip_address=ipaddress.ip_address("127.0.0.1"))
    request = Request(URL, meta={"proxy": "http://127.0.0.1:3128"})

    assert exchange_of(request, response).ip_address is None


@pytest.mark.parametrize(
    ("flags", "truncated"),
    [
        ([], None),
        (["partial"], None),
        (["dataloss"], "disconnect"),
        (["download_stopped"], "length"),
    ],
    ids=["whole", "ended by close", "broken off", "cut by us"],
)
def test_a_body_that_is_not_whole_says_why(flags: list[str], truncated: str | None) -> None:
    response = HtmlResponse(URL, body=b"<html>", flags=flags)

    assert exchange_of(Request(URL), response).truncated == truncated


def test_a_request_without_mark_has_no_role() -> None:
    assert exchange_of(Request(URL), Response(URL)).role is CaptureRole.OTHER


@pytest.mark.parametrize(
    ("body_bytes", "in_another_thread"), [(LARGE_BODY_BYTES, False), (LARGE_BODY_BYTES + 1, True)]
)
def test_a_large_body_does_not_hold_up_the_crawls_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, body_bytes: int, in_another_thread: bool
) -> None:
    threads: list[int] = []
    record = Run.record

    def watched(run: Run, sent: Exchange) -> Capture:
        threads.append(get_ident())
        return record(run, sent)

    monkeypatch.setattr(Run, "record", watched)
    run = start(open_store(str(tmp_path / "archive")), tmp_path / "spool")
    recording = Recording(get_crawler(settings_dict={"NEWSCRAWL_LARGEST_BODY_BYTES": 1 << 20}))

    capture = asyncio.run(recording.record(run, exchange(body=b"a" * body_bytes, coded=False)))
    run.finish("finished", RunCounts())

    assert capture.payload_bytes == body_bytes
    assert [each != get_ident() for each in threads] == [in_another_thread]
