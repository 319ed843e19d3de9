"""
python -m tests.torture.reader --every=SECONDS newscrawl | polars ENDPOINT

Reads the archive of NEWSCRAWL_ARCHIVE again and again until its input ends: with newscrawl at the
endpoint of the environment, or with Polars at ENDPOINT. Prints a JSON object a line: ``broken`` for
whatever no reader should see, ``unanswered`` where nothing could be read, ``seen`` for the rest.
"""

import json
import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from deltalake.exceptions import DeltaError

from newscrawl.archive import Store, capture_from_row, open_store, open_tables
from newscrawl.archive.manifest import Manifest, read_manifest
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.tables import TableName
from newscrawl.errors import ArchiveError, StoreUnreachable

_COLUMNS = {
    TableName.RUNS: ["site", "sequence", "captures", "articles"],
    TableName.ARTICLES: ["site", "sequence", "article_id", "revision", "generation", "capture_id"],
    TableName.CAPTURES: ["site", "sequence", "capture_id"],
}
_READ_BACK = 2
Rows = Mapping[TableName, list[dict[str, Any]]]


@dataclass(kw_only=True)
class Sampler:
    """``store`` is asked for manifests; what was seen once must not go away."""

    store: Store
    _batches: set[tuple[str, int]] = field(default_factory=set)
    _manifests: dict[tuple[str, int], Manifest] = field(default_factory=dict)

    def judged(self, rows: Rows) -> Iterable[str]:
        """Yield what is wrong with ``rows``: runs that were opened first, captures last."""
        captures = Counter(row["capture_id"] for row in rows[TableName.CAPTURES])
        places = Counter(
            (row["article_id"], row["revision"], row["generation"])
            for row in rows[TableName.ARTICLES]
        )
        for row in rows[TableName.ARTICLES]:
            if row["capture_id"] not in captures:
                yield f"a row without its capture: {row}"
        for what, times in (captures | places).items():
            if times > 1:
                yield f"{times} rows of {what}"
        complete = {(row["site"], row["sequence"]) for row in rows[TableName.RUNS]}
        if gone := self._batches - complete:
            yield f"batches that were there are gone: {sorted(gone)[:3]}"
        self._batches = complete
        for name in (TableName.ARTICLES, TableName.CAPTURES):
            there = Counter((row["site"], row["sequence"]) for row in rows[name])
            for batch in complete | set(there):
                wanted = self._manifest(*batch).run[name.value]
                if there[batch] != wanted and (there[batch] or batch in complete):
                    yield f"half an append: {there[batch]} of {wanted} {name} of batch {batch}"

    def _manifest(self, site: str, sequence: int) -> Manifest:
        if (site, sequence) not in self._manifests:
            self._manifests[site, sequence] = read_manifest(self.store, site, sequence)[0]
        return self._manifests[site, sequence]


def main() -> None:
    every, client, *endpoint = sys.argv[1:]
    pause_s = float(every.partition("=")[2])
    store, dice = open_store(os.environ["NEWSCRAWL_ARCHIVE"]), random.Random(1)
    sampler = Sampler(store=store)
    ended = threading.Event()
    threading.Thread(target=_end_with_input, args=(ended,), daemon=True).start()
    while not ended.wait(pause_s):
        try:
            rows = (
                _by_newscrawl(store, dice)
                if client == "newscrawl"
                else _by_polars(store, *endpoint)
            )
            broken = list(sampler.judged(rows))
        except (StoreUnreachable, OSError, DeltaError, pl.exceptions.PolarsError) as error:
            # the server is being started again, every try met a fault, or there is nothing yet
            _say({"unanswered": f"{client}: {type(error).__name__}: {error}"[:120]})
        except ArchiveError as error:
            _say({"broken": f"{client}: {type(error).__name__}: {error}"})
        else:
            for each in broken[:5]:
                _say({"broken": f"{client}: {each}"})
            _say({"seen": len(rows[TableName.ARTICLES])})


def _by_polars(store: Store, direct: str) -> Rows:
    options = {**store.delta_options(), "aws_endpoint_url": direct, "aws_endpoint_url_s3": direct}
    rows = {}
    for name, columns in _COLUMNS.items():  # what others point at is read last
        scanned = pl.scan_delta(f"{store.uri}/tables/{name}", storage_options=options)
        rows[name] = scanned.select(columns).collect().to_dicts()
    return rows


def _by_newscrawl(store: Store, dice: random.Random) -> Rows:
    """Return the rows; some of the captures are read back to their last byte."""
    tables = open_tables(store)
    rows = {
        name: getattr(tables, name.value).to_table(columns=columns).to_pylist()
        for name, columns in _COLUMNS.items()
    }
    for row in _some(tables.captures.to_table().to_pylist(), dice):
        read_snapshot(store, capture_from_row(row))
    return rows


def _some(rows: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    return dice.sample(rows, min(_READ_BACK, len(rows)))


def _end_with_input(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
