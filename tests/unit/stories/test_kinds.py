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
    ("relevant", "ban", "kinds"),
    [
        (0.9, 0.4, [StoryKind.LAWSUIT, StoryKind.BAN]),
        (0.9, 0.3, [StoryKind.LAWSUIT]),
        # the doubt about the story is a doubt about each of its kinds
        (0.5, 0.4, [StoryKind.LAWSUIT]),
    ],
)
def test_a_second_kind_is_named_where_story_and_kind_together_are_likely(
    relevant: float, ban: float, kinds: list[StoryKind]
) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, text="The court spoke on Monday.")
    reading = StoryReading(StoryText.of("Nokia and Oppo in court", [block]), built_in_table(), ())
    log_odds = {f"kind {kind}": odds(0.05) for kind in StoryKind}
    log_odds |= {
        "relevant": odds(relevant),
        "kind lawsuit": odds(0.6),
        "kind ban": odds(ban),
    }

    assert kinds_of(reading, log_odds) == kinds


def test_who_apologises_for_false_words_and_pays_has_settled() -> None:
    title = "Netizen apologises to Xiaomi over false claims"
    lead = [Block(kind=BlockKind.PARAGRAPH, text="He paid 30,000 yuan in compensation.")]
    reading = StoryReading(StoryText.of(title, lead), built_in_table(), ())

    assert kinds_of(reading, {}) == [StoryKind.APOLOGY, StoryKind.SETTLEMENT]


def test_the_likeliest_kind_is_named_however_doubtful() -> None:
    reading = StoryReading(StoryText.of("Nokia and Oppo", []), built_in_table(), ())
    log_odds = {f"kind {kind}": odds(0.05) for kind in StoryKind}

    assert kinds_of(reading, {**log_odds, "relevant": odds(0.4), "kind ban": odds(0.1)}) == [
        StoryKind.BAN
    ]


@pytest.mark.parametrize(
    ("title", "likely", "kinds"),
    [
        ("Court blocks phones of Oppo", {"ban": 0.9, "ruling": 0.14}, ["ban", "ruling"]),
        ("Court blocks phones of Oppo", {"ban": 0.9, "ruling": 0.12}, ["ban"]),
        ("Court is asked about phones of Oppo", {"ban": 0.9, "ruling": 0.65}, ["ban"]),
        ("Court is asked about phones of Oppo", {"ban": 0.9, "ruling": 0.7}, ["ban", "ruling"]),
        (
            "Nokia threatens to sue Oppo",
            {"lawsuit": 0.9, "takedown": 0.07},
            ["lawsuit", "takedown"],
        ),
        ("Nokia threatens to sue Oppo", {"lawsuit": 0.9, "takedown": 0.05}, ["lawsuit"]),
        ("Nokia is to sue Oppo", {"lawsuit": 0.9, "takedown": 0.5}, ["lawsuit"]),
        ("Nokia is to sue Oppo", {"lawsuit": 0.9, "takedown": 0.6}, ["lawsuit", "takedown"]),
        ("Judge dismisses suit of Oppo", {"ruling": 0.9, "lawsuit": 0.65}, ["ruling"]),
        ("Judge dismisses suit of Oppo", {"ruling": 0.9, "lawsuit": 0.7}, ["ruling", "lawsuit"]),
        ("Oppo and Nokia end their patent war", {"lawsuit": 0.9}, ["settlement"]),
        ("Oppo sues at the end of a dispute", {"lawsuit": 0.9}, ["lawsuit"]),
        # beside a kind that no court gave, the suit is the news
        ("Suit of Oppo goes on", {"penalty": 0.9, "lawsuit": 0.4}, ["penalty", "lawsuit"]),
    ],
)
def test_a_kind_whose_deed_is_told_outright_needs_less_and_one_whose_is_not_needs_more(
    title: str, likely: dict[str, float], kinds: list[str]
) -> None:
    reading = StoryReading(StoryText.of(title, []), built_in_table(), ())
    log_odds = {f"kind {kind}": odds(0.01) for kind in StoryKind} | {"relevant": odds(0.9)}
    log_odds |= {f"kind {kind}": odds(probability) for kind, probability in likely.items()}

    assert kinds_of(reading, log_odds) == kinds
