from collections.abc import Iterator

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
