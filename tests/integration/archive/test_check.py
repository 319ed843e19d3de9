"""``newscrawl check`` against servers that each have one thing wrong: it is named, with advice."""

from contextlib import suppress
from uuid import uuid4

import pytest

from newscrawl.archive import open_store
from newscrawl.errors import (
    ArchiveError,
    ClockSkewed,
    FormatMismatch,
    StoreDenied,
    StoreUnfit,
    StoreUnreachable,
)
from tests.web.odd_s3 import Answer, Ask, OddS3, Trait, refusal
from tests.web.odd_traits import (
    ClockAhead,
    DemandsChecksums,
    IgnoresIfNoneMatch,
    InRegion,
    LooksThenPuts,
    OnePutOfAKeyASecond,
    ReadOnly,
    RefusesChecksums,
    RefusesEncryption,
    RefusesIfNoneMatch,
    RefusesStorageClass,
    Shuns,
    Slow,
)
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]

WHEN_SUPPORTED = {"AWS_REQUEST_CHECKSUM_CALCULATION": "when_supported"}


def check(
    server: SeaweedFS, trait: Trait, monkeypatch: pytest.MonkeyPatch, **environment: str
) -> None:
    """Check a place that holds nothing yet, in a store with ``trait``."""
    with OddS3(server, trait) as odd:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)
        for name, text in environment.items():
            monkeypatch.setenv(name, text)
        open_store(server.uri(f"{uuid4()}/archive")).check()


@pytest.mark.parametrize(
    ("trait", "environment", "kind", "said"),
    [
        (
            InRegion("eu-west-1"),
            {},
            StoreDenied,
            "in region 'eu-west-1' (x-amz-bucket-region), asked for in 'us-east-1'; set AWS_REGION=",
        ),
        (InRegion("eu-west-1", "PermanentRedirect"), {}, StoreDenied, "set AWS_REGION=eu-west-1"),
        (Shuns("aws-sdk-cpp"), {}, StoreUnreachable, ", Arrow does not: "),
        (Shuns("object_store"), {}, StoreUnreachable, ", deltalake does not: "),
        (ReadOnly(), {}, StoreDenied, "list the bucket and not put (AccessDenied)"),
        (IgnoresIfNoneMatch(), {}, StoreUnfit, "4 of 4 rivals put one object"),
        (OnePutOfAKeyASecond(ignores_condition=True), {}, StoreUnfit, "has no conditional put"),
        (LooksThenPuts(), {}, StoreUnfit, "this store has no conditional put"),
        (RefusesIfNoneMatch(), {}, StoreUnfit, "only if it is absent (NotImplemented)"),
        (
            RefusesChecksums(),
            WHEN_SUPPORTED,
            StoreUnfit,
            "with a checksum (InvalidArgument); set AWS_REQUEST_CHECKSUM_CALCULATION=when_required",
        ),
        (
            DemandsChecksums(),
            {},
            StoreUnfit,
            "without a checksum (InvalidRequest); set AWS_REQUEST_CHECKSUM_CALCULATION=when_sup",
        ),
        (ClockAhead(960), {}, ClockSkewed, "s behind that of http://127.0.0.1"),
        (ClockAhead(-960), {}, ClockSkewed, "s ahead of that of http://127.0.0.1"),
        (ClockAhead(960, is_strict=False), {}, ClockSkewed, "this machine's clock is 9"),
        (
            RefusesEncryption(),
            {"NEWSCRAWL_S3_ENCRYPTION": "aws:kms", "NEWSCRAWL_S3_KMS_KEY": "alias/none"},
            StoreUnfit,
            "does not encrypt as NEWSCRAWL_S3_ENCRYPTION and NEWSCRAWL_S3_KMS_KEY ask",
        ),
        (
            RefusesStorageClass(),
            {"NEWSCRAWL_S3_STORAGE_CLASS": "STANDARD_AI"},
            StoreUnfit,
            "has no storage class 'STANDARD_AI'; correct NEWSCRAWL_S3_STORAGE_CLASS",
        ),
        (
            Trait(),
            {"NEWSCRAWL_S3_OBJECT_LOCK": "GOVERNANCE:1"},
            StoreUnfit,
            "bucket 'news' has no object lock, which NEWSCRAWL_S3_OBJECT_LOCK needs",
        ),
    ],
    ids=[
        *(
            "other region",
            "redirected",
            "Arrow is shunned",
            "deltalake is shunned",
            "no right to write",
            "conditional put ignored",
            "ignored, one a second",
            "looks, then puts",
        ),
        *("conditional put refused", "checksums refused", "checksums demanded"),
        *("clock behind", "clock ahead", "clock off and not refused"),
        *("encryption refused", "storage class refused", "no object lock"),
    ],
)
def test_what_is_wrong_with_a_store_is_named(
    s3: SeaweedFS,
    monkeypatch: pytest.MonkeyPatch,
    *,
    trait: Trait,
    environment: dict[str, str],
    kind: type[ArchiveError],
    said: str,
) -> None:
    with pytest.raises(kind) as raised:
        check(s3, trait, monkeypatch, **environment)

    assert said in str(raised.value)
    assert s3.secret_key not in f"{raised.value!r} {raised.value.__cause__}"


@pytest.mark.parametrize(
    "trait",
    [RefusesIfNoneMatch(), Trait()],
    ids=lambda trait: type(trait).__name__,
)
def test_a_check_leaves_nothing_behind_but_what_makes_an_archive(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch, trait: Trait
) -> None:
    uri = s3.uri(f"{uuid4()}/archive")
    with OddS3(s3, trait) as odd, monkeypatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)
        store = open_store(uri)
        with suppress(StoreUnfit):
            store.check()
            list(store.survey())

    assert [each.key for each in open_store(uri).list("")] in ([], ["FORMAT.json"])


def test_nothing_is_written_into_a_foreign_place(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(s3.uri("foreign/photos")).put("cat.jpg", b"cat")
    with OddS3(s3, Trait()) as odd:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", odd.endpoint)
        with pytest.raises(FormatMismatch, match=r"cat\.jpg.*nothing was touched"):
            open_store(s3.uri("foreign")).check()

    assert {ask.method for ask in odd.asks} == {"GET"}


def test_a_store_that_is_slow_and_answers_is_waited_for(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscrawl.archive.s3._CHECK_S", 2.0)  # of about ten answers

    check(s3, Slow(0.25), monkeypatch)


def test_a_store_that_takes_one_put_of_a_key_at_a_time_is_fit(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(s3, OnePutOfAKeyASecond(), monkeypatch)


def test_a_server_that_fails_all_the_time_is_named_with_what_it_said(
    s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fails(Trait):
        def instead(self, ask: Ask) -> Answer | None:
            return refusal(503, "SlowDown")

    with pytest.raises(StoreUnreachable, match="SlowDown"):
        check(s3, Fails(), monkeypatch)
