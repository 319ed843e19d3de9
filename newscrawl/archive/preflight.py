"""Whether an archive can be kept in a bucket, found out before anything rests on it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from botocore.exceptions import ClientError
from deltalake.exceptions import DeltaError
from deltalake.fs import DeltaStorageHandler

from newscrawl.archive.format import FORMAT_KEY, check_format
from newscrawl.archive.probe import probe
from newscrawl.archive.reading import told
from newscrawl.archive.refusals import code_of
from newscrawl.errors import (
    ArchiveError,
    ClockSkewed,
    FormatMismatch,
    NoSuchBucket,
    NoSuchKey,
    StoreDenied,
    StoreUnfit,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from newscrawl.archive.access import Checksums
    from newscrawl.archive.s3 import S3Store

# What S3 itself allows between a request's time and its own. Some stores do not look; but then
# the times of captures would be wrong all the same.
MOST_SKEW = timedelta(minutes=15)


class Preflight:
    """
    The questions of one check, each of which may raise: what is wrong, and what to do.

    Nothing is written before it is known that the place is an archive, or empty.
    """

    def __init__(self, store: "S3Store") -> None:
        self._store = store

    def run(self) -> None:
        self._store.access.credentials()
        self._ask_for_the_bucket()
        self._compare_region()
        self._compare_clocks()
        is_there = check_format(self._store)
        with self._diagnosed():
            if not is_there:
                check_format(self._store, create=True)
            probe(self._store)
        self._ask_for_the_storage_class()
        self._ask_for_the_lock()
        self._ask_the_other_clients()

    def _ask_for_the_bucket(self) -> None:
        store = self._store
        try:
            with store.refusals.named("the bucket"):
                store.client.list_objects_v2(Bucket=store.bucket, Prefix=store.root, MaxKeys=1)
        except NoSuchKey as error:  # what is no S3 server has no name for a missing bucket
            raise store.refusals.no_bucket() from error
        except ClockSkewed:
            self._compare_clocks(most=timedelta(0))
            raise

    def _compare_region(self) -> None:
        """Boto3 follows the bucket to its region; deltalake and Arrow do not."""
        # what answers say that refuse nothing is no matter: some stores take any name
        region = self._store.answers.other_region
        if region and region != self._store.access.region:
            raise self._store.refusals.other_region(region, "x-amz-bucket-region")

    def _compare_clocks(self, most: timedelta = MOST_SKEW) -> None:
        ahead = self._store.answers.clock_ahead
        if ahead is not None and abs(ahead) > most:
            raise ClockSkewed(
                f"{self._store.uri}: this machine's clock is {said_of_clock(ahead)} that of "
                f"{self._store.access.endpoint}; requests are signed and captures dated by it. "
                "Set it, or the store's, by a time server"
            )

    @contextmanager
    def _diagnosed(self) -> Iterator[None]:
        """Name what of a put was refused: found out by puts that leave it out."""
        try:
            yield
        except (FormatMismatch, NoSuchBucket, ClockSkewed):
            raise
        except ArchiveError as error:
            cause = error.__cause__
            if not isinstance(cause, ClientError) or cause.operation_name != "PutObject":
                raise
            raise self._why_refused(error, code_of(cause)) from error

    def _why_refused(self, error: ArchiveError, code: str) -> ArchiveError:
        store, endpoint = self._store, self._store.access.endpoint
        if self._takes(store.terms.of_a_put("probe/")):
            return StoreUnfit(
                f"{store.uri}: {endpoint} refuses to put an object only if it is absent ({code}); "
                "without conditional put (If-None-Match) two crawls would overwrite each other's "
                "commits. Use a store or a version of it that has it"
            )
        is_default = store.access.checksums == "when_required"
        other: Checksums = "when_supported" if is_default else "when_required"
        if self._takes(store.terms.of_a_put("probe/"), checksums=other):
            return StoreUnfit(
                f"{store.uri}: {endpoint} refuses puts "
                f"{'without' if is_default else 'with'} a checksum ({code}); set "
                f"AWS_REQUEST_CHECKSUM_CALCULATION={other}"
            )
        if store.terms.encryption and self._takes({}):
            return StoreUnfit(
                f"{store.uri}: {endpoint} does not encrypt as NEWSCRAWL_S3_ENCRYPTION and "
                f"NEWSCRAWL_S3_KMS_KEY ask ({code}); correct them, or allow the use of the key"
            )
        if isinstance(error, StoreDenied):
            return StoreDenied(
                f"{store.uri}: {endpoint} lets these credentials list the bucket and not put "
                f"({code}); they need to get, put and delete objects under {store.root or '/'}"
            )
        return error

    def _takes(self, arguments: dict[str, Any], checksums: "Checksums | None" = None) -> bool:
        """Return whether the store takes a put of such arguments; what was put is removed."""
        store, key = self._store, f"probe/{secrets.token_hex(8)}"
        client = store.access.client(patient=False, checksums=checksums)
        try:
            with store.refusals.named(key):
                client.put_object(
                    Bucket=store.bucket, Key=store.root + key, Body=b"safe to delete\n", **arguments
                )
        except ArchiveError:
            return False
        finally:
            client.close()
        with suppress(ArchiveError):
            store.delete(key)
        return True

    def _ask_for_the_storage_class(self) -> None:
        terms = self._store.terms
        arguments = {**terms.of_a_put("probe/"), "StorageClass": terms.storage_class}
        if terms.storage_class and not self._takes(arguments):
            raise StoreUnfit(
                f"{self._store.uri}: {self._store.access.endpoint} has no storage class "
                f"{terms.storage_class!r}; correct NEWSCRAWL_S3_STORAGE_CLASS"
            )

    def _ask_for_the_lock(self) -> None:
        store = self._store
        if not store.terms.object_lock:
            return
        try:
            client = store.client
            found = client.get_object_lock_configuration(Bucket=store.bucket)
            is_on = found["ObjectLockConfiguration"].get("ObjectLockEnabled") == "Enabled"
        except ClientError as error:
            if code_of(error) in ("AccessDenied", "403"):
                return  # one may put with a retention and not ask for the bucket's settings
            is_on = False
        if not is_on:
            raise StoreUnfit(
                f"{store.uri}: bucket {store.bucket!r} has no object lock, which "
                "NEWSCRAWL_S3_OBJECT_LOCK needs; turn it on (many stores can only when a "
                "bucket is made), or leave the setting out"
            )

    def _ask_the_other_clients(self) -> None:
        """Ask through Arrow and deltalake, which have TLS and name services of their own."""
        store = self._store
        self._through("Arrow", lambda: _read(store.arrow_filesystem(""), FORMAT_KEY))
        self._through("deltalake", lambda: _see(store.uri, store.delta_options(), FORMAT_KEY))

    def _through(self, client: str, ask: Callable[[], object]) -> None:
        try:
            ask()
            self._store.answers.heard()
        except (DeltaError, OSError, pa.ArrowException) as error:
            access = self._store.access
            raise StoreUnreachable(
                f"{self._store.uri}: boto3 reaches {access.endpoint}, {client} does not: "
                f"{access.redacted(told(error))}; has this machine certificates of authorities "
                "(ca-certificates, AWS_CA_BUNDLE), and is AWS_REGION right?"
            ) from error


def said_of_clock(ahead: timedelta) -> str:
    """Return how this machine's clock stands to the store's: ``90 s behind``."""
    seconds = round(ahead.total_seconds())
    return f"{abs(seconds)} s {'ahead of' if seconds >= 0 else 'behind'}"


def _read(filesystem: Any, key: str) -> None:
    with filesystem.open_input_stream(key) as stream:
        stream.read()


def _see(uri: str, options: dict[str, str], key: str) -> None:
    # its other questions keep every thread of Python waiting, and so the one that counts seconds
    if not DeltaStorageHandler(uri, options).get_file_info([key])[0].is_file:
        raise FileNotFoundError(f"{key} is not there")
