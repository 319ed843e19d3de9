"""An archive under a prefix of an S3-compatible bucket."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    ReadTimeoutError,
    ResponseStreamingError,
    TokenRetrievalError,
)
from botocore.exceptions import (
    ConnectionError as BotoConnectionError,
)

from newscrawl.archive.access import S3Access
from newscrawl.archive.format import check_format
from newscrawl.archive.probe import probe
from newscrawl.archive.store import CHUNK_BYTES, StoredObject, Unfinished
from newscrawl.errors import (
    ArchiveError,
    KeyExists,
    NoSuchBucket,
    NoSuchKey,
    StoreDenied,
    StoreUnfit,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_CHECK_S = 4.5
_READ_TRIES = 5
_TRANSFER = TransferConfig(
    multipart_threshold=16 << 20, multipart_chunksize=16 << 20, max_concurrency=4
)
_MISSING = {"NoSuchKey", "NoSuchUpload", "404", "NotFound"}
_TAKEN = {"PreconditionFailed", "412"}
# another conditional put of the same key was under way; who won is not known yet
_UNDECIDED = {"ConditionalRequestConflict", "409"}


class _PastTheEnd(ArchiveError):
    """A range was asked for that begins behind the object's end."""


class S3Store:
    """A bucket and a prefix; where and as whom is S3Access's answer."""

    def __init__(self, *, bucket: str, prefix: str, patient: bool = True) -> None:
        self._bucket = bucket
        self._patient = patient
        self._root = f"{prefix}/" if prefix else ""
        self.uri = f"s3://{bucket}/{prefix}".rstrip("/")

    @property
    def place(self) -> str:
        return f"{self.uri} at {self._access.endpoint}"

    def __repr__(self) -> str:
        return f"S3Store({self.uri!r})"

    def get(self, key: str) -> bytes:
        return self._read(key)

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        if length <= 0:
            return b""
        try:
            return self._read(key, Range=f"bytes={offset}-{offset + length - 1}")
        except _PastTheEnd:
            return b""

    def chunks(self, key: str) -> Iterator[bytes]:
        with self._named(key):
            answer = self._client.get_object(Bucket=self._bucket, Key=self._root + key)
            yield from answer["Body"].iter_chunks(CHUNK_BYTES)

    def put(self, key: str, data: bytes | Path) -> None:
        with self._named(key):
            if isinstance(data, bytes):
                self._client.put_object(Bucket=self._bucket, Key=self._root + key, Body=data)
            else:
                self._client.upload_file(
                    str(data), self._bucket, self._root + key, Config=_TRANSFER
                )

    def put_if_absent(self, key: str, data: bytes) -> None:
        with self._named(key):
            for _ in range(5):
                try:
                    self._client.put_object(
                        Bucket=self._bucket, Key=self._root + key, Body=data, IfNoneMatch="*"
                    )
                except ClientError as error:
                    if _code(error) in _UNDECIDED:
                        continue
                    if _code(error) not in _TAKEN:
                        raise
                    if self.get(key) != data:
                        raise KeyExists(f"{key} exists already in {self.uri}") from error
                return
        raise StoreUnreachable(
            f"{self.uri}: {key} could not be put; rival puts of it never came to an end"
        )

    def list(self, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        with self._named(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket,
                Prefix=self._root + prefix,
                StartAfter="" if after is None else self._root + after,
            )
            for page in pages:
                for found in page.get("Contents", ()):
                    yield StoredObject(
                        key=found["Key"].removeprefix(self._root),
                        size_bytes=found["Size"],
                        modified_at=found["LastModified"],
                    )

    def folders(self, prefix: str) -> Sequence[str]:
        with self._named(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._root + prefix, Delimiter="/"
            )
            return [
                found["Prefix"].removeprefix(self._root + prefix).rstrip("/")
                for page in pages
                for found in page.get("CommonPrefixes", ())
            ]

    def exists(self, key: str) -> bool:
        try:
            with self._named(key):
                self._client.head_object(Bucket=self._bucket, Key=self._root + key)
        except NoSuchKey:
            return False
        return True

    def delete(self, key: str) -> None:
        with self._named(key):
            self._client.delete_object(Bucket=self._bucket, Key=self._root + key)

    def unfinished(self) -> Iterator[Unfinished]:
        with self._named("unfinished uploads"):
            pages = self._client.get_paginator("list_multipart_uploads").paginate(
                Bucket=self._bucket, Prefix=self._root
            )
            for page in pages:
                for found in page.get("Uploads", ()):
                    yield Unfinished(
                        key=found["Key"].removeprefix(self._root),
                        started_at=found["Initiated"],
                        token=found["UploadId"],
                    )

    def abandon(self, upload: Unfinished) -> None:
        with suppress(NoSuchKey), self._named(upload.key):
            self._client.abort_multipart_upload(
                Bucket=self._bucket, Key=self._root + upload.key, UploadId=upload.token
            )

    def check(self) -> None:
        # one who does not wait asks, and in a thread, for a name service may hang for long
        hasty = S3Store(bucket=self._bucket, prefix=self._root.rstrip("/"), patient=False)
        faults: Queue[Exception] = Queue()
        asking = threading.Thread(target=hasty.find_fault, args=(faults,), daemon=True)
        asking.start()
        asking.join(_CHECK_S)
        if asking.is_alive():
            raise StoreUnreachable(
                f"{self.uri}: no answer from {self._access.endpoint} in {_CHECK_S} s; is "
                "AWS_ENDPOINT_URL_S3 right and the server up?"
            )
        if not faults.empty():
            raise faults.get()

    def find_fault(self, faults: Queue[Exception]) -> None:
        """Put into ``faults`` what keeps this store from being written, if anything does."""
        try:
            self._access.credentials()
            try:
                with self._named("the bucket"):
                    self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._root, MaxKeys=1)
            except NoSuchKey as error:  # what is no S3 server has no name for a missing bucket
                raise self._no_bucket() from error
            check_format(self, create=True)
            probe(self)
        except Exception as error:  # noqa: BLE001  # dying of it would look as if all were well
            faults.put(error)

    def _read(self, key: str, **how: Any) -> bytes:
        """Return a body; one that breaks off, which botocore does not retry, is asked for anew."""
        with self._named(key):
            for attempt in count(1):
                try:
                    answer = self._client.get_object(
                        Bucket=self._bucket, Key=self._root + key, **how
                    )
                    return answer["Body"].read()
                except (ResponseStreamingError, IncompleteReadError, ReadTimeoutError):
                    if attempt == _READ_TRIES:
                        raise
        raise AssertionError("count() does not end")

    def delta_options(self) -> dict[str, str]:
        return self._access.delta_options()

    def arrow_filesystem(self, prefix: str) -> Any:
        return self._access.arrow_filesystem(f"{self._bucket}/{self._root}{prefix}")

    @cached_property
    def _access(self) -> S3Access:
        return S3Access(self._bucket)

    @cached_property
    def _client(self) -> "S3Client":
        return self._access.client(patient=self._patient)

    @contextmanager
    def _named(self, key: str) -> Iterator[None]:
        """Raise a named error for what botocore says: what, where, what to do; no secrets."""
        try:
            yield
        except ClientError as error:
            raise self._refusal(error, key) from error
        except Boto3Error as error:  # a failed transfer, wrapped by boto3
            cause = error.__context__
            if isinstance(cause, ClientError):
                raise self._refusal(cause, key) from error
            raise StoreUnreachable(self._said(key, error)) from error
        except (
            NoCredentialsError,
            PartialCredentialsError,
            CredentialRetrievalError,
            TokenRetrievalError,
            ProfileNotFound,
        ) as error:
            raise StoreDenied(
                f"{self.uri}: {error}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                "AWS_PROFILE, or run under a role"
            ) from error
        except (BotoConnectionError, HTTPClientError) as error:
            raise StoreUnreachable(
                f"{self.uri}: no answer from {self._access.endpoint} ({type(error).__name__}); is "
                "AWS_ENDPOINT_URL_S3 right and the server up?"
            ) from error
        except BotoCoreError as error:
            raise StoreUnreachable(self._said(key, error)) from error

    def _refusal(self, error: ClientError, key: str) -> ArchiveError:
        code, endpoint = _code(error), self._access.endpoint
        if code in ("InvalidRange", "416"):
            return _PastTheEnd(f"{key} in {self.uri} ends before the range asked for")
        if code in _MISSING:
            return NoSuchKey(f"{key} is not in {self.uri}")
        match code:
            case "NoSuchBucket":
                return self._no_bucket()
            case "AccessDenied" | "403" | "Forbidden" | "AllAccessDisabled":
                return StoreDenied(
                    f"{self.uri}: {endpoint} denies access to {key}; the credentials need to list "
                    f"the bucket and to get, put and delete objects under {self._root or '/'}"
                )
            case (
                "InvalidAccessKeyId"
                | "SignatureDoesNotMatch"
                | "ExpiredToken"
                | "InvalidToken"
                | "AuthFailure"
            ):
                return StoreDenied(
                    f"{self.uri}: {endpoint} does not accept the credentials ({code}); see "
                    "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE"
                )
            case (
                "AuthorizationHeaderMalformed"
                | "PermanentRedirect"
                | "IllegalLocationConstraintException"
                | "301"
            ):
                return StoreDenied(
                    f"{self.uri}: the bucket is in another region ({code}); set AWS_REGION"
                )
            case "RequestTimeTooSkewed":
                return StoreDenied(f"{self.uri}: this machine's clock is wrong ({code}); set it")
            case "NotImplemented" | "XAmzContentSHA256Mismatch" | "InvalidRequest":
                return StoreUnfit(
                    f"{self.uri}: {endpoint} does not do what was asked with {key} ({code})"
                )
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if status >= 500 or code in ("SlowDown", "RequestTimeout", "Throttling"):
            return StoreUnreachable(f"{self.uri}: {endpoint} failed at {key} ({code})")
        return ArchiveError(self._said(key, error))

    def _no_bucket(self) -> NoSuchBucket:
        return NoSuchBucket(
            f"{self.uri}: there is no bucket {self._bucket!r} at {self._access.endpoint}; create "
            "it, or correct the archive URI or AWS_ENDPOINT_URL_S3"
        )

    def _said(self, key: str, error: Exception) -> str:
        return f"{self.uri}: {key}: {self._access.redacted(str(error))}"


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
