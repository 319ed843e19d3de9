"""Objects are encrypted, classed and locked as the settings say; the archive works as before."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError

from newscrawl.archive import open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.findings import FindingKind
from newscrawl.archive.orphans import collect_orphans
from newscrawl.archive.vacuuming import vacuum
from newscrawl.archive.verify import verify
from newscrawl.reader import Archive
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import APOLOGY
from tests.web.odd_s3 import OddS3
from tests.web.odd_traits import DemandsDigestOfWhatIsLocked
from tests.web.seaweed import SeaweedFS

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

pytestmark = [pytest.mark.s3, pytest.mark.integration]

NEVER_REMOVED = ("warc/", "manifests/", "compactions/")


@pytest.fixture
def client(s3: SeaweedFS) -> Iterator["S3Client"]:
    client = boto3.client("s3")
    yield client
    client.close()


def heads(client: "S3Client", uri: str) -> dict[str, Any]:
    """Return what the server says of each object of the archive, by its key."""
    bucket, _, prefix = uri.removeprefix("s3://").partition("/")
    return {
        stored.key: client.head_object(Bucket=bucket, Key=f"{prefix}/{stored.key}")
        for stored in open_store(uri).list("")
    }


def fill(uri: str, spool: Path) -> None:
    """Crawl, compact and tend, so that every kind of object is put; the archive is whole then."""
    standing = small_archive.fill(uri, spool)
    store = open_store(uri)
    list(compact(store))
    list(vacuum(store, retention=timedelta(0)))
    list(collect_orphans(store, grace=timedelta(0)))
    assert {article.url: article for article in Archive(uri).articles()} == standing
    assert Archive(uri).snapshot(APOLOGY).body == b"<html>the second text</html>"
    assert list(verify(store)) == []


@pytest.mark.parametrize(
    "terms",
    [
        {"NEWSCRAWL_S3_ENCRYPTION": "AES256"},
        {"NEWSCRAWL_S3_ENCRYPTION": "aws:kms", "NEWSCRAWL_S3_KMS_KEY": "alias/news"},
    ],
    ids=["SSE-S3", "SSE-KMS"],
)
def test_every_object_is_encrypted(
    s3: SeaweedFS,
    client: "S3Client",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    terms: dict[str, str],
) -> None:
    for name, text in terms.items():
        monkeypatch.setenv(name, text)
    uri = s3.uri(f"{uuid4()}/archive")

    fill(uri, tmp_path / "spool")

    found = heads(client, uri)
    assert any(key.startswith("tables/articles/_delta_log/") for key in found)
    for key, head in found.items():
        assert head.get("ServerSideEncryption") == terms["NEWSCRAWL_S3_ENCRYPTION"], key
        assert head.get("SSEKMSKeyId") == terms.get("NEWSCRAWL_S3_KMS_KEY"), key


def test_what_is_never_removed_is_locked_by_the_store_and_warc_files_have_their_class(
    s3: SeaweedFS, client: "S3Client", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket, prefix = f"locked-{uuid4().hex[:8]}", "archive"
    client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
    monkeypatch.setenv("NEWSCRAWL_S3_OBJECT_LOCK", "GOVERNANCE:30")
    monkeypatch.setenv("NEWSCRAWL_S3_STORAGE_CLASS", "STANDARD_IA")
    uri = f"s3://{bucket}/{prefix}"
    soonest = datetime.now(UTC) + timedelta(days=30, minutes=-1)

    fill(uri, tmp_path / "spool")

    found = heads(client, uri)
    locked = {key for key, head in found.items() if head.get("ObjectLockMode")}
    assert locked == {key for key in found if key.startswith(NEVER_REMOVED)}
    assert {key.partition("/")[0] for key in locked} == {"warc", "manifests", "compactions"}
    for key in locked:
        assert found[key]["ObjectLockMode"] == "GOVERNANCE"
        assert soonest <= found[key]["ObjectLockRetainUntilDate"] < soonest + timedelta(hours=1)
        with pytest.raises(ClientError, match="AccessDenied"):
            client.delete_object(
                Bucket=bucket, Key=f"{prefix}/{key}", VersionId=found[key]["VersionId"]
            )
    for key, head in found.items():
        is_warc = key.startswith("warc/")
        assert head.get("StorageClass") == ("STANDARD_IA" if is_warc else None), key
    told = {finding.kind: finding.told for finding in open_store(uri).survey()}
    assert told[FindingKind.OBJECT_LOCK] == (
        "on; GOVERNANCE:30 for WARC files, manifests and compactions"
    )
    assert told[FindingKind.VERSIONING] == "enabled: what is removed still costs space"


def test_what_is_locked_is_put_with_a_digest_also_in_parts(
    s3: SeaweedFS, client: "S3Client", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = f"locked-{uuid4().hex[:8]}"
    client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
    large, small = tmp_path / "large", tmp_path / "small"
    large.write_bytes(os.urandom(1 << 20) * 17)  # past the size where a put goes in parts
    small.write_bytes(b"small")
    with OddS3(s3, DemandsDigestOfWhatIsLocked()) as odd:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)
        monkeypatch.setenv("NEWSCRAWL_S3_OBJECT_LOCK", "COMPLIANCE:1")
        store = open_store(f"s3://{bucket}/archive")

        store.put("warc/large", large)
        store.put("warc/small", small)
        store.put_if_absent("manifests/1", b"{}")

        assert b"".join(store.chunks("warc/large")) == large.read_bytes()
    for key in ("warc/large", "warc/small", "manifests/1"):
        head = client.head_object(Bucket=bucket, Key=f"archive/{key}")
        assert head["ObjectLockMode"] == "COMPLIANCE"
