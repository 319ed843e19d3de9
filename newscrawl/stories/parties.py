"""The principal parties of a story and the side each is on."""

import math
from collections.abc import Sequence

from newscrawl.items import Party, Side, StoryKind
from newscrawl.stories.apology import sides_of_apology
from newscrawl.stories.candidates import candidates
from newscrawl.stories.reading import Reading
from newscrawl.stories.roles import role_features
from newscrawl.stories.weights import Weights

MOST_PARTIES = 4
# Chosen by cross-validation: where names and sides together score best.
_SURE_ENOUGH = 0.3


def parties_of(
    reading: Reading, kinds: Sequence[StoryKind], weights: Weights
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
    for candidate, features in zip(named, role_features(reading, named, kinds), strict=True):
        scores = dict(zip(weights.party.outputs, weights.party.scores(features), strict=True))
        odds = {side: math.exp(float(scores[side])) for side in Side}
        side = max(odds, key=lambda s: odds[s])
        sure = odds[side] / (1 + odds[side])
        if candidate.name not in found and sure >= _SURE_ENOUGH:
            ranked.append((-sure, candidate, side))
    ranked.sort(key=lambda entry: entry[0])
    for _, candidate, side in ranked[: MOST_PARTIES - len(found)]:
        span = candidate.spans[0]
        found[candidate.name] = Party(
            name=candidate.name,
            side=side,
            brand_id=candidate.brand_id,
            evidence=story.evidence(span.start, span.end),
        )
    return tuple(found.values())
