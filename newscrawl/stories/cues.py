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
    """
    ``act`` finds the deed itself, None for a kind whose strong words are told by no other.

    For texts in small letters only, as all of :func:`signs`: they are looked through in half the
    time.
    """

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    act: re.Pattern[str] | None


def _any_of(patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", flags)


@cache
def signs() -> Mapping[str, re.Pattern[str]]:
    """
    Return what tells a kind or a matter, by a name that says which and how strongly.
    """
    patterns = {f"matter: {matter}": pattern for matter, pattern in matter_cues().items()}
    for kind, cues in kind_cues().items():
        patterns |= {f"cue: strong {kind}": cues.strong, f"cue: weak {kind}": cues.weak}
    return patterns


def _table(name: str) -> dict[str, object]:
    text = resources.files("newscrawl.stories").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def kind_cues() -> Mapping[StoryKind, KindCues]:
    cues = {}
    for kind, columns in _table("cues.toml").items():
        assert isinstance(columns, dict)
        cues[StoryKind(kind)] = KindCues(
            strong=_any_of(columns["strong"]),
            weak=_any_of(columns["weak"]),
            act=_any_of(columns["act"]) if "act" in columns else None,
        )
    return cues


@cache
def matter_cues() -> Mapping[Matter, re.Pattern[str]]:
    return {Matter(name): pattern for name, pattern in pattern_lists("matter.toml").items()}


def pattern_lists(name: str, flags: re.RegexFlag = re.NOFLAG) -> dict[str, re.Pattern[str]]:
    """Return the lists of expressions of a table of this package, each as one."""
    lists = {}
    for key, patterns in _table(name).items():
        assert isinstance(patterns, list)
        lists[key] = _any_of(patterns, flags)
    return lists
