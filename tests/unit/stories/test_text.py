from newscrawl.items import Block, BlockKind, TextPart
from newscrawl.stories.text import LEAD_CHARACTERS, StoryText


def story(title: str, *paragraphs: str) -> StoryText:
    return StoryText.of(title, [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs])


def test_offsets_point_into_title_or_body() -> None:
    told = story("Maker sued", "A judge ruled.", "It appeals.")

    in_title = told.evidence(6, 10)
    in_body = told.evidence(told.text.index("It appeals"), len(told.text))

    assert (in_title.part, in_title.quote, in_title.start) == (TextPart.TITLE, "sued", 6)
    assert (in_body.part, in_body.quote) == (TextPart.BODY, "It appeals.")
    assert told.body[in_body.start : in_body.end] == "It appeals."


def test_sentences_end_at_full_stops_but_not_after_abbreviations() -> None:
    told = story(
        "Title", "Apple Inc. sued Acme Corp. in the U.S. District Court. It won!", "Next day."
    )

    sentences = [told.text[span.start : span.end] for span in told.sentences]

    assert sentences == [
        "Title",
        "Apple Inc. sued Acme Corp. in the U.S. District Court.",
        "It won!",
        "Next day.",
    ]


def test_the_lead_ends_with_a_sentence() -> None:
    sentence = "Here is one more sentence of forty letters."
    told = story("Title", " ".join([sentence] * 40))

    assert told.lead.endswith("letters.")
    assert LEAD_CHARACTERS - len(sentence) <= told.lead_end - told.body_start <= LEAD_CHARACTERS


def test_a_short_body_is_all_lead() -> None:
    told = story("Title", "Short.")

    assert told.lead == told.text
