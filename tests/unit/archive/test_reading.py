"""A store that fails while its tables are read is named, not shown as a traceback of Arrow's."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from deltalake.exceptions import DeltaError

from newscrawl.archive import Store, current_articles, open_tables, reading
from newscrawl.archive.delta_faults import named
from newscrawl.archive.state import site_state
from newscrawl.archive.tables import TableName
from newscrawl.errors import ArchiveError, NoSuchKey, StoreDenied, StoreUnreachable, TableDamaged
from newscrawl.items import RunCounts
from newscrawl.reader import Archive
from tests.unit.archive.samples import SITE, exchange, record, start


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (OSError("AWS Error NETWORK_CONNECTION during GetObject"), StoreUnreachable),
        (OSError("AWS Error ACCESS_DENIED during GetObject"), StoreDenied),
        (PermissionError(13, "Permission denied"), StoreDenied),
        (OSError("Generic S3 error: status code: 403 Forbidden"), StoreDenied),
        (
            OSError("Generic S3 error: GET http://127.0.0.1:40329/a in 403ms: reset"),
            StoreUnreachable,
        ),
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
    ("said", "kind"),
    [
        (DeltaError("error sending request"), StoreUnreachable),
        (OSError("Generic S3 error: status code: 403 Forbidden"), StoreDenied),
        (DeltaError("Parquet error: EOF: not enough bytes"), TableDamaged),
        (DeltaError("Parquet error: External: Generic S3 error: reset"), StoreUnreachable),
        (OSError("Parquet error: EOF: not enough bytes"), StoreUnreachable),
    ],
)
def test_what_deltalake_says_is_named_with_its_table(
    said: DeltaError | OSError, kind: type[ArchiveError]
) -> None:
    fault = named(said, TableName.RUNS, "s3://news/a")

    assert type(fault) is kind
    assert str(fault).startswith("s3://news/a: the runs table: ")


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


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: b"",
        lambda data: data[:4000] + bytes(3000) + data[7000:],
        lambda data: data[:-3000] + bytes(200) + data[-2800:],
    ],
    ids=["truncated", "empty", "a page overwritten", "the footer overwritten"],
)
def test_a_row_object_that_was_altered_is_named_with_what_is_safe(
    store: Store, spool: Path, damage: Callable[[bytes], bytes]
) -> None:
    fill(store, spool)
    (key,) = [stored.key for stored in store.list("tables/articles/month=")]
    store.put(key, damage(store.get(key)))
    articles = open_tables(store).articles

    with (
        pytest.raises(TableDamaged, match=r"tables/articles.*newscrawl verify.*from a copy"),
        reading(articles),
    ):
        articles.to_table()


@pytest.mark.parametrize(
    "damage",
    [
        lambda log: log.write_bytes(log.read_bytes()[:300]),
        lambda log: log.write_bytes(b'{"add": 3}'),
        lambda log: log.unlink(),
    ],
    ids=["truncated", "altered", "gone"],
)
@pytest.mark.parametrize("number", [0, 1], ids=["first", "in between"])
def test_a_log_that_was_altered_is_named_and_rebuilt_as_it_says(
    store: Store, spool: Path, number: int, damage: Callable[[Path], object]
) -> None:
    fill(store, spool)
    folder = Path(store.uri, "tables/articles/_delta_log")
    damage(sorted(folder.glob("*.json"))[number])

    with pytest.raises(TableDamaged, match=r"articles.*remove tables/articles/_delta_log"):
        _ = open_tables(store).articles

    shutil.rmtree(folder)
    assert open_tables(store).articles.count_rows() == 2


def fill(store: Store, spool: Path) -> None:
    """Commit two articles at once, and then the run's last batch: three commits of the tables."""
    run = start(store, spool)
    for number in (1, 2):
        run.add(record(run.record(exchange(number)), number))
    run.commit(RunCounts())
    run.finish("finished", RunCounts())


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lambda store, key: store.put(key, store.get(key)[:-20]), TableDamaged),
        (lambda store, key: store.delete(key), NoSuchKey),
    ],
    ids=["truncated", "gone"],
)
def test_sql_names_it_too_and_does_not_blame_the_query(
    store: Store, spool: Path, damage: Callable[[Store, str], None], named: type[ArchiveError]
) -> None:
    fill(store, spool)
    (key,) = [stored.key for stored in store.list("tables/articles/month=")]
    damage(store, key)

    with pytest.raises(named, match="newscrawl verify"):
        Archive(store.uri).sql("SELECT url, body FROM articles")
