"""Lines that are furniture, in whatever letters; sentences that only speak of such are not."""

import re

import pytest

from newscrawl.normalise.furniture import is_furniture
from newscrawl.normalise.phrases import phrases


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ADVERTISEMENT", True),
        ("— Advertisement —", True),
        ("The advertisement was withdrawn", False),
        ("Photo: Ana Rey / Getty Images", True),
        ("The maker at the fair (Getty Images)", True),
        ("The Maker At The Fair Via Getty Images", True),
        ("Getty Images sued the maker", False),
        ("The agency, Getty Images", False),
        ("Some pictures. ALL RIGHTS RESERVED", True),
        ("© 2026 Gadget Post", True),
        ("TAGS: phones, courts", True),
        ("Sign up for our newsletter", True),
        ("Sign up for our newsletter " + "x" * 300, False),
    ],
)
def test_a_line_is_furniture_as_a_whole_in_small_letters_and_capitals(
    line: str, expected: bool
) -> None:
    assert is_furniture(line) is expected


@pytest.mark.parametrize("section", ["label", "call", "credit", "copyright", "tags"])
def test_phrases_held_against_lines_in_small_letters_have_no_capitals(section: str) -> None:
    written = re.sub(r"\\.", "", phrases("furniture.txt")[section])

    assert written == written.lower()
