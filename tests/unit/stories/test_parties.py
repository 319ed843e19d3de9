import pytest

from newscrawl.items import Block, BlockKind, Side, StoryCard, StoryKind
from newscrawl.stories.brands import table_with
from newscrawl.stories.card import story_card
from newscrawl.stories.parties import parties_of
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import built_in_weights

CLAIMANT, RESPONDENT, AUTHORITY = Side.CLAIMANT, Side.RESPONDENT, Side.AUTHORITY
APOLOGIST, RECIPIENT = Side.APOLOGIST, Side.RECIPIENT


def card_of(title: str, *paragraphs: str) -> StoryCard:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    return story_card(title, blocks, language="en")


@pytest.mark.parametrize(
    ("title", "lead", "sides"),
    [
        (
            "Nokia sues Oppo over unpaid patent licences",
            "The Finnish company filed the suit in a Munich court.",
            {("Nokia", CLAIMANT), ("Oppo", RESPONDENT)},
        ),
        (
            "Oppo was sued by Nokia over patents",
            "The complaint was filed in Delhi on Tuesday.",
            {("Nokia", CLAIMANT), ("Oppo", RESPONDENT)},
        ),
        (
            "Fossil sued over watch that burned wearer",
            "The watch maker faces a lawsuit in Texas.",
            {("Fossil", RESPONDENT)},
        ),
        (
            "Meta sues data broker that sells profiles",
            "The complaint was filed on Thursday in San Francisco.",
            {("Meta", CLAIMANT)},
        ),
        (
            "Twitter threatens to sue researchers who count hate posts",
            "A letter from its lawyers calls the study false.",
            {("Twitter", CLAIMANT)},
        ),
        (
            "Masimo v. Apple: jury deadlocks",
            "The trial over stolen sensor secrets ended without a verdict.",
            {("Masimo", CLAIMANT), ("Apple", RESPONDENT)},
        ),
        (
            "Class action accuses Garmin of hiding a battery defect",
            "Owners say the watches overheat. The suit was filed in California.",
            {("Garmin", RESPONDENT)},
        ),
        (
            "Leaker gets legal letter from Google over photos",
            "A Reddit user said Google's lawyers had asked him to remove photos of its next phone.",
            {("Google", CLAIMANT)},
        ),
        (
            "Court orders netizen to apologise to OnePlus for 30 days on Weibo",
            'A court in Shenzhen ruled that the netizen "DigitalFox88" must say sorry on Weibo.',
            {("DigitalFox88", APOLOGIST), ("OnePlus", RECIPIENT)},
        ),
        (
            "CNIL fines Google over cookies",
            "The French privacy regulator said Google must pay 150 million euros.",
            {("CNIL", AUTHORITY), ("Google", RESPONDENT)},
        ),
        (
            "Samsung fined by Korea's antitrust watchdog",
            "The KFTC fined Samsung 100 billion won for pressing suppliers.",
            {("KFTC", AUTHORITY), ("Samsung", RESPONDENT)},
        ),
        (
            "China's SAMR opens antitrust probe into Trip.com",
            "The State Administration for Market Regulation says Trip.com abused its position.",
            {("SAMR", AUTHORITY), ("Trip.com", RESPONDENT)},
        ),
        (
            "Japan's JFTC orders Google to stop unfair deals",
            "The Japan Fair Trade Commission issued a cease-and-desist order to Google.",
            {("JFTC", AUTHORITY), ("Google", RESPONDENT)},
        ),
        (
            "FTC bans Rite Aid from using facial recognition",
            "The Federal Trade Commission says the chain falsely accused shoppers of theft.",
            {("FTC", AUTHORITY), ("Rite Aid", RESPONDENT)},
        ),
        (
            "Philips recalls millions of sleep devices",
            "The FDA says foam in the machines can break down and be inhaled.",
            {("FDA", AUTHORITY), ("Philips", RESPONDENT)},
        ),
        (
            "Sony apologizes to customers after outage",
            "Sony has apologized to PlayStation owners and gives five days of service.",
            {("Sony", APOLOGIST)},
        ),
        (
            "Ubisoft apologises to Nintendo for leaking the console's name",
            "The studio said it was sorry and removed the post.",
            {("Ubisoft", APOLOGIST), ("Nintendo", RECIPIENT)},
        ),
        (
            "Influencer made to apologise to Xiaomi for lies about its car",
            "A court in Beijing ordered blogger @carfan88 to apologise to Xiaomi and pay.",
            {("carfan88", APOLOGIST), ("Xiaomi", RECIPIENT)},
        ),
        (
            "Nintendo sends cease-and-desist letter to Fenwick Games",
            "The studio took its fan game offline after the DMCA takedown notice.",
            {("Nintendo", CLAIMANT), ("Fenwick Games", RESPONDENT)},
        ),
        (
            "Nintendo sends takedown notice to the makers of the Ember Deck",
            "Harl Labs, which makes it, says that it has received a DMCA takedown notice.",
            {("Nintendo", CLAIMANT)},
        ),
        (
            "FTC opens investigation into Corvane's repair plans",
            "The Federal Trade Commission asks Corvane for records of consumer complaints.",
            {("FTC", AUTHORITY), ("Corvane", RESPONDENT)},
        ),
        (
            "SEC charges Brightmoor with fraud",
            "The Securities and Exchange Commission says Brightmoor invented sales.",
            {("SEC", AUTHORITY), ("Brightmoor", RESPONDENT)},
        ),
        (
            "Import ban on Tarn Robotics vacuums in patent case",
            (
                "The ITC ruled that vacuums of Tarn Robotics infringe a patent of Osier Tools. "
                "Osier complained to the commission last year."
            ),
            {("Osier Tools", CLAIMANT), ("Tarn Robotics", RESPONDENT), ("ITC", AUTHORITY)},
        ),
        (
            "Class action says Wexley hid a battery defect",
            "Owners have filed a lawsuit against the carmaker. Wexley Motors declined to comment.",
            {("Wexley Motors", RESPONDENT)},
        ),
    ],
)
def test_who_is_on_which_side(title: str, lead: str, sides: set[tuple[str, Side]]) -> None:
    card = card_of(title, lead)

    assert card.relevant
    assert sides <= {(party.name, party.side) for party in card.parties}


def test_the_title_and_the_lead_name_those_to_whom_an_apology_goes() -> None:
    card = card_of(
        "Blogger says sorry to Lei Jun",
        "The user “MiHater99” has apologised to Xiaomi and its founder, Lei Jun, for false claims.",
    )

    assert {(party.name, party.side) for party in card.parties} == {
        ("MiHater99", APOLOGIST),
        ("Xiaomi", RECIPIENT),
        ("Lei Jun", RECIPIENT),
    }


def test_at_most_four_parties_are_named() -> None:
    card = card_of(
        "Nokia sues Oppo, Vivo phones, Xiaomi, Samsung, Sony and OnePlus over patents",
        "The lawsuit names Oppo, Xiaomi, Samsung, Sony and OnePlus as infringing its patents.",
    )

    assert len(card.parties) == 4


@pytest.mark.parametrize(("relevance", "names"), [(0.36, ["Nokia", "Oppo"]), (0.3, [])])
def test_a_party_is_as_doubtful_as_the_relevance_of_its_story(
    relevance: float, names: list[str]
) -> None:
    weights = built_in_weights()
    story = StoryText(title="Nokia sues Oppo", body="")
    reading = StoryReading(story, table_with(None), weights.common_words)

    parties = parties_of(reading, [StoryKind.LAWSUIT], relevance, weights)

    assert sorted(party.name for party in parties) == names


def test_a_user_of_a_site_is_not_the_site() -> None:
    card = card_of(
        "Leaker gets legal letter from Google over photos",
        "A Reddit user said Google's lawyers had asked him to remove photos of its next phone.",
    )

    assert [party.name for party in card.parties] == ["Google"]
