"""Words of law that make no story, beside the stories that they are taken for."""

import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.card import story_card

HARD_CASES = [
    # a patent that describes a product / a patent in dispute
    (False, "Apple patent shows a foldable phone that heals its own scratches", "The filing describes a layer that closes small cuts with heat."),
    (True, "Apple told to pay $40 million for using a rival's hinge patent", "A jury in Texas found that its phones infringe the patent."),
    # deals and shopping / a settlement's money
    (False, "The best Prime Day deals: save $120 on the Sony headphones", "These are the lowest prices that we have seen this year."),
    (True, "Bought headphones from Sony? You may be owed $120 from a settlement", "The class action claimed that their batteries failed. Claims close in May."),
    # a roundup / one story
    (False, "Five things to know this morning: new phones, a launch and the weather", "Here is what we are reading with our coffee."),
    (True, "Google fined €50 million by French privacy regulator", "The CNIL says that it did not ask users for their consent."),
    # crime without a brand / of a brand's own people
    (False, "Man arrested after stealing bicycles from a school", "Police found eleven of them in his garage."),
    (True, "Former Samsung executive arrested over stolen chip plans", "Prosecutors say that he took the blueprints of a factory to a rival."),
    # politics / politics against a brand
    (False, "Senate passes the budget after a night of debate", "The vote was close, and the president is to sign it today."),
    (True, "Senators open an investigation into TikTok's handling of children's data", "They have sent the company a subpoena for documents."),
    # a breach / a breach that is brought to court
    (False, "Hackers leak passwords of a million LastPass users", "The company advises all of them to change their passwords."),
    (True, "LastPass sued over the leak of a million passwords", "The class action says that the company was negligent."),
    # opinion on gadgets / on a case
    (False, "Opinion: phones have become boring, and that is good", "I have used the same one for four years."),
    # "sorry" in a headline
    (False, "Sorry, Apple fans: the next iPhone will not fold", "An analyst expects it two years later."),
    (True, "Apple says sorry for the advert that crushed pianos", "The company apologised to artists and withdrew the spot."),
    # "judge", "settle", "recall" and "trial" as everyday words
    (False, "Judge the camera of the Pixel for yourself: our gallery", "Twenty scenes, day and night."),
    (False, "This test settles the debate: Galaxy against iPhone", "We dropped both from the roof."),
    (True, "Samsung settles a dispute over exploding washing machines", "Owners are to get refunds under the agreement."),
    (False, "Nintendo's new console recalls a memory of the nineties", "Its buttons are purple again."),
    (True, "Nintendo recalls chargers that may overheat", "The safety agency knows of nine burns."),
    (False, "Netflix ends its free trial for new members", "The first month now costs as much as the others."),
    (True, "Netflix goes on trial over a documentary that a man calls false", "He seeks damages for defamation."),
    # law with no brand as its target / with one
    (False, "New law will make farmers report how much water they use", "It takes effect next spring."),
    (True, "Italy bans ChatGPT over privacy", "The data protection authority ordered OpenAI to stop at once."),
]  # fmt: skip


@pytest.mark.parametrize(("relevant", "title", "text"), HARD_CASES)
def test_a_hard_case_is_told(relevant: bool, title: str, text: str) -> None:
    card = story_card(title, [Block(kind=BlockKind.PARAGRAPH, text=text)], language="en")

    assert card.relevant is relevant
