import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.forum import forums_of
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


def forums(*paragraphs: str) -> list[tuple[str, str | None]]:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    story = StoryText.of("Wexley in court", blocks)
    found = forums_of(StoryReading(story, built_in_table(), frozenset()))
    assert all(story.body[f.evidence.start : f.evidence.end] == f.evidence.quote for f in found)
    return [(forum.name, forum.brand_id) for forum in found]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "The suit was filed in the Munich Regional Court.",
            [("Munich Regional Court", "munich-court")],
        ),
        ("It sued in a federal court in San Jose.", [("federal court in San Jose", None)]),
        (
            "The US District Court for the Northern District of California heard it.",
            [("US District Court for the Northern District of California", None)],
        ),
        ("The Federal Trade Commission wants papers.", [("FTC", "ftc")]),
        ("The court heard both sides, and so did the courtroom.", []),
        ("He wore a tie in court.", []),
    ],
)
def test_the_courts_and_regulators_before_which_a_matter_is(
    sentence: str, told: list[tuple[str, str | None]]
) -> None:
    assert forums(sentence) == told


def test_a_regulator_in_the_background_is_of_another_matter() -> None:
    lead = "Wexley is sued over its watches. " * 25

    assert forums(lead, "Years ago the FTC asked about its phones.") == []
