"""One answer to where S3 is and who asks, for boto3, deltalake and Arrow alike."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from botocore.utils import calculate_md5, get_environ_proxies

from newscrawl.errors import StoreDenied
from newscrawl.store_terms import Addressing, StoreTerms

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Checksums = Literal["when_required", "when_supported"]

_SESSION = {
    # As boto3 finds the region, and AWS_REGION before it: every other SDK reads that one.
    "region": ("region", ["AWS_REGION", "AWS_DEFAULT_REGION"], None, None),
    # The newer default checksums are refused by some S3-compatible stores; our own SHA-256 of
    # every object is in its manifest.
    "request_checksum_calculation": (
        *("request_checksum_calculation", "AWS_REQUEST_CHECKSUM_CALCULATION"),
        *("when_required", None),
    ),
    "response_checksum_validation": (
        *("response_checksum_validation", "AWS_RESPONSE_CHECKSUM_VALIDATION"),
        *("when_required", None),
    ),
}
_DEFAULT_REGION = "us-east-1"
_OF_AMAZON = re.compile(r"\.amazonaws\.com(\.cn)?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Patience:
    """For how long a client waits for a connection and for an answer, and how often it asks."""

    connect_s: float
    answer_s: float
    tries: int


_PATIENT = _Patience(connect_s=5, answer_s=60, tries=8)
# of three tries boto3's last comes within 2 s, of four within 4 s: that would be silence
_HASTY = _Patience(connect_s=1.5, answer_s=2.5, tries=3)


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What signs a request; ``repr`` shows nothing of it."""

    key: str
    secret: str
    token: str | None

    def __repr__(self) -> str:
        return "Credentials(...)"


class S3Access:
    """
    Endpoint, region, addressing, certificates, proxy and credentials, found as boto3 finds them.

    That is: the AWS_* variables, the profile, the shared files, a role; HTTPS_PROXY and NO_PROXY.
    Credentials that expire are asked for anew at each use.
    """

    def __init__(self, bucket: str, terms: StoreTerms) -> None:
        self._bucket, self._terms = bucket, terms
        try:
            self._core = botocore.session.Session(session_vars=_SESSION)
            self._session = boto3.session.Session(botocore_session=self._core)
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{bucket}: {error}; see AWS_PROFILE") from error

    def client(self, *, patient: bool = True, checksums: Checksums | None = None) -> "S3Client":
        """
        Return a client; one that is not ``patient`` gives up within seconds.

        ``checksums`` is when a put carries one; None: as AWS_REQUEST_CHECKSUM_CALCULATION says.
        """
        patience = _PATIENT if patient else _HASTY
        config = Config(
            connect_timeout=patience.connect_s,
            read_timeout=patience.answer_s,
            retries={"mode": "standard", "total_max_attempts": patience.tries},
            request_checksum_calculation=checksums,
            max_pool_connections=16,
            s3={"addressing_style": self._style.value},
        )
        try:
            region = self._session.region_name or _DEFAULT_REGION
            client = self._session.client(
                "s3", region_name=region, config=config, verify=self.ca_bundle
            )
        except (BotoCoreError, ValueError) as error:
            raise StoreDenied(
                f"s3://{self._bucket}: {error}; see AWS_ENDPOINT_URL_S3, AWS_REGION and AWS_PROFILE"
            ) from error
        if self._terms.object_lock:
            for operation in ("PutObject", "UploadPart"):
                client.meta.events.register(f"before-call.s3.{operation}", _add_md5)
        return client

    @cached_property
    def is_virtual(self) -> bool:
        """Whether the bucket goes into the host name; of itself only at Amazon, as in boto3."""
        if self._style is not Addressing.AUTO:
            return self._style is Addressing.VIRTUAL
        # a certificate for *.s3.amazonaws.com has no place for a bucket with a dot
        return bool(_OF_AMAZON.search(self._host)) and "." not in self._bucket

    @property
    def endpoint(self) -> str:
        return self._place[0]

    @property
    def region(self) -> str:
        return self._place[1]

    @cached_property
    def ca_bundle(self) -> str | None:
        """The file of authorities that may vouch for the store; None: those each client knows."""
        named = self._variable("ca_bundle")
        if not named:
            return None
        bundle = Path(named).expanduser()
        if not bundle.is_file():
            raise StoreDenied(
                f"s3://{self._bucket}: {named!r} is no file of certificates; see AWS_CA_BUNDLE"
            )
        return str(bundle)

    @cached_property
    def proxy(self) -> str | None:
        """The URL of the proxy through which the endpoint is reached."""
        found: dict[str, str] = get_environ_proxies(self.endpoint)
        proxy = found.get(urlsplit(self.endpoint).scheme)
        return proxy if proxy is None or "://" in proxy else f"http://{proxy}"

    @property
    def checksums(self) -> str:
        """When a put carries a checksum: ``when_required`` or ``when_supported``."""
        return str(self._variable("request_checksum_calculation"))

    def credentials(self) -> Credentials:
        """Raises StoreDenied where there are none."""
        try:
            found = self._session.get_credentials()
            frozen = found.get_frozen_credentials() if found else None
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{self._bucket}: {error}") from error
        if frozen is None or not frozen.access_key or not frozen.secret_key:
            raise StoreDenied(
                f"s3://{self._bucket}: no credentials found; set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run under a role"
            )
        return Credentials(key=frozen.access_key, secret=frozen.secret_key, token=frozen.token)

    def delta_options(self, *, patient: bool = True) -> dict[str, str]:
        """Return deltalake's storage options; every one is set, so that it asks no one else."""
        credentials, patience = self.credentials(), _PATIENT if patient else _HASTY
        endpoint = self.endpoint
        if self.is_virtual:
            endpoint = endpoint.replace("://", f"://{self._bucket}.", 1)
        options = {
            "aws_access_key_id": credentials.key,
            "aws_secret_access_key": credentials.secret,
            "aws_region": self.region,
            "aws_endpoint_url": endpoint,
            # AWS_ENDPOINT_URL_S3, which has no bucket in it, would count more than the other
            "aws_endpoint_url_s3": endpoint,
            "aws_allow_http": str(endpoint.startswith("http://")).lower(),
            "aws_virtual_hosted_style_request": str(self.is_virtual).lower(),
            "aws_conditional_put": "etag",
            "connect_timeout": f"{patience.connect_s * 1000:.0f}ms",
            "timeout": f"{patience.answer_s * 1000:.0f}ms",
            **self._terms.of_a_table(),
        }
        if credentials.token:
            options["aws_session_token"] = credentials.token
        if self.checksums == "when_supported":
            options["aws_checksum_algorithm"] = "sha256"
        if self.proxy:
            options["proxy_url"] = self.proxy
        if self.ca_bundle and endpoint.startswith("https://"):
            # The one way to hand it certificates: those meant for a proxy are trusted for what is
            # behind it too, also where no host goes through the proxy.
            options["proxy_ca_certificate"] = Path(self.ca_bundle).read_text("utf-8")
            if not self.proxy:
                options["proxy_url"] = endpoint
                options["proxy_excludes"] = str(urlsplit(endpoint).hostname)
        if not patient:
            options |= {"max_retries": str(patience.tries - 1), "retry_timeout": "2s"}
        return options

    def arrow_filesystem(self, path: str, *, patient: bool = True) -> Any:
        """Return pyarrow's own S3 client, rooted at ``bucket/prefix``."""
        from pyarrow import fs

        credentials, patience = self.credentials(), _PATIENT if patient else _HASTY
        scheme, _, host = self.endpoint.partition("://")
        client = fs.S3FileSystem(
            access_key=credentials.key,
            secret_key=credentials.secret,
            session_token=credentials.token,
            region=self.region,
            scheme=scheme,
            endpoint_override=host,
            force_virtual_addressing=self.is_virtual,
            tls_ca_file_path=self.ca_bundle,
            proxy_options=self.proxy,
            connect_timeout=patience.connect_s,
            request_timeout=patience.answer_s,
            retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=patience.tries),
        )
        return fs.SubTreeFileSystem(path, client)

    def redacted(self, text: str) -> str:
        """Return ``text`` without the credentials that an error of a client may repeat."""
        try:
            own = self.credentials()
        except StoreDenied:
            return text
        secrets = [re.escape(part) for part in (own.key, own.secret, own.token) if part]
        return re.sub("|".join(secrets), "...", text)

    @cached_property
    def _style(self) -> Addressing:
        """The addressing asked for: by our setting, else in the AWS config file."""
        if self._terms.addressing is not Addressing.AUTO:
            return self._terms.addressing
        try:
            section = self._core.get_scoped_config().get("s3", {})
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{self._bucket}: {error}; see AWS_PROFILE") from error
        style = section.get("addressing_style") if isinstance(section, dict) else None
        return Addressing(style) if style in set(Addressing) else Addressing.AUTO

    @cached_property
    def _place(self) -> tuple[str, str]:
        meta = self.client().meta
        return meta.endpoint_url, meta.region_name

    @property
    def _host(self) -> str:
        return urlsplit(self.endpoint).hostname or ""

    def _variable(self, name: str) -> str | None:
        try:
            found: str | None = self._core.get_config_variable(name)
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{self._bucket}: {error}; see AWS_PROFILE") from error
        return found


def _add_md5(params: dict[str, Any], **_: Any) -> None:
    """Add the Content-MD5 without which S3 puts nothing under a retention."""
    if "Content-MD5" not in params["headers"]:
        params["headers"]["Content-MD5"] = calculate_md5(params["body"])
