"""The headings that a page prints down to the first line of its story."""

from bisect import bisect_left
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from newscrawl.extract.marks import Mark
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.tree import Element, visible_text

MAX_HEADINGS = 60
LEVELS = frozenset({"h1", "h2", "h3", "h4"})
# Passages below the first of the story that still count as above it: the choice of the story may
# begin with the lead above the headline.
AFTER_START = 3

# Within these a run of letters may be one word with what is around it.
_INLINE = frozenset("em i b strong sup sub u mark wbr br cite abbr q del ins small".split())


class Heading(NamedTuple):
    """
    ``at`` is the index of its first passage; ``parts`` its texts, one where its markup parts none.

    ``is_in_trail``: an entry of a menu, a list or a trail of breadcrumbs.
    """

    text: str
    level: str
    at: int
    parts: tuple[str, ...]
    is_in_trail: bool
    is_link: bool
    is_above_story: bool


def heading_boxes(page: Page) -> tuple[int, ...]:
    """Return the indexes of the boxes that are headings of LEVELS, in page order."""
    return tuple([index for index, box in enumerate(page.outline.boxes) if box.tag in LEVELS])


def headings(page: Page) -> tuple[Heading, ...]:
    """Return the first-level headings of the page and the lower ones above its story, in order."""
    outline = page.outline
    told, _ = page.once(story)
    start = next((at for at, one in enumerate(outline.passages) if told and one is told[0]), 0)
    # A box is made with its first passage: that of the first whose innermost box is no earlier one.
    made = list(accumulate(map(attrgetter("box"), outline.passages), max))
    found = []
    for index in page.once(heading_boxes):
        box, at = outline.boxes[index], bisect_left(made, index)
        if box.tag != "h1" and at > start + AFTER_START:
            continue
        heading = Heading(
            text=visible_text(box.element),
            level=box.tag,
            at=at,
            parts=_parts(box.element),
            is_in_trail=bool(box.near & (Mark.NAV | Mark.LIST).value),
            is_link=next(box.element.iter("a"), None) is not None,
            is_above_story=at <= start,
        )
        found.append(heading)
        if len(found) == MAX_HEADINGS:
            break
    return tuple(found)


def _parts(heading: Element) -> tuple[str, ...]:
    """Return the texts that elements of their own part: a kicker and the headline proper."""
    texts = [heading.text or ""]
    for child in heading:
        if child.tag in _INLINE:
            texts[-1] += visible_text(child) + (child.tail or "")
        else:
            texts += [visible_text(child), child.tail or ""]
    trimmed = (" ".join(text.split()).strip(" :-–—|/") for text in texts)
    return tuple(text for text in trimmed if text)
