"""What can be wrong with an archive."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    FORMAT_ALTERED = "format altered"
    MANIFEST_MISSING = "manifest missing"
    MANIFEST_UNREADABLE = "manifest unreadable"
    MANIFEST_ALTERED = "manifest altered"
    CHAIN_BROKEN = "chain broken"
    OBJECT_MISSING = "object missing"
    OBJECT_ALTERED = "object altered"
    RECORD_ALTERED = "record altered"
    CAPTURE_UNREADABLE = "capture unreadable"
    CAPTURE_MISSING = "capture missing"
    ROWS_DIFFER = "rows differ"
    PLACE_TAKEN_TWICE = "place taken twice"
    TABLE_UNREADABLE = "table unreadable"
    LOG_ALTERED = "log altered"
    UNDIGESTED = "undigested"
    LEASE_UNREADABLE = "lease unreadable"
    NOTE_ALTERED = "note altered"
    ORPHAN = "orphan"


_ADVICE = {
    FaultKind.FORMAT_ALTERED: "restore it from a copy, or write it so by hand",
    FaultKind.MANIFEST_MISSING: "restore it from a copy; what it named is still listed by its key",
    FaultKind.MANIFEST_UNREADABLE: "restore it from a copy; do not edit it",
    FaultKind.MANIFEST_ALTERED: "restore it from a copy; crawls of its site stop until then",
    FaultKind.CHAIN_BROKEN: "this manifest or the one before was altered; restore from a copy",
    FaultKind.OBJECT_MISSING: "restore it from a copy; rows that point into it cannot be proved",
    FaultKind.OBJECT_ALTERED: "restore it from a copy; keep the altered one aside as it is",
    FaultKind.RECORD_ALTERED: "restore the file from a copy; other records of it may be whole",
    FaultKind.CAPTURE_UNREADABLE: "restore the WARC file from a copy, or the captures table",
    FaultKind.CAPTURE_MISSING: "rebuild: remove tables/captures/_delta_log, then open the archive",
    FaultKind.ROWS_DIFFER: "rebuild: remove that table's _delta_log, then open the archive",
    FaultKind.PLACE_TAKEN_TWICE: "the row written later stands; `newscrawl reextract` settles it",
    FaultKind.TABLE_UNREADABLE: "restore the row objects that are missing or altered",
    FaultKind.LOG_ALTERED: "no row is lost: with no crawl on, remove that table's _delta_log, then "
    "open the archive",
    FaultKind.UNDIGESTED: "an alteration of it would not show; the commits to come record theirs",
    FaultKind.LEASE_UNREADABLE: "remove it while no crawl of that site is on; nothing rests on it",
    FaultKind.NOTE_ALTERED: "leave it to the site's next crawl, which removes it",
    FaultKind.ORPHAN: "a commit that never ended left it; `newscrawl gc` collects it",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong, where, and what is safe to do about it."""

    kind: FaultKind
    key: str
    detail: str

    @property
    def advice(self) -> str:
        return _ADVICE[self.kind]

    @property
    def is_notice(self) -> bool:
        """Whether everything that was written can be trusted all the same."""
        return self.kind in (
            FaultKind.ORPHAN,
            FaultKind.PLACE_TAKEN_TWICE,
            FaultKind.UNDIGESTED,
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}: {self.detail}; {self.advice}"
