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


def test_the_evidence_is_the_sentence_that_tells_the_deed() -> None:
    opinion = "Some readers doubt that a settlement or an apology changes anything."
    blocks = (*xiaomi.BLOCKS[:1], *paragraphs(opinion), *xiaomi.BLOCKS[1:])

    card = story_card(xiaomi.TITLE, blocks, language="en")

    quotes = {finding.kind: finding.evidence.quote for finding in card.kinds}
    assert quotes == {StoryKind.APOLOGY: xiaomi.TITLE, StoryKind.SETTLEMENT: xiaomi.PARAGRAPHS[3]}
    assert card.matter is not None
    assert card.matter.evidence.quote == xiaomi.TITLE


def test_a_dispute_that_is_settled_is_a_settlement() -> None:
    card = story_card(
        "Samsung and Harrow Audio end their patent fight",
        paragraphs("Samsung and Harrow Audio have settled a patent dispute that began in 2021."),
        language="en",
    )

    assert StoryKind.SETTLEMENT in {finding.kind for finding in card.kinds}
    assert StoryKind.LAWSUIT not in {finding.kind for finding in card.kinds}


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("The maker sells the pad for $29.", []),
        ("It promised up to $800 for an old phone.", []),
        ("The $799 phone is at the centre of the suit.", []),
        ("A new unit costs $2,300 at a dealer.", []),
        ("Owners get $60 back if they keep the card.", []),
        ("Sony wants $5 million in damages for the $29 controller.", ["$5 million"]),
        ("Each owner may claim $395 from the settlement.", ["$395"]),
    ],
)
def test_a_price_is_not_the_amount_of_a_story(sentence: str, amounts: list[str]) -> None:
    card = story_card(
        "Sony sues Harl over its gamepad",
        paragraphs("The lawsuit is about patents.", sentence),
        language="en",
    )

    assert [amount.text for amount in card.amounts] == amounts


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
