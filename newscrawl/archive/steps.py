"""All compactions of an archive: what they made, and what is no longer needed because of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from newscrawl.archive.compaction import Compaction, compactions
from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.manifest import StoredFile
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.errors import DigestMismatch, FormatMismatch, NoSuchKey


@dataclass(frozen=True, kw_only=True)
class Steps:
    """
    The compactions of each table in order, with their digests.

    ``unreadable`` are faults found while they were read; a step behind one is not known.
    """

    by_table: Mapping[TableName, list[tuple[Compaction, str]]]
    unreadable: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, store: Store) -> Self:
        found: dict[TableName, list[tuple[Compaction, str]]] = {}
        unreadable = []
        for table in TableName:
            found[table] = []
            try:
                for step in compactions(store, table):
                    found[table].append(step)
            except (FormatMismatch, NoSuchKey, DigestMismatch) as error:
                kind = FaultKind.MANIFEST_UNREADABLE
                if isinstance(error, DigestMismatch):
                    kind = FaultKind.MANIFEST_ALTERED
                unreadable.append(Fault(kind=kind, key=f"compactions/{table}", detail=str(error)))
        return cls(by_table=found, unreadable=tuple(unreadable))

    @property
    def made(self) -> Iterator[StoredFile]:
        """Every row object and index that a compaction made, also where a later one replaced it."""
        for steps in self.by_table.values():
            for step, _ in steps:
                yield from step.made
                if step.index is not None:
                    yield step.index

    def replaced(self, stored: StoredFile) -> bool:
        """Return whether what is in ``stored`` is in another object since."""
        return self.replacements.get(stored.key) == stored.sha256

    @cached_property
    def replacements(self) -> Mapping[str, str]:
        """The digests by key of everything that was replaced."""
        rows = {
            each.key: each.sha256
            for steps in self.by_table.values()
            for step, _ in steps
            for each in step.replaced
        }
        indexes = {
            step.index.key: step.index.sha256
            for steps in self.by_table.values()
            for step, _ in steps[:-1]
            if step.index is not None
        }
        return rows | indexes

    def faults(self, manifests: Mapping[tuple[str, int], str]) -> Iterator[Fault]:
        """Yield where the chains are broken; ``manifests`` has the digests by site and sequence."""
        yield from self.unreadable
        for steps in self.by_table.values():
            previous: str | None = None
            for number, (step, digest) in enumerate(steps, 1):
                if step.sequence != number or step.previous_sha256 != previous:
                    yield _broken(
                        step, f"it follows {step.previous_sha256}, the one before it is {previous}"
                    )
                for site, upto in step.upto.items():
                    if manifests.get((site, upto.sequence), upto.sha256) != upto.sha256:
                        yield _broken(
                            step, f"it knows manifest {upto.sequence} of {site} by another digest"
                        )
                previous = digest


def _broken(step: Compaction, detail: str) -> Fault:
    return Fault(kind=FaultKind.CHAIN_BROKEN, key=step.key, detail=detail)
