"""The principal parties of a story and the side each is on."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from newscrawl.items import Party, Side, StoryKind
from newscrawl.stories.apology import SOMEONE_THERE, sides_of_apology
from newscrawl.stories.candidates import Candidate, candidates
from newscrawl.stories.claims import claimed_sides
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.roles import role_features
from newscrawl.stories.standing import NO_SIDE, OUTCOMES, standings
from newscrawl.stories.weights import Weights

MOST_PARTIES = 4
# Chosen by cross-validation: where names and sides together score best.
_SURE_ENOUGH = 0.3
_CLAIMED = 0.9  # the grammar says so


def parties_of(
    reading: StoryReading, kinds: Sequence[StoryKind], relevance: float, weights: Weights
) -> tuple[Party, ...]:
    """
    Return at most four parties, those of an apology first, then by how sure each is.

    A name is as sure as it is likely that the story is relevant and that it is a party of it.
    """
    story = reading.story
    found: dict[str, Party] = {}
    if StoryKind.APOLOGY in kinds:
        for name, brand_id, side, span in sides_of_apology(reading):
            evidence = story.evidence(span.start, span.end)
            party = Party(name=name, side=side, brand_id=brand_id, evidence=evidence)
            found.setdefault(name, party)
        says_who = any(party.side is Side.APOLOGIST for party in found.values())
        if says_who and set(kinds) <= {StoryKind.APOLOGY, StoryKind.SETTLEMENT}:
            return tuple(found.values())[:MOST_PARTIES]
    entries = _sided(reading, kinds, weights)
    claimed = claimed_sides(story.text, [candidate for _, candidate, _ in entries])
    chosen = []
    for likely, candidate, likeliest in entries:
        if all(SOMEONE_THERE.match(story.text, span.end) for span in candidate.spans):
            continue
        sure = relevance * (max(likely, _CLAIMED) if candidate.name in claimed else likely)
        if candidate.name not in found and sure >= _SURE_ENOUGH:
            chosen.append((sure, candidate, claimed.get(candidate.name, likeliest)))
    chosen.sort(key=lambda entry: -entry[0])
    # who says sorry, and to whom, is read above; the weights only guess at it
    read = {party.side for party in found.values()}
    chosen = [entry for entry in chosen if entry[2] not in read]
    for _, candidate, side in chosen[: MOST_PARTIES - len(found)]:
        span = candidate.spans[0]
        found[candidate.name] = Party(
            name=candidate.name,
            side=side,
            brand_id=candidate.brand_id,
            evidence=story.evidence(span.start, span.end),
        )
    return tuple(found.values())


def _sided(
    reading: StoryReading, kinds: Sequence[StoryKind], weights: Weights
) -> list[tuple[float, Candidate, Side]]:
    """Return each candidate with how likely it is a party, 0.0 to 1.0, and its likeliest side."""
    named = reading.once(candidates)
    if not named:
        return []
    by_name = [weights.party.by_output(row) for row in role_features(reading, named, kinds)]
    if weights.sides is None:
        return [_by_odds(candidate, odds) for candidate, odds in zip(named, by_name, strict=True)]
    log_odds = np.array([[odds[outcome] for outcome in OUTCOMES] for odds in by_name])
    rows = standings(reading, named, log_odds, kinds)
    entries = []
    for candidate, chances in zip(named, weights.sides.probabilities(rows).tolist(), strict=True):
        chance = dict(zip(weights.sides.classes, chances, strict=True))
        side = max(Side, key=lambda side: chance.get(side, 0.0))
        entries.append((1 - chance.get(NO_SIDE, 0.0), candidate, side))
    return entries


def _by_odds(candidate: Candidate, odds: Mapping[str, float]) -> tuple[float, Candidate, Side]:
    side = max(Side, key=lambda side: odds[side])
    return 1 / (1 + math.exp(-odds[side])), candidate, side
