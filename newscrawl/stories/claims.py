"""Sides that the grammar says outright: "A sues B", "A was sued by B", "A v. B"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newscrawl.items import Side
from newscrawl.stories.candidates import Candidate

_SUES = re.compile(
    r"(?:\W+(?:has|have|is|are|now|also|reportedly|just|to|will|may|could|plans to|files to))*\s+"
    r"(?:sues|sued|sue|suing|(?:files?|filed|filing|brings?|brought) (?:a |its |his |her )?"
    r"(?:\w+ ){0,3}?(?:law)?suits? against|takes?|took)\s+(?:the\s+|chipmaker\s+|rival\s+)?",
    re.IGNORECASE,
)
_SUED_BY = re.compile(
    r"(?:\s+(?:has|have|been|was|were|is|are|being|gets|got))*\s+sued\s+by\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUED_OVER = re.compile(
    r"(?:\s+(?:has|have|been|was|were|is|are|being|gets|got))*\s+sued\s+(?:over|for|after|in)\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_AUTHORITIES = ("regulator", "court", "body", "place")


def claimed_sides(text: str, candidates: Sequence[Candidate]) -> dict[str, Side]:
    """Return the sides of those whom an explicit claim joins, by name; the first claim counts."""
    spans = sorted(
        ((span, candidate) for candidate in candidates for span in candidate.spans),
        key=lambda entry: entry[0].start,
    )
    sides: dict[str, Side] = {}
    for (left, first), (right, second) in pairwise(spans):
        between = text[left.end : right.start]
        if _SUES.fullmatch(between) or _VERSUS.fullmatch(between):
            claimant, respondent = first, second
        elif _SUED_BY.fullmatch(between):
            claimant, respondent = second, first
        else:
            continue
        is_authority = claimant.kind in _AUTHORITIES
        sides.setdefault(claimant.name, Side.AUTHORITY if is_authority else Side.CLAIMANT)
        sides.setdefault(respondent.name, Side.RESPONDENT)
    for span, candidate in spans:
        if _SUED_OVER.match(text, span.end):
            sides.setdefault(candidate.name, Side.RESPONDENT)
    return sides
