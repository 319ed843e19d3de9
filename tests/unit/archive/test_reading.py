"""A store that fails while its tables are read is named, not shown as a traceback of Arrow's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from deltalake.exceptions import DeltaError

from newscrawl.archive import Store, current_articles, open_tables, reading, site_state
from newscrawl.errors import ArchiveError, NoSuchKey, StoreDenied, StoreUnreachable
from newscrawl.items import RunCounts
from tests.unit.archive.samples import SITE, exchange, record, start


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (OSError("AWS Error NETWORK_CONNECTION during GetObject"), StoreUnreachable),
        (DeltaError("error sending request"), StoreUnreachable),
        (OSError("AWS Error ACCESS_DENIED during GetObject"), StoreDenied),
        (PermissionError(13, "Permission denied"), StoreDenied),
        (FileNotFoundError(2, "No such file"), NoSuchKey),
    ],
)
def test_what_a_library_says_is_named_with_place_and_advice(
    said: Exception, named: type[ArchiveError]
) -> None:
    with (
        pytest.raises(named, match=r"s3://news/a could not be read: .*; ") as caught,
        reading("s3://news/a"),
    ):
        raise said

    assert caught.value.__cause__ is said


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, tables: current_articles(tables.articles).read_all(),
        lambda store, tables: [*current_articles(tables.articles, columns=["url"])],
        lambda store, tables: site_state(store, SITE.name),
    ],
    ids=["the articles", "the articles, batch by batch", "a site's state"],
)
def test_a_row_object_that_is_gone_is_named(
    store: Store, spool: Path, ask: Callable[[Store, Any], object]
) -> None:
    run = start(store, spool)
    run.add(record(run.record(exchange(1))))
    run.finish("finished", RunCounts())
    tables = open_tables(store)
    for stored in list(store.list("tables/articles/month=")):
        store.delete(stored.key)

    with pytest.raises(NoSuchKey, match=r"tables/articles/.*newscrawl verify"):
        ask(store, tables)
