import pytest

from newscrawl.items import Block, BlockKind, CardStatus, StoryCard, StoryKind
from newscrawl.stories import explain
from newscrawl.stories.card import story_card


def card_of(title: str, lead: str) -> StoryCard:
    return story_card(title, [Block(kind=BlockKind.PARAGRAPH, text=lead)], language="en")


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Spotify backtracks on its new font", "The change had met with a backlash."),
        ("After an outcry Sonos rolls back its app", "The old one returns in May."),
        ("Samsung steps back from adverts on fridges", "Owners of the ovens were in an uproar."),
        ("Adobe backpedals on new terms", "The firm had drawn criticism from artists."),
        ("Garmin won't charge for old maps after all", "The plan caused anger among hikers."),
    ],
)
def test_a_decision_that_a_brand_takes_back_under_criticism_is_an_apology(
    title: str, lead: str
) -> None:
    card = card_of(title, lead)

    assert card.relevant
    assert [finding.kind for finding in card.kinds] == [StoryKind.APOLOGY]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Spotify backtracks on its new font", "The old one is easier to read at small sizes."),
        ("Spotify keeps its new font", "The change had met with a backlash."),
        ("The mayor backtracks on parking", "The change had met with a backlash."),
        ("Hobbyists reverse-engineer a Sony lens", "An earlier lens had drawn criticism."),
        ("Sonos shows an app with round corners", "It is calm. " * 30 + "It reversed an outcry."),
    ],
)
def test_without_criticism_reversal_or_brand_in_the_opening_there_is_none(
    title: str, lead: str
) -> None:
    card = card_of(title, lead)

    assert card.status is CardStatus.READ
    assert not card.relevant


def test_what_else_is_likely_stays_beside_it() -> None:
    card = card_of(
        "Apple sued over watch bands, backtracks on refunds after backlash",
        "The class action was filed in a California court by owners of the bands.",
    )

    assert [finding.kind for finding in card.kinds] == [StoryKind.LAWSUIT, StoryKind.APOLOGY]


def test_the_explanation_names_the_rule() -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text="The change had met with a backlash.")]

    reasons = explain("Spotify backtracks on its new font", blocks)

    assert reasons[0].phrase == "a decision taken back after criticism"
    assert reasons[0].share == float("inf")
