"""
An archive of many rows, made as commits make it: row objects, manifests, tables, a compaction.

Each site has one batch a month. What is left out: the WARC files, so captures cannot be read back.
"""

from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial

from newscrawl.archive import open_store
from newscrawl.archive.commit import warc_key
from newscrawl.archive.delta import DeltaTables
from newscrawl.archive.manifest import Manifest, StoredFile, last_sequences, put_manifest
from newscrawl.archive.rows import row_objects
from newscrawl.archive.runs import runs_row
from newscrawl.archive.spool import RunFacts
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.archive.warc import sha256
from newscrawl.items import RunCounts, SiteFacts
from tests.bench.million_rows import Row, SiteMonth, month_starts, rows_of

MONTHS = 36


def make(uri: str, *, rows: int, sites: int, processes: int = 2) -> None:
    """Make the archive at ``uri``, up to its tables; it is not compacted."""
    store = open_store(uri)
    store.check()
    with ProcessPoolExecutor(processes) as pool:
        for _ in pool.map(partial(_make_site, uri, max(1, rows // sites)), range(sites)):
            pass
    tables = DeltaTables(store)
    for site, last in last_sequences(store).items():
        tables.bring_up(site, last)


def months_of(site: int, rows: int) -> list[SiteMonth]:
    """Return what a site published in each month, ``rows`` in all."""
    starts = month_starts(MONTHS)
    ends = [*starts[1:], starts[-1] + timedelta(days=31)]
    sizes = [rows // MONTHS + (number < rows % MONTHS) for number in range(MONTHS)]
    return [
        SiteMonth(
            site=f"outlet{site:02d}", begins_at=begins_at, days=(end - begins_at).days, rows=size
        )
        for begins_at, end, size in zip(starts, ends, sizes, strict=True)
        if size
    ]


def _make_site(uri: str, rows: int, site: int) -> None:
    store, digest = open_store(uri), None
    for sequence, part in enumerate(months_of(site, rows), start=1):
        digest = _put_batch(store, part, sequence, digest)


def _put_batch(store: Store, part: SiteMonth, sequence: int, previous: str | None) -> str:
    started_at = part.begins_at + timedelta(days=part.days - 1)
    facts = RunFacts(
        run_id=f"{started_at:%Y%m%dT%H%M%SZ}-{sha256(part.site.encode())[7:15]}",
        archive_uri=store.uri,
        site=SiteFacts(
            name=part.site, publisher=part.site.capitalize(), language="en", timezone="UTC"
        ),
        spider=part.site,
        arguments={},
        started_at=started_at,
        software="newscrawl",
        warcinfo={},
    )
    captures, articles = rows_of(part, facts.run_id, warc_key(facts, 1))
    run = runs_row(
        facts,
        batch=1,
        captures=len(captures),
        articles=len(articles),
        warc_bytes=0,
        outcome="finished",
        counts=RunCounts(found=part.rows, fetched=len(captures), new=part.rows),
        sources=(),
    )
    rows: dict[TableName, list[Row]] = {
        TableName.CAPTURES: captures,
        TableName.ARTICLES: articles,
        TableName.RUNS: [run],
    }
    objects = []
    for name in TableName:
        numbered = ({**row, "sequence": sequence} for row in rows[name])
        for made in row_objects(name, numbered, stem=f"{facts.run_id}-0001"):
            store.put(made.key, made.data)
            objects.append(
                StoredFile(
                    key=made.key,
                    bytes=len(made.data),
                    sha256=sha256(made.data),
                    kind=name.value,
                    rows=made.rows,
                    month=made.month,
                    stats=made.stats,
                )
            )
    put = put_manifest(
        store,
        Manifest(
            site=part.site,
            sequence=sequence,
            previous_sha256=previous,
            run_id=facts.run_id,
            batch=1,
            sealed_at=run["sealed_at"],
            software=facts.software,
            objects=tuple(objects),
            run=run,
        ),
    )
    assert put
    return put[1]
