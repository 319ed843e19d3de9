"""Where S3 is, as every client is told it; nothing is asked of a network."""

from pathlib import Path

import pytest

from newscrawl.archive.access import S3Access
from newscrawl.errors import StoreDenied
from newscrawl.store_terms import Addressing, StoreTerms


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment in which nothing but a key and a region is set."""
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")


def access(bucket: str = "news", addressing: Addressing = Addressing.AUTO) -> S3Access:
    return S3Access(bucket, StoreTerms(addressing=addressing))


@pytest.mark.parametrize(
    ("endpoint", "bucket", "addressing", "place"),
    [
        (None, "news", Addressing.AUTO, "https://news.s3.eu-central-1.amazonaws.com"),
        (None, "news.example", Addressing.AUTO, "https://s3.eu-central-1.amazonaws.com"),
        (None, "news", Addressing.PATH, "https://s3.eu-central-1.amazonaws.com"),
        ("https://s3.example", "news", Addressing.AUTO, "https://s3.example"),
        ("https://s3.example", "news", Addressing.VIRTUAL, "https://news.s3.example"),
        ("http://127.0.0.1:8333", "news", Addressing.AUTO, "http://127.0.0.1:8333"),
    ],
    ids=["Amazon", "a dot in the bucket", "path", "elsewhere", "virtual", "on this machine"],
)
def test_the_bucket_is_in_the_host_name_at_amazon_or_where_asked(
    monkeypatch: pytest.MonkeyPatch,
    *,
    endpoint: str | None,
    bucket: str,
    addressing: Addressing,
    place: str,
) -> None:
    if endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", endpoint)

    options = access(bucket, addressing).delta_options()

    assert options["aws_endpoint_url"] == options["aws_endpoint_url_s3"] == place
    assert options["aws_virtual_hosted_style_request"] == str(f"//{bucket}." in place).lower()
    assert options["aws_allow_http"] == str(place.startswith("http://")).lower()


def test_the_config_file_is_heard_where_the_setting_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text("[default]\ns3 =\n    addressing_style = virtual\n")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "https://s3.example")

    assert access().is_virtual
    assert not access(addressing=Addressing.PATH).is_virtual


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"HTTPS_PROXY": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, None),
        ({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": "s3.example"}, None),
    ],
    ids=["none", "of its scheme", "without a scheme", "of another scheme", "excepted"],
)
def test_the_proxy_is_the_one_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxy: str | None
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "https://s3.example")
    for name, text in variables.items():
        monkeypatch.setenv(name, text)

    assert access().proxy == proxy
    assert access().delta_options().get("proxy_url") == proxy


def test_certificates_of_an_authority_go_to_the_host_itself_and_not_past_a_proxy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "authority.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "https://s3.example")

    options = access(addressing=Addressing.VIRTUAL).delta_options()

    assert options["proxy_ca_certificate"] == "-----BEGIN CERTIFICATE-----\n"
    assert options["proxy_excludes"] == "news.s3.example"


@pytest.mark.parametrize("name", ["none.pem", "."], ids=["missing", "a folder"])
def test_certificates_that_are_no_file_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / name))

    with pytest.raises(StoreDenied, match="no file of certificates; see AWS_CA_BUNDLE"):
        access().client()


@pytest.mark.parametrize(
    ("asked", "sent"), [(None, None), ("when_required", None), ("when_supported", "sha256")]
)
def test_deltalake_sends_checksums_where_boto3_does(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, sent: str | None
) -> None:
    if asked:
        monkeypatch.setenv("AWS_REQUEST_CHECKSUM_CALCULATION", asked)

    options = access().delta_options()

    assert options.get("aws_checksum_algorithm") == sent
    assert access().checksums == (asked or "when_required")
