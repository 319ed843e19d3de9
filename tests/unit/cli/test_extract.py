"""``newscrawl extract``: saved pages, WARC files, and what is wrong with either."""

import gc
import gzip
import io
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl import settings
from newscrawl.cli.named_sites import named_site
from newscrawl.extract import keep_what_is_loaded
from newscrawl.items import SiteFacts
from tests.pages.recorded import FOLDER
from tests.unit.cli.conftest import Command, warc_of

BAN = FOLDER / "theverge" / "aurora-ban.html"
URL = "https://www.theverge.com/policy/950001/aurora-import-ban-patent"
STORY = "".join(
    f"<p>The maker said in {town} that it was sorry, and that every owner of the phone will be paid.</p>"
    for town in ("Oslo", "Bergen", "Trondheim", "Stavanger", "Tromso", "Bodo", "Hamar", "Molde")
)


def page(head: str = "", *, body: str = STORY) -> bytes:
    return f"<head><title>The maker says sorry</title>{head}</head><h1>The maker says sorry</h1>{body}".encode()


def record_of(line: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(line)
    return record


def test_a_saved_page_is_a_record_of_a_crawl(command: Command) -> None:
    ended = command("extract", str(BAN))

    assert (ended.status, ended.err) == (0, "")
    (line,) = ended.lines
    record = record_of(line)
    assert record["url"] == URL
    assert record["title"] == "Aurora phones face an import ban"
    assert [author["name"] for author in record["authors"]] == ["Emma Rothwell", "Jay Penfold"]  # type: ignore[attr-defined]
    assert record["published_at"] == "2026-06-15T21:10:12Z"
    assert (record["site"], record["publisher"]) == ("theverge", "The Verge")
    assert (record["revision"], record["capture_id"], record["run_id"]) == (1, "", "")
    assert record["card_version"]


def test_for_people_each_field_is_explained(command: Command) -> None:
    ended = command("extract", "--text", "--body", str(BAN))

    assert ended.lines[:2] == ["Aurora phones face an import ban", URL]
    assert any(line.startswith("  verdict    article: ") for line in ended.lines)
    fields = ended.lines[ended.lines.index("Fields") :]
    assert fields[1] == "  title      Aurora phones face an import ban"
    assert fields[2].startswith("             layout, confidence 0.")
    assert "  authors    Emma Rothwell; Jay Penfold" in fields
    assert '  published  2026-06-15 21:10:12 UTC, printed "2026-06-15T21:10:12+00:00"' in fields
    assert any("  body       " in line and " characters in " in line for line in fields)
    assert "Revisions" not in ended.lines
    assert ended.lines[-1].strip()


def test_what_a_page_lacks_is_said(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(page())

    ended = command("extract", "--text", str(saved))

    assert "  authors    not found" in ended.lines
    assert "  modified   not found" in ended.lines


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            "<!-- saved from url=(0027)https://news.example/a/one/ -->",
            "https://news.example/a/one/",
        ),
        ("<link rel=canonical href='https://news.example/two/'>", "https://news.example/two/"),
        (
            "<meta property=og:url content='https://news.example/three/'>",
            "https://news.example/three/",
        ),
        (
            "<!-- saved from url=(0014)about:internet --><link rel=canonical href='/relative/'>",
            None,
        ),
    ],
    ids=["comment of a browser", "canonical link", "og:url", "nothing that is an address"],
)
def test_a_saved_page_tells_its_address(
    command: Command, tmp_path: Path, head: str, address: str | None
) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(page(head))

    record = record_of(command("extract", str(saved)).out)

    assert record["captured_url"] == (address or saved.as_uri())
    assert record["site"] == ("news.example" if address else "file")


def test_an_address_that_is_given_is_believed(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(page("<link rel=canonical href='https://other.example/two/'>"))

    record = record_of(command("extract", "--url", "https://news.example/a/", str(saved)).out)

    assert record["url"] == "https://news.example/a/"


@pytest.mark.parametrize(
    ("options", "captured_at"),
    [
        ([], "2026-11-18T08:00:00Z"),
        (["--captured-at", "2026-11-01T09:30Z"], "2026-11-01T09:30:00Z"),
    ],
    ids=["when the file was written", "as given"],
)
def test_a_page_was_captured_when_it_was_saved(
    command: Command, tmp_path: Path, options: list[str], captured_at: str
) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(page(body="<p>Posted 3 hours ago</p>" + STORY))
    moment = datetime(2026, 11, 18, 8, tzinfo=UTC).timestamp()
    os.utime(saved, (moment, moment))

    record = record_of(command("extract", *options, str(saved)).out)

    assert record["captured_at"] == captured_at


def test_a_packed_page_and_standard_input_are_read(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "page.html.gz"
    saved.write_bytes(gzip.compress(BAN.read_bytes()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(saved.read_bytes())))

    ended = command("extract", str(saved), "-")

    assert [record_of(line)["url"] for line in ended.lines] == [URL, URL]


@pytest.mark.parametrize("is_packed", [True, False], ids=["a gzip member each", "as it is"])
def test_every_html_response_of_a_warc_file_is_read(
    command: Command, tmp_path: Path, is_packed: bool
) -> None:
    saved = tmp_path / "crawl.warc"
    records = warc_of({URL: BAN.read_bytes(), "https://news.example/a/": page()})
    records += warc_of({"https://news.example/logo.png": b"\x89PNG"}, content_type=b"image/png")
    saved.write_bytes(records if is_packed else gzip.decompress(records))

    ended = command("extract", str(saved))

    assert [record_of(line)["captured_url"] for line in ended.lines] == [
        URL,
        "https://news.example/a/",
    ]
    assert {record_of(line)["captured_at"] for line in ended.lines} == {"2026-06-16T09:30:00Z"}
    assert (ended.status, ended.err) == (0, "")


def test_a_damaged_warc_file_gives_what_comes_before_the_damage(
    command: Command, tmp_path: Path
) -> None:
    saved = tmp_path / "crawl.warc.gz"
    whole = warc_of({URL: BAN.read_bytes()})
    saved.write_bytes(whole + warc_of({"https://news.example/a/": page()})[:-60])

    ended = command("extract", str(saved))

    assert record_of(ended.lines[0])["captured_url"] == URL
    assert ended.status == 1


@pytest.mark.parametrize("is_packed", [True, False], ids=["a gzip member each", "as it is"])
@pytest.mark.parametrize("part", [0.1, 0.3, 0.99])
def test_a_warc_file_that_is_cut_off_is_named(
    command: Command, tmp_path: Path, is_packed: bool, part: float
) -> None:
    saved = tmp_path / "crawl.warc.gz"
    records = warc_of({URL: BAN.read_bytes()})
    records = records if is_packed else gzip.decompress(records)
    saved.write_bytes(records[: int(len(records) * part)])

    ended = command("extract", str(saved))

    assert ended.status == 1
    assert "crawl.warc.gz is cut off within a record, after " in ended.err


def test_bytes_that_are_no_gzip_are_damage(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "crawl.warc.gz"
    first, second = (warc_of({url: BAN.read_bytes()}) for url in (URL, URL + "/2"))
    half = len(second) // 2
    saved.write_bytes(first + second[:half] + bytes(8) + second[half + 8 :])

    ended = command("extract", str(saved))

    assert len(ended.lines) == 1
    assert ended.status == 1
    assert "crawl.warc.gz is damaged after 1 responses: " in ended.err


def test_a_file_that_cannot_be_read_does_not_stop_the_others(command: Command) -> None:
    ended = command("extract", "/proc/self/mem", str(BAN))

    assert [record_of(line)["url"] for line in ended.lines] == [URL]
    assert ended.status == 1
    assert ended.err == "newscrawl extract: /proc/self/mem cannot be read: Input/output error\n"


def test_one_bad_input_does_not_stop_the_others(command: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.touch()
    listing = FOLDER / "walls" / "section.html"

    ended = command("extract", str(tmp_path / "none.html"), str(empty), str(listing), str(BAN))

    assert [record_of(line)["url"] for line in ended.lines] == [URL]
    assert ended.status == 2
    missing, nothing, other = ended.err.splitlines()
    assert missing.startswith("newscrawl extract: ")
    assert "none.html cannot be read: No such file or directory" in missing
    assert "empty body" in nothing
    assert ": listing, not an article: " in other


def test_a_page_that_is_no_article_ends_with_1_unless_any_is_wanted(
    command: Command, tmp_path: Path
) -> None:
    teaser = FOLDER / "walls" / "section.html"

    refused = command("extract", str(teaser))
    read = command("extract", "--any", "--text", str(teaser))

    assert (refused.status, refused.out) == (1, "")
    assert read.status == 0
    assert any(line.startswith("  verdict    listing: ") for line in read.lines)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], "Missing argument 'FILE|URL...'"),
        (["--url", "news.example", "a.html"], "'news.example' is no web address"),
        (["--url", "https://news.example/a", "a.html", "b.html"], "are of one page"),
        (["--captured-at", "soon", "a.html"], "'soon' is no time"),
        (["https://news.example:x/"], "is no web address"),
        (["https://me:secret@news.example/"], "user name or password"),
        (["--url", "https://news.example/a", "https://news.example/b"], "are of a FILE"),
        (["news.example/a"], "an address begins with https://"),
    ],
    ids=str,
)
def test_wrong_use_is_one_line(
    command: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], answer: str
) -> None:
    monkeypatch.setattr(settings, "NEWSCRAWL_CONTACT", "crawl@news.example")

    ended = command("extract", *arguments)

    assert (ended.status, ended.out) == (2, "")
    assert answer in ended.err
    assert ended.err.count("\n") == 1


def test_a_warc_file_has_addresses_of_its_own(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "crawl.warc.gz"
    saved.write_bytes(warc_of({URL: BAN.read_bytes()}))

    ended = command("extract", "--url", "https://news.example/a", str(saved))

    assert ended.status == 2
    assert "its records have addresses and times of their own" in ended.err


def test_named_sites_are_known_without_scrapy() -> None:
    known = named_site("https://m.phonearena.com/news/a_id1")

    assert known == SiteFacts(
        name="phonearena", publisher="PhoneArena", language="en", timezone="Europe/Sofia"
    )
    assert named_site("https://notphonearena.com/") is None


@pytest.mark.parametrize(("pages", "is_kept"), [(1, False), (2, True)])
def test_a_second_page_earns_the_collection(command: Command, pages: int, is_kept: bool) -> None:
    gc.unfreeze()
    keep_what_is_loaded.cache_clear()

    ended = command("extract", *[str(BAN)] * pages)

    assert len(ended.lines) == pages
    assert (gc.get_freeze_count() > 0) is is_kept
    gc.unfreeze()
