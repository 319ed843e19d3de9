"""What S3 stores answer, by the error that it becomes."""

import pytest
from botocore.exceptions import ClientError

from newscrawl.archive.access import S3Access
from newscrawl.archive.refusals import Refusals
from newscrawl.errors import (
    ArchiveError,
    ClockSkewed,
    NoSuchBucket,
    NoSuchKey,
    StoreDenied,
    StoreUnfit,
    StoreUnreachable,
)
from newscrawl.store_terms import StoreTerms


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "https://s3.example")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    return Refusals("s3://news/archive", "news", "archive/", S3Access("news", StoreTerms()))


@pytest.mark.parametrize(
    ("status", "code", "kind", "said"),
    [
        (404, "NoSuchKey", NoSuchKey, "warc/a is not in s3://news/archive"),
        (404, "NoSuchBucket", NoSuchBucket, "no bucket 'news' at https://s3.example"),
        (403, "AccessDenied", StoreDenied, "denies access to warc/a (PutObject)"),
        (403, "InvalidAccessKeyId", StoreDenied, "does not accept the credentials"),
        (403, "SignatureDoesNotMatch", StoreDenied, "does not accept the credentials"),
        (400, "ExpiredToken", StoreDenied, "AWS_SESSION_TOKEN"),
        (400, "AuthorizationHeaderMalformed", StoreDenied, "does not accept the credentials"),
        (301, "PermanentRedirect", StoreDenied, "in another region (PermanentRedirect)"),
        (400, "InvalidRegionName", StoreDenied, "asked for in 'us-east-1'; set AWS_REGION"),
        (403, "RequestTimeTooSkewed", ClockSkewed, "this machine's clock is wrong"),
        (501, "NotImplemented", StoreUnfit, "does not do what was asked with warc/a"),
        (400, "KMS.DisabledException", StoreUnfit, "(KMS.DisabledException)"),
        (400, "InvalidStorageClass", StoreUnfit, "(InvalidStorageClass)"),
        (503, "SlowDown", StoreUnreachable, "failed at warc/a (SlowDown)"),
        (500, "InternalError", StoreUnreachable, "failed at warc/a (InternalError)"),
        (429, "TooManyRequests", StoreUnreachable, "failed at warc/a (TooManyRequests)"),
        (429, "AskLater", StoreUnreachable, "failed at warc/a (AskLater)"),
        (418, "Teapot", ArchiveError, "Teapot"),
    ],
)
def test_an_answer_is_named_for_who_must_act(
    refusals: Refusals, *, status: int, code: str, kind: type[ArchiveError], said: str
) -> None:
    with pytest.raises(ArchiveError) as raised, refusals.named("warc/a"):
        raise answer(status, code)

    assert type(raised.value) is kind
    assert said in str(raised.value)


def test_the_region_that_an_answer_names_is_told(refusals: Refusals) -> None:
    with pytest.raises(StoreDenied) as raised, refusals.named("warc/a"):
        raise answer(400, "AuthorizationHeaderMalformed", Region="eu-west-1")

    assert "in region 'eu-west-1'" in str(raised.value)
    assert str(raised.value).endswith("set AWS_REGION=eu-west-1")


def test_a_secret_that_an_answer_repeats_is_not_said(refusals: Refusals) -> None:
    with pytest.raises(ArchiveError) as raised, refusals.named("warc/a"):
        raise answer(400, "Odd", Message="your secret is hunter2")

    assert "hunter2" not in str(raised.value)


def answer(status: int, code: str, **more: str) -> ClientError:
    return ClientError(
        {"Error": {"Code": code, **more}, "ResponseMetadata": {"HTTPStatusCode": status}},  # type: ignore[typeddict-item]
        "PutObject",
    )
