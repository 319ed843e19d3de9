"""What a story is about."""

from collections.abc import Mapping

from newscrawl.items import Matter, MatterFinding
from newscrawl.small_letters import small_letters
from newscrawl.stories.cues import matter_cues
from newscrawl.stories.reading import StoryReading

# What the telling words of a matter add to its log-odds where the lead has them. Defamation has
# few examples, and words that are used of nothing else.
_TOLD = 1.0
_TOLD_DEFAMATION = 6.0


def matter_of(reading: StoryReading, log_odds: Mapping[str, float]) -> MatterFinding:
    """Return the likeliest matter, with the first sentence that speaks of it."""
    story = reading.story
    lead = small_letters(story.lead)
    told = {
        matter: match.start()
        for matter, pattern in matter_cues().items()
        if (match := pattern.search(lead))
    }

    def likely(matter: Matter) -> float:
        weight = _TOLD_DEFAMATION if matter == Matter.DEFAMATION else _TOLD
        return float(log_odds[f"matter {matter}"]) + weight * (matter in told)

    best = max(Matter, key=likely)
    sentence = story.sentence_at(told.get(best, 0))
    return MatterFinding(matter=best, evidence=story.evidence(sentence.start, sentence.end))
