from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.blend import Blend
from newscrawl.stories.brands import table_with
from newscrawl.stories.encoder import Encoder
from newscrawl.stories.odds import story_odds
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import Weights, built_in_weights, load

Reading = Callable[[str, str], StoryReading]
SUIT = ("Nokia sues Oppo over patents", "The suit was filed in a German court.")
PLAIN = ("A walk in the woods", "The leaves have turned.")


@pytest.fixture(scope="module")
def weights() -> Weights:
    return built_in_weights()


@pytest.fixture
def reading(weights: Weights) -> Reading:
    def read(title: str, text: str) -> StoryReading:
        blocks = [Block(kind=BlockKind.PARAGRAPH, text=text)]
        return StoryReading(StoryText.of(title, blocks), table_with(None), weights.common_words)

    return read


def no_encoder() -> Encoder:
    raise AssertionError("the encoder was asked")


def test_what_both_say_is_added_each_as_far_as_it_is_believed() -> None:
    blend = Blend(
        outputs=("relevant", "kind recall"),
        table=np.array([[0.5, 2.0, 1.0], [1.0, 0.0, -3.0]], dtype=np.float32),
    )

    odds = blend.log_odds(
        {"relevant": 4.0, "kind recall": 1.0}, {"kind recall": 9.0, "relevant": -1.0}
    )

    assert odds == {"relevant": 1.0, "kind recall": -2.0}
    assert blend.believed("kind recall") == (1.0, 0.0)


def test_a_blend_is_stored_with_the_weights(weights: Weights) -> None:
    assert weights.blend is not None
    assert weights.blend.outputs == weights.story.outputs


def test_the_encoder_moves_the_odds_of_a_possible_story(weights: Weights, reading: Reading) -> None:
    alone = replace(weights, encoder=None)

    assert story_odds(reading(*SUIT), weights) != story_odds(reading(*SUIT), alone)


def test_the_encoder_is_not_asked_of_what_is_clearly_none(
    weights: Weights, reading: Reading
) -> None:
    frugal = replace(weights, encoder=no_encoder)

    assert story_odds(reading(*PLAIN), frugal)["relevant"] < -3
    with pytest.raises(AssertionError, match="was asked"):
        story_odds(reading(*SUIT), frugal)


def test_weights_are_loaded_without_the_encoder() -> None:
    from importlib import resources

    with resources.files("newscrawl.stories").joinpath("weights.npz").open("rb") as file:
        assert load(file, no_encoder).encoder is no_encoder
