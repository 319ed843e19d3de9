"""Brands by name: the built-in table, a user's watchlist, and the mentions of either in a text."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from newscrawl.errors import UsageError


class BrandKind(StrEnum):
    COMPANY = "company"
    PRODUCT = "product"
    REGULATOR = "regulator"
    COURT = "court"
    PERSON = "person"
    WATCHED = "watched"  # of a user's watchlist, which does not say


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Brand:
    """
    One line of the table; ``brands.toml`` says what the columns mean.

    ``shown`` maps each way to print it to the name that a party printed so is given; those of
    them in ``words`` are ordinary words too.
    """

    brand_id: str
    kind: BrandKind
    name: str
    shown: Mapping[str, str]
    parent: str | None = None
    in_a_case: bool = False
    words: frozenset[str] = frozenset()
    cues: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Watchlist:
    """The brands of a user's own file."""

    brands: tuple[Brand, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """``text[start:end]`` names ``brand``; ``name`` is what to call it there."""

    brand: Brand
    name: str
    start: int
    end: int


_WORD = re.compile(r"[\w$]+")
_LINE = re.compile(r"(?P<name>[^:#]+?)\s*(?::\s*(?P<aliases>.*))?")


class BrandTable:
    """Finds the longest known name at each place of a text."""

    def __init__(self, brands: Iterable[Brand]) -> None:
        self.by_id: dict[str, Brand] = {}
        self._by_first_word: dict[str, list[tuple[str, Brand]]] = {}
        for brand in brands:
            self.by_id[brand.brand_id] = brand
            for printed in brand.shown:
                self._index(printed, brand)
                if len(printed) > 4 and printed not in brand.words:
                    self._index(printed.upper(), brand)  # headlines in capitals
        for entries in self._by_first_word.values():
            # of two brands with one name the later wins: a watchlist comes after the table
            entries.sort(key=lambda entry: len(entry[0]))
            entries.reverse()

    def _index(self, printed: str, brand: Brand) -> None:
        first = _WORD.search(printed)
        if first is None:
            raise UsageError(f"a brand's name needs a letter or digit: {printed!r}")
        entries = self._by_first_word.setdefault(first[0], [])
        if (printed, brand) not in entries:
            entries.append((printed, brand))

    def named(self, text: str) -> list[Mention]:
        """Return each known name in ``text``, in order, without a look at what it means there."""
        mentions, resume = [], 0
        known = self._by_first_word
        words = [
            (match.start(), word)
            for match in self._first_words.finditer(text)
            if (word := match[0]) in known
        ]
        for at, word in words:
            if at < resume:
                continue
            for printed, brand in known[word]:
                stop = at + len(printed)
                if text.startswith(printed, at) and not _goes_on(text, stop):
                    shown = brand.shown.get(printed, brand.name)
                    mentions.append(Mention(brand=brand, name=shown, start=at, end=stop))
                    resume = stop
                    break
        return mentions

    @cached_property
    def _first_words(self) -> re.Pattern[str]:
        """What finds words with the first letter of some name: few, as most are capitals."""
        letters = "".join(sorted({re.escape(word[0]) for word in self._by_first_word}))
        return re.compile(rf"[{letters}](?<![\w$].)[\w$]*")


def _goes_on(text: str, stop: int) -> bool:
    return stop < len(text) and (text[stop].isalnum() or text[stop] == "_")


@cache
def built_in_table() -> BrandTable:
    return BrandTable(_built_in_brands())


@cache
def _built_in_brands() -> tuple[Brand, ...]:
    source = resources.files("newscrawl.stories").joinpath("brands.toml").read_text("utf-8")
    return tuple(
        _brand(brand_id, BrandKind(kind), columns)
        for kind, brands in tomllib.loads(source).items()
        for brand_id, columns in brands.items()
    )


def _brand(brand_id: str, kind: BrandKind, columns: dict[str, Any]) -> Brand:
    name = columns["name"]
    shown = {name: name} | dict.fromkeys(columns.get("forms", ()), name)
    return Brand(
        brand_id=brand_id,
        kind=kind,
        name=name,
        shown=shown | {other: other for other in columns.get("also", ())},
        parent=columns.get("parent"),
        in_a_case=columns.get("case", False),
        words=frozenset(
            columns.get("words", (name,) if columns.keys() & {"cues", "against"} else ())
        ),
        cues=tuple(columns.get("cues", ())),
        against=tuple(columns.get("against", ())),
        never=tuple(phrase.casefold() for phrase in columns.get("never", ())),
    )


def table_with(watchlist: Watchlist | None) -> BrandTable:
    """Return the built-in table, with the brands of ``watchlist`` before its own."""
    if watchlist is None:
        return built_in_table()
    return _table_with(watchlist.brands)


@cache
def _table_with(brands: tuple[Brand, ...]) -> BrandTable:
    return BrandTable((*_built_in_brands(), *brands))


def load_watchlist(path: Path) -> Watchlist:
    """
    Return the brands of a watchlist: one a line, its name, then its aliases if it has any.

    ::

        # comments and empty lines are skipped
        Fairphone
        Hon Hai: Foxconn, Hon Hai Precision

    Raises UsageError, which names file and line, where the file cannot be read, a line has no
    name, an alias is empty, or a name was given before.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the watchlist cannot be read as UTF-8 text: {error}") from error
    brands: list[Brand] = []
    line_of: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        brand = _watched(content, f"{path}, line {number}")
        for printed in _printed(content):
            if printed in line_of:
                raise UsageError(
                    f"{path}, line {number}: {printed!r} stands in line {line_of[printed]} already"
                )
            line_of[printed] = number
        brands.append(brand)
    return Watchlist(brands=tuple(brands))


def _printed(content: str) -> list[str]:
    return [part.strip() for part in re.split("[:,]", content)]


def _watched(content: str, where: str) -> Brand:
    match = _LINE.fullmatch(content)
    if match is None or not _WORD.search(match["name"]):
        raise UsageError(f"{where}: {content!r} has no name; write NAME or NAME: ALIAS, ALIAS")
    name = match["name"].strip()
    aliases = [alias.strip() for alias in (match["aliases"] or "").split(",")]
    if match["aliases"] is None:
        aliases = []
    for alias in aliases:
        if not _WORD.search(alias):
            raise UsageError(f"{where}: {alias!r} is no alias of {name}")
    known = _known(name)
    if known is not None:
        return replace(known, shown={**known.shown, **dict.fromkeys(aliases, known.name)})
    return Brand(
        brand_id=re.sub(r"[\W_]+", "-", name.casefold()).strip("-"),
        kind=BrandKind.WATCHED,
        name=name,
        shown={name: name, **dict.fromkeys(aliases, name)},
    )


def _known(name: str) -> Brand | None:
    """Return the built-in brand of that name: a watchlist then only adds aliases to it."""
    for mention in built_in_table().named(name):
        if (mention.start, mention.end) == (0, len(name)):
            return mention.brand
    return None
