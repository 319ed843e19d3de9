"""The story's text: the site's layout first, then the general reading of the page."""

from collections.abc import Iterable
from typing import NamedTuple

from lxml import html

from newscrawl.extract.beside import Beside, beside
from newscrawl.extract.blocks import blocks_of, blocks_of_passages
from newscrawl.extract.layout import Layout
from newscrawl.extract.outline import outline_of
from newscrawl.extract.page import Page
from newscrawl.extract.scripts import story_in_scripts
from newscrawl.extract.story import story
from newscrawl.extract.tree import Element
from newscrawl.items import Block, BlockKind, FieldSource, Reading

# Below, an element is a caption or a teaser line, not the story that a layout promises.
MIN_LAYOUT_CHARACTERS = 80
# Less visible text than this, and a script that holds more, is a page that a framework draws.
MIN_STORY_CHARACTERS = 200
# Confidences where no model expects one: the share of pages on which that text was the story.
IN_JSON_LD = 0.8
# The longest story in a script may be another page's: frameworks load ahead.
IN_SCRIPTS = 0.6


class Text(NamedTuple):
    """Blocks, and the element that each was read from; no elements where it is no visible text."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()


def body(page: Page) -> Reading[tuple[Block, ...]] | None:
    """Return the blocks of the story in page order; None where the page has none."""
    reading = page.once(_read)
    if reading is None:
        return None
    return Reading(value=reading.value.blocks, source=reading.source, confidence=reading.confidence)


def beside_body(page: Page) -> Beside:
    """Return the pictures and posts that stand in the story."""
    reading = page.once(_read)
    if reading is None or not reading.value.elements:
        return Beside()
    headline = next(iter(page.tagged("h1")), None)
    return beside(reading.value.elements, headline, page.base_url)


def _read(page: Page) -> Reading[Text] | None:
    if page.layout and (text := _by_layout(page, page.layout)):
        sure = page.layout.confidence("body")
        return Reading(value=text, source=FieldSource.LAYOUT, confidence=sure)
    passages, sure = page.once(story)
    outline = page.outline
    blocks = blocks_of_passages(passages, outline, page.base_url)
    told = _by_json_ld(page)
    if _characters(told) > 2 * _characters(blocks):
        return Reading(value=Text(told), source=FieldSource.JSON_LD, confidence=IN_JSON_LD)
    if _characters(blocks) < MIN_STORY_CHARACTERS and (held := story_in_scripts(page)):
        sure = IN_SCRIPTS
        return Reading(value=Text(held), source=FieldSource.VISIBLE_TEXT, confidence=sure)
    if not blocks:
        return None
    elements = tuple(outline.boxes[passage.box].element for passage in passages)
    return Reading(
        value=Text(blocks, elements), source=FieldSource.VISIBLE_TEXT, confidence=round(sure, 3)
    )


def _by_layout(page: Page, layout: Layout) -> Text | None:
    dropped = set(page.select_all(layout.drop))
    blocks: list[Block] = []
    elements: list[Element] = []
    taken: set[Element] = set()
    for element in page.select(layout.body):
        if taken.intersection(element.iterancestors()):
            continue
        taken.add(element)
        outline = outline_of(element, dropped=dropped)
        blocks += blocks_of_passages(
            outline.passages, outline, page.base_url, first_place=len(blocks)
        )
        elements += [outline.boxes[passage.box].element for passage in outline.passages]
    if _characters(blocks) < MIN_LAYOUT_CHARACTERS:
        return None
    return Text(tuple(blocks), tuple(elements))


def _by_json_ld(page: Page) -> tuple[Block, ...]:
    """Read the articleBody: text without markup, often cut, so only where the page has less."""
    bodies = (item.get("articleBody") for item in page.article_objects)
    text = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    if "<" in text and ">" in text:
        root = html.fragment_fromstring(text, create_parent="div")
        return blocks_of(root, base_url=page.base_url)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(
        Block(kind=BlockKind.PARAGRAPH, text=line, place=place)
        for place, line in enumerate(filter(None, lines))
    )


def _characters(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
