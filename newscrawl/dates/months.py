"""The months by their names."""

import re
from functools import cache
from importlib.resources import files


@cache
def months() -> dict[str, int]:
    """Return the number of each month name, case folded and without dots, of every language."""
    found: dict[str, int] = {}
    text = files(__package__).joinpath("months.txt").read_text("utf-8")
    for number, names in re.findall(r"^\[(\d+)\]\n((?:.+\n)+)", text, re.MULTILINE):
        for name in " ".join(names.split()).split(", "):
            found[name] = int(number)
    return found


def month_named(words: str) -> int | None:
    """
    Return the month that ``words`` name, in any case, with or without dots; None for none.

    >>> month_named("Sept."), month_named("มี.ค."), month_named("monday")
    (9, 3, None)
    """
    return months().get(words.casefold().replace(".", "").strip(" -"))
