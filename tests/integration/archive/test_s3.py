import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import boto3
import duckdb
import polars as pl
import pytest

from newscrawl.archive import Store, capture_from_row, current_articles, open_store, open_tables
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.recover import recover
from newscrawl.archive.run import Run
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.state import site_state
from newscrawl.archive.store import Unfinished
from newscrawl.archive.verify import verify
from newscrawl.errors import (
    ArchiveError,
    FormatMismatch,
    KeyExists,
    LeaseHeld,
    NoSuchBucket,
    NoSuchKey,
    StoreDenied,
    StoreUnreachable,
)
from newscrawl.items import RunCounts
from tests.unit.archive.samples import NOON, SITE, exchange, page, record, start, url_of
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]

COUNTS = RunCounts()


@pytest.fixture
def store(s3: SeaweedFS) -> Store:
    return open_store(s3.uri(f"{uuid4()}/archive"))


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def silent() -> Iterator[str]:
    """An endpoint that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def crawl(store: Store, spool: Path, *numbers: int) -> Run:
    run = start(store, spool)
    for number in numbers:
        run.add(record(run.record(exchange(number)), number))
    return run


def test_objects_are_put_listed_read_and_removed(store: Store, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(os.urandom(1 << 20) * 40)  # past the size where a put goes in parts

    store.put("a/large", large)
    store.put("a/small", b"0123456789")

    assert store.get_range("a/small", 8, 5) == b"89"
    assert store.get_range("a/small", 20, 5) == b""
    assert b"".join(store.chunks("a/large")) == large.read_bytes()
    assert [(each.key, each.size_bytes) for each in store.list("a/")] == [
        ("a/large", 40 << 20),
        ("a/small", 10),
    ]
    assert [each.key for each in store.list("a/", "a/large")] == ["a/small"]
    assert store.folders("a/") == []
    assert "a" in store.folders("")
    store.delete("a/small")
    store.delete("a/small")
    assert not store.exists("a/small")
    with pytest.raises(NoSuchKey, match="a/small"):
        store.get("a/small")


def test_put_if_absent_lets_one_of_many_win(store: Store) -> None:
    won: list[bytes] = []

    def race(data: bytes) -> None:
        try:
            store.put_if_absent("m/1", data)
            won.append(data)
        except KeyExists:
            pass

    racers = [threading.Thread(target=race, args=(f"{n}".encode(),)) for n in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert won == [store.get("m/1")]
    store.put_if_absent("m/1", won[0])


def test_a_listing_goes_past_one_page(store: Store) -> None:
    client = boto3.client("s3")
    bucket, _, prefix = store.uri.removeprefix("s3://").partition("/")
    for number in range(1005):
        client.put_object(Bucket=bucket, Key=f"{prefix}/p/{number:05d}", Body=b"")
    client.close()

    assert len(list(store.list("p/"))) == 1005


def test_an_upload_that_never_came_to_its_end_is_collected(store: Store, spool: Path) -> None:
    crawl(store, spool, 1).finish("finished", COUNTS)
    bucket, _, prefix = store.uri.removeprefix("s3://").partition("/")
    key = "warc/gadgetpost/2026/11/20261101T093000Z-0123abcd-0001.warc.gz"
    client = boto3.client("s3")
    begun = client.create_multipart_upload(Bucket=bucket, Key=f"{prefix}/{key}")
    client.upload_part(
        Bucket=bucket,
        Key=f"{prefix}/{key}",
        UploadId=begun["UploadId"],
        PartNumber=1,
        Body=b"half",
    )

    assert list(collect_orphans(store, grace=timedelta(days=1))) == []
    collected = [each.key for each in collect_orphans(store, grace=timedelta(0))]

    assert collected == [key]
    assert "Uploads" not in client.list_multipart_uploads(Bucket=bucket, Prefix=prefix)
    assert [upload.key for upload in store.unfinished()] == []
    store.abandon(Unfinished(key=key, started_at=NOON, token=begun["UploadId"]))
    client.close()


def test_an_archive_goes_the_whole_way(store: Store, spool: Path) -> None:
    crawl(store, spool, 1, 2).finish("finished", COUNTS)
    run = crawl(store, spool)
    revisit = run.record(exchange(1, status=304, body=b""))
    run.finish("finished", COUNTS)

    tables = open_tables(store)

    assert tables.articles.count_rows() == 2
    assert {read_snapshot(store, capture_from_row(row)).body for row in tables.captures.to_table().to_pylist()} == {page(1), page(2)}  # fmt: skip
    assert revisit.revisit_of is not None
    known = site_state(store, SITE.name).article(url_of(2))
    assert known is not None
    assert current_articles(tables.articles).read_all().num_rows == 2
    assert list(verify(store)) == []


def test_polars_and_duckdb_read_the_tables_without_our_code(
    store: Store, spool: Path, s3: SeaweedFS
) -> None:
    crawl(store, spool, 1, 2).finish("finished", COUNTS)
    options = {
        "aws_endpoint_url": s3.endpoint,
        "aws_access_key_id": s3.access_key,
        "aws_secret_access_key": s3.secret_key,
        "aws_region": "us-east-1",
        "aws_allow_http": "true",
    }

    frame = pl.scan_delta(f"{store.uri}/tables/articles", storage_options=options).collect()
    with duckdb.connect() as connection:
        connection.register("articles", frame.to_arrow())
        stories = connection.sql(
            "SELECT url, parties[1].name FROM articles WHERE list_contains(brands, 'xiaomi')"
        ).fetchall()

    assert sorted(stories) == [(url_of(1), "Xiaomi"), (url_of(2), "Xiaomi")]


def test_what_an_outage_left_is_committed_by_the_next_start(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = crawl(store, spool, 1)
    real = type(store).put

    def away(self: Store, key: str, data: bytes | Path) -> None:
        if not key.startswith("leases/"):
            raise StoreUnreachable("the store is away")
        real(self, key, data)

    with monkeypatch.context() as patched:
        patched.setattr(type(store), "put", away)
        with pytest.raises(StoreUnreachable):
            run.finish("finished", COUNTS)

    assert [manifest.batch for manifest in recover(store, spool)] == [1]
    assert open_tables(store).articles.count_rows() == 1


def test_a_lost_reply_does_not_commit_twice(
    store: Store, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = crawl(store, spool, 1)
    real = type(store).put_if_absent

    def lost(self: Store, key: str, data: bytes) -> None:
        real(self, key, data)
        if key.startswith("manifests/"):
            raise StoreUnreachable("the reply was lost")

    with monkeypatch.context() as patched:
        patched.setattr(type(store), "put_if_absent", lost)
        with pytest.raises(StoreUnreachable):
            run.commit(COUNTS)
    run.finish("finished", COUNTS)

    assert [each.key[-6:] for each in store.list("manifests/")] == ["1.json", "2.json"]
    assert list(verify(store)) == []


def test_a_second_run_of_a_site_says_so_and_leaves(store: Store, spool: Path) -> None:
    run = crawl(store, spool, 1)

    with pytest.raises(LeaseHeld, match=run.run_id):
        crawl(store, spool)

    run.finish("finished", COUNTS)


READER = """
import sys
from newscrawl.archive import open_store, open_tables
tables = open_tables(open_store(sys.argv[1]))
print(tables.articles.to_table().num_rows, tables.captures.to_table().num_rows)
"""


def test_a_process_that_has_read_from_s3_ends_well(store: Store, spool: Path) -> None:
    crawl(store, spool, 1, 2).finish("finished", COUNTS)

    for _ in range(2):  # an abort at the end comes only now and then
        ended = subprocess.run(
            [sys.executable, "-c", READER, store.uri],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2 2\n", "")


class TestPreflight:
    """Each fault is named, and without a secret in what is said."""

    def refusal(self, uri: str, kind: type[ArchiveError], *secrets: str) -> str:
        with pytest.raises(kind) as raised:
            open_store(uri).check()
        said = f"{raised.value} {raised.value!r} {raised.value.__cause__}"
        assert not any(secret in said for secret in secrets)
        return str(raised.value)

    def test_all_is_well(self, store: Store) -> None:
        store.check()
        store.check()

        assert [each.key for each in store.list("")] == ["FORMAT.json"]

    def test_no_such_bucket(self, s3: SeaweedFS) -> None:
        said = self.refusal("s3://nothere/a", NoSuchBucket, s3.secret_key)

        assert "nothere" in said
        assert s3.endpoint in said

    def test_wrong_key(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAWRONG")

        assert "AWS_ACCESS_KEY_ID" in self.refusal(store.uri, StoreDenied)

    def test_wrong_secret(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong-hunter2")

        self.refusal(store.uri, StoreDenied, "hunter2")

    def test_no_credentials(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))

        assert "AWS_ACCESS_KEY_ID" in self.refusal(store.uri, StoreDenied)

    def test_no_such_profile(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_PROFILE", "nobody")

        assert "nobody" in self.refusal(store.uri, StoreDenied)

    def test_nothing_listens(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")

        assert "AWS_ENDPOINT_URL_S3" in self.refusal(store.uri, StoreUnreachable)

    def test_nothing_answers(
        self, store: Store, silent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", silent)

        assert "127.0.0.1" in self.refusal(store.uri, StoreUnreachable)

    def test_no_question_is_waited_for_longer_than_the_limit(
        self, store: Store, silent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", silent)
        monkeypatch.setattr("newscrawl.archive.s3._CHECK_S", 0.05)

        assert "in 0.05 s" in self.refusal(store.uri, StoreUnreachable)

    @pytest.mark.parametrize("endpoint", ["not a url", "127.0.0.1:9000"])
    def test_no_endpoint(
        self, store: Store, endpoint: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", endpoint)

        assert "AWS_ENDPOINT_URL_S3" in self.refusal(store.uri, ArchiveError)

    def test_a_foreign_prefix(self, store: Store) -> None:
        store.put("photos/cat.jpg", b"cat")

        assert "photos/cat.jpg" in self.refusal(store.uri, FormatMismatch)


def test_every_client_is_given_one_answer(
    s3: SeaweedFS, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Credentials and endpoint of a profile, the region of AWS_REGION."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name)
    config = tmp_path / "config"
    config.write_text(
        "[profile desk]\nregion = eu-west-1\n"
        f"endpoint_url = {s3.endpoint}\n"
        f"aws_access_key_id = {s3.access_key}\naws_secret_access_key = {s3.secret_key}\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_PROFILE", "desk")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    store = open_store(s3.uri(f"{uuid4()}/archive"))

    crawl(store, tmp_path / "spool", 1).finish("finished", COUNTS)

    assert store.delta_options()["aws_region"] == "eu-central-1"
    assert open_tables(store).articles.count_rows() == 1


def test_no_secret_is_kept_in_the_archive_or_spool(
    store: Store, spool: Path, s3: SeaweedFS
) -> None:
    run = crawl(store, spool, 1)
    run.commit(COUNTS)
    run.add(record(run.record(exchange(2))))

    stored = b"".join(store.get(each.key) for each in store.list(""))
    spooled = b"".join(path.read_bytes() for path in spool.rglob("*") if path.is_file())
    for secret in (s3.secret_key, s3.access_key):
        assert secret.encode() not in stored + spooled
    run.finish("finished", COUNTS)
