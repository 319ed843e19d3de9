"""An element -> the blocks that its text falls into, links with their places kept."""

import re
from collections.abc import Container, Mapping
from enum import Enum, auto

from lxml import etree

from newscrawl.extract.links import absolute_url
from newscrawl.items import Block, BlockKind, Link

# A cell with more text holds paragraphs, not a figure.
MAX_CELL_CHARACTERS = 600

_SPACE = re.compile(r"[^\S\n]+")


class Part(Enum):
    """What a tag does to the text in it."""

    BLOCK = auto()  # starts and ends a block of the kind around it
    PARAGRAPH = auto()
    HEADING = auto()
    LIST_ITEM = auto()
    QUOTE = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    CODE = auto()
    BREAK = auto()
    LINK = auto()
    DROP = auto()


_KINDS = {
    Part.HEADING: BlockKind.HEADING,
    Part.LIST_ITEM: BlockKind.LIST_ITEM,
    Part.QUOTE: BlockKind.QUOTE,
    Part.TABLE: BlockKind.TABLE,
    Part.CODE: BlockKind.CODE,
}

HTML_PARTS: Mapping[str, Part] = {
    **dict.fromkeys(
        "address article aside body center dd details div dl dt fieldset figure footer form header "
        "hgroup hr html main nav ol section summary ul menu".split(),
        Part.BLOCK,
    ),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), Part.HEADING),
    **dict.fromkeys(
        "script style noscript template svg math iframe object embed audio video canvas map head "
        "button input select textarea option label form nav figcaption dialog".split(),
        Part.DROP,
    ),
    "p": Part.PARAGRAPH,
    "li": Part.LIST_ITEM,
    "blockquote": Part.QUOTE,
    "table": Part.TABLE,
    "tr": Part.ROW,
    "td": Part.CELL,
    "th": Part.CELL,
    "caption": Part.ROW,
    "pre": Part.CODE,
    "br": Part.BREAK,
    "a": Part.LINK,
}


def blocks_of(
    root: etree._Element,
    *,
    base_url: str,
    parts: Mapping[str, Part] = HTML_PARTS,
    dropped: Container[etree._Element] = (),
) -> tuple[Block, ...]:
    """
    Return the blocks of ``root`` in page order, none of them empty.

    Two line breaks in a row end a paragraph, as old pages write them; a single one is kept. A
    table is one block, a line a row, cells parted by tabs. Links are absolute; only http(s) ones
    are kept.
    """
    writer = _Writer(base_url)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        part = Part.DROP if element in dropped else parts.get(tag)
        if part is Part.TABLE and _is_for_layout(element):
            part = Part.BLOCK
        if event == "start":
            if part is Part.DROP and element is not root:
                walk.skip_subtree()
                continue
            writer.open(part, element)
            writer.text(element.text)
        else:
            if part is not Part.DROP or element is root:
                writer.close(part)
            if element is not root:
                writer.text(element.tail)
    writer.flush()
    return tuple(writer.blocks)


def _is_for_layout(table: etree._Element) -> bool:
    """Tell a table that arranges a page, as old pages have them, from one that shows figures."""
    if next(table.iter("h1", "h2", "h3", "form"), None) is not None:
        return True
    if sum(1 for _ in table.iter("table")) > 1:
        return True
    rows = [row for row in table.iter("tr") if len(row)]
    if not rows or max(len(row) for row in rows) == 1:
        return next(table.iter("cell"), None) is None  # trafilatura's rows are <row>
    return any(
        len("".join(map(str, cell.itertext()))) > MAX_CELL_CHARACTERS for cell in table.iter("td")
    )


class _Writer:
    def __init__(self, base_url: str) -> None:
        self.blocks: list[Block] = []
        self._base_url = base_url
        self._kinds = [BlockKind.PARAGRAPH]
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._open_link: tuple[int, str] | None = None

    def open(self, part: Part | None, element: etree._Element) -> None:
        if part is Part.LINK:
            self._start_link(element.get("href") or element.get("target") or "")
        elif part is Part.BREAK or (part is Part.ROW and self._in_table):
            self._line_break()
        elif part is Part.CELL and self._in_table:
            if self._length and not self._ends_with("\n"):
                self._write("\t")
        elif part is not None and not (self._in_table and part is not Part.TABLE):
            self.flush()
            if part in _KINDS:
                self._kinds.append(_KINDS[part])

    def close(self, part: Part | None) -> None:
        if part is Part.LINK:
            self._end_link()
        elif part in (Part.BREAK, Part.ROW, Part.CELL, None):
            return
        elif not (self._in_table and part is not Part.TABLE):
            self.flush()
            if part in _KINDS:
                self._kinds.pop()

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self._kinds[-1] is not BlockKind.CODE:
            text = _SPACE.sub(" ", text.replace("\n", " "))
            if text[0] == " " and (not self._length or self._ends_with(" \n\t")):
                text = text[1:]
        if text:
            self._write(text)

    def flush(self) -> None:
        link = self._open_link
        self._end_link()
        written = "".join(self._pieces)
        text = written.rstrip()
        if text:
            self.blocks.append(
                Block(kind=self._kinds[-1], text=text, links=self._links_within(text))
            )
        self._pieces, self._length, self._links = [], 0, []
        if link is not None:  # a link around several blocks goes on in the next
            self._open_link = (0, link[1])

    def _links_within(self, text: str) -> tuple[Link, ...]:
        found = []
        for first, last, url in self._links:
            covered = text[first:last].strip()
            if covered:
                start = text.index(covered, first)
                found.append(Link(start=start, end=start + len(covered), url=url))
        return tuple(found)

    @property
    def _in_table(self) -> bool:
        return BlockKind.TABLE in self._kinds

    def _ends_with(self, characters: str) -> bool:
        return bool(self._pieces) and self._pieces[-1][-1] in characters

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _line_break(self) -> None:
        if not self._length:
            return
        while self._pieces and (trimmed := self._pieces[-1].rstrip(" ")) != self._pieces[-1]:
            self._length -= len(self._pieces[-1]) - len(trimmed)
            self._pieces[-1] = trimmed
            if not trimmed:
                self._pieces.pop()
        if self._ends_with("\n"):
            if not self._in_table:
                self.flush()
        else:
            self._write("\n")

    def _start_link(self, href: str) -> None:
        self._end_link()
        url = absolute_url(href, self._base_url)
        if url:
            self._open_link = (self._length, url)

    def _end_link(self) -> None:
        if self._open_link is not None:
            start, url = self._open_link
            if start < self._length:
                self._links.append((start, self._length, url))
            self._open_link = None
