"""What tells the side of a name: the acts before and after it, where it stands, what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.items import StoryKind
from newscrawl.stories.candidates import Candidate
from newscrawl.stories.grammar import Token
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import Span

_MOST_SPANS = 3  # later mentions repeat the first ones
_WHO = ("COMPANY", "REGULATOR", "COURT", "PERSON", "ACCUSED")
_AUTHORITIES = ("regulator", "court", "body", "place")


@dataclass(frozen=True, slots=True)
class Place:
    """A name in its sentence: ``tokens[first:last]``."""

    tokens: Sequence[Token]
    first: int
    last: int
    in_title: bool


def role_features(
    reading: StoryReading, candidates: Sequence[Candidate], kinds: Sequence[StoryKind]
) -> list[dict[str, float]]:
    """Return the features of each candidate, in a story of these ``kinds``."""
    title_end = len(reading.story.title)
    titled = [c for c in candidates if c.spans[0].start < title_end]
    others = [c for c in candidates if c.kind not in _AUTHORITIES]
    has_authority = any(c.kind in _AUTHORITIES for c in candidates)
    rows = []
    for rank, candidate in enumerate(candidates):
        kind, in_title = candidate.kind, candidate.spans[0].start < title_end
        where = "title" if in_title else "lead"
        names = [
            f"kind {kind}",
            f"{where} {kind}",
            f"{where} {kind} rank {min(rank, 4)}",
            f"{kind} times {min(len(candidate.spans), 4)}",
            f"{where} {kind} of {min(len(titled), 4)} titled",
            f"{where} {kind} alone"
            if len(others) == 1
            else f"{where} {kind} among {min(len(others), 4)}",
            f"{kind} authority near {has_authority}",
            *(f"{where} {kind} in {story_kind}" for story_kind in kinds),
            *(f"rank {min(rank, 4)} {kind} in {story_kind}" for story_kind in kinds),
        ]
        if not in_title and len(candidate.spans) > 1:
            names.append(f"lead {kind} repeated")
        for span in candidate.spans[:_MOST_SPANS]:
            place = _place(reading, span)
            if place is not None:
                names += _around(place, kind, kinds)
        rows.append(dict.fromkeys(names, 1.0))
    return rows


def _place(reading: StoryReading, span: Span) -> Place | None:
    for number, sentence in enumerate([reading.title, *reading.lead]):
        if not sentence or sentence[-1].end <= span.start:
            continue
        inside = [i for i, t in enumerate(sentence) if t.start < span.end and span.start < t.end]
        if inside:
            return Place(sentence, inside[0], inside[-1] + 1, number == 0)
    return None


def _around(place: Place, kind: str, kinds: Sequence[StoryKind]) -> list[str]:
    words = [t.part or t.word for t in place.tokens]
    before = ["^", "^", *words[: place.first]][-2:]
    after = [*words[place.last :], "$", "$"][:2]
    left = [t.part for t in place.tokens[: place.first] if t.part][-3:]
    right = [t.part for t in place.tokens[place.last :] if t.part][:3]
    where = "title" if place.in_title else "lead"
    names = [
        f"before {before[1]}",
        f"before {before[0]} {before[1]}",
        f"after {after[0]}",
        f"after {after[0]} {after[1]}",
        f"{kind} before {before[1]}",
        f"{kind} after {after[0]}",
        f"between {before[1]} and {after[0]}",
        f"{where} left {' '.join(left[-1:])}",
        f"{where} right {' '.join(right[:1])}",
        f"{kind} left {' '.join(left[-2:])}",
        f"{kind} right {' '.join(right[:2])}",
        *(f"{kind} somewhere left {part}" for part in set(left)),
        *(f"{kind} somewhere right {part}" for part in set(right)),
        *(f"{story_kind} right {right[0]}" for story_kind in kinds if right),
        *(f"{story_kind} left {left[-1]}" for story_kind in kinds if left),
    ]
    path = _path(place, -1)
    if path:
        names += [f"path {path}", f"{kind} path {path}"]
    path = _path(place, +1)
    if path:
        names += [f"path {path}", f"{kind} path {path}"]
    return names


def _path(place: Place, step: int) -> str:
    """Return the parts between the name and the next name on that side, that name included."""
    parts: list[str] = []
    at = place.first - 1 if step < 0 else place.last
    while 0 <= at < len(place.tokens) and len(parts) < 5:
        token = place.tokens[at]
        if token.part:
            parts.append(token.part)
            if token.part in _WHO:
                break
        at += step
    else:
        return ""
    return ("< " + " ".join(reversed(parts))) if step < 0 else ("> " + " ".join(parts))
