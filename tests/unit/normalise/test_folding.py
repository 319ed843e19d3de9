import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Block, BlockKind, Link
from newscrawl.normalise.folding import cut_block, fold_block, folded


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("  Jane\u00a0Doe,\n editor ", "Jane Doe, editor"),
        ("a\u2028b\u3000c", "a b c"),
        ("se\u00adnior", "senior"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("join\u034fed", "joined"),
        ("cafe\u0301", "café"),
        ("ta\u00adble\u0301", "tablé"),
        ("bell\x07 nul\x00", "bell nul"),
        ("icon\ue001", "icon"),
        ("half \ud83d", "half"),
        ("\u202eabc\u202c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "ab"),
        ("👩\u200d💻 works", "👩\u200d💻 works"),
        ("한", "한"),
        ("", ""),
        ("\u200b \n", ""),
    ],
)
def test_text_is_folded_to_one_form(printed: str, text: str) -> None:
    assert folded(printed) == text


@given(st.text())
def test_folded_text_is_nfc_can_be_written_and_folds_to_itself(printed: str) -> None:
    text = folded(printed)

    assert folded(text) == text
    assert unicodedata.is_normalized("NFC", text)
    text.encode()  # no surrogate is left


# Letters that compose, vanish, fold or stay.
_ALPHABET = "ab \n\t\u00ad\u200b\u0301e\u00e9\u1112\u1161\u11ab\u200d\ud83d👩"


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    text = draw(st.text(alphabet=_ALPHABET, max_size=25))
    links = []
    for _ in range(draw(st.integers(0, 3)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        links.append(Link(start=start, end=end, url=f"https://news.example/{start}"))
    return Block(kind=draw(st.sampled_from(BlockKind)), text=text, links=tuple(links))


@given(_blocks())
def test_folding_a_block_folds_its_text_and_settles(block: Block) -> None:
    once = fold_block(block)

    assert folded(once.text) == folded(block.text)
    assert fold_block(once) == once
    if block.kind not in (BlockKind.CODE, BlockKind.TABLE):
        assert once.text == folded(block.text)


@given(_blocks())
def test_links_stay_inside_their_text_and_touch_no_space_at_their_ends(block: Block) -> None:
    after = fold_block(block)

    for link in after.links:
        words = after.text[link.start : link.end]
        assert words
        assert words == words.strip()


_WORDS = ["Xiaomi", "won", "the", "case", "naïve", "cafe\u0301", "さん"]
_GAPS = [" ", "  ", "\n", "\u00a0", " \u200b ", " \u00ad"]


@given(
    st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), min_size=1, max_size=8),
    st.data(),
)
def test_a_link_covers_the_same_words_after_folding(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(pairs) - 1))
    last = data.draw(st.integers(first, len(pairs) - 1))
    before = "".join(word + gap for word, gap in pairs[:first])
    covered = "".join(word + gap for word, gap in pairs[first : last + 1])
    text = before + covered + "".join(word + gap for word, gap in pairs[last + 1 :])
    link = Link(start=len(before), end=len(before) + len(covered), url="https://news.example/")

    after = fold_block(Block(kind=BlockKind.PARAGRAPH, text=text, links=(link,)))

    assert [after.text[found.start : found.end] for found in after.links] == [folded(covered)]


@given(_blocks(), st.data())
def test_a_cut_keeps_what_lies_in_it_and_links_over_the_same_words(
    block: Block, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(block.text)))
    end = data.draw(st.integers(start, len(block.text)))

    cut = cut_block(block, start, end)

    assert cut.text == block.text[start:end].strip()
    kept = [block.text[max(link.start, start) : min(link.end, end)].strip() for link in block.links]
    assert [cut.text[link.start : link.end] for link in cut.links] == [w for w in kept if w]


def test_a_table_keeps_its_rows_and_cells() -> None:
    block = Block(kind=BlockKind.TABLE, text=" Year\tFine \n2025\t 1  million\n")

    assert fold_block(block).text == "Year\tFine\n2025\t1 million"


def test_code_keeps_its_indentation() -> None:
    block = Block(kind=BlockKind.CODE, text="\nif won:\n    pay()\n")

    assert fold_block(block).text == "if won:\n    pay()"
