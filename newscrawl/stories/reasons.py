"""Why a card says relevant or not: the phrases that moved the score."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newscrawl.items import Block
from newscrawl.stories.apology import made_to_a_brand
from newscrawl.stories.brands import Watchlist, table_with
from newscrawl.stories.encoder import Encoder
from newscrawl.stories.features import story_features
from newscrawl.stories.odds import is_clearly_not
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.reversal import reversed_after_criticism
from newscrawl.stories.text import Span, StoryText
from newscrawl.stories.weights import Weights, built_in_weights

_WORD = re.compile(r"\w\S*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """
    A phrase, as "where what: words or parts", and what it adds to the log-odds of relevance.

    Parts are the classes of lexicon.toml and, in capitals, the names of known brands. A phrase in
    quotes is the story's own: its share is what the encoder's verdict loses without it.
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
    features = story_features(reading)
    believed, reasons = 1.0, []
    if weights.encoder and weights.blend and not is_clearly_not(weights.story.by_output(features)):
        believed, encoder_believed = weights.blend.believed("relevant")
        reasons += [
            Reason(phrase=phrase, share=share * encoder_believed)
            for phrase, share in _by_leaving_out(reading.story, weights.encoder())
        ]
    reasons += [
        Reason(phrase=phrase, share=share * believed)
        for phrase, share in weights.story.shares(features, "relevant").items()
        if share
    ]
    reasons.sort(key=lambda reason: (-abs(reason.share), reason.phrase))
    if made_to_a_brand(reading):
        reasons.insert(0, Reason(phrase="an apology to a brand", share=float("inf")))
    if reversed_after_criticism(reading):
        phrase = "a decision taken back after criticism"
        reasons.insert(0, Reason(phrase=phrase, share=float("inf")))
    return reasons[:most]


def _by_leaving_out(story: StoryText, encoder: Encoder) -> Iterator[tuple[str, float]]:
    """
    Yield each word of the title and each sentence of the lead, with what its absence takes away.

    Source: M. Zeiler, R. Fergus, "Visualizing and understanding convolutional networks", 2014.
    """
    whole = encoder.of_story(story)["relevant"]
    end, after = len(story.title), story.literal[story.body_start : story.lead_end]
    for match in _WORD.finditer(story.literal, 0, end):
        rest = story.literal[: match.start()] + story.literal[match.end() : end]
        yield f'title word: "{match[0]}"', whole - encoder.log_odds(rest, after)["relevant"]
    for sentence in _lead(story):
        text = story.literal
        rest = text[story.body_start : sentence.start] + text[sentence.end : story.lead_end]
        lost = whole - encoder.log_odds(text[:end], rest)["relevant"]
        yield f'lead sentence: "{story.text[sentence.start : sentence.end]}"', lost


def _lead(story: StoryText) -> Iterator[Span]:
    for sentence in story.sentences[1:]:
        if sentence.start < story.lead_end:
            yield Span(sentence.start, min(sentence.end, story.lead_end))
