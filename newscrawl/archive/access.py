"""One answer to where S3 is and who asks, for boto3, deltalake and Arrow alike."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from newscrawl.errors import StoreDenied

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# As boto3 finds the region, and AWS_REGION before it: every other SDK reads that one.
_REGION = {"region": ("region", ["AWS_REGION", "AWS_DEFAULT_REGION"], None, None)}
_DEFAULT_REGION = "us-east-1"


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
    Endpoint, region, addressing and credentials, found as boto3 finds them.

    That is: the AWS_* variables, the profile, the shared files, a role. Credentials that expire
    are asked for anew at each use.
    """

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        try:
            core = botocore.session.Session(session_vars=_REGION)
            self._session = boto3.session.Session(botocore_session=core)
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{bucket}: {error}; see AWS_PROFILE") from error

    def client(self, *, patient: bool = True) -> "S3Client":
        """Return a client; one that is not ``patient`` gives up within seconds."""
        config = Config(
            connect_timeout=5 if patient else 1.5,
            read_timeout=60 if patient else 2.5,
            retries={"mode": "standard", "total_max_attempts": 8 if patient else 4},
            # The newer default checksums are refused by some S3-compatible stores; our own
            # SHA-256 of every object is in its manifest.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            max_pool_connections=16,
            s3={"addressing_style": "virtual" if self.is_virtual else "path"},
        )
        try:
            region = self._session.region_name or _DEFAULT_REGION
            return self._session.client("s3", region_name=region, config=config)
        except (BotoCoreError, ValueError) as error:
            raise StoreDenied(
                f"s3://{self._bucket}: {error}; see AWS_ENDPOINT_URL_S3, AWS_REGION and AWS_PROFILE"
            ) from error

    @cached_property
    def is_virtual(self) -> bool:
        """Whether the bucket goes into the host name: only where the AWS config file asks."""
        try:
            section = self._session._session.get_scoped_config().get("s3", {})  # noqa: SLF001
        except BotoCoreError as error:
            raise StoreDenied(f"s3://{self._bucket}: {error}; see AWS_PROFILE") from error
        return bool(section.get("addressing_style") == "virtual")

    @cached_property
    def _place(self) -> tuple[str, str]:
        meta = self.client().meta
        return meta.endpoint_url, meta.region_name

    @property
    def endpoint(self) -> str:
        return self._place[0]

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

    def delta_options(self) -> dict[str, str]:
        """Return deltalake's storage options; every one is set, so that it asks no one else."""
        credentials = self.credentials()
        endpoint, region = self._place
        if self.is_virtual:
            endpoint = endpoint.replace("://", f"://{self._bucket}.", 1)
        options = {
            "aws_access_key_id": credentials.key,
            "aws_secret_access_key": credentials.secret,
            "aws_region": region,
            "aws_endpoint_url": endpoint,
            "aws_allow_http": str(endpoint.startswith("http://")).lower(),
            "aws_virtual_hosted_style_request": str(self.is_virtual).lower(),
            "aws_conditional_put": "etag",
            "connect_timeout": "5s",
            "timeout": "60s",
        }
        if credentials.token:
            options["aws_session_token"] = credentials.token
        return options

    def arrow_filesystem(self, path: str) -> Any:
        """Return pyarrow's own S3 client, rooted at ``bucket/prefix``."""
        from pyarrow import fs

        credentials = self.credentials()
        endpoint, region = self._place
        scheme, _, host = endpoint.partition("://")
        client = fs.S3FileSystem(
            access_key=credentials.key,
            secret_key=credentials.secret,
            session_token=credentials.token,
            region=region,
            scheme=scheme,
            endpoint_override=host,
            force_virtual_addressing=self.is_virtual,
            connect_timeout=5,
            request_timeout=60,
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
