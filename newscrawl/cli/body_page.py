"""A body as text for people: what kind each block is, and what stands beside the text."""

import textwrap
from collections.abc import Iterator

from newscrawl.cli.table import printable
from newscrawl.items import Article, Block, BlockKind, Embed, Picture

_WIDTH = 98


def body_lines(article: Article) -> Iterator[str]:
    """Yield the blocks, a blank line between, pictures and posts in brackets in their places."""
    for at, block in enumerate(article.blocks):
        yield from _standing_after(article, at)
        if at:
            yield ""
        yield from _block_lines(block)
    yield from _standing_after(article, len(article.blocks))


def beside_lines(article: Article) -> Iterator[str]:
    """Yield a line for each picture and each embedded post, in page order."""
    beside: list[Picture | Embed] = [*article.pictures, *article.embeds]
    for one in sorted(beside, key=lambda one: one.after):
        yield f"after block {one.after}: {_told(one)}"


def _standing_after(article: Article, blocks: int) -> Iterator[str]:
    beside: list[Picture | Embed] = [*article.pictures, *article.embeds]
    for one in beside:
        if one.after == blocks:
            yield ""
            yield from textwrap.wrap(f"[{_told(one)}]", _WIDTH)


def _told(one: Picture | Embed) -> str:
    if isinstance(one, Picture):
        parts = ["picture", one.caption, one.credit and f"({one.credit})", one.url]
    else:
        parts = [f"{one.platform} post", one.author and f"by @{one.author}", one.url, one.text]
    return printable(" ".join(part for part in parts if part))


def _block_lines(block: Block) -> Iterator[str]:
    match block.kind:
        case BlockKind.HEADING:
            mark = "#" * (block.level or 2) + " "
        case BlockKind.LIST_ITEM:
            mark = "  " * ((block.level or 1) - 1) + ("+ " if block.is_ordered else "- ")
        case BlockKind.QUOTE:
            mark = "> "
        case _:
            mark = ""
    text = printable(block.text) + (f" ({printable(block.speaker)})" if block.speaker else "")
    inner = mark if block.kind is BlockKind.QUOTE else " " * len(mark)
    yield from (
        textwrap.wrap(text, _WIDTH, initial_indent=mark, subsequent_indent=inner) or [mark.strip()]
    )
