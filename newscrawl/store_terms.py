"""On what terms an S3 store is asked: what the NEWSCRAWL_S3_* settings say, and may say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from newscrawl.errors import UsageError

# Written once and never removed; everything else of an archive can be made again from them.
_KEPT = ("warc/", "manifests/", "compactions/")
_WARC = "warc/"

_STORAGE_CLASS = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
_LOCK = re.compile(r"(GOVERNANCE|COMPLIANCE):([1-9][0-9]{0,4})")
# An object of these has to be restored, which takes hours, before it can be read.
_ASLEEP = ("GLACIER", "DEEP_ARCHIVE")


class Addressing(StrEnum):
    """Where the bucket's name goes: into the path, or into the host name before the endpoint's."""

    AUTO = "auto"
    PATH = "path"
    VIRTUAL = "virtual"


class Encryption(StrEnum):
    S3 = "AES256"
    KMS = "aws:kms"
    KMS_TWICE = "aws:kms:dsse"


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectLock:
    """For how long, and how strictly, the store itself keeps an object from removal."""

    mode: str
    days: int

    def __str__(self) -> str:
        return f"{self.mode}:{self.days}"


def parse_addressing(text: str) -> Addressing:
    try:
        return Addressing(text.strip().lower())
    except ValueError:
        raise ValueError(f"must be one of {', '.join(Addressing)}") from None


def parse_encryption(text: str) -> Encryption | None:
    try:
        return Encryption(text.strip()) if text.strip() else None
    except ValueError:
        raise ValueError(f"must be one of {', '.join(Encryption)}, or empty") from None


def parse_storage_class(text: str) -> str:
    name = text.strip().upper()
    if name and not _STORAGE_CLASS.fullmatch(name):
        raise ValueError("must be the name of a storage class, as STANDARD_IA")
    if name in _ASLEEP:
        raise ValueError("is a class whose objects cannot be read at once, as captures must be")
    return name


def parse_object_lock(text: str) -> ObjectLock | None:
    """Return what ``GOVERNANCE:DAYS`` or ``COMPLIANCE:DAYS`` says; None where ``text`` is empty."""
    if not text.strip():
        return None
    match = _LOCK.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError("must be GOVERNANCE:DAYS or COMPLIANCE:DAYS, or empty")
    return ObjectLock(mode=match[1], days=int(match[2]))


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreTerms:
    """``kms_key`` and ``storage_class`` are empty for the store's own choice."""

    addressing: Addressing = Addressing.AUTO
    encryption: Encryption | None = None
    kms_key: str = ""
    storage_class: str = ""
    object_lock: ObjectLock | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Raises UsageError where a variable says what cannot be meant."""

        def read(name: str, parse: Any) -> Any:
            try:
                return parse(environment.get(name, ""))
            except ValueError as error:
                raise UsageError(f"{name}={environment[name]!r} {error}") from error

        encryption = read("NEWSCRAWL_S3_ENCRYPTION", parse_encryption)
        kms_key = environment.get("NEWSCRAWL_S3_KMS_KEY", "").strip()
        if kms_key and encryption in (None, Encryption.S3):
            raise UsageError(
                "NEWSCRAWL_S3_KMS_KEY names a key, but NEWSCRAWL_S3_ENCRYPTION is not "
                f"{Encryption.KMS} or {Encryption.KMS_TWICE}"
            )
        return cls(
            addressing=read(
                "NEWSCRAWL_S3_ADDRESSING", lambda text: parse_addressing(text or "auto")
            ),
            encryption=encryption,
            kms_key=kms_key,
            storage_class=read("NEWSCRAWL_S3_STORAGE_CLASS", parse_storage_class),
            object_lock=read("NEWSCRAWL_S3_OBJECT_LOCK", parse_object_lock),
        )

    def of_a_put(self, key: str) -> dict[str, Any]:
        """Return the arguments with which boto3 puts ``key``, a key of the archive."""
        arguments: dict[str, Any] = {}
        if self.encryption:
            arguments["ServerSideEncryption"] = self.encryption.value
        if self.kms_key:
            arguments["SSEKMSKeyId"] = self.kms_key
        if self.storage_class and key.startswith(_WARC):
            arguments["StorageClass"] = self.storage_class
        if self.object_lock and key.startswith(_KEPT):
            arguments["ObjectLockMode"] = self.object_lock.mode
            arguments["ObjectLockRetainUntilDate"] = datetime.now(UTC) + timedelta(
                days=self.object_lock.days
            )
        return arguments

    def of_a_table(self) -> dict[str, str]:
        """Return deltalake's storage options for what it puts itself: logs and checkpoints."""
        options = {}
        if self.encryption:
            options["aws_server_side_encryption"] = self.encryption.value
        if self.kms_key:
            options["aws_sse_kms_key_id"] = self.kms_key
        return options
