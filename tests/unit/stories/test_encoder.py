import pytest

from newscrawl.items import Block, BlockKind, Matter, StoryKind
from newscrawl.stories.encoder import Encoder, built_in_encoder
from newscrawl.stories.text import StoryText


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in_encoder()


def test_it_speaks_of_relevance_and_of_every_kind_and_matter(encoder: Encoder) -> None:
    kinds = {f"kind {kind}" for kind in StoryKind}
    matters = {f"matter {matter}" for matter in Matter}

    assert set(encoder.log_odds("A title", "")) == {"relevant"} | kinds | matters


def test_who_does_what_to_whom_counts_and_not_the_words_alone(encoder: Encoder) -> None:
    suit = encoder.log_odds("A blogger takes Sony to court over a withheld refund", "")
    game = encoder.log_odds("Sony's new game has you play a lawyer in court", "")

    assert suit["relevant"] > 0 > game["relevant"]


def test_a_text_of_any_length_is_read(encoder: Encoder) -> None:
    opening = "The regulator fined the company. "

    assert encoder.log_odds("", "")
    assert encoder.log_odds(opening * 50, opening * 500)


def test_what_stands_beyond_its_reach_moves_nothing(encoder: Encoder) -> None:
    lead = "A phone with a bright screen and a large battery. " * 12

    assert encoder.log_odds("A phone", lead) == encoder.log_odds("A phone", lead + "It was sued.")


def test_figures_of_speech_are_not_read(encoder: Encoder) -> None:
    title = "The court of public opinion likes the phone"
    lead = [Block(kind=BlockKind.PARAGRAPH, text="Readers like its screen.")]
    said = encoder.of_story(StoryText.of(title, lead))

    assert said == encoder.log_odds("likes the phone", "Readers like its screen.")
    assert said != encoder.log_odds(title, "Readers like its screen.")
