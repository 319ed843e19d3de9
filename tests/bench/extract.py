"""
python -m tests.bench.extract PAGES_DIR [--limit N]

Prints what reading a page costs, as a multiple of parsing the same page with lxml in the same
run, in all and field by field. PAGES_DIR holds ``*.html`` or ``*.html.gz``, at any depth.
Processor time of one thread, so that other work on the machine counts little.
"""

import argparse
import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from newscrawl.errors import UnreadablePage
from newscrawl.extract import Page, extract_article, judge_page
from newscrawl.extract.body import body
from newscrawl.extract.byline import authors, byline
from newscrawl.extract.meta import canonical, description, language, lead_image
from newscrawl.extract.published import modified, published
from newscrawl.extract.section import section
from newscrawl.extract.title import title
from newscrawl.items import Capture, CaptureRole, SiteFacts, Snapshot

FACTS = SiteFacts(name="bench", publisher="Bench")
# In the order in which extract_article needs them: what is shared is paid by who asks first.
STEPS: dict[str, Callable[[Page], object]] = {
    "tree": lambda page: page.tree,
    "json-ld": lambda page: page.json_ld,
    "meta tags": lambda page: page.meta,
    "outline": lambda page: page.outline,
    "body": lambda page: page.once(body),
    "verdict": judge_page,
    "title": title,
    "byline": byline,
    "authors": authors,
    "published": published,
    "modified": modified,
    "canonical": canonical,
    "section": section,
    "language": lambda page: language(page, None),
    "description": description,
    "lead image": lead_image,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, metavar="PAGES_DIR")
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args()
    files = sorted([*asked.pages.rglob("*.html"), *asked.pages.rglob("*.html.gz")])
    snapshots = [_snapshot(file) for file in files[: asked.limit]]
    if not snapshots:
        parser.error(f"no *.html or *.html.gz under {asked.pages}")
    _extract(snapshots[0])  # loads the model and the libraries

    parse_s = _spent(lambda: [_parse(snapshot.body) for snapshot in snapshots])
    whole, slowest = 0.0, (0.0, "")
    for snapshot in snapshots:
        spent = _spent(lambda snapshot=snapshot: _extract(snapshot))  # type: ignore[misc]
        whole += spent
        slowest = max(slowest, (spent, snapshot.capture.url))
    steps = dict.fromkeys(STEPS, 0.0)
    unreadable = 0
    for snapshot in snapshots:
        page = Page(snapshot)
        try:
            for name, step in STEPS.items():
                steps[name] += _spent(lambda step=step, page=page: step(page))  # type: ignore[misc]
        except UnreadablePage:
            unreadable += 1

    count = len(snapshots)
    print(
        f"{count} pages, {unreadable} unreadable; lxml parse {1000 * parse_s / count:.2f} ms a page"
    )
    print(
        f"extract_article  {whole / parse_s:6.2f} x parse  ({1000 * whole / count:.2f} ms a page)"
    )
    for name, spent in steps.items():
        print(f"  {name:<14} {spent / parse_s:6.2f}")
    print(f"slowest: {1000 * slowest[0]:.0f} ms, {slowest[1]}")


def _snapshot(file: Path) -> Snapshot:
    content = file.read_bytes()
    if file.suffix == ".gz":
        content = gzip.decompress(content)
    capture = Capture(
        capture_id="bench",
        site="bench",
        run_id="bench",
        url=f"https://bench.example/{file.name}",
        captured_at=datetime.now(UTC),
        role=CaptureRole.ARTICLE,
        status=200,
        media_type="text/html",
        payload_digest="sha256:00",
        payload_bytes=len(content),
        warc_key="bench.warc.gz",
        warc_offset=0,
        warc_bytes=len(content),
    )
    return Snapshot(capture=capture, headers=(("Content-Type", "text/html"),), body=content)


def _parse(content: bytes) -> object:
    return etree.fromstring(content or b"<p/>", etree.HTMLParser(encoding="utf-8"))


def _extract(snapshot: Snapshot) -> None:
    try:
        extract_article(Page(snapshot), FACTS)
    except UnreadablePage:
        return


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
