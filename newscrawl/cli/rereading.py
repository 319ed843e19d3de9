"""Reading old captures with today's code."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import islice

from newscrawl import stages
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.errors import PageError
from newscrawl.extract import EXTRACTOR_VERSION, Page, extract_article, keep_what_is_loaded
from newscrawl.items import Capture, SiteFacts
from newscrawl.reader import Archive, ArticleQuery
from newscrawl.records import Record, article_record
from newscrawl.stories import CARD_VERSION, Watchlist

_ROWS_A_LOOKUP = 200


Revision = tuple[str, int]  # article_id, revision


def newest(archive: Archive, query: ArticleQuery) -> frozenset[Revision] | None:
    """Return the revisions that a query with a limit chooses of all sites; None without one."""
    if query.limit is None:
        return None
    found = archive.records(replace(query, all_revisions=True), ["article_id", "revision"])
    return frozenset((row["article_id"], row["revision"]) for row in found)


class Rereading:
    """
    One site's articles, read anew from their captures.

    A page that is no longer read as an article keeps its row, and is counted by the reason.
    """

    def __init__(
        self, archive: Archive, facts: SiteFacts, watchlist: Watchlist | None, threshold: float
    ) -> None:
        self._archive, self._facts = archive, facts
        self._watchlist, self._threshold = watchlist, threshold
        self._anew, self._as_before = 0, 0
        self._not_read: Counter[str] = Counter()

    def records(
        self, query: ArticleQuery, *, everything: bool, among: Container[Revision] | None = None
    ) -> Iterator[Record]:
        """
        Yield the records that are to supersede those that ``query`` chooses, ``among`` those.

        Rows read by today's versions already are passed over, unless ``everything`` is read: then
        those are left out that come out as before.
        """
        query = replace(query, site=self._facts.name, all_revisions=True, limit=None)
        wanted = (
            row
            for row in self._archive.records(query)
            if (everything or not _is_of_today(row))
            and (among is None or (row["article_id"], row["revision"]) in among)
        )
        while chunk := list(islice(wanted, _ROWS_A_LOOKUP)):
            captures = self._archive.captures_of(chunk)
            for row in chunk:
                anew = self._read(row, captures[row["capture_id"]])
                if anew is not None:
                    yield anew

    def told(self) -> Iterator[str]:
        """Yield what came of it, for people."""
        if not self._anew and not self._as_before and not self._not_read:
            yield "nothing to read anew"
        if self._anew:
            yield f"{self._anew} read anew"
        if self._as_before:
            yield f"{self._as_before} as before"
        for reason, count in sorted(self._not_read.items()):
            yield f"{count} left as before: {reason}"

    def _read(self, row: Record, capture: Capture) -> Record | None:
        try:
            snapshot = read_snapshot(self._archive.store, capture)
            extracted = extract_article(Page(snapshot), self._facts)
            article = stages.normalise(stages.judge(extracted))
        except PageError as error:
            self._not_read[error.reason] += 1
            return None
        # What an article is called was settled by the crawl: one row must supersede the other.
        article = replace(
            article,
            article_id=row["article_id"],
            url=row["url"],
            revision=row["revision"],
        )
        anew = article_record(stages.card(article, self._watchlist, threshold=self._threshold))
        keep_what_is_loaded()
        if anew == row:
            self._as_before += 1
            return None
        self._anew += 1
        return anew


def _is_of_today(row: Record) -> bool:
    return (row["extractor_version"], row["card_version"]) == (EXTRACTOR_VERSION, CARD_VERSION)
