import gzip
import zlib
from collections.abc import Callable

import pyarrow as pa
import pytest

from newscrawl.archive import coding, decode_body
from newscrawl.errors import UnreadablePage

TEXT = "Xiaomi says sorry — 小米道歉。".encode() * 5000


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
    return packed


def brotli(data: bytes) -> bytes:
    packed: bytes = pa.Codec("brotli").compress(data, asbytes=True)
    return packed


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


CODED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "GZIP": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli(TEXT),
    "zstd": zstd(TEXT),
    "identity": TEXT,
    "": TEXT,
    "gzip, br": brotli(gzip.compress(TEXT)),
}


@pytest.mark.parametrize("name", CODED)
def test_a_content_coding_is_undone(name: str) -> None:
    assert decode_body([("Content-Encoding", name)], CODED[name]) == TEXT


def test_several_header_lines_are_one_list() -> None:
    headers = [(b"content-encoding", b"gzip"), (b"Content-Encoding", b"br")]

    assert decode_body(headers, CODED["gzip, br"]) == TEXT


def test_deflate_without_its_wrapper_is_read_too() -> None:
    assert decode_body([("Content-Encoding", "deflate")], bare_deflate(TEXT)) == TEXT


def test_gzip_members_are_joined_and_padding_is_left_out() -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"

    assert decode_body([("Content-Encoding", "gzip")], body) == b"one two"


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_an_empty_body_stays_empty(name: str) -> None:
    assert decode_body([("Content-Encoding", name)], b"") == b""


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("spoil", [lambda body: body[:-9], lambda body: b"<html>" + body[6:]])
def test_a_body_that_is_not_in_its_coding_is_unreadable(
    name: str, spoil: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(UnreadablePage, match=name):
        decode_body([("Content-Encoding", name)], spoil(CODED[name]))


def test_an_unknown_coding_is_named() -> None:
    with pytest.raises(UnreadablePage, match="compress"):
        decode_body([("Content-Encoding", "compress")], b"x")


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_stops_at_the_limit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "MAX_BODY_BYTES", len(TEXT))
    headers = [("Content-Encoding", name)]
    pack: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli,
        "zstd": zstd,
    }

    assert decode_body(headers, pack[name](TEXT)) == TEXT
    with pytest.raises(UnreadablePage, match="MiB"):
        decode_body(headers, pack[name](TEXT + b"!"))


@pytest.mark.parametrize("members", [coding.MAX_MEMBERS, coding.MAX_MEMBERS + 1])
def test_gzip_members_are_bounded_also_where_they_are_empty(members: int) -> None:
    body = gzip.compress(b"") * (members - 1) + gzip.compress(b"text")

    if members > coding.MAX_MEMBERS:
        with pytest.raises(UnreadablePage, match="more than 1000 members"):
            decode_body([("Content-Encoding", "gzip")], body)
    else:
        assert decode_body([("Content-Encoding", "gzip")], body) == b"text"


@pytest.mark.parametrize("count", [coding.MAX_CODINGS, coding.MAX_CODINGS + 1])
def test_codings_are_bounded(count: int) -> None:
    body = b"text"
    for _ in range(count):
        body = gzip.compress(body)
    headers = [("Content-Encoding", "gzip")] * count

    if count > coding.MAX_CODINGS:
        with pytest.raises(UnreadablePage, match="6 codings"):
            decode_body(headers, body)
    else:
        assert decode_body(headers, body) == b"text"


def test_what_a_member_leaves_over_is_never_the_whole_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left: list[int] = []

    class Measured:
        def __init__(self, window: int) -> None:
            self._member = zlib.decompressobj(window)

        def __getattr__(self, name: str) -> object:
            value = getattr(self._member, name)
            if name in ("unused_data", "unconsumed_tail"):
                left.append(len(value))
            return value

    packed = gzip.compress(b"") * 900 + gzip.compress(bytes(range(256)) * 4000, 0)
    monkeypatch.setattr(
        coding, "zlib", type("Zlib", (), {"decompressobj": Measured, "error": zlib.error})
    )

    decoded = decode_body([("Content-Encoding", "gzip")], packed)

    assert len(decoded) == 256 * 4000
    assert max(left) < 1 << 15
