"""
Bylines into people: bare names, with role, profile, biography, each person only once.

A byline is first broken where newsrooms break it (bars, bullets, dates, "Written by"), each part
is put down as authors, other hands (editors, photographers) or neither, and a part that names
authors is split into people, each person into name, role and biography.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newscrawl.items import Author, PrintedAuthor
from newscrawl.normalise.byline_marks import (
    BREAK,
    BY,
    BY_AT_START,
    CHATTER,
    CHATTER_BEHIND,
    DOUBLED,
    KATAKANA_DOT,
    NO_NAME,
    NOISE,
    OTHER_HAND,
    REPORTED_FROM,
    unglued,
)
from newscrawl.normalise.byline_parts import people_of_part
from newscrawl.normalise.folding import folded
from newscrawl.normalise.names import looks_like_name
from newscrawl.normalise.organisations import is_account, is_login, is_picture_agency
from newscrawl.normalise.printed_times import without_times
from newscrawl.normalise.roles import is_pen_name, is_role

_BYLINE_LETTERS = 200  # a longer line is prose
# What is more than a page can mean; what is read here costs the square of it.
MAX_BYLINE_CHARACTERS = 1_000
MAX_ENTRIES = 200


def people_of_byline(text: str, *, publisher: str | None = None) -> tuple[Author, ...]:
    """
    Return the people and organisations that a printed byline names, in its order.

    Dates, reading times, places, handles and links' words are left out, and so are editors and
    other hands where an author is named. Accounts of a CMS are nobody. What looks like no name
    at all gives nothing.

    >>> [a.name for a in people_of_byline("By Jane Doe, Li Wei and J. Roe Jr. | March 1, 2026")]
    ['Jane Doe', 'Li Wei', 'J. Roe Jr.']
    """
    return _hands(text, publisher, is_byline=True).named


def people(
    printed: Sequence[PrintedAuthor], *, byline: str | None = None, publisher: str | None = None
) -> tuple[Author, ...]:
    """
    Return the authors that a page gives one by one, cleaned, each person once.

    What an entry says of itself (role, profile, biography) goes to the person in it, if it holds
    just one. ``byline`` adds the role or biography that it prints behind the same name. Accounts
    of a CMS ("j.doe") are given as they are, where nobody else is named; "admin" is nobody.
    """
    found: dict[str, Author] = {}
    entries = [_hands_of_entry(entry, publisher) for entry in printed[:MAX_ENTRIES]]
    has_author = any(hands.authors for hands in entries)
    has_person = any(hands.named for hands in entries)
    for hands in entries:
        found_here = hands.authors if has_author else hands.others
        for author in found_here if has_person else hands.accounts:
            key = author.name.casefold()
            found[key] = joined(found[key], author) if key in found else author
    for author in people_of_byline(byline or "", publisher=publisher):
        key = author.name.casefold()
        if key in found:
            found[key] = joined(found[key], author)
    return tuple(found.values())


def is_byline_of(line: str, authors: Sequence[Author]) -> bool:
    """
    Return whether ``line`` is nothing but a byline: names of ``authors``, roles, dates.

    >>> is_byline_of("By Sam Pine, Senior Editor | March 1, 2026", [Author(name="Sam Pine")])
    True
    >>> is_byline_of("Sam Pine sued the company.", [Author(name="Sam Pine")])
    False
    """
    if len(line) > _BYLINE_LETTERS or not any(
        a.name.casefold() in line.casefold() for a in authors
    ):
        return False
    left = without_times(NOISE.sub(" | ", unglued(folded(line))), instead=" | ")
    names = sorted((author.name for author in authors), key=len, reverse=True)
    found = 0
    for name in names:
        left, times = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", "|", left, flags=re.IGNORECASE)
        found += times
    left = OTHER_HAND.sub("|", BY.sub("|", left))
    parts = [part.strip(" ,.:;()-*") for part in re.split(r"[|•·]|\s(?:and|und|et|y|e|&)\s", left)]
    is_rest = all(
        not part
        or CHATTER.fullmatch(part)
        or BY_AT_START.fullmatch(f"{part} x"[:-1])
        or is_role(part)
        for part in parts
    )
    return found > 0 and is_rest


def begins_as_byline(line: str) -> bool:
    """
    Return whether a short line is a byline by its form: "By", names, no end of a sentence.

    >>> begins_as_byline("Von Anna Roe, Berlin"), begins_as_byline("By March it had lost.")
    (True, False)
    """
    lead = BY.match(line) or BY_AT_START.match(line)
    if not lead or len(line.split()) > 9 or re.search(r"[.!?:]$", line):
        return False
    first = re.split(r",|\s(?:and|und|et|y|&)\s", line[lead.end() :], maxsplit=1)[0]
    return looks_like_name(first) and 1 < len(first.split()) < 5


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hands:
    """Who a byline names: its authors, other hands (editors, photographers), bare accounts."""

    authors: tuple[Author, ...] = ()
    others: tuple[Author, ...] = ()
    accounts: tuple[Author, ...] = ()

    @property
    def named(self) -> tuple[Author, ...]:
        return self.authors or self.others


def _hands_of_entry(entry: PrintedAuthor, publisher: str | None) -> _Hands:
    name = folded(entry.name[:MAX_BYLINE_CHARACTERS])
    if not entry.is_organisation:
        hands = _hands(entry.name, publisher, is_byline=False)
    elif name and not is_account(name):
        hands = _Hands(authors=(Author(name=name, is_organisation=True),))
    else:
        hands = _Hands()
    if len(hands.authors) != 1:
        return hands
    [author] = hands.authors
    profile = entry.profile_url or ""
    said = Author(
        name=author.name,
        role=folded(entry.role or "") or None,
        profile_url=profile if profile.startswith(("http://", "https://")) else None,
        biography=folded(entry.biography or "") or None,
    )
    return replace(hands, authors=(joined(said, author),))


def _hands(text: str, publisher: str | None, *, is_byline: bool) -> _Hands:
    line = folded(text[:MAX_BYLINE_CHARACTERS])
    if not is_byline and is_account(line):
        return _Hands(accounts=(Author(name=line),)) if is_login(line) else _Hands()
    if not is_byline and is_pen_name(line):
        return _Hands(authors=(Author(name=line),))
    line = KATAKANA_DOT.sub("\0", unglued(REPORTED_FROM.sub("", line)))
    line = without_times(NOISE.sub(" | ", line), instead=" | ")
    authors: list[Author] = []
    others: list[Author] = []
    for part, is_author in _parts(line, is_byline=is_byline):
        hands = authors if is_author else others
        for author in people_of_part(part, publisher=publisher):
            _put(hands, replace(author, name=author.name.replace("\0", "・")))
    return _Hands(authors=_sure(authors), others=_sure(others))


def _sure(hands: Sequence[Author]) -> tuple[Author, ...]:
    """
    Return who has the form of a name. Pen names in small letters and the letters that agencies
    sign with stand alone; beside a name they are left-over words.
    """
    named = [author for author in hands if not is_picture_agency(author.name)]
    sure = [author for author in named if author.is_organisation or looks_like_name(author.name)]
    if sure or all(" " not in author.name for author in named):
        return tuple(sure or named)
    return tuple(named[:1])


def _put(hands: list[Author], author: Author) -> None:
    """Add ``author``; a role that stands alone belongs to the person before it."""
    if is_role(author.name) and hands:
        hands[-1] = replace(hands[-1], role=hands[-1].role or author.name)
        return
    for at, known in enumerate(hands):
        if known.name.casefold() == author.name.casefold():
            hands[at] = joined(known, author)
            return
    hands.append(author)


def _parts(line: str, *, is_byline: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a byline that may name someone, and whether as an author."""
    marks = sorted(
        [(m.start(), m.end(), False) for m in OTHER_HAND.finditer(line)]
        + [(m.start(), m.end(), True) for m in BY.finditer(line)],
        key=lambda mark: (mark[0], mark[2]),
    )
    spans: list[tuple[str, bool]] = []
    position, is_author, has_by = 0, True, False
    for start, end, author_mark in marks:
        if start < position:
            continue
        before = line[position:start]
        # What stands before "by" is a section, a date, a headline; but "Jane Doe | Edited by".
        if has_by or (not author_mark and before.strip()) or _begins_with_person(before):
            spans.append((before, is_author))
        position, is_author, has_by = end, author_mark, has_by or author_mark
    spans.append((line[position:], is_author))
    for span, author_span in spans:
        for part in BREAK.split(span):
            stripped = part.strip(" ,:;；|-")
            if stripped.count("(") != stripped.count(")"):
                stripped = stripped.strip(" ()")
            if is_byline:
                stripped = stripped[at.end() :] if (at := BY_AT_START.match(stripped)) else stripped
            while (shorter := CHATTER_BEHIND.sub("", stripped)) != stripped:
                stripped = shorter
            if doubled := DOUBLED.fullmatch(stripped):
                stripped = doubled[1]
            if stripped and not CHATTER.fullmatch(stripped):
                yield stripped, author_span


def _begins_with_person(before: str) -> bool:
    parts = [part.strip(" ,:|-") for part in BREAK.split(before)]
    first = next((part for part in parts if part and not CHATTER.fullmatch(part)), "")
    return len(first.split()) > 1 and looks_like_name(first) and not NO_NAME.search(first)


def joined(first: Author, second: Author) -> Author:
    return replace(
        first,
        role=first.role or second.role,
        profile_url=first.profile_url or second.profile_url,
        biography=first.biography or second.biography,
        is_organisation=first.is_organisation or second.is_organisation,
    )
