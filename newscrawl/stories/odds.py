"""How likely relevance, each kind and each matter are, by all that was fitted."""

from collections.abc import Mapping

from newscrawl.stories.features import story_features
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.weights import Weights

# Below these log-odds of relevance by the weights alone (0.09) the encoder is not asked: three in
# five of the labelled stories are so, most of a feed is, and of 150 it would call one relevant, as
# often wrongly as rightly.
_CLEARLY_NOT = -2.31


def story_odds(reading: StoryReading, weights: Weights) -> Mapping[str, float]:
    """Return the log-odds of ``relevant``, of each ``kind ...`` and each ``matter ...``."""
    linear = weights.story.by_output(story_features(reading))
    if weights.encoder is None or weights.blend is None or is_clearly_not(linear):
        return linear
    return weights.blend.log_odds(linear, weights.encoder().of_story(reading.story))


def is_clearly_not(linear: Mapping[str, float]) -> bool:
    """Return whether the weights alone settle that a story is not relevant."""
    return linear["relevant"] < _CLEARLY_NOT
