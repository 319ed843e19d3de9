"""Text search: which words a pattern finds, as Arrow runs it."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from newscrawl.errors import UsageError
from newscrawl.reader.words import rough_patterns, word_patterns


def finds(search: str, text: str) -> bool:
    return _match(word_patterns(search), text)


def may_find(search: str, text: str) -> bool:
    return _match(rough_patterns(search), text)


def _match(patterns: tuple[str, ...], text: str) -> bool:
    return all(
        pc.match_substring_regex(pa.array([text]), pattern)[0].as_py() for pattern in patterns
    )


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("xiaomi", "Xiaomi wins"),
        ("XIAOMI", "a win for xiaomi."),
        ("Xiaomi", "Xiaomi's lawyers"),
        ("court xiaomi", "Xiaomi goes to court"),
        ('"lei jun"', "said Lei\nJun on Weibo"),
        ("defam*", "for Defamation"),
        ("defam*", "they defamed"),
        ("AT&T", "Fined: AT&T (again)"),
        ("c++", "written in C++"),
        ("o'brien", "Judge O'Brien"),
        ("éclair", "ÉCLAIR sues"),
        ("e\u0301clair", "Éclair sues"),
        ("小米", "雷军和小米道歉"),
        ("a.b", "the a.b file"),
    ],
)
def test_words_are_found(search: str, text: str) -> None:
    assert finds(search, text)
    assert may_find(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("xiaomi", "a phone"),
        ("xiaomi court", "Xiaomi wins"),
        ('"smart phone"', "a phone"),
        ("c++", "written in C"),
    ],
)
def test_a_rough_look_passes_over_what_has_not_the_letters(search: str, text: str) -> None:
    assert not may_find(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("sue", "an issue, a suede shoe"),
        ("xiaomi apple", "Xiaomi alone"),
        ('"lei jun"', "Jun Lei"),
        ("defam*", "a subdefamation"),
        ("éclair", "éclairs"),
        ("a.b", "the axb file"),
        ("小米", "小 米"),
    ],
)
def test_other_words_are_not(search: str, text: str) -> None:
    assert not finds(search, text)


@pytest.mark.parametrize("search", ["", "  ", "*", '""'])
def test_a_search_without_words_is_refused(search: str) -> None:
    with pytest.raises(UsageError, match="holds no word"):
        word_patterns(search)


def test_an_open_quotation_is_refused() -> None:
    with pytest.raises(UsageError, match="opens a quotation"):
        word_patterns('"lei jun')
