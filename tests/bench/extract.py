"""
python -m tests.bench.extract PAGES_DIR [--limit N]

Prints what reading a page into an article costs, as a multiple of parsing the same page with
lxml.html in the same run: in all (Page, extract_article, normalise), field by field, and the
slowest pages. PAGES_DIR holds ``*.html`` or ``*.html.gz``, at any depth.
Processor time of one thread, so that other work on the machine counts little.
"""

import argparse
import gzip
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import lxml.html

from newscrawl.errors import PageError
from newscrawl.extract import Page, extract_article, judge_page, keep_what_is_loaded
from newscrawl.extract.body import body
from newscrawl.extract.byline import authors, byline
from newscrawl.extract.language import language_of
from newscrawl.extract.meta import canonical, description, language, lead_image
from newscrawl.extract.published import modified, published
from newscrawl.extract.section import section
from newscrawl.extract.title import title
from newscrawl.items import Capture, CaptureRole, SiteFacts, Snapshot
from newscrawl.normalise import normalise

SLOWEST = 3
WARM_UP = 20
FACTS = SiteFacts(name="bench", publisher="Bench")
# In the order in which extract_article needs them: what is shared is paid by who asks first.
STEPS: dict[str, Callable[[Page], object]] = {
    "tree": lambda page: page.tree,
    "json-ld": lambda page: page.json_ld,
    "meta tags": lambda page: page.meta,
    "outline": lambda page: page.outline,
    "body": lambda page: page.once(body),
    "verdict": judge_page,
    "title": lambda page: page.once(title),
    "byline": byline,
    "authors": lambda page: page.once(authors),
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
    # Libraries, the models and the compiled phrases are loaded once a process.
    language_of("The maker has said sorry to all its buyers. " * 9, "latin")
    for snapshot in snapshots[:WARM_UP]:
        _read(snapshot)
    keep_what_is_loaded()  # as the commands do that read many pages

    parse_s, whole_s, unreadable = 0.0, 0.0, 0
    each: list[tuple[float, str]] = []
    steps = dict.fromkeys((*STEPS, "normalise"), 0.0)
    # Page by page, so that what else the machine does meets all three alike.
    for snapshot in snapshots:
        parse_s += _spent(partial(lxml.html.document_fromstring, snapshot.body or b"<p/>"))
        spent = _spent(partial(_read, snapshot))
        whole_s += spent
        each.append((spent, snapshot.capture.url))
        try:
            _add_steps(snapshot, steps)
        except PageError:
            unreadable += 1

    count = len(snapshots)
    print(f"{count} pages, {unreadable} of them no article; parse {1000 * parse_s / count:.2f} ms")
    print(f"whole            {whole_s / parse_s:6.2f} x parse  ({1000 * whole_s / count:.2f} ms)")
    for name, spent in steps.items():
        print(f"  {name:<14} {spent / parse_s:6.2f}")
    for spent, url in sorted(each, reverse=True)[:SLOWEST]:
        print(f"slowest: {1000 * spent:.0f} ms, {url}")


def _add_steps(snapshot: Snapshot, steps: dict[str, float]) -> None:
    """Add the seconds of each field, in the order in which extract_article reads them."""
    page = Page(snapshot)
    for name, step in STEPS.items():
        steps[name] += _spent(partial(step, page))
    extracted = extract_article(page, FACTS)
    steps["normalise"] += _spent(partial(normalise, extracted))


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


def _read(snapshot: Snapshot) -> None:
    with suppress(PageError):
        normalise(extract_article(Page(snapshot), FACTS))


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
