"""Pieces as HTML, with what sites put between them."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from newscrawl.items import BlockKind
from tests.web.prose import Piece, picture


def body_html(pieces: Sequence[Piece], between: Mapping[int, str] | None = None) -> str:
    """
    Return ``pieces`` as elements, a line each.

    ``between`` holds markup by the number of pieces it comes after. Neighbouring list items are
    one list, which nothing is put into.
    """
    out: list[str] = []
    done = 0
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        together = list(group)
        if kind is BlockKind.LIST_ITEM:
            items = "".join(f"<li>{piece.html}</li>" for piece in together)
            out.append(f"<ul>{items}</ul>")
            done += len(together)
            out.append((between or {}).get(done, ""))
            continue
        for piece in together:
            out.append(_element(piece))
            done += 1
            out.append((between or {}).get(done, ""))
    return "\n".join(filter(None, out))


def _element(piece: Piece) -> str:
    match piece.kind:
        case BlockKind.HEADING:
            return f"<h2>{piece.html}</h2>"
        case BlockKind.QUOTE:
            return f"<blockquote><p>{piece.html}</p></blockquote>"
        case BlockKind.TABLE:
            return _table(piece)
        case None:
            return _figure(piece)
        case _:
            return f"<p>{piece.html}</p>"


def _table(piece: Piece) -> str:
    head, *rows = piece.rows
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def _figure(piece: Piece) -> str:
    alternative, address, caption = picture(piece)
    image = f'<img src="{escape(address)}" alt="{escape(alternative)}" loading="lazy" width="1200">'
    legend = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{image}{legend}</figure>"
