"""What happened, by the weights of title and lead."""

import math
import re
from collections.abc import Mapping

from newscrawl.items import KindFinding, StoryKind
from newscrawl.stories.cues import kind_cues
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.reversal import reversed_after_criticism
from newscrawl.stories.text import StoryText
from newscrawl.stories.told import court_decides, demand_is_made, title_has_court_decide

# How likely it must be that a story is relevant and of a kind, for the kind to be named beside the
# likeliest; by cross-validation. Where the deed is told outright, or is not, the odds, which weigh
# words, are believed more or less.
_ALSO = 0.31
_RULING, _RULING_TOLD = 0.6, 0.12
_TAKEDOWN, _TAKEDOWN_TOLD = 0.5, 0.05
_LAWSUIT_RULED_ON = 0.6

_PAID = re.compile(
    r"\b(?:(?:paid|pays?|paying|provided|offered) (?:[^\s.;]\S* ){0,6}?(?:compensation|damages)|"
    r"compensated|(?:compensation|damages) (?:was|were|has been) paid|and pays?\b)",
    re.IGNORECASE,
)
# a dispute that is told to be over is no longer one
_SETTLED = re.compile(
    r"\b(?:settles?|settled|settling) "
    r"(?:(?!similar|earlier|previous|another|in\b)\S+ ){0,6}?(?:suits?|"
    r"lawsuits?|disputes?|cases?|fights?|"
    r"litigation|claims)\b|"
    r"\b(?:end(?:s|ed|ing)?|resolv(?:es|ed|ing)) (?!of\b)(?:\S+ ){0,4}?(?:disputes?|litigation|"
    r"legal (?:battle|fight|feud|war)s?|patent (?:war|fight|battle|feud)s?)\b",
    re.IGNORECASE,
)
_OPENING = 3
_APOLOGISED = re.compile(r"\bapologi[sz]|\bapolog(?:y|ies)\b|\bsa(?:ys|id) sorry\b", re.IGNORECASE)
_WRONGED = re.compile(
    r"\b(?:false|untrue|slander\w*|defam\w*|libel\w*|rumou?rs?|derogatory|lies)\b", re.IGNORECASE
)
# before the verb; in a sentence that asks or doubts nobody has done it yet
_ACTOR = re.compile(
    r"[A-Z]\w+|\b(?:i|we|he|she|they|it|who|company|companies|firm|maker|carrier|netizen|user|"
    r"man|woman|owner|blogger|founder|spokes\w+|studio|retailer|both|sides|parties)\b"
)


def kinds_of(reading: StoryReading, log_odds: Mapping[str, float]) -> list[StoryKind]:
    """Return the likeliest kind and all that are likely enough, likeliest first."""
    # who apologises for false words and pays has settled with the wronged: rare enough that
    # few labelled stories have it, and plain enough to say by rule, background included
    story = reading.story
    if _APOLOGISED.search(story.lead) and all(p.search(story.text) for p in (_WRONGED, _PAID)):
        return [StoryKind.APOLOGY, StoryKind.SETTLEMENT]
    taken_back = reading.once(reversed_after_criticism)
    by_odds = sorted(StoryKind, key=lambda kind: -log_odds[f"kind {kind}"])
    # the title, the line under it, and how the story begins
    opening = story.literal[: story.sentences[:_OPENING][-1].end]
    relevant = _probability(log_odds["relevant"])
    kinds = [
        kind
        for kind in by_odds
        if (kind == by_odds[0] and not taken_back)
        or relevant * _probability(log_odds[f"kind {kind}"]) >= _least(kind, reading)
    ]
    if StoryKind.LAWSUIT in kinds and _SETTLED.search(opening):
        kinds[kinds.index(StoryKind.LAWSUIT)] = StoryKind.SETTLEMENT
    if taken_back:
        kinds.append(StoryKind.APOLOGY)
    return list(dict.fromkeys(kinds))


def _least(kind: StoryKind, reading: StoryReading) -> float:
    match kind:
        case StoryKind.RULING:
            return _RULING_TOLD if court_decides(reading) else _RULING
        case StoryKind.TAKEDOWN:
            return _TAKEDOWN_TOLD if demand_is_made(reading) else _TAKEDOWN
        case StoryKind.LAWSUIT if title_has_court_decide(reading):
            return _LAWSUIT_RULED_ON
    return _ALSO


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def kind_finding(kind: StoryKind, story: StoryText) -> KindFinding:
    """Return ``kind`` with the sentence that says it, the first if none does by its words."""
    cues = kind_cues()[kind]
    at = _act(cues.act, story) if cues.act else None
    for pattern in (cues.strong, cues.weak):
        if at is None and (match := pattern.search(story.small)):
            at = match.start()
    sentence = story.sentences[0] if at is None else story.sentence_at(at)
    if sentence.start == sentence.end:
        sentence = next((s for s in story.sentences if s.end > s.start), sentence)
    return KindFinding(kind=kind, evidence=story.evidence(sentence.start, sentence.end))


def _act(act: re.Pattern[str], story: StoryText) -> int | None:
    """Return where the deed is told of someone who does it: named, or "he" or "the company"."""
    for match in act.finditer(story.small):
        sentence = story.sentence_at(match.start())
        if _ACTOR.search(story.literal, sentence.start, match.start()):
            return match.start()
    return None
