"""Bodies without what is not the story."""

from collections.abc import Sequence

from newscrawl.items import Author, Block
from newscrawl.normalise.folding import fold_block


def clean_blocks(
    blocks: Sequence[Block],
    *,
    title: str,
    authors: Sequence[Author] = (),
    description: str | None = None,
) -> tuple[Block, ...]:
    """Return the story's own blocks, folded, links over the same words."""
    return tuple(block for block in map(fold_block, blocks) if block.text)
