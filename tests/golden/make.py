"""
Makes the golden archive of today's format version: ``python -m tests.golden.make``.

Pages of tests/pages are recorded, read and committed by today's code as two sites, with a
revision, a revisit, an article that was read anew, and tables of which all but the last batch is
compacted, and what that replaced removed.
"""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newscrawl import stages
from newscrawl.archive import Store, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.format import FORMAT_VERSION
from newscrawl.archive.run import Run
from newscrawl.archive.superseding import append_articles
from newscrawl.archive.vacuuming import vacuum
from newscrawl.extract import Page, extract_article
from newscrawl.items import CaptureRole, Exchange, RunCounts, SiteFacts, Snapshot
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import article_record, json_line
from tests.pages.recorded import RecordedPage, recorded_pages

FOLDER = Path(__file__).parent
PHONE_ARENA = SiteFacts(name="phonearena", publisher="PhoneArena", language="en")
THE_VERGE = SiteFacts(
    name="theverge", publisher="The Verge", language="en", timezone="America/New_York"
)


def main() -> None:
    """Write tests/golden/v<version>/ anew: the archive, and its records as they read today."""
    target = FOLDER / f"v{FORMAT_VERSION}"
    shutil.rmtree(target, ignore_errors=True)
    # elsewhere, for a table's log says where it was made
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "archive")
        fill(open_store(str(made)), Path(folder, "spool"))
        # which machine wrote it says nothing of the format
        shutil.copytree(made, target / "archive", ignore=shutil.ignore_patterns("leases", "probe"))
    records = Archive(str(target / "archive")).records(ArticleQuery(all_revisions=True))
    lines = "".join(json_line(record) + "\n" for record in records)
    (target / "records.jsonl").write_text(lines, "utf-8")


def fill(store: Store, spool: Path) -> None:
    pages = {page.name: exchange_of(page) for page in recorded_pages()}
    apology = pages["phonearena/blogger-apologizes_id170001"]
    ban = pages["theverge/aurora-ban"]
    changed = ban.body.replace(b"face an import ban", b"are banned from import")
    retitled = replace(later(later(ban)), body=changed)

    crawl(store, spool, PHONE_ARENA, (apology, 1))
    crawl(store, spool, THE_VERGE, (ban, 1))
    anew = list(Archive(store.uri).records(ArticleQuery(site=PHONE_ARENA.name)))
    append_articles(store, spool, PHONE_ARENA, anew)
    compact(store)
    list(vacuum(store, retention=timedelta(0)))
    crawl(store, spool, THE_VERGE, (later(ban), None), (retitled, 2))


def crawl(
    store: Store, spool: Path, facts: SiteFacts, *exchanges: tuple[Exchange, int | None]
) -> None:
    """Record each exchange, and add its article as the revision given; None: it is a revisit."""
    run = Run.start(store, spool, facts, spider=facts.name, arguments={})
    for exchange, revision in exchanges:
        capture = run.record(exchange)
        assert (revision is None) == (capture.revisit_of is not None)
        if revision is None:
            continue
        headers = tuple((n.decode(), value.decode()) for n, value in exchange.response_headers)
        page = Page(Snapshot(capture=capture, headers=headers, body=exchange.body))
        article = stages.card(stages.normalise(stages.judge(extract_article(page, facts))))
        run.add(article_record(replace(article, revision=revision)))
    run.finish("finished", RunCounts(found=len(exchanges), fetched=len(exchanges)))


def exchange_of(page: RecordedPage) -> Exchange:
    return Exchange(
        method="GET",
        url=page.url,
        request_headers=((b"User-Agent", b"newscrawl (mail@desk.example)"),),
        status=page.status,
        http_version="HTTP/1.1",
        response_headers=((b"Content-Type", page.content_type.encode()),),
        body=page.file.read_bytes(),
        received_at=page.captured_at,
        role=CaptureRole.ARTICLE,
    )


def later(exchange: Exchange) -> Exchange:
    """Return the same answer again, a day after."""
    return replace(exchange, received_at=exchange.received_at + timedelta(days=1))


if __name__ == "__main__":
    main()
