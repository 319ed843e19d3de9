"""The chain of each site's manifests: whether it is whole, and what it names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.manifest import Manifest, StoredFile, manifest_key, read_manifest
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.errors import DigestMismatch, FormatMismatch, NoSuchKey

_UNREADABLE = {
    NoSuchKey: FaultKind.MANIFEST_MISSING,
    FormatMismatch: FaultKind.MANIFEST_UNREADABLE,
    DigestMismatch: FaultKind.MANIFEST_ALTERED,
}


class Chains:
    """
    The manifests up to the sequence of each site that ``newest`` gives; read by ``faults``.

    ``objects`` are all that they name. ``row_objects`` are those of a table by site and sequence,
    ``digests`` the manifests' own.
    """

    def __init__(self, store: Store, newest: Mapping[str, int]) -> None:
        self._store, self.newest = store, newest
        self.is_whole = True
        self.objects: list[StoredFile] = []
        self.row_objects: dict[TableName, list[tuple[str, int, StoredFile]]] = {
            name: [] for name in TableName
        }
        self.digests: dict[tuple[str, int], str] = {}

    def faults(self) -> Iterator[Fault]:
        for site, last in self.newest.items():
            previous: str | None = None
            for sequence in range(1, last + 1):
                try:
                    manifest, digest = read_manifest(self._store, site, sequence)
                except (NoSuchKey, FormatMismatch, DigestMismatch) as error:
                    self.is_whole = False
                    previous = None
                    yield Fault(
                        kind=_UNREADABLE[type(error)],
                        key=manifest_key(site, sequence),
                        detail=str(error),
                    )
                    continue
                yield from _chain_faults(manifest, site, sequence, previous)
                previous = self.digests[site, sequence] = digest
                self._take(manifest, site, sequence)

    def rows(self) -> dict[tuple[str, TableName], int]:
        """Return how many rows of each site each table should have."""
        counted: dict[tuple[str, TableName], int] = {}
        for name, objects in self.row_objects.items():
            for site, _, stored in objects:
                counted[site, name] = counted.get((site, name), 0) + (stored.rows or 0)
        return counted

    def _take(self, manifest: Manifest, site: str, sequence: int) -> None:
        for stored in manifest.objects:
            # of an archive of many commits, statistics are most of what would be held
            known = replace(stored, stats=None)
            self.objects.append(known)
            if stored.rows is not None:
                self.row_objects[TableName(stored.kind)].append((site, sequence, known))


def _chain_faults(
    manifest: Manifest, site: str, sequence: int, previous: str | None
) -> Iterator[Fault]:
    if (manifest.site, manifest.sequence) != (site, sequence):
        yield Fault(
            kind=FaultKind.CHAIN_BROKEN,
            key=manifest_key(site, sequence),
            detail=f"it says that it is {manifest.site} {manifest.sequence}",
        )
    first = sequence == 1
    if (first and manifest.previous_sha256) or (
        not first and previous and manifest.previous_sha256 != previous
    ):
        yield Fault(
            kind=FaultKind.CHAIN_BROKEN,
            key=manifest.key,
            detail=f"it follows {manifest.previous_sha256}, the one before it is {previous}",
        )
