"""Letters made small keep their places, so that what is found in them is found in the text."""

import sys

import pytest

from newscrawl.small_letters import small_letters


def test_every_character_stays_in_its_place() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert len(small_letters(every)) == len(every)


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Also Read", "also read"),
        ("GİRİŞ YAP", "giriş yap"),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "διαβαστε επισης"),
        ("ЧИТАЙТЕ", "читайте"),
    ],
)
def test_capitals_of_every_script_are_made_small(text: str, small: str) -> None:
    assert small_letters(text) == small
