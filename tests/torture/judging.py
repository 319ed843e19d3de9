"""What must be so when the torture is over: looked at past the faults."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from newscrawl.archive import Store, capture_from_row, open_tables
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.errors import NewscrawlError
from newscrawl.items import CaptureRole
from newscrawl.urls import canonical_url
from tests.torture.promises import Promises
from tests.torture.sites import GrowingSite, Printed

Row = dict[str, Any]


class Judged:
    """The rows as they are at the end; ``faults`` yields what is wrong with them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        tables = open_tables(store, bring_up=False)
        self.captures: list[Row] = tables.captures.to_table().to_pylist()
        self.articles: list[Row] = tables.articles.to_table().to_pylist()
        self.runs: list[Row] = tables.runs.to_table().to_pylist()

    def faults(self, sites: list[GrowingSite], promises: Promises) -> Iterator[str]:
        for site in sites:
            yield from self._articles_of(site)
        yield from self._kept(promises)
        yield from self._read_back({site.host: site for site in sites})
        yield from self._two_at_once()

    def _articles_of(self, site: GrowingSite) -> Iterator[str]:
        """Every article once: revision 1 with its first text, 2 with what it was changed to."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self.articles:
            if row["site"] == site.name:
                rows[row["url"]].append(row)
        for printed in site.printed:
            url = canonical_url(site.url_of(printed))
            found = sorted(rows.pop(url, []), key=lambda row: row["revision"])
            titles = [row["title"] for row in found]
            revisions = [row["revision"] for row in found]
            # a text that was changed before any crawl came to see it is none that was served
            firsts = [Printed(number=printed.number, text=t) for t in range(1, printed.text)]
            wanted = [each.title for each in firsts if each.title in titles] + [printed.title]
            if titles != wanted or revisions != [*range(1, len(found) + 1)]:
                yield f"{url}: revisions {revisions} are {titles}, not {wanted}"
        for url in rows:
            yield f"{url} is an article that {site.name} never printed"

    def _kept(self, promises: Promises) -> Iterator[str]:
        captures = {row["capture_id"] for row in self.captures}
        if lost := promises.captures - captures:
            yield f"{len(lost)} captures that were in a spool are lost: {sorted(lost)[:3]}"
        articles = {(row["article_id"], row["capture_id"]) for row in self.articles}
        if gone := promises.articles - articles:
            yield f"{len(gone)} articles that were in a spool are lost: {sorted(gone)[:3]}"

    def _read_back(self, sites: dict[str, GrowingSite]) -> Iterator[str]:
        """Every row's capture, its digest checked; and the page is the one with that title."""
        by_id = {row["capture_id"]: row for row in self.captures}
        if len(by_id) != len(self.captures):
            yield f"{len(self.captures) - len(by_id)} captures have two rows"
        for row in self.articles:
            capture = by_id.get(row["capture_id"])
            if capture is None:
                yield f"a row without its capture: {row['url']} revision {row['revision']}"
                continue
            try:
                body = read_snapshot(self._store, capture_from_row(capture)).body
            except NewscrawlError as error:
                yield f"{row['url']} revision {row['revision']}: {type(error).__name__}: {error}"
                continue
            if f"<h1>{row['title']}</h1>".encode() not in body:
                yield f"{row['url']} revision {row['revision']}: its capture is of another text"

    def _two_at_once(self) -> Iterator[str]:
        """Look for two runs of a site that fetched at the same time."""
        fetched: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
        for row in self.captures:
            if row["role"] != CaptureRole.OTHER:
                fetched[row["site"]][row["run_id"]].append(row["captured_at"])
        for site, runs in fetched.items():
            spans = sorted((min(times), max(times), run) for run, times in runs.items())
            for (_, end, first), (start, _, second) in pairwise(spans):
                if start < end:
                    yield f"{site} was crawled by {first} and {second} at once"
