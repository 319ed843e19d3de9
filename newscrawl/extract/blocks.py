"""Passages -> blocks, as an article keeps them: links absolute, at their offsets."""

from collections.abc import Container, Iterable, Iterator, Sequence

from newscrawl.extract.links import absolute_url
from newscrawl.extract.outline import Box, Outline, Passage, outline_of
from newscrawl.extract.tree import Element, visible_text
from newscrawl.items import Block, BlockKind, Link

# Longer, what a quotation marks as its source is a sentence about it.
MAX_SPEAKER_CHARACTERS = 160

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu")


def blocks_of(
    root: Element, *, base_url: str, dropped: Container[Element] = ()
) -> tuple[Block, ...]:
    """Return the blocks of ``root`` in page order, none of them empty."""
    outline = outline_of(root, dropped=dropped)
    return blocks_of_passages(outline.passages, outline, base_url)


def blocks_of_passages(
    passages: Iterable[Passage], outline: Outline, base_url: str, *, first_place: int = 0
) -> tuple[Block, ...]:
    """Return a block a passage; a link that leads to no page (``#top``, ``mailto:``) is text."""
    return tuple(
        _block(passage, outline.boxes, base_url, place)
        for place, passage in enumerate(passages, start=first_place)
    )


def _block(passage: Passage, boxes: Sequence[Box], base_url: str, place: int) -> Block:
    level = is_ordered = speaker = None
    if passage.kind is BlockKind.HEADING:
        around = _around(passage, boxes)
        level = next((_HEADINGS[box.tag] for box in around if box.tag in _HEADINGS), None)
    elif passage.kind is BlockKind.LIST_ITEM:
        lists = [box.tag for box in _around(passage, boxes) if box.tag in _LISTS]
        level, is_ordered = max(len(lists), 1), lists[:1] == ["ol"]
    elif passage.kind is BlockKind.QUOTE:
        quote = next((box for box in _around(passage, boxes) if box.tag == "blockquote"), None)
        speaker = _speaker(quote.element) if quote else None
    return Block(
        kind=passage.kind,
        text=passage.text,
        links=_links(passage, base_url),
        level=level,
        is_ordered=is_ordered,
        speaker=speaker,
        place=place,
    )


def _around(passage: Passage, boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield the boxes around ``passage``, the innermost first."""
    at = passage.box
    while at >= 0:
        yield boxes[at]
        at = boxes[at].parent


def _speaker(quote: Element) -> str | None:
    """Return who is quoted: ``cite`` or ``footer`` in the quotation, the caption of its figure."""
    marked = next(quote.iter("cite", "footer"), None)
    figure = quote.getparent()
    if marked is None and figure is not None and figure.tag == "figure":
        marked = figure.find("figcaption")
    text = visible_text(marked).lstrip("-–—―~ ") if marked is not None else ""
    return text if 0 < len(text) <= MAX_SPEAKER_CHARACTERS else None


def _links(passage: Passage, base_url: str) -> tuple[Link, ...]:
    found = []
    for first, last, href in passage.links:
        covered = passage.text[first:last].strip()
        url = absolute_url(href, base_url) if covered else None
        if url:
            start = passage.text.index(covered, first)
            found.append(Link(start=start, end=start + len(covered), url=url))
    return tuple(found)
