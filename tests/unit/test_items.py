import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import items
from newscrawl.items import Block, BlockKind, PageKind, Verdict, body_text

DATACLASSES = [
    noun
    for _, noun in inspect.getmembers(items, inspect.isclass)
    if dataclasses.is_dataclass(noun) and noun.__module__ == "newscrawl.items"
]


@pytest.mark.parametrize("noun", DATACLASSES)
def test_every_noun_is_frozen_keyword_only_and_without_a_dict(noun: type) -> None:
    parameters = inspect.signature(noun).parameters.values()

    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in parameters)
    assert "__slots__" in vars(noun)


@pytest.mark.parametrize("kind", PageKind)
def test_only_articles_and_teasers_become_articles(kind: PageKind) -> None:
    is_article = Verdict(kind=kind, reason="a sign").is_article

    assert is_article == (kind in (PageKind.ARTICLE, PageKind.TEASER))


def test_a_body_is_its_blocks_with_a_blank_line_between() -> None:
    blocks = [
        Block(kind=BlockKind.HEADING, text="The ruling"),
        Block(kind=BlockKind.PARAGRAPH, text="Xiaomi won."),
    ]

    assert body_text(blocks) == "The ruling\n\nXiaomi won."
    assert body_text([]) == ""


@given(st.lists(st.text(alphabet="ab \n", max_size=8), max_size=6))
def test_a_block_is_found_in_the_body_by_the_lengths_before_it(texts: list[str]) -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts]

    body, start = body_text(blocks), 0

    for block in blocks:
        assert body[start : start + len(block.text)] == block.text
        start += len(block.text) + 2
