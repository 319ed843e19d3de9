import math
from collections.abc import Iterator

import pytest

from newscrawl.items import (
    Block,
    BlockKind,
    CardStatus,
    Evidence,
    Matter,
    Side,
    StoryCard,
    StoryKind,
    TextPart,
    body_text,
)
from newscrawl.stories.card import story_card
from tests.unit.stories import xiaomi


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)


def every_evidence(card: StoryCard) -> Iterator[Evidence]:
    yield from (finding.evidence for finding in card.kinds)
    if card.matter:
        yield card.matter.evidence
    yield from (party.evidence for party in card.parties)
    yield from (amount.evidence for amount in card.amounts)


def test_the_netizen_who_apologised_to_xiaomi() -> None:
    card = story_card(xiaomi.TITLE, xiaomi.BLOCKS, language="en")

    assert card.relevant
    assert {finding.kind for finding in card.kinds} == {StoryKind.APOLOGY, StoryKind.SETTLEMENT}
    assert card.matter is not None
    assert card.matter.matter == Matter.DEFAMATION
    assert {(party.name, party.side, party.brand_id) for party in card.parties} == {
        ("DeepSea142183002", Side.APOLOGIST, None),
        ("Xiaomi", Side.RECIPIENT, "xiaomi"),
        ("Lei Jun", Side.RECIPIENT, "lei-jun"),
    }


def test_every_value_quotes_its_evidence_at_exact_offsets() -> None:
    card = story_card(xiaomi.TITLE, xiaomi.BLOCKS, language="en")

    texts = {TextPart.TITLE: xiaomi.TITLE, TextPart.BODY: body_text(xiaomi.BLOCKS)}
    for evidence in every_evidence(card):
        assert evidence.quote
        assert texts[evidence.part][evidence.start : evidence.end] == evidence.quote


def test_a_language_without_rules_is_not_read() -> None:
    card = story_card("Xiaomi verklagt", paragraphs("Ein Gericht in München."), language="de")

    assert card.status == CardStatus.NOT_READ
    assert not card.relevant


def test_product_news_is_read_and_not_relevant() -> None:
    blocks = paragraphs("The phone has a bigger battery and a brighter screen than last year's.")

    card = story_card("Xiaomi 15 Pro review: the camera to judge others by", blocks, language="en")

    assert card.status == CardStatus.READ
    assert not card.relevant
    assert card.brands == ("xiaomi",)


@pytest.mark.parametrize(
    "title", ["", "?", "İSTANBUL: Apple sued", "苹果 sues 三星", "\u2028", "A" * 5_000]
)
@pytest.mark.parametrize("body", ["", " ", "Nokia v. Oppo. $3 million\u2028fine", "x\n\n\n" * 50])
def test_odd_texts_are_read_and_their_evidence_is_exact(title: str, body: str) -> None:
    card = story_card(title, paragraphs(body), language="en", threshold=0.0)

    texts = {TextPart.TITLE: title, TextPart.BODY: body}
    for evidence in every_evidence(card):
        assert texts[evidence.part][evidence.start : evidence.end] == evidence.quote


def test_a_story_is_relevant_from_the_threshold_on() -> None:
    score = story_card(xiaomi.TITLE, xiaomi.BLOCKS, language="en").score

    def relevant_at(threshold: float) -> bool:
        return story_card(xiaomi.TITLE, xiaomi.BLOCKS, language="en", threshold=threshold).relevant

    assert relevant_at(score)
    assert not relevant_at(math.nextafter(score, 1.0))


def test_a_story_at_the_end_of_a_long_article_does_not_make_it_one() -> None:
    filler = "The phone has a bigger battery and a brighter screen than last year's. " * 20
    told_late = paragraphs(filler, filler, "In 2019 Nokia sued Oppo over patents and won.")

    card = story_card("Oppo's new phone, reviewed", told_late, language="en")

    assert not card.relevant
    assert set(card.brands) == {"oppo", "nokia"}
