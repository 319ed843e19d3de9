"""The story card: the decisions of this package put together."""

from collections.abc import Sequence

from newscrawl.items import (
    Amount,
    Block,
    CardStatus,
    StoryCard,
    StoryKind,
)
from newscrawl.stories.ambiguity import brand_mentions
from newscrawl.stories.amounts import money_in, ranked
from newscrawl.stories.brands import Watchlist, table_with
from newscrawl.stories.kinds import kind_finding, kind_scores
from newscrawl.stories.matter import matter_of
from newscrawl.stories.parties import parties_of
from newscrawl.stories.text import StoryText

CARD_VERSION = "1"
DEFAULT_THRESHOLD = 0.5
MOST_AMOUNTS = 8
_LANGUAGES = ("en",)


def story_card(
    title: str,
    blocks: Sequence[Block],
    *,
    language: str | None,
    watchlist: Watchlist | None = None,
    threshold: float = DEFAULT_THRESHOLD,
) -> StoryCard:
    """
    Return the card of an article: what happened, about what, who against whom, how much.

    ``language`` is a BCP 47 tag; None is read as English. In a language without rules the card's
    status is NOT_READ: that is not the same as "not relevant".
    """
    if language is not None and language.split("-")[0].lower() not in _LANGUAGES:
        return StoryCard(
            status=CardStatus.NOT_READ, relevant=False, score=0.0, card_version=CARD_VERSION
        )
    story = StoryText.of(title, blocks)
    mentions = brand_mentions(table_with(watchlist), story.text)
    brands = tuple(dict.fromkeys(mention.brand.brand_id for mention in mentions))
    scores = kind_scores(story)
    in_lead = any(mention.start < story.lead_end for mention in mentions)
    top = max(scores.values())
    score = min(1.0, top / 4.0) if in_lead else min(0.4, top / 8.0)
    if score < threshold:
        return StoryCard(
            status=CardStatus.READ,
            relevant=False,
            score=score,
            brands=brands,
            card_version=CARD_VERSION,
        )
    kinds = [kind for kind, value in scores.items() if value >= max(2.0, top - 0.75)]
    if StoryKind.APOLOGY in kinds and scores[StoryKind.SETTLEMENT] == 0 and _pays(story):
        kinds.append(StoryKind.SETTLEMENT)
    money = ranked(money_in(story.text), story.text, len(title), story.lead_end)
    return StoryCard(
        status=CardStatus.READ,
        relevant=True,
        score=score,
        kinds=tuple(kind_finding(kind, story) for kind in kinds),
        matter=matter_of(story),
        parties=parties_of(story, mentions, kinds),
        amounts=tuple(
            Amount(
                text=item.text,
                value=item.value,
                currency=item.currency,
                evidence=story.evidence(item.start, item.end),
            )
            for item in money[:MOST_AMOUNTS]
        ),
        brands=brands,
        card_version=CARD_VERSION,
    )


def _pays(story: StoryText) -> bool:
    return "compensation" in story.text or "damages" in story.text or " pay" in story.text
