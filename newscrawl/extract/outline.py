"""
One walk over a tree: the passages of text that it falls into, and the boxes around them.

Every reading of the page's text starts here, so that the tree is walked once.
"""

from collections.abc import Callable, Container
from functools import partial
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.custom_elements import is_paragraph
from newscrawl.extract.marks import marks_of
from newscrawl.extract.parts import HTML_PARTS, KINDS, Part
from newscrawl.extract.tree import Element
from newscrawl.items import BlockKind

# A cell with more text holds paragraphs, not a figure.
MAX_CELL_CHARACTERS = 600
_CONTROLS = frozenset("button select textarea object audio video canvas".split())

# Members of an enumeration are slow to look up, and every element of the page asks for some.
_BLOCK, _DROP, _LINK, _BREAK = Part.BLOCK, Part.DROP, Part.LINK, Part.BREAK
_TABLE, _ROW, _CELL, _CUSTOM = Part.TABLE, Part.ROW, Part.CELL, Part.CUSTOM
_CODE = BlockKind.CODE
_part_of = HTML_PARTS.__getitem__


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


# By their names, the fields would be put in order by Python, at three times the cost.
_box: Callable[[tuple[object, ...]], Box] = partial(tuple.__new__, Box)
_passage: Callable[[tuple[object, ...]], Passage] = partial(tuple.__new__, Passage)


class Outline(NamedTuple):
    """
    Passages and boxes in page order; a box stands before the boxes in it, up to its ``ends``.

    The boxes in ``boxes[i]`` are ``boxes[i + 1 : ends[i]]``. A box without text is left out.
    """

    passages: tuple[Passage, ...]
    boxes: tuple[Box, ...]
    ends: tuple[int, ...]


def outline_of(root: Element, *, dropped: Container[Element] = ()) -> Outline:
    """
    Return the outline of ``root``; passages without text are left out.

    Two line breaks in a row end a passage, as old pages write paragraphs; a single one is kept. A
    table of figures is one passage, a line a row, cells parted by tabs; one that only arranges
    the page is read as if it were boxes.
    """
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    part_of, open_part, close_part, add = _part_of, writer.open, writer.close, writer.text
    opened: list[Part | None] = []
    is_after_element = False
    for event, element in walk:
        if event == "start":
            part = part_of(element.tag)
            if part is _DROP or part is _TABLE or part is _CUSTOM or dropped:
                part = _part_here(part, element, dropped)
                if part is _DROP:
                    walk.skip_subtree()
                    opened.append(None)
                    continue
            opened.append(part)
            if part is not None:
                open_part(part, element)
            text = element.text
            if is_after_element and text and writer.length:
                writer.part_from(text)
        else:
            part = opened.pop()
            if part is not None:
                close_part(part)
            text = element.tail if opened else None
            is_after_element = True
        if text:
            is_after_element = False
            # Between blocks stands mostly white space.
            if writer.length or not text.isspace() or writer.is_code:
                add(text)
    return writer.outline()


def _part_here(part: Part | None, element: Element, dropped: Container[Element]) -> Part | None:
    """Return what ``element`` does here, where ``part`` is what its tag does elsewhere."""
    if dropped and element in dropped:
        return _DROP
    if part is _CUSTOM:
        return _BLOCK if is_paragraph(element) else None
    if part is _DROP and len(element) and element.tag in _CONTROLS:
        return _BLOCK if _holds_page(element) else _DROP
    return _BLOCK if part is _TABLE and _is_for_layout(element) else part


def box_sizes(outline: Outline) -> list[int]:
    """Return the characters of text in each box, its inner boxes included."""
    sizes = [0] * len(outline.boxes)
    for passage in outline.passages:
        sizes[passage.box] += len(passage.text)
    for index in range(len(sizes) - 1, 0, -1):
        sizes[outline.boxes[index].parent] += sizes[index]
    return sizes


def _holds_page(control: Element) -> bool:
    """
    Tell whether the page's main part is in ``control``: a button that was never closed, so that
    the parser put the rest of the page into it.
    """
    return next(control.iter("main", "article"), None) is not None


def _is_for_layout(table: Element) -> bool:
    """Tell a table that arranges a page, as old pages have them, from one that shows figures."""
    # Inner tables first: a thousand, one in the other, are then looked through once in all.
    if next(islice(table.iter("table"), 1, None), None) is not None:
        return True
    if next(table.iter("h1", "h2", "h3", "form"), None) is not None:
        return True
    rows = [row for row in table.iter("tr") if len(row)]
    if not rows or max(len(row) for row in rows) == 1:
        return True
    return any(
        len("".join(map(str, cell.itertext()))) > MAX_CELL_CHARACTERS for cell in table.iter("td")
    )


class _Writer:
    __slots__ = (
        "_boxes",
        "_ends",
        "_kinds",
        "_links",
        "_made",
        "_open_link",
        "_passages",
        "_pieces",
        "_tables",
        "_within",
        "is_code",
        "length",
    )

    def __init__(self) -> None:
        self.length = 0  # characters of the passage that is being written
        self.is_code = False
        self._passages: list[Passage] = []
        self._boxes: list[Box] = []
        self._ends: list[int] = []
        self._within: list[Element] = []  # the elements around, outermost first
        self._made: list[int] = []  # the boxes of the first of them, made when text came
        self._kinds = [BlockKind.PARAGRAPH]
        self._tables = 0
        self._pieces: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._open_link: tuple[int, str] | None = None

    def outline(self) -> Outline:
        self._flush()
        return Outline(tuple(self._passages), tuple(self._boxes), tuple(self._ends))

    def open(self, part: Part, element: Element) -> None:
        if part is _BLOCK and not self._tables:  # half of all
            if self.length:
                self._flush()
            self._within.append(element)
        elif part is _LINK:
            self._end_link()
            href = element.get("href") or element.get("target")
            if href:
                self._open_link = (self.length, href)
        elif part is _BREAK or (part is _ROW and self._tables):
            self._line_break()
        elif part is _CELL and self._tables:
            if self.length and self._pieces[-1][-1] != "\n":
                self._write("\t")
        elif not self._tables or part is _TABLE:
            if self.length:
                self._flush()
            self._within.append(element)
            if part is not _BLOCK and part in KINDS:
                self._kinds.append(KINDS[part])
                self.is_code = self._kinds[-1] is _CODE
                self._tables += part is _TABLE

    def close(self, part: Part) -> None:
        if part is _LINK:
            if self._open_link is not None:
                self._end_link()
        elif part is not _BREAK and (not self._tables or part is _TABLE):
            if self.length:
                self._flush()
            within, made = self._within, self._made
            within.pop()
            if len(made) > len(within):
                self._ends[made.pop()] = len(self._boxes)
            if part is not _BLOCK and part in KINDS:
                self._kinds.pop()
                self.is_code = self._kinds[-1] is _CODE
                self._tables -= part is _TABLE

    def part_from(self, text: str) -> None:
        """Part ``<a>Ana Belmonte</a><span>Reporter</span>``, which only a style sheet parts."""
        if self._pieces[-1][-1].isalnum() and (text[0].isupper() or text[0].isdigit()):
            self._write(" ")

    def text(self, text: str) -> None:
        if not self.is_code:
            if self.length and text[0].isspace() and self._pieces[-1][-1] not in " \n\t":
                self._write(" ")
            if text.isprintable() and "  " not in text:  # no white space but single spaces
                text = text.lstrip(" ")
            else:
                words = text.split()
                text = " ".join([*words, ""] if words and text[-1].isspace() else words)
            if not text:
                return
        self._pieces.append(text)
        self.length += len(text)

    def _flush(self) -> None:
        link = self._open_link
        if link is not None:
            self._end_link()
        text = "".join(self._pieces).rstrip()
        if text and self._within:
            box = self._made[-1] if len(self._made) == len(self._within) else self._make_boxes()
            self._passages.append(_passage((text, self._kinds[-1], tuple(self._links), box)))
        self.length = 0
        self._pieces.clear()
        self._links.clear()
        if link is not None:  # a link around several blocks goes on in the next
            self._open_link = (0, link[1])

    def _make_boxes(self) -> int:
        """Make the boxes around that had no text yet; return the index of the innermost."""
        made, boxes = self._made, self._boxes
        parent, marks, nearest, second = -1, 0, 0, 0  # the last two: of the two boxes around
        if made:
            parent = made[-1]
            outer = boxes[parent]
            marks, nearest = outer.marks, outer.own
            second = boxes[outer.parent].own if outer.parent >= 0 else 0
        for element in self._within[len(made) :]:
            own, key = marks_of(element)
            marks |= own
            near = own | nearest | second
            boxes.append(_box((element, element.tag, key, parent, len(made), own, near, marks)))
            nearest, second = own, nearest
            parent = len(boxes) - 1
            made.append(parent)
        self._ends += [0] * (len(boxes) - len(self._ends))
        return made[-1]

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _line_break(self) -> None:
        while self._pieces and (trimmed := self._pieces[-1].rstrip(" ")) != self._pieces[-1]:
            self.length -= len(self._pieces[-1]) - len(trimmed)
            self._pieces[-1] = trimmed
            if not trimmed:
                self._pieces.pop()
        if not self.length:
            return
        if self._pieces[-1][-1] != "\n":
            self._write("\n")
        elif not self._tables:
            self._flush()

    def _end_link(self) -> None:
        if self._open_link is not None:
            start, href = self._open_link
            if start < self.length:
                self._links.append((start, self.length, href))
            self._open_link = None
