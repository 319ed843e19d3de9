"""The little Markdown that article files are written in, as pieces, as text and as HTML."""

import html
import re
from dataclasses import dataclass

from newscrawl.items import BlockKind

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
EMPHASIS = re.compile(r"\*([^*]+)\*")
PICTURE = re.compile(r"!\[([^\]]*)\]\((\S+)(?: \"([^\"]*)\")?\)")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """
    A paragraph, heading, list item, quotation, table or picture; ``source`` is its Markdown.

    A picture has no kind: no text of the article is in it.
    """

    kind: BlockKind | None
    source: str

    @property
    def is_text(self) -> bool:
        return self.kind is not None

    @property
    def text(self) -> str:
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join(_cell_text(cell) for cell in row) for row in self.rows)
        return _cell_text(self.source)

    @property
    def rows(self) -> list[list[str]]:
        """Cells of a table, the head row first."""
        lines = [line for line in self.source.splitlines() if not set(line) <= set("|-: ")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    @property
    def links(self) -> list[tuple[str, str]]:
        """What each link covers, and where it points as written."""
        return LINK.findall(self.source)

    @property
    def html(self) -> str:
        """What is inside the element: entities escaped, links and emphasis as tags."""
        return inline_html(self.source)


def parse_prose(prose: str) -> tuple[Piece, ...]:
    """
    Return the pieces of ``prose``.

    >>> [piece.text for piece in parse_prose("One [link](/a).\\n\\n- first\\n- second")]
    ['One link.', 'first', 'second']
    """
    pieces: list[Piece] = []
    for part in re.split(r"\n\s*\n", prose.strip()):
        if part.startswith("- "):
            pieces += (
                Piece(kind=BlockKind.LIST_ITEM, source=_one_line(item))
                for item in re.split(r"^- ", part, flags=re.MULTILINE)
                if item.strip()
            )
        elif part.startswith("## "):
            pieces.append(Piece(kind=BlockKind.HEADING, source=_one_line(part[3:])))
        elif part.startswith("> "):
            quote = re.sub(r"^> ?", "", part, flags=re.MULTILINE)
            pieces.append(Piece(kind=BlockKind.QUOTE, source=_one_line(quote)))
        elif part.startswith("|"):
            pieces.append(Piece(kind=BlockKind.TABLE, source=part))
        elif PICTURE.fullmatch(part):
            pieces.append(Piece(kind=None, source=part))
        else:
            pieces.append(Piece(kind=BlockKind.PARAGRAPH, source=_one_line(part)))
    return tuple(pieces)


def picture(piece: Piece) -> tuple[str, str, str]:
    """Return alternative text, address and caption (empty without one) of a picture."""
    found = PICTURE.fullmatch(piece.source)
    if found is None:
        raise ValueError(f"{piece.source!r} is no picture")
    alternative, address, caption = found.groups()
    return alternative, address, caption or ""


def inline_html(source: str) -> str:
    text = html.escape(source, quote=False)
    text = LINK.sub(r'<a href="\2">\1</a>', text)
    text = STRONG.sub(r"<strong>\1</strong>", text)
    return EMPHASIS.sub(r"<em>\1</em>", text)


def _cell_text(source: str) -> str:
    text = LINK.sub(r"\1", source)
    return EMPHASIS.sub(r"\1", STRONG.sub(r"\1", text)).strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
