"""Misspelt names."""

import pytest

from newscrawl.closest import closest, unknown

SITES = ["gadgetpost", "phonewire", "theverge"]


@pytest.mark.parametrize(
    ("word", "name"),
    [("gadgetpots", "gadgetpost"), ("TheVerge", "theverge"), ("phonewire.example", "phonewire")],
)
def test_the_closest_name_is_found(word: str, name: str) -> None:
    assert closest(word, SITES) == name


def test_a_word_like_no_name_has_no_closest() -> None:
    assert closest("zzz", SITES) is None
    assert unknown("site", "zzz", SITES) == (
        "no site 'zzz'; there are: gadgetpost, phonewire, theverge"
    )


def test_where_there_are_no_names_nothing_is_listed() -> None:
    assert unknown("site", "zzz", []) == "no site 'zzz'"
