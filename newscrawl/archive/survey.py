"""What a bucket and its server can do, found out by asking; for people to read."""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from newscrawl.archive.findings import Finding, FindingKind
from newscrawl.archive.format import format_version
from newscrawl.archive.preflight import said_of_clock
from newscrawl.archive.refusals import code_of
from newscrawl.errors import ArchiveError

if TYPE_CHECKING:
    from newscrawl.archive.s3 import S3Store

# by how much a lease outlives its end, so that clocks may differ
_SMALL_SKEW = timedelta(seconds=30)
_SAFE = b"newscrawl asks what this store can do; safe to delete\n"


def survey(store: "S3Store") -> Iterator[Finding]:
    """
    Yield what is found out of a store that has passed its check.

    Objects under ``probe/`` are put and removed. What the store does not tell is said to be so:
    nothing raises but what a check raises too.
    """
    return iter([Finding(kind=kind, told=told) for kind, told in _Survey(store).told()])


class _Survey:
    def __init__(self, store: "S3Store") -> None:
        self._store = store
        self._key = f"probe/{secrets.token_hex(8)}"

    def told(self) -> Iterator[tuple[FindingKind, str]]:
        access, terms = self._store.access, self._store.terms
        listing, encryption, sent = self._put_and_look()
        yield FindingKind.PLACE, self._store.place
        yield FindingKind.SERVER, self._store.answers.server or "not told"
        yield FindingKind.REGION, self._region()
        where = "in the host name" if access.is_virtual else "in the path"
        yield FindingKind.ADDRESSING, f"the bucket {where}"
        if access.endpoint.startswith("https://"):
            yield FindingKind.TRUST, access.ca_bundle or "of the authorities known to each client"
        if access.proxy:
            yield FindingKind.PROXY, urlsplit(access.proxy).hostname or "not told"
        yield FindingKind.CLOCK, self._clock()
        yield FindingKind.CONDITIONAL_PUT, "kept: of several at once, one won"
        yield FindingKind.CHECKSUMS, f"sent {access.checksums}; {sent}"
        yield FindingKind.MULTIPART, self._in_parts()
        yield FindingKind.LISTING, listing
        yield FindingKind.VERSIONING, self._versioning()
        yield FindingKind.OBJECT_LOCK, self._lock()
        yield FindingKind.ENCRYPTION, encryption
        if terms.storage_class:
            yield FindingKind.STORAGE_CLASS, f"{terms.storage_class}, for WARC files"
        yield FindingKind.CLIENTS, "boto3, Arrow and deltalake reach it"
        yield FindingKind.FORMAT, f"version {format_version(self._store)}"

    def _put_and_look(self) -> tuple[str, str, str]:
        """Return what is told of listings, of encryption, and of a put with a checksum."""
        store, key = self._store, self._store.root + self._key
        store.put(self._key, _SAFE)
        try:
            is_listed = [each.key for each in store.list(self._key)] == [self._key]
            head = store.client.head_object(Bucket=store.bucket, Key=key)
            try:
                store.client.put_object(
                    Bucket=store.bucket, Key=key, Body=_SAFE, ChecksumAlgorithm="CRC32"
                )
                sent = "CRC32 is taken"
            except ClientError as error:
                sent = f"CRC32 is refused ({code_of(error)})"
        finally:
            store.delete(self._key)
        is_gone = not list(store.list(self._key))
        listing = "at once" if is_listed and is_gone else "late: it may lack what was just put"
        kms_key = head.get("SSEKMSKeyId")
        encryption = str(head.get("ServerSideEncryption", "not told"))
        return listing, f"{encryption}, key {kms_key}" if kms_key else encryption, sent

    def _region(self) -> str:
        asked, said = self._store.access.region, self._store.answers.region
        if said is None:
            return f"{asked}, not told by the store"
        return asked if asked == said else f"{asked}; the store says {said}"

    def _clock(self) -> str:
        ahead = self._store.answers.clock_ahead
        if ahead is None:
            return "not told"
        advice = "; set it: leases rest on it" if abs(ahead) > _SMALL_SKEW else ""
        return f"this machine's is {said_of_clock(ahead)} the store's{advice}"

    def _in_parts(self) -> str:
        store, key = self._store, self._store.root + self._key
        client, bucket = store.client, store.bucket
        try:
            upload = client.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
            try:
                put = client.upload_part(
                    Bucket=bucket, Key=key, UploadId=upload, PartNumber=1, Body=_SAFE
                )
                client.complete_multipart_upload(
                    Bucket=bucket,
                    Key=key,
                    UploadId=upload,
                    MultipartUpload={"Parts": [{"ETag": put["ETag"], "PartNumber": 1}]},
                )
            except ClientError:
                client.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload)
                raise
        except ClientError as error:
            return f"refused ({code_of(error)}): no WARC file past 16 MiB can be stored"
        finally:
            with suppress(ArchiveError):
                store.delete(self._key)
        return "yes, past 16 MiB"

    def _versioning(self) -> str:
        try:
            found = self._store.client.get_bucket_versioning(Bucket=self._store.bucket)
        except (ClientError, BotoCoreError) as error:
            return _not_told(error)
        status = str(found.get("Status", "off")).lower()
        return f"{status}: what is removed still costs space" if status == "enabled" else status

    def _lock(self) -> str:
        try:
            found = self._store.client.get_object_lock_configuration(Bucket=self._store.bucket)
        except (ClientError, BotoCoreError) as error:
            if isinstance(error, ClientError) and "NotFound" in code_of(error):
                return "off"
            return _not_told(error)
        rule = found["ObjectLockConfiguration"].get("Rule", {}).get("DefaultRetention")
        asked = self._store.terms.object_lock
        told = f"on; {asked} for WARC files, manifests and compactions" if asked else "on, not used"
        if rule:
            told += f"; the bucket's own rule locks all else too ({rule.get('Mode')})"
        return told


def _not_told(error: Exception) -> str:
    code = code_of(error) if isinstance(error, ClientError) else type(error).__name__
    return f"not told ({code})"
