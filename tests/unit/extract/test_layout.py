"""A layout holds until its last day; what it does not find is read the general way."""

from datetime import UTC, date, datetime, time

import pytest

from newscrawl.extract import layout_for
from newscrawl.extract.body import body
from newscrawl.extract.layout import Layout, known_layouts
from newscrawl.items import FieldSource
from tests.unit.extract.pages import page_of


@pytest.mark.parametrize(
    ("captured_on", "name"),
    [
        (date(2024, 5, 8), "techcrunch-2018"),
        (date(2024, 5, 9), "techcrunch-2024"),
        (date(2015, 1, 1), "techcrunch-2018"),
    ],
    ids=["last day of the old design", "first day of the new", "long before"],
)
def test_a_layout_is_chosen_by_the_day_of_capture(captured_on: date, name: str) -> None:
    chosen = layout_for("techcrunch.com", datetime.combine(captured_on, time.max, tzinfo=UTC))

    assert chosen is not None
    assert chosen.name == name


@pytest.mark.parametrize(
    ("host", "name"),
    [("www.wired.com", "wired-copilot"), ("m.wired.com", "wired-copilot"), ("notwired.com", None)],
)
def test_a_layout_is_chosen_by_host(host: str, name: str | None) -> None:
    chosen = layout_for(host, datetime(2026, 6, 1, tzinfo=UTC))

    assert (chosen and chosen.name) == name


def test_every_fact_marked_unconfirmed_is_a_field_with_selectors() -> None:
    for layout in known_layouts():
        for name in layout.unconfirmed:
            assert getattr(layout, name), (layout.name, name)


def test_names_of_layouts_are_their_own() -> None:
    names = [layout.name for layout in known_layouts()]

    assert len(names) == len(set(names))
    assert all(isinstance(layout, Layout) for layout in known_layouts())


STORY = "".join(
    f"<p>On day {day} the court heard the maker of the {thing}, and it said that it was sorry.</p>"
    for day, thing in enumerate("battery charger screen camera".split())
)


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        (f'<div class="content-body">{STORY}</div>', FieldSource.LAYOUT),
        (f'<div class="renamed">{STORY}</div>', FieldSource.VISIBLE_TEXT),
        (
            f'<div class="content-body"><p>Short.</p></div><div>{STORY}</div>',
            FieldSource.VISIBLE_TEXT,
        ),
    ],
    ids=["as the layout says", "after a redesign", "an element too short to be the story"],
)
def test_a_layout_that_finds_nothing_gives_way(markup: str, source: FieldSource) -> None:
    url = "https://www.phonearena.com/news/x_id1"
    reading = body(page_of(f"<body><h1>Maker says sorry</h1>{markup}</body>", url=url))

    assert reading is not None
    assert reading.source is source
    assert any("battery" in block.text for block in reading.value)


def test_what_a_layout_drops_is_no_part_of_the_story() -> None:
    inner = '<div class="content-author-byline"><p>Ana has followed phones for years.</p></div>'
    markup = f'<div class="content-body">{STORY}{inner}</div>'
    reading = body(page_of(markup, url="https://www.phonearena.com/news/x_id1"))

    assert reading is not None
    assert len(reading.value) == 4
