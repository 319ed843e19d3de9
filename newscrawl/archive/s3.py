"""An archive under a prefix of an S3-compatible bucket."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import (
    ClientError,
    IncompleteReadError,
    ReadTimeoutError,
    ResponseStreamingError,
)

from newscrawl.archive.access import S3Access
from newscrawl.archive.answers import Answers
from newscrawl.archive.findings import Finding
from newscrawl.archive.preflight import Preflight
from newscrawl.archive.refusals import PastTheEnd, Refusals, code_of
from newscrawl.archive.store import CHUNK_BYTES, StoredObject, Unfinished
from newscrawl.archive.survey import survey
from newscrawl.errors import (
    KeyExists,
    NoSuchKey,
    StoreUnreachable,
)
from newscrawl.store_terms import StoreTerms

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# with the start of a process, which imports boto3, less than 5 s
_CHECK_S = 3.5
_SILENCE_S = 3.0
_READ_TRIES = 5
_TRANSFER = TransferConfig(
    multipart_threshold=16 << 20, multipart_chunksize=16 << 20, max_concurrency=4
)
_TAKEN = {"PreconditionFailed", "412"}
# of a body that has begun; botocore does not ask for it anew
_BROKEN_OFF = (ResponseStreamingError, IncompleteReadError, ReadTimeoutError)
# another conditional put of the same key was under way; who won is not known yet
_UNDECIDED = {"ConditionalRequestConflict", "409"}


class S3Store:
    """
    A bucket and a prefix; where and as whom is S3Access's answer.

    One that is not ``patient`` gives up within seconds.
    """

    def __init__(
        self, *, bucket: str, prefix: str, terms: StoreTerms, patient: bool = True
    ) -> None:
        self.bucket, self.terms = bucket, terms
        self._patient = patient
        self.root = f"{prefix}/" if prefix else ""
        self.uri = f"s3://{bucket}/{prefix}".rstrip("/")
        self.answers = Answers()

    @property
    def place(self) -> str:
        return f"{self.uri} at {self.access.endpoint}"

    def __repr__(self) -> str:
        return f"S3Store({self.uri!r})"

    def get(self, key: str) -> bytes:
        return self._read(key)

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        if length <= 0:
            return b""
        try:
            return self._read(key, Range=f"bytes={offset}-{offset + length - 1}")
        except PastTheEnd:
            return b""

    def chunks(self, key: str) -> Iterator[bytes]:
        come = 0
        how: dict[str, Any] = {}
        with self.refusals.named(key):
            for attempt in count(1):
                try:
                    answer = self.client.get_object(Bucket=self.bucket, Key=self.root + key, **how)
                    for chunk in answer["Body"].iter_chunks(CHUNK_BYTES):
                        yield chunk
                        come += len(chunk)
                except _BROKEN_OFF:
                    if attempt == _READ_TRIES:
                        raise
                    # of the same object: the rest of another would make a whole that never was
                    how = {"Range": f"bytes={come}-", "IfMatch": answer["ETag"]} if come else {}
                else:
                    return

    def put(self, key: str, data: bytes | Path) -> None:
        with self.refusals.named(key):
            if isinstance(data, bytes):
                self.client.put_object(
                    Bucket=self.bucket, Key=self.root + key, Body=data, **self.terms.of_a_put(key)
                )
            else:
                self.client.upload_file(
                    *(str(data), self.bucket, self.root + key),
                    ExtraArgs=self.terms.of_a_put(key),
                    Config=_TRANSFER,
                )

    def put_if_absent(self, key: str, data: bytes) -> None:
        with self.refusals.named(key):
            for _ in range(5):
                try:
                    self.client.put_object(
                        Bucket=self.bucket,
                        Key=self.root + key,
                        Body=data,
                        IfNoneMatch="*",
                        **self.terms.of_a_put(key),
                    )
                except ClientError as error:
                    if code_of(error) in _UNDECIDED:
                        continue
                    if code_of(error) not in _TAKEN:
                        raise
                    if self.get(key) != data:
                        raise KeyExists(f"{key} exists already in {self.uri}") from error
                return
        raise StoreUnreachable(
            f"{self.uri}: {key} could not be put; rival puts of it never came to an end"
        )

    def list(self, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        with self.refusals.named(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket,
                Prefix=self.root + prefix,
                StartAfter="" if after is None else self.root + after,
            )
            for page in pages:
                for found in page.get("Contents", ()):
                    yield StoredObject(
                        key=found["Key"].removeprefix(self.root),
                        size_bytes=found["Size"],
                        modified_at=found["LastModified"],
                    )

    def folders(self, prefix: str) -> Sequence[str]:
        with self.refusals.named(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.root + prefix, Delimiter="/"
            )
            return [
                found["Prefix"].removeprefix(self.root + prefix).rstrip("/")
                for page in pages
                for found in page.get("CommonPrefixes", ())
            ]

    def exists(self, key: str) -> bool:
        try:
            with self.refusals.named(key):
                self.client.head_object(Bucket=self.bucket, Key=self.root + key)
        except NoSuchKey:
            return False
        return True

    def delete(self, key: str) -> None:
        with self.refusals.named(key):
            self.client.delete_object(Bucket=self.bucket, Key=self.root + key)

    def unfinished(self) -> Iterator[Unfinished]:
        with self.refusals.named("unfinished uploads"):
            pages = self.client.get_paginator("list_multipart_uploads").paginate(
                Bucket=self.bucket, Prefix=self.root
            )
            for page in pages:
                for found in page.get("Uploads", ()):
                    yield Unfinished(
                        key=found["Key"].removeprefix(self.root),
                        started_at=found["Initiated"],
                        token=found["UploadId"],
                    )

    def abandon(self, upload: Unfinished) -> None:
        with suppress(NoSuchKey), self.refusals.named(upload.key):
            self.client.abort_multipart_upload(
                Bucket=self.bucket, Key=self.root + upload.key, UploadId=upload.token
            )

    def check(self, *, within_s: float | None = None) -> None:
        longest_s = _CHECK_S if within_s is None else within_s
        # one who does not wait asks, and in a thread, for a name service may hang for long
        hasty = self._hasty
        faults: Queue[Exception] = Queue()
        asking = threading.Thread(target=hasty.find_fault, args=(faults,), daemon=True)
        asking.start()
        asking.join(longest_s)
        while asking.is_alive() and hasty.answers.silent_s < _SILENCE_S:
            asking.join(0.1)  # a store far away, or a busy one; it does answer
        if asking.is_alive():
            said = f"; the last one was {hasty.answers.last}" if hasty.answers.last else ""
            raise self.refusals.no_answer(f"in {longest_s:.3g} s{said}")
        if not faults.empty():
            raise faults.get()

    def find_fault(self, faults: Queue[Exception]) -> None:
        """Put into ``faults`` what keeps this store from being written, if anything does."""
        try:
            Preflight(self).run()
        except Exception as error:  # noqa: BLE001  # dying of it would look as if all were well
            faults.put(error)

    def survey(self) -> Iterator[Finding]:
        return survey(self._hasty)

    @cached_property
    def _hasty(self) -> "S3Store":
        prefix = self.root.rstrip("/")
        hasty = S3Store(bucket=self.bucket, prefix=prefix, terms=self.terms, patient=False)
        hasty.access = self.access
        return hasty

    def _read(self, key: str, **how: Any) -> bytes:
        """Return a body; one that breaks off, which botocore does not retry, is asked for anew."""
        with self.refusals.named(key):
            for attempt in count(1):
                try:
                    answer = self.client.get_object(Bucket=self.bucket, Key=self.root + key, **how)
                    return answer["Body"].read()
                except _BROKEN_OFF:
                    if attempt == _READ_TRIES:
                        raise
        raise AssertionError("count() does not end")

    def delta_options(self) -> dict[str, str]:
        return self.access.delta_options(patient=self._patient)

    def arrow_filesystem(self, prefix: str) -> Any:
        path = f"{self.bucket}/{self.root}{prefix}"
        return self.access.arrow_filesystem(path, patient=self._patient)

    @cached_property
    def access(self) -> S3Access:
        return S3Access(self.bucket, self.terms)

    @cached_property
    def client(self) -> "S3Client":
        client = self.access.client(patient=self._patient)
        self.answers.listen(client)
        return client

    @property
    def refusals(self) -> Refusals:
        return Refusals(self.uri, self.bucket, self.root, self.access)
