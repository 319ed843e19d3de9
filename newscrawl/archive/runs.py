"""A batch's row in the runs table."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from newscrawl.archive.spool import RunFacts
from newscrawl.archive.tables import Row
from newscrawl.items import RunCounts, SourceOutcome

INTERRUPTED = "interrupted"


def runs_row(
    run: RunFacts,
    *,
    batch: int,
    captures: int,
    articles: int,
    warc_bytes: int,
    outcome: str | None,
    counts: RunCounts | None,
    sources: Sequence[SourceOutcome],
) -> Row:
    """
    Return the row; ``counts`` are None where the process ended before it could say them.

    ``outcome`` is None while the run goes on.
    """
    said = asdict(counts) if counts else {}
    dropped = said.pop("dropped", {})
    return {
        "run_id": run.run_id,
        "site": run.site.name,
        "publisher": run.site.publisher,
        "language": run.site.language,
        "timezone": run.site.timezone,
        "spider": run.spider,
        "arguments": [{"name": name, "value": value} for name, value in run.arguments.items()],
        "batch": batch,
        "started_at": run.started_at,
        "sealed_at": datetime.now(UTC),
        "outcome": outcome,
        "captures": captures,
        "articles": articles,
        "warc_bytes": warc_bytes,
        "found": said.get("found"),
        "fetched": said.get("fetched"),
        "new": said.get("new"),
        "revised": said.get("revised"),
        "unchanged": said.get("unchanged"),
        "stories": said.get("stories"),
        "dropped": [{"reason": reason, "count": count} for reason, count in dropped.items()],
        "sources": [asdict(source) for source in sources],
        "software": run.software,
    }
