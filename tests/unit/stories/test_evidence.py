"""Every value of a card carries a quote that stands where it says."""

from collections.abc import Iterator

import pytest

from newscrawl.items import Block, BlockKind, Evidence, StoryCard, TextPart, body_text
from newscrawl.stories.card import story_card
from tests.unit.stories import xiaomi

STORIES = [
    (xiaomi.TITLE, xiaomi.PARAGRAPHS),
    (
        "Nokia sues Oppo over patents, seeks up to €50 million",
        (
            "The Finnish company filed the suit in the Munich Regional Court on March 3, 2025.",
            "İstanbul prosecutors — no relation — “looked” at it, too. 🙂 The FTC fined Oppo $5 million.",
        ),
    ),
    (
        "  Sony apologises to players for an outage ",
        ("Sony is sorry. “We deeply regret the outage,” it wrote, and gives each player $5.",),
    ),
    (
        "Brightmoor settles class action for $30 million",
        ("File a claim by August 20, 2026.", "", "The District Court in Utah approved it."),
    ),
]


def evidence_of(card: StoryCard) -> Iterator[Evidence]:
    for found in (card.kinds, card.parties, card.amounts, card.forums, card.dates):
        yield from (finding.evidence for finding in found)
    yield from (finding.evidence for finding in (card.matter, card.stage) if finding)
    if card.apology:
        said = card.apology
        parts = (said.act, said.by, said.to, said.reason, said.amends, said.words)
        yield from (part for part in parts if part)


@pytest.mark.parametrize(("title", "paragraphs"), STORIES)
def test_every_quote_stands_where_it_says(title: str, paragraphs: tuple[str, ...]) -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]

    card = story_card(title, blocks, language="en", threshold=0.0)

    quotes = list(evidence_of(card))
    assert len(quotes) >= 5
    for quote in quotes:
        text = title if quote.part is TextPart.TITLE else body_text(blocks)
        assert quote.quote
        assert text[quote.start : quote.end] == quote.quote


def test_what_stands_after_the_lead_is_background() -> None:
    lead = "Nokia has sued Oppo over patents in Munich. " * 18
    texts = [lead, "Years ago Vivo paid Nokia $5 million to settle a suit."]
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts]

    card = story_card("Nokia sues Oppo over patents", blocks, language="en")

    (amount,) = card.amounts
    assert card.is_background(amount.evidence)
    assert not card.is_background(card.parties[0].evidence)
