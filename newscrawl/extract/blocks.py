"""Passages -> blocks, as an article keeps them: links absolute, at their offsets."""

from collections.abc import Container, Iterable, Mapping

from newscrawl.extract.links import absolute_url
from newscrawl.extract.outline import Passage, outline_of
from newscrawl.extract.parts import HTML_PARTS, Part
from newscrawl.extract.tree import Element
from newscrawl.items import Block, Link


def blocks_of(
    root: Element,
    *,
    base_url: str,
    parts: Mapping[str, Part] = HTML_PARTS,
    dropped: Container[Element] = (),
) -> tuple[Block, ...]:
    """Return the blocks of ``root`` in page order, none of them empty."""
    outline = outline_of(root, parts=parts, dropped=dropped)
    return blocks_of_passages(outline.passages, base_url)


def blocks_of_passages(passages: Iterable[Passage], base_url: str) -> tuple[Block, ...]:
    """Return a block a passage; a link that leads to no page (``#top``, ``mailto:``) is text."""
    return tuple(
        Block(kind=passage.kind, text=passage.text, links=_links(passage, base_url))
        for passage in passages
    )


def _links(passage: Passage, base_url: str) -> tuple[Link, ...]:
    found = []
    for first, last, href in passage.links:
        covered = passage.text[first:last].strip()
        url = absolute_url(href, base_url) if covered else None
        if url:
            start = passage.text.index(covered, first)
            found.append(Link(start=start, end=start + len(covered), url=url))
    return tuple(found)
