"""Crawls as the runs table has them: its rows are batches, a run is all batches of one id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from newscrawl.items import RunCounts, SourceOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlRun:
    """
    One crawl of one site.

    ``outcome`` is ``finished``, ``failed: `` and why, ``interrupted``, or None while it goes on.
    ``ended_at`` is its last commit. ``counts`` is None where the process ended before it could
    say them. ``captures``, ``articles`` and ``warc_bytes`` are what it stored.
    """

    run_id: str
    site: str
    publisher: str
    spider: str
    arguments: Mapping[str, str]
    started_at: datetime
    ended_at: datetime
    outcome: str | None
    batches: int
    captures: int
    articles: int
    warc_bytes: int
    counts: RunCounts | None
    sources: tuple[SourceOutcome, ...]
    software: str


def crawl_runs(rows: Iterable[Mapping[str, Any]]) -> Iterator[CrawlRun]:
    """Yield the runs that rows of the runs table tell of, the newest first."""
    ordered = sorted(
        rows, key=lambda row: (row["started_at"], row["run_id"], -row["batch"]), reverse=True
    )
    for _, batches in groupby(ordered, key=lambda row: row["run_id"]):
        yield _run(list(batches))


def _run(batches: list[Mapping[str, Any]]) -> CrawlRun:
    first, last = batches[0], batches[-1]
    return CrawlRun(
        run_id=first["run_id"],
        site=first["site"],
        publisher=first["publisher"],
        spider=first["spider"],
        arguments={pair["name"]: pair["value"] for pair in first["arguments"] or ()},
        started_at=first["started_at"].astimezone(UTC),
        ended_at=last["sealed_at"].astimezone(UTC),
        outcome=last["outcome"],
        batches=len(batches),
        captures=sum(batch["captures"] for batch in batches),
        articles=sum(batch["articles"] for batch in batches),
        warc_bytes=sum(batch["warc_bytes"] for batch in batches),
        counts=_counts(last),
        sources=tuple(SourceOutcome(**source) for source in last["sources"] or ()),
        software=last["software"],
    )


def _counts(batch: Mapping[str, Any]) -> RunCounts | None:
    if batch["found"] is None:
        return None
    return RunCounts(
        found=batch["found"],
        fetched=batch["fetched"],
        new=batch["new"],
        revised=batch["revised"],
        unchanged=batch["unchanged"],
        stories=batch["stories"],
        dropped={entry["reason"]: entry["count"] for entry in batch["dropped"] or ()},
    )
