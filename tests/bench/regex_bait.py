"""
Texts that regular expressions choke on, made from the expressions themselves.

A repetition that can match one text in several ways costs time in the square of its length, or
worse, where what must follow it is missing. For each repetition of a pattern a text is made that
leads up to it, repeats what it repeats, and stops before what must follow.
"""

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import newscrawl.extract
import newscrawl.normalise
import newscrawl.stories

PACKAGES = (newscrawl.extract, newscrawl.normalise, newscrawl.stories)
_parser: Any = importlib.import_module("re._parser")
_MANY = 8  # a repetition that may go on further than this is a loop
_BY_CATEGORY = {
    "CATEGORY_SPACE": " ",
    "CATEGORY_DIGIT": "1",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_WORD": "-",
}


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return every compiled expression of the packages that read pages, with its name."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for package in PACKAGES:
        for module in _modules(package):
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.setdefault(value.pattern, (f"{module.__name__}.{name}", value))
    return tuple(found.values())


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for entry in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(entry.name)


def bait(rng: random.Random, characters: int) -> str:
    """Return a text of about ``characters`` for one loop of one pattern, chosen by ``rng``."""
    _, pattern = rng.choice(patterns())
    return bait_for(pattern, rng, characters)


def bait_for(pattern: re.Pattern[str], rng: random.Random, characters: int) -> str:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    loops = count_loops(tree)
    maker = _Maker(rng, rng.randrange(loops) if loops else -1, characters)
    text = maker.of(tree)
    return text if loops else text * max(1, characters // max(1, len(text)))


def count_loops(tree: Any) -> int:
    counter = _Maker(random.Random(0), -1, 1)
    counter.of(tree)
    return counter.met


class _Maker:
    """Makes a text that a parsed pattern matches, up to its loop number ``wanted``."""

    def __init__(self, rng: random.Random, wanted: int, characters: int) -> None:
        self._rng, self._wanted, self._characters = rng, wanted, characters
        self.met = 0
        self.stopped = False

    def of(self, tree: Any) -> str:
        out = []
        for operator, argument in tree:
            piece = self._piece(str(operator), argument)
            out.append(piece)
            if self.stopped:
                break
        return "".join(out)

    def _piece(self, operator: str, argument: Any) -> str:
        match operator:
            case "LITERAL":
                return chr(argument)
            case "NOT_LITERAL":
                return "b" if argument == ord("a") else "a"
            case "ANY":
                return "a"
            case "IN":
                return self._one_of(argument)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeated(*argument)
            case "SUBPATTERN":
                return self.of(argument[-1])
            case "ATOMIC_GROUP":
                return self.of(argument)
            case "BRANCH":
                return self._branch(argument[1])
            case _:  # anchors, look-arounds, references
                return ""

    def _branch(self, branches: list[Any]) -> str:
        texts = []
        for branch in branches:
            texts.append(self.of(branch))
            if self.stopped:
                return texts[-1]
        return self._rng.choice(texts)

    def _repeated(self, least: int, most: Any, tree: Any) -> str:
        mine = self.met
        if int(most) > _MANY:
            self.met += 1
        once = self.of(tree)
        if self.stopped:
            return once
        if mine == self._wanted and int(most) > _MANY:
            self.stopped = True
            return once * max(1, self._characters // max(1, len(once)))
        return once * max(1, min(int(least), 50))

    def _one_of(self, members: list[Any]) -> str:
        choices = []
        for operator, argument in members:
            match str(operator):
                case "LITERAL":
                    choices.append(chr(argument))
                case "RANGE":
                    choices.append(chr(self._rng.randint(*argument)))
                case "CATEGORY":
                    choices.append(_BY_CATEGORY.get(str(argument), "a"))
                case "NEGATE":
                    return "~"
        return self._rng.choice(choices or ["a"])
