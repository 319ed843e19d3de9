"""Rows that take the place of earlier ones: what re-extraction writes."""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

import pyarrow.compute as pc

from newscrawl.archive.opened import open_tables
from newscrawl.archive.reading import reading
from newscrawl.archive.run import Run
from newscrawl.archive.store import Store
from newscrawl.items import RunCounts, SiteFacts
from newscrawl.records import Record

_ROWS_A_BATCH = 500


def append_articles(
    store: Store,
    spool_folder: Path,
    facts: SiteFacts,
    records: Iterable[Record],
    *,
    arguments: Mapping[str, str] | None = None,
) -> int:
    """
    Write ``records`` as the newest reading of their revisions, and return how many.

    All are of the site that ``facts`` name. It is a run like any other (spider ``reextract``):
    same lease, spool, commit and recovery. Ended before its time, it has written some of the
    records whole, and can be started again.

    Raises LeaseHeld where another process writes the site now.
    """
    run = Run.start(store, spool_folder, facts, spider="reextract", arguments=arguments or {})
    written, outcome = 0, "failed: ended before its time"
    try:
        generations = _generations(store, facts.name)
        rest = iter(records)
        while batch := list(islice(rest, _ROWS_A_BATCH)):
            for record in batch:
                place = record["article_id"], record["revision"]
                generations[place] = generations.get(place, -1) + 1
                run.add(record, generation=generations[place])
            written += len(batch)
            run.commit(RunCounts(fetched=written))
        outcome = "finished"
    finally:
        run.finish(outcome, RunCounts(fetched=written))
    return written


def _generations(store: Store, site: str) -> dict[tuple[str, int], int]:
    """Return the newest generation of every revision of a site."""
    articles = open_tables(store).articles
    with reading(articles):
        rows = articles.to_table(
            columns=["article_id", "revision", "generation"], filter=pc.field("site") == site
        )
    newest = rows.group_by(["article_id", "revision"]).aggregate([("generation", "max")])
    return {
        (row["article_id"], row["revision"]): row["generation_max"] for row in newest.to_pylist()
    }
