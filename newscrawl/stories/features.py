"""What the weights of a story weigh: short runs of words and of parts, in title and lead."""

from collections.abc import Iterable, Sequence

from newscrawl.stories.apology import apologies
from newscrawl.stories.cues import kind_cues, matter_cues
from newscrawl.stories.grammar import Token
from newscrawl.stories.reading import Reading
from newscrawl.stories.text import StoryText

# Beside runs of up to three parts, pairs with others between them, at most this far apart.
_SKIP = 4


def story_features(reading: Reading) -> dict[str, float]:
    """
    Return the features of title and lead by name: present ones only.

    Names start with where they are from: ``title word``, ``lead parts`` and so on. Each group's
    values are scaled to length 1, so that a long lead does not outweigh the title. No name of a
    brand, outlet or day is a feature: those would not carry over to other months and sites.
    """
    title, sentences = reading.title, reading.lead
    groups = [
        _runs("title word", [t.word for t in title], 1, 2),
        _runs("title part", [t.part for t in title if t.part], 1, 3),
        _runs("title mixed", [t.part or t.word for t in title], 2, 3),
        _pairs_apart(title),
        _union(_runs("lead word", [t.word for t in s], 1, 2) for s in sentences),
        _union(_runs("lead part", [t.part for t in s if t.part], 1, 3) for s in sentences),
        _union(_runs("lead mixed", [t.part or t.word for t in s], 2, 3) for s in sentences),
        _runs("first part", [t.part for t in sentences[0] if t.part], 1, 3) if sentences else set(),
        {
            f"title {a} & lead {b}"
            for a in {t.part for t in title if t.part}
            for b in {t.part for s in sentences for t in s if t.part}
        },
    ]
    features: dict[str, float] = {}
    for group in groups:
        value = len(group) ** -0.5 if group else 0.0
        features.update(dict.fromkeys(group, value))
    features.update(_cue_features(reading.story))
    features.update(_apology_features(reading))
    return features


def _runs(prefix: str, items: Sequence[str], shortest: int, longest: int) -> set[str]:
    return {
        f"{prefix}: {' '.join(items[at : at + length])}"
        for length in range(shortest, longest + 1)
        for at in range(len(items) - length + 1)
    }


def _pairs_apart(title: Sequence[Token]) -> set[str]:
    parts = [token.part for token in title if token.part]
    return {
        f"title pair: {parts[i]} .. {parts[j]}"
        for i in range(len(parts))
        for j in range(i + 2, min(len(parts), i + 1 + _SKIP))
    }


def _union(groups: Iterable[set[str]]) -> set[str]:
    return set().union(*groups)


def _cue_features(story: StoryText) -> dict[str, float]:
    lead = story.text[story.body_start : story.lead_end]
    features = {}
    for kind, cues in kind_cues().items():
        for name, pattern in (("strong", cues.strong), ("weak", cues.weak)):
            if pattern.search(story.title):
                features[f"title cue: {name} {kind}"] = 0.5
            if pattern.search(lead):
                features[f"lead cue: {name} {kind}"] = 0.3
    for matter, pattern in matter_cues().items():
        if pattern.search(story.title):
            features[f"title matter: {matter}"] = 0.5
        if pattern.search(lead):
            features[f"lead matter: {matter}"] = 0.3
    return features


def _apology_features(reading: Reading) -> dict[str, float]:
    """Say who apologises to whom, by kind: the act has a direction that runs of words miss."""
    features = {}
    for act in apologies(reading.story):
        if act.act.start >= reading.story.lead_end:
            break
        where = "title" if act.act.start < len(reading.story.title) else "lead"
        if act.negated:
            features[f"{where} apology: refused"] = 0.5
            continue
        by = {m.brand.kind for m in reading.mentions if act.by.start <= m.start < act.by.end}
        features[f"{where} apology: by {min(by) if by else 'unknown'}"] = 0.7
        if act.to is not None:
            to = {m.brand.kind for m in reading.mentions if act.to.start <= m.start < act.to.end}
            features[f"{where} apology: to {min(to) if to else 'unknown'}"] = 0.7
    return features
