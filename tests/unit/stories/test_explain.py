from newscrawl.items import Block, BlockKind
from newscrawl.stories.reasons import explain


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


def test_the_story_s_own_words_are_weighed_by_leaving_them_out() -> None:
    title, text = "Nokia sues Oppo over patents", "The suit was filed. The phones are blue."
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text)]

    shares = {reason.phrase: reason.share for reason in explain(title, blocks, most=1_000)}

    assert shares['title word: "sues"'] > 0.2
    assert shares['title word: "sues"'] > shares['title word: "over"']
    assert (
        shares['lead sentence: "The suit was filed."']
        > shares['lead sentence: "The phones are blue."']
    )


def test_where_the_encoder_is_not_asked_it_has_no_reasons() -> None:
    phrases = reasons("A walk in the woods", "The leaves have turned.")

    assert phrases
    assert not any('"' in phrase for phrase in phrases)
