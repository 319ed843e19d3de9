from collections.abc import Callable

import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText
from newscrawl.stories.told import court_decides, demand_is_made, title_has_court_decide


def reading_of(title: str, lead: str = "") -> StoryReading:
    block = Block(kind=BlockKind.PARAGRAPH, text=lead)
    return StoryReading(StoryText.of(title, [block]), built_in_table(), ())


@pytest.mark.parametrize(
    ("title", "decided"),
    [
        ("Jury finds that Nokia copied a camera", True),
        ("A Dutch court has at last upheld the claim of Oppo", True),
        ("Sonos wins its patent case in a Munich court", True),
        ("Garmin’s maps may stay, says the judge who threw out the suit", True),
        ("Judge to hear suit of Sonos in May", False),
        ("Sonos asks a court to look at the patents of Bose", False),
        ("Jurors are picked for the patent trial of Nikon", False),
        ("Sonos wins a prize for its speakers", False),
        ("Sonos wins a prize. The patent court is on holiday", False),
        ("Court of patents in a small town by a lake ruled", False),
    ],
)
def test_a_court_decides_where_one_phrase_has_both(title: str, decided: bool) -> None:
    assert court_decides(reading_of(title)) is decided
    assert title_has_court_decide(reading_of(title)) is decided


def test_the_opening_counts_for_the_story_and_not_for_the_title() -> None:
    reading = reading_of("Nokia and Oppo are at it again", "A judge dismissed the suit on Monday.")

    assert court_decides(reading)
    assert not title_has_court_decide(reading)


@pytest.mark.parametrize("told", [court_decides, demand_is_made])
def test_what_a_later_paragraph_tells_is_of_earlier_days(
    told: Callable[[StoryReading], bool],
) -> None:
    deeds = "A court ruled after a DMCA notice."

    assert told(reading_of("Nokia and Oppo", deeds))
    assert not told(reading_of("Nokia and Oppo", "They met in Munich. " * 10 + deeds))


@pytest.mark.parametrize(
    ("title", "demanded"),
    [
        ("Nintendo sends a fan a cease-and-desist letter", True),
        ("Takedown notices empty a shelf of Steam games", True),
        ("Bungie hit by false DMCA claims", True),
        ("Garmin threatens its critics with a lawsuit", True),
        ("Ubisoft threatens, once more, to sue a streamer", True),
        ("A song is gone after a copyright strike", True),
        ("Storm threatens a data centre of Meta", False),
        ("Police report the takedown of a botnet", False),
        ("Who holds the copyright of a photo?", False),
    ],
)
def test_a_demand_is_a_notice_a_letter_or_a_threat_to_sue(title: str, demanded: bool) -> None:
    assert demand_is_made(reading_of(title)) is demanded
