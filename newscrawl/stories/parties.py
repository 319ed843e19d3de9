"""The principal parties of a story and the side each is on."""

import math
from collections.abc import Sequence

from newscrawl.items import Party, Side, StoryKind
from newscrawl.stories.apology import sides_of_apology
from newscrawl.stories.candidates import candidates
from newscrawl.stories.claims import claimed_sides
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.roles import role_features
from newscrawl.stories.weights import Weights

MOST_PARTIES = 4
# Chosen by cross-validation: where names and sides together score best.
_SURE_ENOUGH = 0.3
_BARELY = 0.12
_CLAIMED = 0.9  # the grammar says so


def parties_of(
    reading: StoryReading, kinds: Sequence[StoryKind], weights: Weights
) -> tuple[Party, ...]:
    """Return at most four parties, those of an apology first, then by how sure each is."""
    story = reading.story
    found: dict[str, Party] = {}
    if StoryKind.APOLOGY in kinds:
        for name, brand_id, side, span in sides_of_apology(reading):
            evidence = story.evidence(span.start, span.end)
            party = Party(name=name, side=side, brand_id=brand_id, evidence=evidence)
            found.setdefault(name, party)
        if found and set(kinds) <= {StoryKind.APOLOGY, StoryKind.SETTLEMENT}:
            return tuple(found.values())[:MOST_PARTIES]
    ranked = []
    named = candidates(reading)
    claimed = claimed_sides(story.text, named)
    for candidate, features in zip(named, role_features(reading, named, kinds), strict=True):
        log_odds = weights.party.by_output(features)
        side = max(Side, key=lambda side: log_odds[side])
        sure = 1 / (1 + math.exp(-log_odds[side]))
        if candidate.name in claimed:
            side, sure = claimed[candidate.name], max(sure, _CLAIMED)
        if candidate.name not in found and sure >= _BARELY:
            ranked.append((sure, candidate, side))
    ranked.sort(key=lambda entry: -entry[0])
    chosen = [entry for entry in ranked if entry[0] >= _SURE_ENOUGH]
    if not found and all(side == Side.AUTHORITY for _, _, side in chosen):
        # an authority acts on someone: the likeliest other is named though it is doubtful
        chosen += [entry for entry in ranked if entry[2] != Side.AUTHORITY][:1]
    for _, candidate, side in chosen[: MOST_PARTIES - len(found)]:
        span = candidate.spans[0]
        found[candidate.name] = Party(
            name=candidate.name,
            side=side,
            brand_id=candidate.brand_id,
            evidence=story.evidence(span.start, span.end),
        )
    return tuple(found.values())
