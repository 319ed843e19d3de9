import gzip
import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive.warc import (
    CONFORMS_TO,
    Original,
    Recorded,
    exchange_members,
    sha256,
    warcinfo_member,
)
from newscrawl.items import Exchange
from tests.unit.archive.samples import NOON, exchange, page

ORIGINAL = Original(
    capture_id="11111111-2222-3333-4444-555555555555",
    url="https://gadgetpost.example/2026/11/story-1/",
    captured_at=NOON - timedelta(days=1),
    payload_digest=sha256(b"before"),
)


def recorded(sent: Exchange, original: Original | None = None) -> Recorded:
    digest = sha256(sent.body)
    return exchange_members(sent, payload_digest=digest, original=original, notes={"run": "r1"})


def members(sent: Exchange, original: Original | None = None) -> bytes:
    return recorded(sent, original).members


def records(data: bytes) -> list[tuple[Any, bytes]]:
    """Read with warcio, which checks each digest."""
    read = ArchiveIterator(io.BytesIO(data), check_digests="raise")
    return [(record, record.content_stream().read()) for record in read]


def of_type(data: bytes, kind: str) -> tuple[Any, bytes]:
    (found,) = [(each, body) for each, body in records(data) if each.rec_type == kind]
    return found


def test_a_file_of_all_record_types_passes_the_checkers(tmp_path: Path) -> None:
    exchanges = [
        exchange(1),
        exchange(2, body=b"", status=404),
        exchange(3, truncated="length"),
        exchange(4, coded=False, headers=[(b"Transfer-Encoding", b"chunked")]),
        replace(exchange(5), method="POST", request_body=b"q=xiaomi"),
    ]
    data = warcinfo_member("a.warc.gz", {"software": "newscrawl/1", "conformsTo": CONFORMS_TO})
    data += b"".join(map(members, exchanges))
    data += members(exchange(6, status=304, body=b""), ORIGINAL) + members(exchange(7), ORIGINAL)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)

    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", path],
        capture_output=True,
        text=True,
        check=False,
    )
    fast = list(FastIterator(io.BytesIO(data), parse_http=False))

    assert checked.returncode == 0, checked.stdout
    assert "digest pass" in checked.stdout
    assert "fail" not in checked.stdout
    assert len(fast) == 1 + 3 * len(exchanges) + 3 * 2
    for record in FastIterator(io.BytesIO(data), parse_http=False):
        record.freeze()
        assert record.verify_block_digest()


def test_a_changed_byte_fails_the_checkers() -> None:
    written = recorded(exchange(1, coded=False))
    response = written.members[written.offset : written.offset + written.length]
    data = gzip.compress(gzip.decompress(response).replace(b"says sorry", b"says Sorry"))

    with pytest.raises(Exception, match="digest failed"):
        records(data)
    broken = []
    for record in FastIterator(io.BytesIO(data), parse_http=False):
        record.freeze()
        broken.append(record.verify_block_digest())
    assert broken == [False]


def test_each_record_is_a_gzip_member_of_its_own() -> None:
    written = recorded(exchange(1))
    rest, offsets = written.members, []
    while rest:
        offsets.append(len(written.members) - len(rest))
        member = zlib.decompressobj(31)
        member.decompress(rest)
        assert member.eof
        rest = member.unused_data

    assert offsets[1] == written.offset
    assert offsets[2] == written.offset + written.length


def test_the_response_is_as_received() -> None:
    response, body = of_type(members(exchange(1)), "response")
    sent = exchange(1)

    assert response.http_headers.get_statuscode() == "200"
    assert [value for name, value in response.http_headers.headers if name == "Set-Cookie"] == [
        "a=1",
        "b=2",
    ]
    assert response.rec_headers.get_header("WARC-Payload-Digest") == sha256(sent.body)
    assert response.rec_headers.get_header("WARC-IP-Address") == "192.0.2.7"
    assert response.rec_headers.get_header("WARC-Date") == "2026-11-22T12:00:01.250000Z"
    assert body == page(1)


def test_request_and_metadata_point_at_the_response() -> None:
    data = members(exchange(1))
    response, _ = of_type(data, "response")
    request, _ = of_type(data, "request")
    metadata, fields = of_type(data, "metadata")

    wanted = response.rec_headers.get_header("WARC-Record-ID")
    assert request.rec_headers.get_header("WARC-Concurrent-To") == wanted
    assert metadata.rec_headers.get_header("WARC-Concurrent-To") == wanted
    assert fields == b"run: r1\r\n"


def test_the_request_line_keeps_its_query_and_the_host_is_named() -> None:
    request, _ = of_type(members(exchange(1, url="https://a.example:8443/p?q=1&r=2")), "request")

    assert request.http_headers.statusline == "/p?q=1&r=2 HTTP/1.1"
    assert request.http_headers.get_header("Host") == "a.example:8443"


@pytest.mark.parametrize("name", [b"Authorization", b"Proxy-Authorization", b"cookie"])
def test_what_would_let_a_reader_act_as_us_is_left_out(name: bytes) -> None:
    sent = replace(exchange(1), request_headers=((name, b"hunter2"), (b"Accept", b"*/*")))

    assert b"hunter2" not in gzip.decompress(members(sent))
    assert b"Accept: */*" in gzip.decompress(members(sent))


def test_userinfo_in_a_url_is_recorded_nowhere() -> None:
    sent = exchange(1, url="https://me:hunter2@a.example/p#hunter2")

    assert b"hunter2" not in gzip.decompress(members(sent))
    assert b"WARC-Target-URI: https://a.example/p\r\n" in gzip.decompress(members(sent))


def test_a_header_cannot_smuggle_a_second_one() -> None:
    sent = exchange(1, headers=[(b"X-Odd", b"a\r\nX-Forged: yes\r\n\r\nbody")])

    response, body = of_type(members(sent), "response")

    assert response.http_headers.get_header("X-Forged") is None
    assert body == page(1)


def test_http2_is_written_as_parsers_expect_and_said_beside() -> None:
    data = members(replace(exchange(1), http_version="h2"))

    response, _ = of_type(data, "response")

    assert response.http_headers.protocol == "HTTP/1.1"
    assert response.rec_headers.get_header("WARC-Protocol") == "h2"


def test_a_body_without_its_transfer_coding_does_not_claim_one() -> None:
    sent = exchange(1, coded=False, headers=[(b"Transfer-Encoding", b"chunked")])

    response, body = of_type(members(sent), "response")

    assert response.http_headers.get_header("Transfer-Encoding") is None
    assert response.http_headers.get_header("X-Crawler-Transfer-Encoding") == "chunked"
    assert body == page(1)


@pytest.mark.parametrize(
    ("again", "profile"),
    [
        (lambda: exchange(1, status=304, body=b""), "server-not-modified"),
        (lambda: exchange(1), "identical-payload-digest"),
    ],
    ids=["304", "same payload"],
)
def test_a_revisit_names_what_holds_the_body(again: Callable[[], Exchange], profile: str) -> None:
    revisit, body = of_type(members(again(), ORIGINAL), "revisit")

    headers = revisit.rec_headers
    assert headers.get_header("WARC-Profile").endswith(profile)
    assert headers.get_header("WARC-Refers-To") == f"<urn:uuid:{ORIGINAL.capture_id}>"
    assert headers.get_header("WARC-Refers-To-Date") == "2026-11-21T12:00:00.250000Z"
    assert headers.get_header("WARC-Refers-To-Target-URI") == ORIGINAL.url
    assert headers.get_header("WARC-Payload-Digest") == ORIGINAL.payload_digest
    assert body == b""


@pytest.mark.parametrize("status", [99, 299, 999])
def test_a_status_without_a_name_is_kept(status: int) -> None:
    data = gzip.decompress(members(exchange(1, status=status)))

    assert f"HTTP/1.1 {status} \r\n".encode() in data
