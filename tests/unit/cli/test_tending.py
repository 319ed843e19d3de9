"""The commands that tend an archive: check, verify, push, reextract."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl import stages
from newscrawl.archive import open_store
from newscrawl.extract import EXTRACTOR_VERSION, Page, extract_article
from newscrawl.items import Article, Capture, Exchange, RunCounts, Snapshot
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import article_record
from tests.unit.cli.conftest import Command
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import GADGET_POST, exchange, utc

URL = "https://gadgetpost.example/2026/11/brick-and-mobile/"
HTML = b"""<!doctype html><html lang="en"><head><title>Brickphone settles | Gadget Post</title>
<link rel="canonical" href="https://gadgetpost.example/2026/11/brick-and-mobile/">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Xiaomi settles lawsuit over exploding phones",
"datePublished": "2026-11-20T09:30:00-05:00", "author": {"@type": "Person", "name": "Ada Dee"}}
</script></head><body><article><h1>Xiaomi settles lawsuit over exploding phones</h1>
<p>Xiaomi has settled a class action lawsuit over phones whose batteries caught fire, the company
said on Friday, and agreed to pay $12 million to owners in three countries.</p>
<p>The lawsuit was filed in federal court in California two years ago. A judge still has to approve
the settlement before owners can file claims for their share of the money.</p>
<p>Xiaomi denied any wrongdoing, but said that it wanted to avoid the cost of a long trial, and that
newer models use another supplier for their batteries.</p></article></body></html>"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, str]:
    return str(tmp_path / "archive"), str(tmp_path / "spool")


def read_now(capture: Capture, sent: Exchange) -> Article:
    page = Page(Snapshot(capture=capture, headers=(), body=sent.body))
    article = stages.read_article(extract_article(page, GADGET_POST), None)
    assert article is not None
    return article


def crawl(archive: str, spool: str, **as_read_then: str) -> Article:
    """Crawl the page with code that read it as ``as_read_then`` says; return today's reading."""
    run = small_archive.start(open_store(archive), Path(spool), GADGET_POST)
    sent = exchange(URL, utc("2026-11-20T15:00"), body=HTML)
    article = read_now(run.record(sent), sent)
    run.add(article_record(replace(article, **as_read_then)))  # type: ignore[arg-type]
    run.finish("finished", RunCounts(found=1, fetched=1, new=1))
    return article


def test_check_makes_an_archive_of_an_empty_place(
    command: Command, places: tuple[str, str]
) -> None:
    ended = command("check", "--archive", places[0])

    assert (ended.status, ended.out) == (0, f"{places[0]} can be read and written\n")
    assert (Path(places[0]) / "FORMAT.json").is_file()


def test_verify_says_that_all_is_whole(newscrawl: Command, filled: tuple[Path, object]) -> None:
    ended = newscrawl("verify")

    assert (ended.status, ended.out) == (0, f"{filled[0]} is whole\n")


def test_verify_names_the_object_that_was_altered(
    command: Command, places: tuple[str, str]
) -> None:
    crawl(*places)
    (warc,) = Path(places[0]).rglob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.chmod(0o644)
    warc.write_bytes(data)

    ended = command("verify", "--archive", places[0])

    assert ended.status == 3
    assert warc.name in ended.out
    assert "faults\n" in ended.err


KILLED = """
import os, sys, signal
from pathlib import Path
from tests.unit.cli.test_tending import HTML, URL, read_now
from tests.unit.reader.small_archive import GADGET_POST, exchange, start, utc
from newscrawl.archive import open_store
from newscrawl.records import article_record

run = start(open_store(sys.argv[1]), Path(sys.argv[2]), GADGET_POST)
sent = exchange(URL, utc("2026-11-20T15:00"), body=HTML)
run.add(article_record(read_now(run.record(sent), sent)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_push_commits_what_a_killed_crawl_left(command: Command, places: tuple[str, str]) -> None:
    archive, spool = places
    killed = subprocess.run([sys.executable, "-c", KILLED, archive, spool], check=False)

    pushed = command("push", "--archive", archive, "--spool", spool)
    again = command("push", "--archive", archive, "--spool", spool)

    assert killed.returncode == -signal.SIGKILL
    assert pushed.out.startswith("gadgetpost: 1 captures and 1 articles of run ")
    assert again.out == f"nothing is left in the spool for {archive}\n"
    assert [article.url for article in Archive(archive).articles()] == [URL]


def test_reextract_supersedes_what_another_version_read(
    command: Command, places: tuple[str, str]
) -> None:
    archive, spool = places
    today = crawl(archive, spool, title="As read then", extractor_version="0")

    told = command("reextract", "--archive", archive, "--spool", spool)

    assert (told.status, told.out) == (0, "gadgetpost: 1 read anew\n")
    (article,) = Archive(archive).articles()
    assert article == today
    assert article.extractor_version == EXTRACTOR_VERSION
    assert [a.title for a in Archive(archive).revisions(URL)] == [today.title]


def test_reextract_has_nothing_to_do_twice(command: Command, places: tuple[str, str]) -> None:
    archive, spool = places
    crawl(archive, spool)

    told = command("reextract", "--archive", archive, "--spool", spool)
    told_all = command("reextract", "--all", "--archive", archive, "--spool", spool)

    assert told.out == "gadgetpost: nothing to read anew\n"
    assert told_all.out == "gadgetpost: 1 as before\n"
    assert len(list(Archive(archive).runs())) == 1


def test_reextract_can_be_tried_without_writing(command: Command, places: tuple[str, str]) -> None:
    archive, spool = places
    crawl(archive, spool, title="As read then", extractor_version="0")

    told = command("reextract", "--dry-run", "--archive", archive, "--spool", spool)

    assert told.lines == ["gadgetpost: 1 read anew", "nothing was written (--dry-run)"]
    assert Archive(archive).article(URL).title == "As read then"


def test_reextract_keeps_to_its_filters(command: Command, places: tuple[str, str]) -> None:
    archive, spool = places
    crawl(archive, spool, title="As read then", extractor_version="0")

    told = command("reextract", "--since", "2026-11-21", "--archive", archive, "--spool", spool)

    assert told.out == "gadgetpost: nothing to read anew\n"
    assert Archive(archive).article(URL).title == "As read then"


def test_reextract_leaves_what_is_no_longer_an_article(
    command: Command, places: tuple[str, str]
) -> None:
    archive, spool = places
    run = small_archive.start(open_store(archive), Path(spool), GADGET_POST)
    article = read_now(
        run.record(exchange(URL, utc("2026-11-20T15:00"), body=HTML)),
        exchange(URL, utc("2026-11-20T15:00"), body=HTML),
    )
    gone = run.record(exchange(URL, utc("2026-11-20T16:00"), body=b"<p>404", status=404))
    run.add(
        article_record(
            replace(
                article,
                capture_id=gone.capture_id,
                captured_at=gone.captured_at,
                extractor_version="0",
            )
        )
    )
    run.finish("finished", RunCounts())

    told = command("reextract", "--archive", archive, "--spool", spool)

    assert told.status == 0
    assert told.out.startswith("gadgetpost: 1 left as before: ")
    (kept,) = Archive(archive).articles(ArticleQuery())
    assert kept.extractor_version == "0"
