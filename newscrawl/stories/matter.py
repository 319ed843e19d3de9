"""What a story is about."""

from newscrawl.items import Matter, MatterFinding
from newscrawl.stories.cues import matter_cues
from newscrawl.stories.text import StoryText


def matter_of(story: StoryText) -> MatterFinding:
    """Return the matter that title and lead speak of most, with the sentence that says so."""
    best, best_score, best_at = Matter.OTHER, 0.0, 0
    for matter, pattern in matter_cues().items():
        hits = [match.start() for match in pattern.finditer(story.lead)]
        score = sum(2.0 if at < len(story.title) else 1.0 for at in hits[:4])
        if score > best_score:
            best, best_score, best_at = matter, score, hits[0]
    sentence = story.sentence_at(best_at)
    return MatterFinding(matter=best, evidence=story.evidence(sentence.start, sentence.end))
