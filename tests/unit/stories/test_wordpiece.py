import pytest

from newscrawl.stories.wordpiece import WordPieces

VOCABULARY = "[CLS] [SEP] [UNK] sue ##s ##d apple 小 米 ' $ 5 cafe , a b c d e".split()


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces({piece: number for number, piece in enumerate(VOCABULARY)})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sues APPLE", "sue ##s apple"),
        ("sued", "sue ##d"),
        ("suet", "[UNK]"),  # no piece continues it: the whole word is unknown
        ("apple's", "apple ' [UNK]"),
        ("$5,5", "$ 5 , 5"),
        ("小米", "小 米"),
        ("Café", "cafe"),
        ("a\u200bb\u00a0b\tc", "[UNK] b c"),  # what has no width joins, what is space parts
        ("a" * 101, "[UNK]"),
        ("", ""),
    ],
)
def test_a_text_is_read_as_the_longest_pieces_known(
    pieces: WordPieces, text: str, read: str
) -> None:
    assert [VOCABULARY[number] for number in pieces.of(text)] == read.split()


@pytest.mark.parametrize(
    ("first", "second", "most", "read"),
    [
        ("a b", "c", 6, "[CLS] a b [SEP] c [SEP]"),
        ("a b", "c d e", 7, "[CLS] a b [SEP] c d [SEP]"),
        ("a b c", "d", 6, "[CLS] a b [SEP] d [SEP]"),
        ("a b c", "c d e", 7, "[CLS] a b [SEP] c d [SEP]"),
        ("a b c", "c d e", 8, "[CLS] a b c [SEP] c d [SEP]"),
        ("", "", 9, "[CLS] [SEP] [SEP]"),
    ],
)
def test_of_two_texts_the_longer_is_cut(
    pieces: WordPieces, first: str, second: str, most: int, read: str
) -> None:
    numbers, texts = pieces.pair(first, second, most=most)

    assert [VOCABULARY[number] for number in numbers] == read.split()
    assert len(texts) == len(numbers)
    assert sum(texts) == len(numbers) - 1 - read.split().index("[SEP]")
