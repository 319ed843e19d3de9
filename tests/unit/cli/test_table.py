"""Tables for people."""

import sys

import pytest

from newscrawl.cli.table import fitting_widths, print_table, printable


@pytest.mark.parametrize(
    ("natural", "available", "widths"),
    [
        ([10, 10, 38], 62, [10, 10, 38]),
        ([10, 10, 38], 61, [10, 10, 37]),
        ([10, 28, 38], 80, [10, 28, 38]),
        ([10, 28, 50], 60, [10, 28, 18]),
        ([10, 40, 50], 60, [10, 28, 18]),
        ([50, 5], 30, [23, 5]),
        ([500], 30, [30]),
        ([9, 9, 9], 3, [1, 1, 1]),
    ],
)
def test_the_widest_columns_are_cut_first(
    natural: list[int], available: int, widths: list[int]
) -> None:
    assert fitting_widths(natural, available) == widths


def test_wide_characters_count_as_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "12")

    print_table(["a", "b"], [["小米", "雷军道歉了"], ["x", "y"]])

    assert capsys.readouterr().out.splitlines()[1:] == ["小米  雷军…", "x     y"]


def test_a_table_without_rows_has_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["date", "title"], [])

    assert capsys.readouterr().out == "date  title\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[2Jgone", "[2Jgone"),
        ("evil\u202eexe.txt", "evilexe.txt"),
        ("[red]markup[/red]", "[red]markup[/red]"),
        ("小米 – “ok”", "小米 – “ok”"),
        ("\x9b31m", "31m"),
    ],
)
def test_what_would_steer_a_terminal_is_taken_out(text: str, shown: str) -> None:
    assert printable(text) == shown
