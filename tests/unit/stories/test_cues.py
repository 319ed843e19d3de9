"""What words tell a kind or a matter."""

import re

import pytest

from newscrawl.stories.brands import built_in_table
from newscrawl.stories.cues import kind_cues, matter_cues, signs
from newscrawl.stories.features import story_features
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


def test_signs_are_written_in_small_letters() -> None:
    written = [re.sub(r"\\.", "", pattern.pattern) for pattern in signs().values()]

    assert [pattern for pattern in written if pattern != pattern.lower()] == []
    assert len(written) == 2 * len(kind_cues()) + len(matter_cues())


@pytest.mark.parametrize(
    ("title", "sign"),
    [
        ("SEC SUES Binance", "title cue: strong lawsuit"),
        ("The sec sues Binance", "title matter: securities"),
        ("İstanbul: Regulators Fine Binance", "title cue: strong penalty"),
        ("Theranos revisited", "title matter: fraud"),
    ],
)
def test_a_sign_is_seen_in_letters_of_any_case(title: str, sign: str) -> None:
    reading = StoryReading(StoryText.of(title, []), built_in_table(), frozenset())

    assert story_features(reading)[sign] == 0.5
