"""The story's text: the site's layout first, then the general reading of the page."""

import logging

from lxml import etree, html

from newscrawl.extract import confidence
from newscrawl.extract.blocks import blocks_of
from newscrawl.extract.layout import Layout
from newscrawl.extract.page import Page
from newscrawl.extract.parts import TEI_PARTS
from newscrawl.extract.scripts import story_in_scripts
from newscrawl.extract.tree import Element
from newscrawl.items import Block, BlockKind, FieldSource, Reading

log = logging.getLogger(__name__)

# Below, an element is a caption or a teaser line, not the story that a layout promises.
MIN_LAYOUT_CHARACTERS = 80


def body(page: Page) -> Reading[tuple[Block, ...]] | None:
    """Return the blocks of the story in page order; None where the page has none."""
    if page.layout:
        blocks = _by_layout(page, page.layout)
        if blocks:
            sure = page.layout.confidence("body")
            return Reading(value=blocks, source=FieldSource.LAYOUT, confidence=sure)
    for source, sure, read in (
        (FieldSource.VISIBLE_TEXT, confidence.BODY[FieldSource.VISIBLE_TEXT], _general),
        (FieldSource.JSON_LD, confidence.BODY[FieldSource.JSON_LD], _by_json_ld),
        (FieldSource.VISIBLE_TEXT, confidence.BODY_IN_SCRIPTS, story_in_scripts),
    ):
        blocks = read(page)
        if blocks:
            return Reading(value=blocks, source=source, confidence=sure)
    return None


def _by_layout(page: Page, layout: Layout) -> tuple[Block, ...]:
    dropped = set(page.select_all(layout.drop))
    found: list[Block] = []
    taken: set[Element] = set()
    for element in page.select(layout.body):
        if taken.intersection(element.iterancestors()):
            continue
        taken.add(element)
        found += blocks_of(element, base_url=page.base_url, dropped=dropped)
    if sum(len(block.text) for block in found) < MIN_LAYOUT_CHARACTERS:
        return ()
    return tuple(found)


def _general(page: Page) -> tuple[Block, ...]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(
        html.fromstring(etree.tostring(page.tree)),
        include_comments=False,
        include_links=True,
        with_metadata=False,
    )
    if not isinstance(document, Document) or document.body is None:
        return ()
    return blocks_of(document.body, base_url=page.base_url, parts=TEI_PARTS)


def _by_json_ld(page: Page) -> tuple[Block, ...]:
    """The articleBody: text without markup, often cut, so only where nothing else is."""
    text = max(
        (str(item.get("articleBody") or "") for item in page.article_objects), key=len, default=""
    )
    if "<" in text and ">" in text:
        root = html.fragment_fromstring(text, create_parent="div")
        return blocks_of(root, base_url=page.base_url)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)
