"""Why a card says relevant or not: the phrases that moved the score."""

from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.items import Block
from newscrawl.stories.apology import made_to_a_brand
from newscrawl.stories.brands import Watchlist, table_with
from newscrawl.stories.features import story_features
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import Weights, built_in_weights


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """
    A phrase, as "where what: words or parts", and what it adds to the log-odds of relevance.

    Parts are the classes of lexicon.toml and, in capitals, the names of known brands.
    ``share`` is infinite where a rule decided.
    """

    phrase: str
    share: float


def explain(
    title: str,
    blocks: Sequence[Block],
    *,
    watchlist: Watchlist | None = None,
    weights: Weights | None = None,
    most: int = 12,
) -> list[Reason]:
    """Return what moved the score of an article, for or against, the strongest first."""
    weights = weights or built_in_weights()
    reading = StoryReading(StoryText.of(title, blocks), table_with(watchlist), weights.common_words)
    shares = weights.story.shares(story_features(reading), "relevant")
    reasons = [Reason(phrase=phrase, share=share) for phrase, share in shares.items() if share]
    reasons.sort(key=lambda reason: (-abs(reason.share), reason.phrase))
    if made_to_a_brand(reading):
        reasons.insert(0, Reason(phrase="an apology to a brand", share=float("inf")))
    return reasons[:most]
