"""Candidates for a field, and the choice among them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from newscrawl.items import FieldSource, Reading, Rival

T = TypeVar("T")

# Enough to see why a value won; a hostile page must not fill the archive with losers.
MAX_RIVALS = 5
MAX_RIVAL_CHARACTERS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate(Generic[T]):
    """A value that one place of the page gives for a field; ``confidence`` is 0.0 to 1.0."""

    value: T
    source: FieldSource
    confidence: float


def choose(candidates: Iterable[Candidate[T]], text: Callable[[T], str] = str) -> Reading[T] | None:
    """
    Return the most confident candidate, the others as its rivals; None where there is none.

    Of equal confidence, the earlier wins. Candidates that agree (the same ``text``, case aside)
    are one: each further source that says the same takes away half of the doubt that is left.
    """
    groups: dict[str, list[Candidate[T]]] = {}
    for candidate in candidates:
        groups.setdefault(text(candidate.value).casefold(), []).append(candidate)
    ranked = sorted(
        (
            (_agreed(group), max(group, key=lambda candidate: candidate.confidence))
            for group in groups.values()
        ),
        key=lambda pair: -pair[0],
    )
    if not ranked:
        return None
    confidence, best = ranked[0]
    return Reading(
        value=best.value,
        source=best.source,
        confidence=confidence,
        rivals=tuple(
            Rival(
                text=text(other.value)[:MAX_RIVAL_CHARACTERS],
                source=other.source,
                confidence=other_confidence,
            )
            for other_confidence, other in ranked[1 : MAX_RIVALS + 1]
        ),
    )


def _agreed(group: list[Candidate[T]]) -> float:
    sources = {candidate.source for candidate in group}
    best = max(candidate.confidence for candidate in group)
    return round(1 - (1 - best) * 0.5 ** (len(sources) - 1), 3)
