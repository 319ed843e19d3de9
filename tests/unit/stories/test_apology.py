import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.apology import (
    apologies,
    apology_finding,
    made_to_a_brand,
    sides_of_apology,
)
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


def reading_of(title: str, *paragraphs: str) -> StoryReading:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    return StoryReading(StoryText.of(title, blocks), built_in_table(), frozenset())


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Sony apologizes to gamers for the outage", "Sony", "gamers"),
        (
            "Blogger issues public apology to Xiaomi and Lei Jun over lies",
            "Blogger",
            "Xiaomi and Lei Jun",
        ),
        ("Court orders blogger to apologise to Xiaomi", "blogger", "Xiaomi"),
        ("An apology from Zoom to its users after the change", "Zoom", None),
        ("VW says sorry for refusing to help", "VW", None),
    ],
)
def test_who_apologises_to_whom(text: str, by: str, to: str | None) -> None:
    act = apologies(StoryText.of(text, []))[0]

    assert by in text[act.by.start : act.by.end]
    assert (text[act.to.start : act.to.end] if act.to else None) == to


@pytest.mark.parametrize(
    "text",
    [
        "Musk will not apologise to Twitter staff",
        "The maker refuses to apologise to Xiaomi",
        "Apple should apologise to its customers",
        "Huawei has demanded that an analyst apologise to Xiaomi",
        "Huawei demands a public apology to Xiaomi",
        "Xiaomi asks the blogger to issue an apology to Oppo",
    ],
)
def test_a_refused_or_wanted_apology_is_none(text: str) -> None:
    assert all(act.negated for act in apologies(StoryText.of(text, [])))
    assert not made_to_a_brand(reading_of(text))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("YouTuber Rohan Malik has apologised to Ather Energy.", "Rohan Malik > Ather Energy"),
        ("Samsung apologised to owners of the Galaxy S24.", "Samsung"),
        ("Creative Assembly has apologized to Total War fans.", "Creative Assembly"),
        ("Twitch streamer Kelvyn has apologised to Corsair.", "Kelvyn > Corsair"),
        ("Unity changes its fee. “We apologize for it,” it wrote.", "Unity"),
        ("“We are sorry to Ms. Orell,” Unity wrote.", "Unity"),
        ("Canon ends lawsuit; Nikon apologises", "Nikon"),
        ("A court ordered the blogger, surnamed Chen, to apologise to Huawei.", "Chen > Huawei"),
        ("SK Group Chairman Chey Tae-won apologized to the public.", "Chey Tae-won"),
        ("Newspaper apologises to Lenovo.", "Lenovo"),
        ("A seller sued by Grab apologises to Oppo.", "Oppo"),
        ("Oppo apologised to phone maker Fenwick for a false claim.", "Oppo > Fenwick"),
    ],
)
def test_who_is_named_beside_the_brands_of_the_table(text: str, sides: str) -> None:
    assert " > ".join(name for name, *_ in sides_of_apology(reading_of(text))) == sides


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Unity says sorry for the fee, rolls it back", "the fee"),
        ("Oppo to apologise on its site for 30 days", None),
        ("Oppo to apologise for 30 days for the false claim", "the false claim"),
    ],
)
def test_for_what(title: str, reason: str | None) -> None:
    found = apology_finding(reading_of(title))

    assert found is not None
    assert (found.reason.quote if found.reason else None) == reason


def test_an_apology_to_a_brand_counts_in_title_and_lead_only() -> None:
    filler = ["The weather was fine that day, and nothing else of note took place."] * 15
    apology = "A blogger has apologised to Xiaomi for false claims."

    assert made_to_a_brand(reading_of("News", apology, *filler))
    assert not made_to_a_brand(reading_of("News", *filler, apology))


def test_an_apology_is_read_with_its_reason_amends_and_words() -> None:
    title = "Corvane apologises to its customers for lost photos"
    text = (
        "Corvane has apologised to its customers for deleting their photos by mistake. “We are "
        "deeply sorry for what we lost,” it wrote. It will refund a month to each."
    )
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text)]
    reading = StoryReading(StoryText.of(title, blocks), built_in_table(), frozenset())

    found = apology_finding(reading)

    assert found is not None
    assert found.by is not None
    assert found.by.quote == "Corvane"
    assert found.to is not None
    assert found.to.quote == "its customers"
    assert found.reason is not None
    assert found.reason.quote == "lost photos"
    assert found.amends is not None
    assert found.amends.quote == "It will refund a month to each."
    assert found.words is not None
    assert found.words.quote == "We are deeply sorry for what we lost"
    assert text[found.words.start : found.words.end] == found.words.quote


@pytest.mark.parametrize(
    "title", ["Corvane refuses to apologise for lost photos", "Corvane loses photos"]
)
def test_where_nobody_apologises_there_is_no_apology(title: str) -> None:
    reading = StoryReading(StoryText.of(title, ()), built_in_table(), frozenset())

    assert apology_finding(reading) is None
