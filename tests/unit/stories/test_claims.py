import pytest

from newscrawl.items import Side
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.candidates import candidates
from newscrawl.stories.claims import claimed_sides
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        ("Meta sues data broker over profiles", {"Meta": Side.CLAIMANT}),
        ("Meta is also suing a data broker", {"Meta": Side.CLAIMANT}),
        ("Meta threatens to sue researchers", {"Meta": Side.CLAIMANT}),
        ("Meta files a class action suit on behalf of all", {"Meta": Side.CLAIMANT}),
        ("Meta takes small blog to court", {"Meta": Side.CLAIMANT}),
        ("Meta sued over profiles", {"Meta": Side.RESPONDENT}),
        ("A critic of Meta sues after a ban", {}),
        ("Meta talks of suits and ties", {}),
    ],
)
def test_who_sues_someone_that_no_name_tells_is_claimant(
    title: str, sides: dict[str, Side]
) -> None:
    reading = StoryReading(StoryText.of(title, []), built_in_table(), ())

    assert claimed_sides(reading.story.text, candidates(reading)) == sides
