"""A body for people shows what each block is, and what stands between blocks."""

from dataclasses import replace

from newscrawl.cli.body_page import beside_lines, body_lines
from newscrawl.items import Block, BlockKind, Embed, Picture, Platform
from tests.unit.test_records import ARTICLE

PAGE = replace(
    ARTICLE,
    blocks=(
        Block(kind=BlockKind.HEADING, text="What was said", level=3),
        Block(kind=BlockKind.QUOTE, text="We are sorry.", speaker="Ana Rey"),
        Block(kind=BlockKind.LIST_ITEM, text="a phone", level=1, is_ordered=False),
        Block(kind=BlockKind.LIST_ITEM, text="its case", level=2, is_ordered=True),
        Block(kind=BlockKind.PARAGRAPH, text="The end."),
    ),
    pictures=(Picture(url="https://n.example/a.jpg", caption="Ely.", credit="Wire", after=0),),
    embeds=(Embed(platform=Platform.X, url="https://x.com/m/status/1", author="m", after=5),),
)


def test_blocks_are_marked_by_kind_and_what_is_beside_stands_in_its_place() -> None:
    assert [line for line in body_lines(PAGE) if line] == [
        "[picture Ely. (Wire) https://n.example/a.jpg]",
        "### What was said",
        "> We are sorry. (Ana Rey)",
        "- a phone",
        "  + its case",
        "The end.",
        "[x post by @m https://x.com/m/status/1]",
    ]


def test_pictures_and_posts_are_listed_in_page_order() -> None:
    assert list(beside_lines(PAGE)) == [
        "after block 0: picture Ely. (Wire) https://n.example/a.jpg",
        "after block 5: x post by @m https://x.com/m/status/1",
    ]
