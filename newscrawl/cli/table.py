"""Rows under column names, for people."""

import shutil
import sys
from collections.abc import Iterable, Sequence

import click

_GAP = "  "
# On a narrow terminal the last column, a title mostly, keeps this share of it.
_LAST_SHARE = 0.3


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """
    Print rows under their column names.

    On a terminal, cells are cut so that each row is one line of it: the widest columns first, so
    that dates and names stay whole. Into a pipe nothing is cut and nothing is coloured.
    """
    cells = [list(columns), *([printable(cell) for cell in row] for row in rows)]
    natural = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    available = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    widths = natural if available is None else fitting_widths(natural, available)
    for number, row in enumerate(cells):
        line = _GAP.join(map(_sized, row, widths)).rstrip()
        click.echo(line if number else click.style(line, bold=True))


def fitting_widths(natural: Sequence[int], available: int) -> list[int]:
    """
    Return widths that fit into ``available`` columns of a terminal, gaps included.

    >>> fitting_widths([10, 10, 19, 28, 38], 120)
    [10, 10, 19, 28, 38]
    >>> fitting_widths([10, 10, 19, 28, 38], 80)
    [10, 10, 14, 14, 24]
    """
    room = available - len(_GAP) * (len(natural) - 1)
    if sum(natural) <= room:
        return list(natural)
    last = max(min(natural[-1], int(available * _LAST_SHARE)), room - sum(natural[:-1]))
    most = _highest_level(natural[:-1], room - last)
    others = [min(width, most) for width in natural[:-1]]
    return [*others, max(1, min(natural[-1], room - sum(others)))]


def _highest_level(widths: Sequence[int], room: int) -> int:
    """Return the greatest width at which all columns, cut to it, fit into ``room``; at least 1."""
    levels = range(max(widths, default=1), 1, -1)
    fitting = (level for level in levels if sum(min(width, level) for width in widths) <= room)
    return next(fitting, 1)


def printable(text: str) -> str:
    r"""
    Return ``text`` on one line, without what would steer a terminal.

    Texts come from web pages: escape sequences and characters that turn the direction of writing
    are taken out.

    >>> printable("Settled\n\x1b[31mtoday\u202e")
    'Settled [31mtoday'
    """
    visible = "".join(each for each in text if each.isspace() or each.isprintable())
    return " ".join(visible.split())


def _width(text: str) -> int:
    from rich.cells import cell_len  # Chinese takes two columns a character

    return cell_len(text)


def _sized(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    if _width(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, width)
