"""What is packed for others is whole, alone enough, and byte by byte what was recorded."""

import gzip
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastwarcIterator
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive import Store, wacz_package
from newscrawl.archive.wacz import write_wacz
from newscrawl.archive.wacz_index import cdxj_line, packed_index, surt
from newscrawl.errors import DigestMismatch, NoSuchKey, NotInArchive, UsageError
from newscrawl.items import Article, Capture, RunCounts
from newscrawl.records import article_record
from tests.unit.archive.samples import NOON, article, exchange, page, start

DAY = timedelta(days=1)


def crawl(
    store: Store, spool: Path, *numbers: int, at: Any = NOON, revision: int = 1
) -> list[Article]:
    """Crawl some pages in one run, and a page between each two that no article is read from."""
    run = start(store, spool)
    articles = []
    for number in numbers:
        capture = run.record(exchange(number, at=at))
        run.record(exchange(number + 100, at=at))
        articles.append(article(capture, number, revision=revision))
        run.add(article_record(articles[-1]))
    run.finish("finished", RunCounts(found=1, fetched=1, new=1))
    return articles


def pages_of(wacz: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(wacz) as package:
        return [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]


def index_of(wacz: Path) -> list[tuple[str, str, dict[str, str]]]:
    with zipfile.ZipFile(wacz) as package:
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
    parts = (line.split(" ", 2) for line in lines)
    return [(key, moment, json.loads(fields)) for key, moment, fields in parts]


def member_at(wacz: Path, fields: dict[str, str]) -> bytes:
    start_at, length = int(fields["offset"]), int(fields["length"])
    with zipfile.ZipFile(wacz) as package:
        return package.read(f"archive/{fields['filename']}")[start_at : start_at + length]


def test_warcio_and_fastwarc_read_what_the_index_points_at(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    articles = crawl(store, spool, 1, 2) + crawl(store, spool, 3, at=NOON + DAY)

    packed = write_wacz(store, articles, tmp_path / "a.wacz")

    lines = index_of(tmp_path / "a.wacz")
    assert (packed.pages, packed.captures, len(lines)) == (3, 3, 3)
    assert packed.size_bytes == (tmp_path / "a.wacz").stat().st_size
    for each, (_, moment, fields) in zip(articles, lines, strict=True):
        member = member_at(tmp_path / "a.wacz", fields)
        record = next(iter(ArchiveIterator(io.BytesIO(member), check_digests="raise")))
        assert record.rec_headers["WARC-Record-ID"] == f"<urn:uuid:{each.capture_id}>"
        assert record.rec_headers["WARC-Target-URI"] == fields["url"] == each.captured_url
        assert record.rec_headers["WARC-Payload-Digest"] == fields["digest"]
        assert moment == f"{each.captured_at:%Y%m%d%H%M%S}"
        fast = next(iter(FastwarcIterator(io.BytesIO(member), parse_http=False)))
        assert fast.verify_block_digest()
        assert fast.content_length == record.length


def test_each_file_has_the_exchanges_of_its_articles_and_no_other(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    articles = crawl(store, spool, 1, 2, 3)

    write_wacz(store, articles[1:], tmp_path / "a.wacz")

    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        (name,) = [name for name in package.namelist() if name.startswith("archive/")]
        records = [
            (record.rec_type, record.rec_headers["WARC-Target-URI"])
            for record in ArchiveIterator(package.open(name), check_digests="raise")
        ]
    assert records == [
        ("warcinfo", None),
        *(
            (kind, each.captured_url)
            for each in articles[1:]
            for kind in ("request", "response", "metadata")
        ),
    ]


def test_records_are_those_of_the_archive_byte_by_byte(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    (only,) = crawl(store, spool, 1)
    (stored,) = store.list("warc/")
    original = store.get(stored.key)

    write_wacz(store, [only], tmp_path / "a.wacz")

    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        packed = package.read("archive/" + stored.key.rpartition("/")[2])
    assert original.startswith(packed)  # the page that no article was read from is left out
    assert len(packed) < len(original)


def test_of_a_revisit_the_capture_with_the_body_goes_in_too(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    crawl(store, spool, 1)
    (again,) = crawl(store, spool, 1, at=NOON + DAY, revision=2)

    packed = write_wacz(store, [again], tmp_path / "a.wacz")

    (_, _, original), (_, _, revisit) = index_of(tmp_path / "a.wacz")
    assert (packed.pages, packed.captures) == (1, 2)
    assert (original["mime"], revisit["mime"]) == ("text/html", "warc/revisit")
    assert original["digest"] == revisit["digest"]
    record = next(iter(ArchiveIterator(io.BytesIO(member_at(tmp_path / "a.wacz", original)))))
    assert record.content_stream().read() == page(1)


def test_a_page_is_listed_as_it_was_read_once_for_each_revision(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    (first,) = crawl(store, spool, 1)

    write_wacz(store, [first, first], tmp_path / "a.wacz")

    assert pages_of(tmp_path / "a.wacz") == [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True},
        {
            "id": "0000000000000001-1",
            "url": first.captured_url,
            "ts": f"{first.captured_at:%Y-%m-%dT%H:%M:%SZ}",
            "title": "Xiaomi apologises",
            "text": "Xiaomi says sorry.",
        },
    ]


def test_the_package_names_and_hashes_all_that_is_in_it(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    articles = crawl(store, spool, 1, 2)

    write_wacz(store, articles, tmp_path / "a.wacz")

    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        names = set(package.namelist())
        description = json.loads(package.read("datapackage.json"))
        digest = json.loads(package.read("datapackage-digest.json"))
        for resource in description["resources"]:
            data = package.read(resource["path"])
            assert resource["bytes"] == len(data)
            assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        stated = "sha256:" + hashlib.sha256(package.read("datapackage.json")).hexdigest()
        assert all(info.compress_type == zipfile.ZIP_STORED for info in package.infolist())
    assert digest == {"path": "datapackage.json", "hash": stated}
    assert names - {resource["path"] for resource in description["resources"]} == {
        "datapackage.json",
        "datapackage-digest.json",
    }
    assert description["wacz_version"] == "1.1.1"
    assert description["title"] == "Xiaomi apologises, and 1 more"
    assert description["created"] == f"{articles[1].captured_at:%Y-%m-%dT%H:%M:%SZ}"
    assert description["mainPageUrl"] == articles[0].captured_url


def test_a_members_bytes_follow_its_name_where_players_look_for_them(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    write_wacz(store, crawl(store, spool, 1), tmp_path / "a.wacz")

    data = (tmp_path / "a.wacz").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        for info in package.infolist():
            start_at = info.header_offset + 30 + len(info.filename)
            assert data[start_at:].startswith(package.read(info))


def test_what_players_cannot_open_for_its_size_is_not_made(
    store: Store, spool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = crawl(store, spool, 1)
    monkeypatch.setattr(wacz_package, "_LARGEST_BYTES", 400)

    with pytest.raises(UsageError, match=r"archive/.*more than 2 GiB.*fewer"):
        write_wacz(store, articles, tmp_path / "a.wacz")

    assert list(tmp_path.glob("*.wacz*")) == []


def test_the_same_articles_give_the_same_bytes(store: Store, spool: Path, tmp_path: Path) -> None:
    articles = crawl(store, spool, 1, 2)

    write_wacz(store, articles, tmp_path / "a.wacz")
    write_wacz(store, articles, tmp_path / "b.wacz")

    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


def test_what_was_sent_to_prove_who_asks_is_not_in_it(
    store: Store, spool: Path, tmp_path: Path
) -> None:
    secrets = ((b"Authorization", b"Basic c2VjcmV0"), (b"Cookie", b"session=hunter2"))
    asked = exchange(1, url="https://me:hunter3@gadgetpost.example/a")
    run = start(store, spool)
    capture = run.record(replace(asked, request_headers=asked.request_headers + secrets))
    run.add(article_record(article(capture)))
    run.finish("finished", RunCounts(found=1, fetched=1, new=1))

    write_wacz(store, [article(capture)], tmp_path / "a.wacz")

    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        members = [package.read(name) for name in package.namelist()]
    read = b"".join(gzip.decompress(each) if each[:2] == b"\x1f\x8b" else each for each in members)
    assert b"GET /a HTTP/1.1" in read
    for secret in (b"c2VjcmV0", b"hunter2", b"hunter3", b"Authorization"):
        assert secret not in read


def altered(store: Store, capture: Capture) -> None:
    data = bytearray(store.get(capture.warc_key))
    data[capture.warc_offset + capture.warc_bytes // 2] ^= 1
    store.put(capture.warc_key, bytes(data))


def shortened(store: Store, capture: Capture) -> None:
    """Cut the file off before the metadata."""
    store.put(
        capture.warc_key, store.get(capture.warc_key)[: capture.warc_offset + capture.warc_bytes]
    )


def altered_before(store: Store, capture: Capture) -> None:
    data = bytearray(store.get(capture.warc_key))
    data[capture.warc_offset - 20] ^= 1
    store.put(capture.warc_key, bytes(data))


def removed(store: Store, capture: Capture) -> None:
    store.delete(capture.warc_key)


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (altered, DigestMismatch),
        (altered_before, DigestMismatch),
        (shortened, DigestMismatch),
        (removed, NoSuchKey),
    ],
)
def test_what_is_not_as_recorded_is_not_packed_and_what_was_there_stays(
    damage: Any, error: type[Exception], store: Store, spool: Path, tmp_path: Path
) -> None:
    run = start(store, spool)
    capture = run.record(exchange(1))
    run.add(article_record(article(capture)))
    run.finish("finished", RunCounts(found=1, fetched=1, new=1))
    (tmp_path / "a.wacz").write_bytes(b"of yesterday")
    damage(store, capture)

    with pytest.raises(error):
        write_wacz(store, [article(capture)], tmp_path / "a.wacz")

    assert (tmp_path / "a.wacz").read_bytes() == b"of yesterday"
    assert not list(tmp_path.glob(".*.part"))


def test_nothing_to_pack_makes_no_file(store: Store, spool: Path, tmp_path: Path) -> None:
    crawl(store, spool, 1)

    with pytest.raises(NotInArchive, match="nothing to pack"):
        write_wacz(store, [], tmp_path / "a.wacz")

    assert not (tmp_path / "a.wacz").exists()


def test_an_article_without_its_capture_is_named(store: Store, spool: Path, tmp_path: Path) -> None:
    (only,) = crawl(store, spool, 1)
    lost = replace(only, capture_id="11111111-2222-3333-4444-555555555555")

    with pytest.raises(NotInArchive, match="11111111-2222"):
        write_wacz(store, [lost], tmp_path / "a.wacz")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.News.example/2026/A/", "example,news)/2026/a"),
        ("https://www2.news.example/a.html?ref", "example,news)/a.html?ref"),
        ("https://wwwnews.example/", "example,wwwnews)/"),
        ("http://news.example:8080/a?b=2&a=1", "example,news:8080)/a?a=1&b=2"),
        ("http://news.example:80/a", "example,news)/a"),
        ("https://news.example:443/a?b=&a", "example,news)/a?a&b="),
        ("https://news.example:80/a", "example,news:80)/a"),
        ("https://news.example/?", "example,news)/"),
        ("https://news.example", "example,news)/"),
        ("https://news.example/a//b/?q=%C3%A4&Q=X y", "example,news)/a/b?q=%c3%a4&q=x%20y"),
        ("https://müller.example/ä", "example,xn--mller-kva)/%c3%a4"),
        ("https://127.0.0.1:5000/a/", "1,0,0,127:5000)/a"),
        ("https://ü..example/a", "example,,ü)/a"),
    ],
)
def test_sort_keys_are_those_that_players_look_up(url: str, key: str) -> None:
    assert surt(url) == key


def test_an_index_of_many_lines_is_in_blocks_that_can_be_read_alone(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)
    capture = run.record(exchange(1))
    run.finish("finished", RunCounts(found=1, fetched=1, new=0))
    lines = [
        cdxj_line(
            replace(capture, url=f"https://news.example/{number:05}"),
            filename="a.warc.gz",
            offset=number,
            digest=capture.payload_digest,
        )
        for number in range(6001)
    ]

    blocks, index = packed_index(lines[::-1], "index.cdx.gz")

    head, *firsts = index.splitlines()
    assert head == b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    read = b""
    for first in firsts:
        key, moment, fields = first.split(b" ", 2)
        place = json.loads(fields)
        packed = blocks[place["offset"] : place["offset"] + place["length"]]
        assert place["digest"] == "sha256:" + hashlib.sha256(packed).hexdigest()
        block = gzip.decompress(packed)
        assert block.startswith(b"%s %s " % (key, moment))
        read += block
    assert len(firsts) == 3
    assert read == b"".join(lines)
