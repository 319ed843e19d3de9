"""What a run of a site knows of its articles."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spiders import Spider
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.archive import open_store
from newscrawl.archive.run import Run
from newscrawl.crawl.site import Site
from newscrawl.crawl.site_run import SiteRun
from newscrawl.crawl.tally import Tally
from newscrawl.errors import NotInArchive
from newscrawl.extract import Page, extract_article
from newscrawl.items import Article, KnownArticle, RunCounts, SiteFacts, Snapshot
from newscrawl.records import article_record
from newscrawl.stages import normalise, revise
from tests.unit.archive.samples import exchange, url_of

FACTS = SiteFacts(name="gadgetpost", publisher="Gadget Post", language="en")
SITE = Site(
    facts=FACTS, domains=("gadgetpost.example",), sources=(), article_urls=re.compile("/20")
)
SENTENCE = (
    "The maker of the phone said on Sunday that it had agreed to settle the case over batteries "
    "that swelled, and that each owner would be paid by the end of the year. "
)
FEED = "https://gadgetpost.example/feed/"


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{text} Part {n}.</p>" for n in range(4))
    return (
        f"<html lang=en><head><title>Maker settles</title></head><body><article>"
        f"<h1>Maker settles</h1>{paragraphs}</article></body></html>"
    ).encode()


class Desk:
    """Runs of one site into one archive, a page a run."""

    def __init__(self, folder: Path) -> None:
        self.store = open_store(str(folder / "archive"))
        self._spool = folder / "spool"

    def open(self) -> SiteRun:
        run = Run.start(self.store, self._spool, FACTS, spider="gadgetpost", arguments={})
        tally = Tally(MemoryStatsCollector(Crawler(Spider)))
        return SiteRun(site=SITE, run=run, store=self.store, tally=tally)

    def close(self, run: SiteRun) -> None:
        run.run.finish("finished", RunCounts())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def fetch(run: SiteRun, text: str) -> Article:
    sent = exchange(body=page(text), coded=False)
    snapshot = Snapshot(
        capture=run.run.record(sent),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=sent.body,
    )
    return normalise(extract_article(Page(snapshot), FACTS))


def known_to(run: SiteRun, article: Article) -> KnownArticle | None:
    return asyncio.run(run.known(article))


def write(run: SiteRun, article: Article) -> None:
    revised = revise(article, known_to(run, article))
    assert revised is not None
    run.write(revised, article_record(revised))


def test_the_archives_revision_is_known_and_then_the_runs_own(desk: Desk) -> None:
    first = desk.open()
    article = fetch(first, SENTENCE)
    assert known_to(first, article) is None
    write(first, article)
    known = known_to(first, article)
    assert known is not None
    assert known.revision == 1
    desk.close(first)

    second = desk.open()
    changed = fetch(second, SENTENCE * 2)
    write(second, changed)

    known = known_to(second, changed)
    assert known is not None
    assert (known.revision, known.body_digest) == (2, changed.body_digest)
    assert (first.tally.counts.new, second.tally.counts.revised) == (1, 1)
    desk.close(second)


@pytest.mark.parametrize(
    ("text", "revision"), [(SENTENCE, None), (SENTENCE * 2, 2)], ids=["same page", "changed page"]
)
def test_what_another_extractor_read_is_read_again_before_it_is_compared(
    desk: Desk, text: str, revision: int | None
) -> None:
    first = desk.open()
    article = fetch(first, SENTENCE)
    old = replace(article, title="Maker settles | Gadget Post", extractor_version="0")
    write(first, old)
    desk.close(first)

    second = desk.open()
    now = fetch(second, text)
    revised = revise(now, known_to(second, now))

    assert (revised.revision if revised else None) == revision
    desk.close(second)


@pytest.fixture
def outdated(desk: Desk) -> tuple[SiteRun, Article]:
    """A run, and a page of it that the archive has as an older extractor read it."""
    first = desk.open()
    article = fetch(first, SENTENCE)
    write(first, replace(article, title="Maker settles | Gadget Post", extractor_version="0"))
    desk.close(first)
    second = desk.open()
    return second, fetch(second, SENTENCE)


def test_the_tables_are_opened_once_a_run(desk: Desk, outdated: tuple[SiteRun, Article]) -> None:
    run, article = outdated
    once = known_to(run, article)
    log = Path(desk.store.uri) / "tables" / "captures" / "_delta_log"
    log.rename(log.with_name("log-out-of-reach"))

    again = known_to(run, article)

    assert once is not None
    assert once.extractor_version == article.extractor_version
    assert again == once
    log.with_name("log-out-of-reach").rename(log)
    desk.close(run)


def test_the_archive_is_read_while_the_crawl_goes_on(
    desk: Desk, outdated: tuple[SiteRun, Article]
) -> None:
    run, article = outdated

    async def write_meanwhile() -> KnownArticle | None:
        knowing = asyncio.create_task(run.known(article))
        await asyncio.sleep(0)
        assert not knowing.done()
        other = replace(article, title="Maker settles again", revision=2)
        run.write(other, article_record(other))
        return await knowing

    known = asyncio.run(write_meanwhile())

    assert known is not None
    assert (known.title, known.revision) == ("Maker settles again", 2)
    desk.close(run)


def test_behind_a_304_stands_what_the_url_answered_before(desk: Desk) -> None:
    body = b"<rss version='2.0'><channel/></rss>"
    first = desk.open()
    first.run.record(
        exchange(url=FEED, body=body, headers=[(b"Content-Type", b"application/rss+xml")])
    )
    desk.close(first)

    second = desk.open()
    response = second.stored_response(Response(FEED, status=304))

    assert (response.status, response.body, response.url) == (200, body, FEED)
    desk.close(second)


def test_a_304_that_nobody_asked_for_is_named(desk: Desk) -> None:
    run = desk.open()

    with pytest.raises(NotInArchive, match="without conditions"):
        run.stored_response(Response(url_of(7), status=304))
    desk.close(run)
