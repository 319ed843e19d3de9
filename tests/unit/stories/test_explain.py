from newscrawl.items import Block, BlockKind
from newscrawl.stories.explain import explain


def reasons(title: str, text: str) -> list[str]:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text)]
    return [reason.phrase for reason in explain(title, blocks)]


def test_a_lawsuit_is_told_by_its_words() -> None:
    phrases = reasons("Nokia sues Oppo over patents", "The suit was filed in a German court.")

    assert any("sue" in phrase for phrase in phrases)


def test_what_speaks_against_a_story_is_named_too() -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text="The phone takes better photos than before.")]

    found = explain("Review: the new camera phone to judge all others by", blocks)

    assert found
    assert found[0].share < 0


def test_a_rule_that_decided_comes_first() -> None:
    phrases = reasons("Blogger apologises to Xiaomi", "He had spread lies about the company.")

    assert phrases[0] == "an apology to a brand"
