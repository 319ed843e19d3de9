"""What happened, by the words of the title and the lead."""

from newscrawl.items import KindFinding, StoryKind
from newscrawl.stories.cues import kind_cues
from newscrawl.stories.text import StoryText


def kind_scores(story: StoryText) -> dict[StoryKind, float]:
    """Return how strongly title and lead speak of each kind; 0.0 where they do not."""
    scores = {}
    for kind, cues in kind_cues().items():
        in_title = 2.0 * bool(cues.strong.search(story.title)) + 0.5 * bool(
            cues.weak.search(story.title)
        )
        lead = story.text[story.body_start : story.lead_end]
        in_lead = 1.0 * bool(cues.strong.search(lead)) + 0.25 * bool(cues.weak.search(lead))
        scores[kind] = in_title + in_lead
    return scores


def kind_finding(kind: StoryKind, story: StoryText) -> KindFinding:
    """Return ``kind`` with the sentence that says it, the title if none does by its words."""
    cues = kind_cues()[kind]
    for pattern in (cues.strong, cues.weak):
        match = pattern.search(story.text)
        if match:
            sentence = story.sentence_at(match.start())
            return KindFinding(kind=kind, evidence=story.evidence(sentence.start, sentence.end))
    return KindFinding(kind=kind, evidence=story.evidence(0, len(story.title)))
