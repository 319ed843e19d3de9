"""``newscrawl check`` prints what it found out about a store that is fit."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.findings import FindingKind
from tests.web.odd_s3 import OddS3, Trait
from tests.web.odd_traits import (
    ClockAhead,
    DemandsChecksums,
    InRegion,
    ListsLate,
    RefusesChecksums,
    TakesAnyRegion,
    TellsAndDoesLittle,
)
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]

NEWSCRAWL = Path(sys.executable).with_name("newscrawl")
WHEN_SUPPORTED = {"AWS_REQUEST_CHECKSUM_CALCULATION": "when_supported"}


def check(
    server: SeaweedFS, trait: Trait, monkeypatch: pytest.MonkeyPatch, **environment: str
) -> dict[FindingKind, str]:
    """Check a place that holds nothing yet, in a store with ``trait``; return what is found."""
    with OddS3(server, trait) as odd:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)
        for name, text in environment.items():
            monkeypatch.setenv(name, text)
        store = open_store(server.uri(f"{uuid4()}/archive"))
        store.check()
        return {finding.kind: finding.told for finding in store.survey()}


def test_what_was_found_out_is_told(s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check(s3, Trait(), monkeypatch)

    assert found.pop(FindingKind.PLACE).startswith("s3://news/")
    assert found.pop(FindingKind.SERVER).startswith("SeaweedFS")
    assert found.pop(FindingKind.CLOCK).startswith("this machine's is ")
    assert found == {
        FindingKind.REGION: "us-east-1, not told by the store",
        FindingKind.ADDRESSING: "the bucket in the path",
        FindingKind.CONDITIONAL_PUT: "kept: of several at once, one won",
        FindingKind.CHECKSUMS: "sent when_required; CRC32 is taken",
        FindingKind.MULTIPART: "yes, past 16 MiB",
        FindingKind.LISTING: "at once",
        FindingKind.VERSIONING: "off",
        FindingKind.OBJECT_LOCK: "off",
        FindingKind.ENCRYPTION: "not told",
        FindingKind.CLIENTS: "boto3, Arrow and deltalake reach it",
        FindingKind.FORMAT: "version 1",
    }


@pytest.mark.parametrize(
    ("trait", "environment", "told"),
    [
        (
            InRegion("eu-west-1"),
            {"AWS_REGION": "eu-west-1"},
            {FindingKind.REGION: "eu-west-1"},
        ),
        (TakesAnyRegion(), {}, {FindingKind.REGION: "us-east-1; the store says auto"}),
        (
            DemandsChecksums(),
            WHEN_SUPPORTED,
            {FindingKind.CHECKSUMS: "sent when_supported; CRC32 is taken"},
        ),
        (
            RefusesChecksums(),
            {},
            {FindingKind.CHECKSUMS: "sent when_required; CRC32 is refused (InvalidArgument)"},
        ),
        (
            TellsAndDoesLittle(),
            {"NEWSCRAWL_S3_ENCRYPTION": "AES256"},
            {
                FindingKind.MULTIPART: "refused (NotImplemented): no WARC file past 16 MiB can be "
                "stored",
                FindingKind.VERSIONING: "not told (AccessDenied)",
                FindingKind.OBJECT_LOCK: "not told (AccessDenied)",
                FindingKind.ENCRYPTION: "AES256",
            },
        ),
    ],
    ids=[
        "in its region",
        "any region",
        "checksums demanded",
        "checksums refused",
        "tells and does little",
    ],
)
def test_what_a_store_lacks_is_told(
    s3: SeaweedFS,
    monkeypatch: pytest.MonkeyPatch,
    trait: Trait,
    environment: dict[str, str],
    told: dict[FindingKind, str],
) -> None:
    found = check(s3, trait, monkeypatch, **environment)

    assert {kind: found[kind] for kind in told} == told


@pytest.mark.parametrize(
    ("seconds", "advised"), [(20, False), (45, True)], ids=["within a lease's", "past it"]
)
def test_who_is_told_to_set_a_clock(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch, seconds: int, advised: bool
) -> None:
    told = check(s3, ClockAhead(seconds), monkeypatch)[FindingKind.CLOCK]

    assert "behind the store's" in told
    assert ("set it" in told) is advised


def test_a_listing_that_comes_late_is_told(s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch) -> None:
    uri = s3.uri(f"{uuid4()}/archive")
    open_store(uri).check()
    with OddS3(s3, ListsLate()) as odd:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)

        found = {each.kind: each.told for each in open_store(uri).survey()}

    assert found[FindingKind.LISTING].startswith("late")


def test_the_command_prints_what_it_found_out(s3: SeaweedFS) -> None:
    uri = s3.uri(f"{uuid4()}/archive")

    told = subprocess.run(
        [NEWSCRAWL, "check", "--archive", uri],
        env={**os.environ, **s3.environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert told.splitlines()[0].split() == ["place", uri, "at", s3.endpoint]
    assert told.splitlines()[-1] == f"{uri} can be read and written"
    assert [line[:20].strip() for line in told.splitlines()[:-1]] == [
        *("place", "server", "region", "addressing", "clock", "put only if absent", "checksums"),
        *("put in parts", "listing after a put", "versioning", "object lock", "encryption"),
        *("clients", "format"),
    ]


def test_the_command_tells_of_a_folder_too(tmp_path: Path) -> None:
    told = subprocess.run(
        [NEWSCRAWL, "check", "--archive", tmp_path / "archive"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert [line[:20].strip() for line in told.splitlines()[:-1]] == [
        *("place", "put only if absent", "free space", "format"),
    ]
