"""The words that tell kinds and matters, read from their tables, and where a text has them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from newscrawl.items import Matter, StoryKind


@dataclass(frozen=True, kw_only=True, slots=True)
class KindCues:
    strong: re.Pattern[str]
    weak: re.Pattern[str]


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _table(name: str) -> dict[str, object]:
    text = resources.files("newscrawl.stories").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def kind_cues() -> Mapping[StoryKind, KindCues]:
    cues = {}
    for kind, columns in _table("cues.toml").items():
        assert isinstance(columns, dict)
        cues[StoryKind(kind)] = KindCues(
            strong=_any_of(columns["strong"]), weak=_any_of(columns["weak"])
        )
    return cues


@cache
def matter_cues() -> Mapping[Matter, re.Pattern[str]]:
    cues = {}
    for matter, patterns in _table("matter.toml").items():
        assert isinstance(patterns, list)
        cues[Matter(matter)] = _any_of(patterns)
    return cues
