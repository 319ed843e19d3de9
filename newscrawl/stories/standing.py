"""How a candidate stands beside the others of its story: a party is chosen from among them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newscrawl.items import Side, StoryKind
from newscrawl.stories.candidates import Candidate
from newscrawl.stories.claims import claimed_sides
from newscrawl.stories.reading import StoryReading

Floats = npt.NDArray[np.float64]

NO_SIDE = "none"
# the columns of the log-odds
OUTCOMES = (NO_SIDE, *Side)
_KINDS = (
    "company product person regulator court watched place body group calling account shape".split()
)
_AUTHORITIES = ("regulator", "court", "body", "place")
_NO_OTHER = -9.0  # the log-odds of a candidate that is not there
_POSSESSIVES = ("'s", "’s")


def standings(
    reading: StoryReading,
    candidates: Sequence[Candidate],
    log_odds: Floats,
    kinds: Sequence[StoryKind],
) -> Floats:
    """
    Return one row of features a candidate.

    ``log_odds`` is what the linear weights say of each candidate, columns as in OUTCOMES.
    """
    title_end, claimed = len(reading.story.title), claimed_sides(reading.story.text, candidates)
    titled = [candidate.spans[0].start < title_end for candidate in candidates]
    of_story = [
        len(candidates),
        reading.story.lead_end / 100,
        len(claimed),
        *(kind in kinds for kind in StoryKind),
        sum(candidate.kind in _AUTHORITIES for candidate in candidates),
        sum(candidate.kind in ("company", "product") for candidate in candidates),
        sum(candidate.kind == "shape" for candidate in candidates),
        sum(titled),
    ]
    sides = list(Side)
    rows = []
    for rank, candidate in enumerate(candidates):
        own, others = log_odds[rank], np.delete(log_odds, rank, axis=0)
        best = others.max(axis=0) if len(others) else np.full(len(OUTCOMES), _NO_OTHER)
        spans = candidate.spans
        owns = sum(reading.story.text[s.end : s.end + 2] in _POSSESSIVES for s in spans)
        side = claimed.get(candidate.name)
        row = [
            *own,
            *best,
            *(log_odds[:, 1:] > own[1:]).sum(axis=0),
            _KINDS.index(candidate.kind),
            titled[rank],
            len(spans),
            sum(span.start < title_end for span in spans),
            spans[0].start / 100,
            rank,
            candidate.brand_id is not None,
            len(candidate.name.split()),
            len(candidate.name),
            candidate.name.isupper(),
            owns / len(spans),
            -1 if side is None else sides.index(side),
            *of_story,
        ]
        rows.append([float(value) for value in row])
    return np.array(rows)
