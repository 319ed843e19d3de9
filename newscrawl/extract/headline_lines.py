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
# Passages between the headline and the lines that are surely its own.
OWN_LINES_BEFORE = 5
OWN_LINES_AFTER = 10

# What stands in such boxes is about other stories, or said by readers.
_FOREIGN = (Mark.COMMENT | Mark.RELATED | Mark.NAV | Mark.FOOTER | Mark.ADVERT).value
_FOREIGN_OR_CARD = _FOREIGN | Mark.CARD.value
# No footer stands at the headline; what is called so there is "margin-bottom".
_FOREIGN_AT_HEADLINE = _FOREIGN & ~Mark.FOOTER.value


class Line(NamedTuple):
    """
    ``is_near`` tells the lines around the headline from those elsewhere on the page;
    ``is_at_headline`` those among them that are surely its own.
    """

    passage: Passage
    box: Box
    is_near: bool
    is_at_headline: bool


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
        distance = index - heading
        is_near = -LINES_BEFORE <= distance <= LINES_AFTER
        is_own = -OWN_LINES_BEFORE <= distance <= OWN_LINES_AFTER
        foreign = _FOREIGN if is_near else _FOREIGN_OR_CARD
        if not box.near & (_FOREIGN_AT_HEADLINE if is_own else foreign):
            yield Line(passage, box, is_near, is_own)


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
