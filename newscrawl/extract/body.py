"""The story's text: the site's layout first, then the general reading of the page."""

from collections.abc import Iterable

from lxml import etree, html

from newscrawl.extract import confidence
from newscrawl.extract.blocks import blocks_of, blocks_of_passages
from newscrawl.extract.layout import Layout
from newscrawl.extract.page import Page
from newscrawl.extract.parts import TEI_PARTS
from newscrawl.extract.scripts import story_in_scripts
from newscrawl.extract.story import story
from newscrawl.extract.tree import Element
from newscrawl.items import Block, BlockKind, FieldSource, Reading

# Below, an element is a caption or a teaser line, not the story that a layout promises.
MIN_LAYOUT_CHARACTERS = 80
# Below, the model is asked a page unlike any it was fitted on.
MIN_CERTAINTY = 0.5
# Less visible text than this, and a script that holds more, is a page that a framework draws.
MIN_STORY_CHARACTERS = 200


def body(page: Page) -> Reading[tuple[Block, ...]] | None:
    """Return the blocks of the story in page order; None where the page has none."""
    if page.layout and (blocks := _by_layout(page, page.layout)):
        sure = page.layout.confidence("body")
        return Reading(value=blocks, source=FieldSource.LAYOUT, confidence=sure)
    passages, sure = page.once(story)
    blocks = blocks_of_passages(passages, page.base_url)
    if sure < MIN_CERTAINTY and len(page.outline.passages) > 1:
        general = _general(page)
        if _characters(general) > _characters(blocks):
            blocks = general
    told = _by_json_ld(page)
    if _characters(told) > 2 * _characters(blocks):
        sure = confidence.BODY_IN_JSON_LD
        return Reading(value=told, source=FieldSource.JSON_LD, confidence=sure)
    if _characters(blocks) < MIN_STORY_CHARACTERS and (held := story_in_scripts(page)):
        sure = confidence.BODY_IN_SCRIPTS
        return Reading(value=held, source=FieldSource.VISIBLE_TEXT, confidence=sure)
    if not blocks:
        return None
    return Reading(value=blocks, source=FieldSource.VISIBLE_TEXT, confidence=round(sure, 3))


def _by_layout(page: Page, layout: Layout) -> tuple[Block, ...]:
    dropped = set(page.select_all(layout.drop))
    found: list[Block] = []
    taken: set[Element] = set()
    for element in page.select(layout.body):
        if taken.intersection(element.iterancestors()):
            continue
        taken.add(element)
        found += blocks_of(element, base_url=page.base_url, dropped=dropped)
    return tuple(found) if _characters(found) >= MIN_LAYOUT_CHARACTERS else ()


def _general(page: Page) -> tuple[Block, ...]:
    """Read the page with trafilatura, at ten times the cost: where the model is at a loss."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    # A tree of its own: trafilatura takes the tree apart, and wants lxml.html's elements.
    tree = html.fromstring(etree.tostring(page.tree))
    document = bare_extraction(tree, include_comments=False, include_links=True)
    if not isinstance(document, Document) or document.body is None:
        return ()
    return blocks_of(document.body, base_url=page.base_url, parts=TEI_PARTS)


def _by_json_ld(page: Page) -> tuple[Block, ...]:
    """Read the articleBody: text without markup, often cut, so only where the page has less."""
    bodies = (item.get("articleBody") for item in page.article_objects)
    text = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    if "<" in text and ">" in text:
        root = html.fragment_fromstring(text, create_parent="div")
        return blocks_of(root, base_url=page.base_url)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)


def _characters(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)
