import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.card import story_card
from newscrawl.stories.figures import without_figures


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Galaxy or Pixel? Judge the pictures yourself", "We took the same ten scenes with both."),
        ("The court of public opinion likes the new iPhone", "Readers voted by the thousand."),
        ("The verdict on the Pixel 11", "After a month we know where its battery stands."),
        ("Six routers on trial: which of them reach the attic?", "We ran each for a week."),
        ("Our lab puts Samsung's zoom claims on trial", "The lens was tested on a tower."),
        ("Apple's folding phone: the jury is still out", "It is thin, and it is dear."),
        ("My guilty pleasure is a Nokia with buttons", "It calls, and that is all."),
        ("Sony's new headphones settle the debate", "Wired is better, by a little."),
        ("This Nintendo recalls a memory of summer", "The colours are those of 1998."),
        ("Apple recalls 'thin' memories", "The first MacBook Air came in an envelope."),
        ("Sentenced to sit through the whole of Apple's keynote", "Two hours, no phone."),
    ],
)
def test_figures_of_speech_make_no_story(title: str, lead: str) -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=lead)]

    assert not story_card(title, blocks, language="en").relevant


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Jury returns verdict against Apple in patent case", "It owes $300 million in damages."),
        ("Google on trial over its search monopoly", "Prosecutors and lawyers met in court."),
        ("Samsung executive pleads guilty to price fixing", "He was sentenced to prison."),
        ("Judge sides with Epic against Apple", "The judge ruled that the fee is illegal."),
        ("Tesla recalls 40,000 cars over steering", "The regulator knows of two crashes."),
    ],
)
def test_the_same_words_in_earnest_make_one(title: str, lead: str) -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=lead)]

    assert story_card(title, blocks, language="en").relevant


def test_a_figure_is_blanked_in_place() -> None:
    text = "A guilty pleasure of Apple's: buttons"

    assert without_figures(text, len(text)) == "A                 of Apple's: buttons"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The verdict is in: buy it", " " * len("The verdict") + " is in: buy it"),
        ("The verdict is in: plaintiffs lose", "The verdict is in: plaintiffs lose"),
    ],
)
def test_a_doubtful_word_counts_where_law_is_spoken_of(text: str, kept: str) -> None:
    assert without_figures(text, len(text)) == kept


def test_beyond_the_lead_nothing_is_blanked() -> None:
    assert without_figures("Phones. A guilty pleasure", 7) == "Phones. A guilty pleasure"
