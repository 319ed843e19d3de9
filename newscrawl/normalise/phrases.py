"""Phrase files: what newsrooms print, one regular expression a line, in sections."""

import re
from functools import cache
from importlib.resources import files


@cache
def phrases(name: str) -> dict[str, str]:
    """
    Return the alternation of each section of the phrase file ``name`` in this package.

    A line is a regular expression in which a space is a space; ``[name]`` begins a section; lines
    that begin with ``#`` are comments.
    """
    sections: dict[str, list[str]] = {}
    text = files("newscrawl.normalise").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if title := re.fullmatch(r"\[([a-z ]+)\]", line):
            section = sections.setdefault(title[1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return {title: "(?:" + "|".join(lines) + ")" for title, lines in sections.items()}
