"""The story card: the decisions of this package put together."""

import math
from collections.abc import Mapping, Sequence

from newscrawl.items import (
    Amount,
    Block,
    CardStatus,
    StoryCard,
    StoryKind,
)
from newscrawl.stories.acts import act_dates
from newscrawl.stories.amounts import is_limit, money_in, ranked, roles_of
from newscrawl.stories.apology import apology_finding, made_to_a_brand
from newscrawl.stories.brands import Watchlist, table_with
from newscrawl.stories.forum import forums_of
from newscrawl.stories.kinds import kind_finding, kinds_of
from newscrawl.stories.matter import matter_of
from newscrawl.stories.odds import story_odds
from newscrawl.stories.parties import parties_of
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.reversal import reversed_after_criticism
from newscrawl.stories.stage import stage_of
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import Weights, built_in_weights

CARD_VERSION = "9"
DEFAULT_THRESHOLD = 0.36
MOST_AMOUNTS = 8
# A plain apology to a brand is a story for sure, whatever else the text speaks of.
_APOLOGY_SCORE = 0.9
# Of labelled stories in which a decision is taken back under criticism, three in four.
_REVERSAL_SCORE = 0.75
_LANGUAGES = ("en",)


def story_card(
    title: str,
    blocks: Sequence[Block],
    *,
    language: str | None,
    watchlist: Watchlist | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    weights: Weights | None = None,
) -> StoryCard:
    """
    Return the card of an article: what happened, about what, who against whom, how much.

    ``language`` is a BCP 47 tag; None is read as English. In a language without rules the card's
    status is NOT_READ: that is not the same as "not relevant". ``threshold`` is the least score
    of a relevant story.
    """
    if language is not None and language.split("-")[0].lower() not in _LANGUAGES:
        return StoryCard(
            status=CardStatus.NOT_READ, relevant=False, score=0.0, card_version=CARD_VERSION
        )
    weights = weights or built_in_weights()
    reading = StoryReading(StoryText.of(title, blocks), table_with(watchlist), weights.common_words)
    brands = tuple(dict.fromkeys(mention.brand.brand_id for mention in reading.mentions))
    log_odds = story_odds(reading, weights)
    score = relevance(reading, log_odds)
    if score < threshold:
        return StoryCard(
            status=CardStatus.READ,
            relevant=False,
            score=score,
            brands=brands,
            card_version=CARD_VERSION,
        )
    kinds = kinds_of(reading, log_odds)
    return StoryCard(
        status=CardStatus.READ,
        relevant=True,
        score=score,
        kinds=tuple(kind_finding(kind, reading.story) for kind in kinds),
        matter=matter_of(reading, log_odds),
        parties=parties_of(reading, kinds, score, weights),
        amounts=_amounts(reading.story),
        stage=stage_of(reading.story) if set(kinds) != {StoryKind.APOLOGY} else None,
        forums=forums_of(reading),
        dates=act_dates(reading.story),
        apology=apology_finding(reading) if StoryKind.APOLOGY in kinds else None,
        lead_end=reading.story.lead_end - reading.story.body_start,
        brands=brands,
        card_version=CARD_VERSION,
    )


def relevance(reading: StoryReading, log_odds: Mapping[str, float]) -> float:
    """Return how likely title and lead tell a brand legal or apology story, 0.0 to 1.0."""
    score = 1 / (1 + math.exp(-log_odds["relevant"]))
    if reading.once(reversed_after_criticism):
        score = max(score, _REVERSAL_SCORE)
    return max(score, _APOLOGY_SCORE) if made_to_a_brand(reading) else score


def _amounts(story: StoryText) -> tuple[Amount, ...]:
    ordered = ranked(money_in(story.text), story.text, len(story.title), story.lead_end)
    money = ordered[:MOST_AMOUNTS]
    return tuple(
        Amount(
            text=item.text,
            value=item.value,
            currency=item.currency,
            role=role,
            is_limit=is_limit(item, story.text),
            evidence=story.evidence(item.start, item.end),
        )
        for item, role in zip(money, roles_of(money, story.text), strict=True)
    )
