import math

import pytest

from newscrawl.items import Block, BlockKind, StoryKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.kinds import kinds_of
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


@pytest.mark.parametrize(
    ("relevant", "ruling", "kinds"),
    [
        (0.9, 0.4, [StoryKind.LAWSUIT, StoryKind.RULING]),
        (0.9, 0.3, [StoryKind.LAWSUIT]),
        # the doubt about the story is a doubt about each of its kinds
        (0.5, 0.4, [StoryKind.LAWSUIT]),
    ],
)
def test_a_second_kind_is_named_where_story_and_kind_together_are_likely(
    relevant: float, ruling: float, kinds: list[StoryKind]
) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, text="The court spoke on Monday.")
    reading = StoryReading(StoryText.of("Nokia and Oppo in court", [block]), built_in_table(), ())
    log_odds = {f"kind {kind}": odds(0.05) for kind in StoryKind}
    log_odds |= {
        "relevant": odds(relevant),
        "kind lawsuit": odds(0.6),
        "kind ruling": odds(ruling),
    }

    assert kinds_of(reading, log_odds) == kinds


def test_the_likeliest_kind_is_named_however_doubtful() -> None:
    reading = StoryReading(StoryText.of("Nokia and Oppo", []), built_in_table(), ())
    log_odds = {f"kind {kind}": odds(0.05) for kind in StoryKind}

    assert kinds_of(reading, {**log_odds, "relevant": odds(0.4), "kind ban": odds(0.1)}) == [
        StoryKind.BAN
    ]
