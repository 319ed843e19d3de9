"""What is found out about a store that an archive can be kept in."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    PLACE = "place"
    SERVER = "server"
    REGION = "region"
    ADDRESSING = "addressing"
    TRUST = "certificates"
    PROXY = "proxy"
    CLOCK = "clock"
    CONDITIONAL_PUT = "put only if absent"
    CHECKSUMS = "checksums"
    MULTIPART = "put in parts"
    LISTING = "listing after a put"
    VERSIONING = "versioning"
    OBJECT_LOCK = "object lock"
    ENCRYPTION = "encryption"
    STORAGE_CLASS = "storage class"
    CLIENTS = "clients"
    FREE_SPACE = "free space"
    FORMAT = "format"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    kind: FindingKind
    told: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.told}"
