"""What the weights of a story weigh: short runs of words and of parts, in title and lead."""

from collections.abc import Iterable, Sequence

from newscrawl.stories.apology import lead_apologies
from newscrawl.stories.cues import signs
from newscrawl.stories.grammar import NAME, Token
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText

# The frame of a sentence: who acts on whom, with all authorities, all brands, all those who are
# wronged told alike, and nothing else between them. "Indonesia blocks X" and "a judge fined the
# company" are then one frame, and "X blocks an account" another.
_WHO = {
    part: who
    for who, parts in {
        "AUTHORITY": "REGULATOR COURT regulator court judge prosecutor government country hearing",
        "BRAND": "COMPANY PERSON ACCUSED company_word executive",
        "PEOPLE": "consumer child investor union lawyer NAME",
    }.items()
    for part in parts.split()
}
_ACTS = {
    part: act
    for act, parts in {
        "PURSUE": "sue lawsuit trial filing probe antitrust allege charge arrest",
        "DECIDE": "ruling decide appeal prison approve",
        "PUNISH": "fine ban block order recall takedown pull threat warn",
        "MEND": "apologise retract admit refund damages settle pay agree comply",
    }.items()
    for part in parts.split()
}
_LINKS = {"by": "by", "from": "from", "after": "after", "negation": "not", "hypothetical": "may"}

# Beside runs of up to three parts, pairs with others between them, at most this far apart.
_SKIP = 4


def story_features(reading: StoryReading) -> dict[str, float]:
    """
    Return the features of title and lead by name: present ones only.

    Names start with where they are from: ``title word``, ``lead parts`` and so on. Each group's
    values are scaled to length 1, so that a long lead does not outweigh the title. No name of a
    brand, outlet or day is a feature: those would not carry over to other months and sites.
    """
    title, sentences = reading.title, reading.lead
    groups = [
        _runs("title word", [t.word for t in title], 1, 2),
        _runs("title part", _parts(title), 1, 3),
        _runs("title mixed", _mixed(title), 2, 3),
        _pairs_apart(title),
        _union(_runs("lead word", [t.word for t in s], 1, 2) for s in sentences),
        _union(_runs("lead part", _parts(s), 1, 3) for s in sentences),
        _union(_runs("lead mixed", _mixed(s), 2, 3) for s in sentences),
        _runs("first part", _parts(sentences[0]), 1, 3) if sentences else set(),
        _frames("title", title),
        _union(_frames("lead", s) for s in sentences),
        {
            f"title {a} & lead {b}"
            for a in set(_parts(title))
            for b in _union(set(_parts(s)) for s in sentences)
        },
    ]
    features: dict[str, float] = {}
    for group in groups:
        value = len(group) ** -0.5 if group else 0.0
        features.update(dict.fromkeys(group, value))
    features.update(_cue_features(reading.story))
    features.update(_apology_features(reading))
    return features


def _parts(sentence: Sequence[Token]) -> list[str]:
    # unknown names are left out: where they stand between parts, runs would differ by them
    return [token.part for token in sentence if token.part and token.part != NAME]


def _mixed(sentence: Sequence[Token]) -> list[str]:
    return [token.part if token.part and token.part != NAME else token.word for token in sentence]


def _runs(prefix: str, items: Sequence[str], shortest: int, longest: int) -> set[str]:
    return {
        f"{prefix}: {' '.join(items[at : at + length])}"
        for length in range(shortest, longest + 1)
        for at in range(len(items) - length + 1)
    }


def _frames(where: str, sentence: Sequence[Token]) -> set[str]:
    told, alike = [], []
    for token in sentence:
        part = token.part or ""
        who = _WHO.get(part) or _LINKS.get(part)
        if who or part in _ACTS:
            told.append(who or part)
            alike.append(who or _ACTS[part])
    return _runs(f"{where} frame", told, 2, 4) | _runs(f"{where} frame", alike, 2, 4)


def _pairs_apart(title: Sequence[Token]) -> set[str]:
    parts = _parts(title)
    return {
        f"title pair: {parts[i]} .. {parts[j]}"
        for i in range(len(parts))
        for j in range(i + 2, min(len(parts), i + 1 + _SKIP))
    }


def _union(groups: Iterable[set[str]]) -> set[str]:
    return set().union(*groups)


def _cue_features(story: StoryText) -> dict[str, float]:
    title = story.literal[: len(story.title)].lower()
    lead = story.literal[story.body_start : story.lead_end].lower()
    features = {}
    for sign, pattern in signs().items():
        if pattern.search(title):
            features[f"title {sign}"] = 0.5
        if pattern.search(lead):
            features[f"lead {sign}"] = 0.3
    return features


def _apology_features(reading: StoryReading) -> dict[str, float]:
    """Say who apologises to whom, by kind: the act has a direction that runs of words miss."""
    features = {}
    for act in reading.once(lead_apologies):
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
