import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.candidates import Candidate, candidates
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText

# ordinary words, which a headline gives a capital as it does names
COMMON = frozenset(
    "sues sued says bans over deal devices from silver genius dining virtual concepts county center "
    "us seizes domain school for digital rights the guild and of workers harbour".split()
)


def names_in(title: str, lead: str = "") -> list[str]:
    return [candidate.name for candidate in candidates_in(title, lead)]


def candidates_in(title: str, lead: str) -> list[Candidate]:
    block = Block(kind=BlockKind.PARAGRAPH, text=lead)
    return candidates(StoryReading(StoryText.of(title, [block]), built_in_table(), COMMON))


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        ("Canada Bans TikTok From Devices", "", "Canada"),
        ("US seizes Quarrel domain", "", "US"),
        ("Silver Genius Sues Netflix Over Deal", "The studio Silver Genius sued.", "Silver Genius"),
        ("Studio sues", "Virtual Dining Concepts says it sued.", "Virtual Dining Concepts"),
        ("Studio sues", "The Harbour Guild and others sued.", "Harbour Guild"),
        ("Studio sued", "Its rival, Harbour & Silver County, sued.", "Harbour & Silver County"),
        ("Group sued", "The firm sued the Center for Digital Rights.", "Center for Digital Rights"),
        ("Man sued", "Twenty-two-year-old Yann Orell was sued in France.", "Yann Orell"),
        ("Man sued", "State-run BSNL sued.", "BSNL"),
        ("Man sued", "California Governor Ada Wexley sued.", "Ada Wexley"),
    ],
)
def test_a_name_is_found_whole(title: str, lead: str, name: str) -> None:
    assert name in names_in(title, lead)


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        ("Studio sues", "While Orrin waits, it sued.", "While Orrin"),
        ("Studio sues", "Workers Orrin pays sued.", "Workers Orrin"),
        ("Maker sued", "It sold Orrin for Windows.", "Orrin for Windows"),
        ("CCI fines maker", "CCI slaps Rs 1,337.76 crore penalty on Google", "Rs 1"),
        ("Man sued", "Japanese YouTuber Yann Orell was sued.", "Japanese"),
        ("Man sued", "Tech YouTuber Yann Orell was sued.", "YouTuber Yann Orell"),
        ("YouTuber sued", "He was sued.", "YouTuber"),
        ("Silver Genius Sues Netflix", "", "Silver Genius"),  # nothing tells that it is a name
    ],
)
def test_words_that_name_no_one_are_no_name_and_no_part_of_one(
    title: str, lead: str, name: str
) -> None:
    assert name not in names_in(title, lead)


def test_initials_in_brackets_are_the_same_name() -> None:
    lead = "Virtual Dining Concepts (VDC) sued. The burgers of VDC are cold, and VDC knows it."

    names = names_in("Studio sues", lead)

    assert names.count("Virtual Dining Concepts") == 1
    assert "VDC" not in names


def test_initials_of_other_words_are_another_name() -> None:
    assert "Silver County" in names_in("Studio sues", "The firm sued Silver County (VDC) in March.")


def test_a_headline_is_not_cut_where_the_lead_prints_the_name_whole() -> None:
    names = names_in("Quarrel Genius Sues Netflix Over Deal", "The studio Quarrel Genius sued.")

    assert "Quarrel Genius" in names
    assert "Quarrel" not in names


def test_a_headline_names_who_has_ordinary_words_for_a_name_in_the_lead() -> None:
    found = candidates_in("Silver Genius Sues Netflix", "The studio Silver Genius sued.")

    assert [(one.name, one.spans[0].start) for one in found] == [
        ("Silver Genius", 0),
        ("Netflix", 19),
    ]
