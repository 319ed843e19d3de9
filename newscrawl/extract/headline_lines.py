"""The short lines around the headline and elsewhere: where a page says who and when."""

from collections.abc import Iterator
from typing import NamedTuple

from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Box, Passage
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.title import title

MAX_LINE_CHARACTERS = 240
# Passages: a menu of contents or a row of share buttons may stand between headline and byline.
LINES_BEFORE = 6
LINES_AFTER = 40

# What stands in such boxes is about other stories, or said by readers.
_FOREIGN = (Mark.COMMENT | Mark.RELATED | Mark.NAV | Mark.FOOTER | Mark.ADVERT).value
_FOREIGN_OR_CARD = _FOREIGN | Mark.CARD.value


class Line(NamedTuple):
    """
    ``is_near`` tells the lines around the headline from those elsewhere on the page;
    ``from_headline`` counts the passages from it, below 0 before it.
    """

    passage: Passage
    box: Box
    is_near: bool
    from_headline: int


def headline_lines(page: Page) -> tuple[Line, ...]:
    """Return the lines in page order; those in boxes about other stories are left out."""
    return tuple(_lines(page))


def _lines(page: Page) -> Iterator[Line]:
    passages, boxes = page.outline.passages, page.outline.boxes
    told, _ = page.once(story)
    first = next((at for at, one in enumerate(passages) if told and one is told[0]), 0)
    heading = _heading(page, first)
    for index, passage in enumerate(passages):
        if len(passage.text) > MAX_LINE_CHARACTERS:
            continue
        box = boxes[passage.box]
        is_near = heading - LINES_BEFORE <= index <= heading + LINES_AFTER
        if not box.near & (_FOREIGN if is_near else _FOREIGN_OR_CARD):
            yield Line(passage, box, is_near, index - heading)


def _heading(page: Page, first: int) -> int:
    """Return the index of the headline: the last heading like the title before the story."""
    reading = page.once(title)
    wanted = reading.value.casefold() if reading else ""
    passages, boxes = page.outline.passages, page.outline.boxes
    found = max(0, first - 3)
    for index, passage in enumerate(passages[: first + 1]):
        text = passage.text
        # Case folding makes no text shorter.
        is_wanted = 0 < len(text) <= len(wanted) and text.casefold() == wanted
        if is_wanted or boxes[passage.box].tag == "h1":
            found = index
        if is_wanted:
            break
    return found
