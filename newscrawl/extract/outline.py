"""
One walk over a tree: the passages of text that it falls into, and the boxes around them.

Every reading of the page's text starts here, so that the tree is walked once.
"""

from collections.abc import Container, Mapping
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.marks import marks_of
from newscrawl.extract.parts import HTML_PARTS, KINDS, Part
from newscrawl.extract.tree import Element
from newscrawl.items import BlockKind

# A cell with more text holds paragraphs, not a figure.
MAX_CELL_CHARACTERS = 600
_CONTROLS = frozenset("button select textarea object audio video canvas".split())


# Tuples, not dataclasses: a page has hundreds of each, and a frozen dataclass takes four times
# as long to make.
class Box(NamedTuple):
    """
    An element that parts text: where it stands in the tree and what its names say.

    ``parent`` is the index of the box around it, -1 for the root. ``own`` are the marks of the
    element itself (bits of Mark), ``near`` those of it and the two boxes around, ``marks`` those
    of it and everything around. ``key`` is the same for elements of one tag and class.
    """

    element: Element
    tag: str
    key: str
    parent: int
    depth: int
    own: int
    near: int
    marks: int


class Passage(NamedTuple):
    """
    A run of text without a block's edge in it.

    ``links`` are (start, end, href as written); ``box`` is the index of the innermost box.
    """

    text: str
    kind: BlockKind
    links: tuple[tuple[int, int, str], ...]
    box: int


class Outline(NamedTuple):
    """Passages and boxes in page order; a box stands before the boxes in it."""

    passages: tuple[Passage, ...]
    boxes: tuple[Box, ...]


def outline_of(
    root: Element,
    *,
    parts: Mapping[str, Part] = HTML_PARTS,
    dropped: Container[Element] = (),
) -> Outline:
    """
    Return the outline of ``root``; passages without text are left out.

    Two line breaks in a row end a passage, as old pages write paragraphs; a single one is kept. A
    table of figures is one passage, a line a row, cells parted by tabs; one that only arranges
    the page is read as if it were boxes.
    """
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    opened: list[Part] = []
    is_after_element = False
    for event, element in walk:
        if event == "start":
            part = parts.get(element.tag, Part.INLINE)
            if dropped and element in dropped:
                part = Part.DROP
            elif part is Part.DROP and element.tag in _CONTROLS and _holds_a_page(element):
                part = Part.BLOCK
            if part is Part.DROP:
                opened.append(part)
                walk.skip_subtree()
                continue
            if part is Part.TABLE and _is_for_layout(element):
                part = Part.BLOCK
            opened.append(part)
            if part is not Part.INLINE:
                writer.open(part, element)
            text = element.text
            if text and is_after_element:
                writer.part_from(text)
        else:
            part = opened.pop()
            if part is not Part.INLINE and part is not Part.DROP:
                writer.close(part)
            text = element.tail if opened else None
            is_after_element = True
        if text:
            writer.text(text)
            is_after_element = False
    writer.flush()
    return Outline(passages=tuple(writer.passages), boxes=tuple(writer.boxes))


def box_sizes(outline: Outline) -> list[int]:
    """Return the characters of text in each box, its inner boxes included."""
    sizes = [0] * len(outline.boxes)
    for passage in outline.passages:
        sizes[passage.box] += len(passage.text)
    for index in range(len(sizes) - 1, 0, -1):
        sizes[outline.boxes[index].parent] += sizes[index]
    return sizes


def _holds_a_page(control: Element) -> bool:
    """Tell a button that was never closed, so that the parser put the rest of the page into it."""
    return next(control.iter("main", "article"), None) is not None


def _is_for_layout(table: Element) -> bool:
    """Tell a table that arranges a page, as old pages have them, from one that shows figures."""
    if next(table.iter("h1", "h2", "h3", "form", "cell"), None) is not None:
        # <cell> is trafilatura's: it has dropped tables that arrange the page.
        return next(table.iter("cell"), None) is None
    if sum(1 for _ in table.iter("table")) > 1:
        return True
    rows = [row for row in table.iter("tr") if len(row)]
    if not rows or max(len(row) for row in rows) == 1:
        return True
    return any(
        len("".join(map(str, cell.itertext()))) > MAX_CELL_CHARACTERS for cell in table.iter("td")
    )


class _Writer:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.boxes: list[Box] = []
        self._within: list[int] = []
        self._kinds = [BlockKind.PARAGRAPH]
        self._tables = 0
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._open_link: tuple[int, str] | None = None

    def open(self, part: Part, element: Element) -> None:
        if part is Part.LINK:
            self._end_link()
            href = element.get("href") or element.get("target")
            if href:
                self._open_link = (self._length, href)
        elif part is Part.BREAK or (part is Part.ROW and self._tables):
            self._line_break()
        elif part is Part.CELL and self._tables:
            if self._length and not self._ends_with("\n"):
                self._write("\t")
        elif not self._tables or part is Part.TABLE:
            self.flush()
            self._open_box(element)
            if part in KINDS:
                self._kinds.append(KINDS[part])
                self._tables += part is Part.TABLE

    def close(self, part: Part) -> None:
        if part is Part.LINK:
            self._end_link()
        elif part is Part.BREAK or (self._tables and part is not Part.TABLE):
            return
        else:
            self.flush()
            self._within.pop()
            if part in KINDS:
                self._kinds.pop()
                self._tables -= part is Part.TABLE

    def part_from(self, text: str) -> None:
        """Part ``<a>Ana Belmonte</a><span>Reporter</span>``, which only a style sheet parts."""
        last = self._pieces[-1][-1] if self._pieces else " "
        if last.isalnum() and (text[0].isupper() or text[0].isdigit()):
            self._write(" ")

    def text(self, text: str) -> None:
        if self._kinds[-1] is BlockKind.CODE:
            self._write(text)
            return
        words = " ".join(text.split())
        if text[0].isspace() and self._length and not self._ends_with(" \n\t"):
            self._write(" ")
        if words:
            self._write(words + " " if text[-1].isspace() else words)

    def flush(self) -> None:
        link = self._open_link
        self._end_link()
        if self._length:
            text = "".join(self._pieces).rstrip()
            if text and self._within:
                kind, box = self._kinds[-1], self._within[-1]
                self.passages.append(Passage(text, kind, tuple(self._links), box))
            self._pieces, self._length, self._links = [], 0, []
        if link is not None:  # a link around several blocks goes on in the next
            self._open_link = (0, link[1])

    def _open_box(self, element: Element) -> None:
        own, key = marks_of(element)
        if self._within:
            parent = self._within[-1]
            outer = self.boxes[parent]
            near = own | outer.own
            if outer.parent >= 0:
                near |= self.boxes[outer.parent].own
            box = Box(
                element, element.tag, key, parent, outer.depth + 1, own, near, outer.marks | own
            )
        else:
            box = Box(element, element.tag, key, -1, 0, own, own, own)
        self._within.append(len(self.boxes))
        self.boxes.append(box)

    def _ends_with(self, characters: str) -> bool:
        return bool(self._pieces) and self._pieces[-1][-1] in characters

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _line_break(self) -> None:
        while self._pieces and (trimmed := self._pieces[-1].rstrip(" ")) != self._pieces[-1]:
            self._length -= len(self._pieces[-1]) - len(trimmed)
            self._pieces[-1] = trimmed
            if not trimmed:
                self._pieces.pop()
        if not self._length:
            return
        if not self._ends_with("\n"):
            self._write("\n")
        elif not self._tables:
            self.flush()

    def _end_link(self) -> None:
        if self._open_link is not None:
            start, href = self._open_link
            if start < self._length:
                self._links.append((start, self._length, href))
            self._open_link = None
