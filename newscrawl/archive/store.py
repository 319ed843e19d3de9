"""What an archive needs of the place it is kept in: few verbs, all on whole objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from newscrawl.archive.findings import Finding

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredObject:
    """An object as a listing names it."""

    key: str
    size_bytes: int
    modified_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfinished:
    """
    What is left of a put that never came to its end; readers never see it, it costs space.

    ``token`` is what the store knows it by.
    """

    key: str
    started_at: datetime
    token: str


class Store(Protocol):
    """
    A folder or bucket prefix. Keys are relative, with ``/``, and never begin or end with one.

    An object appears whole or not at all. Every method raises a branch of ArchiveError only:
    NoSuchKey where it names an object that is not there, StoreUnreachable and StoreDenied where
    the store does not answer or refuses.
    """

    @property
    def uri(self) -> str:
        """The archive URI in its one full spelling; never holds credentials."""
        ...

    @property
    def place(self) -> str:
        """What tells this archive from every other, however it is spelt: with S3, the endpoint."""
        ...

    def get(self, key: str) -> bytes: ...

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return ``length`` bytes from ``offset``; fewer where the object ends before."""
        ...

    def chunks(self, key: str) -> Iterator[bytes]:
        """Yield the object in pieces of about CHUNK_BYTES, so that any size can be hashed."""
        ...

    def put(self, key: str, data: bytes | Path) -> None:
        """Store ``data`` (a Path: that file's bytes), in place of what was there."""
        ...

    def put_if_absent(self, key: str, data: bytes) -> None:
        """
        Store ``data`` unless the key exists.

        Raises KeyExists where other bytes are there. The same bytes are no error: a reply can be
        lost after the put was done, and the retry must not look like a rival. So ``data`` must
        hold what sets this writer apart.
        """
        ...

    def list(self, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        """Yield the objects whose key starts with ``prefix``, by key, those after ``after``."""
        ...

    def folders(self, prefix: str) -> Sequence[str]:
        """Return the names that keys have between ``prefix``, which ends in ``/``, and the next."""
        ...

    def exists(self, key: str) -> bool: ...

    def delete(self, key: str) -> None:
        """Remove the object; no error where there is none."""
        ...

    def unfinished(self) -> Iterator[Unfinished]:
        """Yield every put that has begun and not come to its end."""
        ...

    def abandon(self, upload: Unfinished) -> None:
        """Remove what is left of a put; no error where there is nothing any more."""
        ...

    def check(self, *, within_s: float | None = None) -> None:
        """
        Find out within 5 s, or what is given, whether this archive can be written; make or check
        its FORMAT.json. A store that is slow, but answers each question, is given longer.

        Raises StoreUnreachable, StoreDenied, NoSuchBucket, StoreUnfit, ClockSkewed, FormatMismatch.
        """
        ...

    def survey(self) -> Iterator[Finding]:
        """Yield what can be found out about a store that has passed its check."""
        ...

    def delta_options(self) -> dict[str, str]:
        """Return the storage options that let deltalake open what is in this store."""
        ...

    def arrow_filesystem(self, prefix: str) -> Any:
        """Return a native pyarrow FileSystem whose root is ``prefix``."""
        ...
