import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.apology import apologies, made_to_a_brand
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


def reading_of(title: str, *paragraphs: str) -> StoryReading:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    return StoryReading(StoryText.of(title, blocks), built_in_table(), frozenset())


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Sony apologizes to gamers for the outage", "Sony", "gamers"),
        (
            "Blogger issues public apology to Xiaomi and Lei Jun over lies",
            "Blogger",
            "Xiaomi and Lei Jun",
        ),
        ("Court orders blogger to apologise to Xiaomi", "blogger", "Xiaomi"),
        ("An apology from Zoom to its users after the change", "Zoom", None),
        ("VW says sorry for refusing to help", "VW", None),
    ],
)
def test_who_apologises_to_whom(text: str, by: str, to: str | None) -> None:
    act = apologies(StoryText.of(text, []))[0]

    assert by in text[act.by.start : act.by.end]
    assert (text[act.to.start : act.to.end] if act.to else None) == to


@pytest.mark.parametrize(
    "text",
    [
        "Musk will not apologise to Twitter staff",
        "The maker refuses to apologise to Xiaomi",
        "Apple should apologise to its customers",
    ],
)
def test_a_refused_or_wanted_apology_is_none(text: str) -> None:
    assert all(act.negated for act in apologies(StoryText.of(text, [])))
    assert not made_to_a_brand(reading_of(text))


def test_an_apology_to_a_brand_counts_in_title_and_lead_only() -> None:
    filler = ["The weather was fine that day, and nothing else of note took place."] * 15
    apology = "A blogger has apologised to Xiaomi for false claims."

    assert made_to_a_brand(reading_of("News", apology, *filler))
    assert not made_to_a_brand(reading_of("News", *filler, apology))
