"""What happened, by the weights of title and lead."""

import re
from collections.abc import Mapping

from newscrawl.items import KindFinding, StoryKind
from newscrawl.stories.cues import kind_cues
from newscrawl.stories.reading import Reading
from newscrawl.stories.text import StoryText

# Log-odds above which a kind is named beside the likeliest; by cross-validation.
_ALSO = -0.6

_PAID = re.compile(
    r"\b(?:(?:paid|pays?|paying|provided|offered) (?:\w+ ){0,6}?(?:compensation|damages)|"
    r"compensated|(?:compensation|damages) (?:was|were|has been) paid|and pays?\b)",
    re.IGNORECASE,
)
_APOLOGISED = re.compile(r"\bapologi[sz]|\bapolog(?:y|ies)\b|\bsa(?:ys|id) sorry\b", re.IGNORECASE)
_WRONGED = re.compile(
    r"\b(?:false|untrue|slander\w*|defam\w*|libel\w*|rumou?rs?|derogatory|lies)\b", re.IGNORECASE
)


def kinds_of(reading: Reading, log_odds: Mapping[str, float]) -> list[StoryKind]:
    """Return the likeliest kind and all that are likely enough, likeliest first."""
    # who apologises for false words and pays has settled with the wronged: rare enough that
    # few labelled stories have it, and plain enough to say by rule, background included
    story = reading.story
    if _APOLOGISED.search(story.lead) and all(p.search(story.text) for p in (_WRONGED, _PAID)):
        return [StoryKind.APOLOGY, StoryKind.SETTLEMENT]
    by_odds = sorted(StoryKind, key=lambda kind: -log_odds[f"kind {kind}"])
    return [kind for kind in by_odds if kind == by_odds[0] or log_odds[f"kind {kind}"] >= _ALSO]


def kind_finding(kind: StoryKind, story: StoryText) -> KindFinding:
    """Return ``kind`` with the sentence that says it, the first if none does by its words."""
    cues = kind_cues()[kind]
    for pattern in (cues.strong, cues.weak):
        match = pattern.search(story.text)
        if match:
            sentence = story.sentence_at(match.start())
            return KindFinding(kind=kind, evidence=story.evidence(sentence.start, sentence.end))
    first = next((s for s in story.sentences if s.end > s.start), story.sentences[0])
    return KindFinding(kind=kind, evidence=story.evidence(first.start, first.end))
