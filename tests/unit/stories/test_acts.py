from datetime import date

import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.acts import act_dates
from newscrawl.stories.text import StoryText


def dates(*paragraphs: str) -> list[tuple[str, date | None, bool]]:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    story = StoryText.of("Wexley in court", blocks)
    found = act_dates(story)
    assert all(story.body[d.evidence.start : d.evidence.end] == d.evidence.quote for d in found)
    return [(act.evidence.quote, act.on, act.is_deadline) for act in found]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The suit was filed on March 3, 2025.", ("March 3, 2025", date(2025, 3, 3), False)),
        ("A judge ruled on 3 March 2025.", ("3 March 2025", date(2025, 3, 3), False)),
        ("It was fined on Sept. 9, 2024.", ("Sept. 9, 2024", date(2024, 9, 9), False)),
        ("It was fined on 2024-09-09.", ("2024-09-09", date(2024, 9, 9), False)),
        ("The hearing is on May 4.", ("May 4", None, False)),
        ("It was sued in May 2024.", ("May 2024", None, False)),
        ("The firm settled on Tuesday.", ("Tuesday", None, False)),
        ("The trial was set for June 31, 2025.", ("June 31, 2025", None, False)),
        ("Submit a claim by August 20, 2026.", ("August 20, 2026", date(2026, 8, 20), True)),
        ("It was sued on the 5th of March 2026.", ("5th of March 2026", date(2026, 3, 5), False)),
        ("It was fined on Monday, 5 January 2026.", ("5 January 2026", date(2026, 1, 5), False)),
        ("The opt-out deadline is Aug 1 2026", ("Aug 1 2026", date(2026, 8, 1), True)),
        ("Claims are due no later than 31/12/2026.", ("31/12/2026", date(2026, 12, 31), True)),
        ("Claims are due no later than 12/31/2026.", ("12/31/2026", date(2026, 12, 31), True)),
        ("Claims are due no later than 3/4/2026.", ("3/4/2026", None, True)),
        ("It was sued on 3.3.2026.", ("3.3.2026", date(2026, 3, 3), False)),
        ("It was sued on 32.13.2026.", ("32.13.2026", None, False)),
        ("The deadline to opt out is May 4.", ("May 4", None, True)),
        ("You can file a claim until 4 May 2026.", ("4 May 2026", date(2026, 5, 4), True)),
    ],
)
def test_the_dates_of_acts_and_the_last_day_to_claim(
    sentence: str, told: tuple[str, date | None, bool]
) -> None:
    assert dates(sentence) == [told]


@pytest.mark.parametrize(
    "sentence", ["The watch goes on sale on May 4, 2026.", "It may 4 times overheat, a suit says."]
)
def test_dates_of_no_act_are_left_out(sentence: str) -> None:
    assert dates(sentence) == []


def test_in_the_background_only_deadlines_are_read() -> None:
    lead = "Wexley is sued over its watches. " * 25

    assert dates(lead, "It was sued on May 4, 2020. File a claim by May 9, 2026.") == [
        ("May 9, 2026", date(2026, 5, 9), True)
    ]
