"""The credits that a page prints: lines that name authors, and where they stand."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscrawl.extract.author_names import (
    BY_ALONE,
    MAX_NAME_WORDS,
    OTHER_HAND,
    begins_with_by,
    credited,
    is_bare_name,
    is_full_name,
    is_name,
    is_role,
    key_of,
    names_in,
)
from newscrawl.extract.headings import heading_boxes
from newscrawl.extract.likeness import letters_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Passage
from newscrawl.extract.own_names import DESK, is_own, own_names_of
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.title import title
from newscrawl.items import PrintedAuthor

# Longer, it is a paragraph of the story.
MAX_LINE_CHARACTERS = 240
MAX_CREDITS = 30
MAX_AUTHORS = 12
MAX_HEADLINES = 3
# Passages from the headline, and from the ends of the story.
NEXT_TO_HEADLINE = 4
NEAR_HEADLINE = 14
BEFORE_HEADLINE = 5
FAR_FROM_HEADLINE = 40
AFTER_STORY = 14
MAX_BARE_CHARACTERS = 120

# How a line names its authors, and where it stands: what tells most comes first.
KINDS = ("behind by", "linked", "in a box named for authors", "a bare name")
PLACES = (
    "next to the headline",
    "just before the story",
    "near the headline",
    "at the very end of the story",
    "behind the story",
    "elsewhere",
    "in the story",
)
AT_HEADLINE = frozenset(PLACES[:3])
AT_END = frozenset(PLACES[3:5])
_OF_BARE_NAMES = AT_HEADLINE | AT_END

# What stands in such boxes is about other stories, or said by readers.
_FOREIGN = (
    Mark.COMMENT.value | Mark.RELATED.value | Mark.NAV.value | Mark.FOOTER.value | Mark.ADVERT.value
)
_FOREIGN_OR_CARD = _FOREIGN | Mark.CARD.value
_AUTHOR = Mark.AUTHOR.value
# In small letters.
_AUTHOR_PATH = re.compile(
    r"/(?:autor(?:es|en)?|auteurs?|writers?|contributors?|reporters?|journalists?|columnists?|"
    r"staff|by|bio|people|profiles?|team|editors?|users?|u|experts?|redakt\w+|person(?:en)?|"
    r"penulis|yazar\w*)/[^/?#]+"
)
_NAMED_AUTHOR = re.compile(r"/[\w-]*authors?/[^/?#]+|[?&/](?:_?author|searchtype=author)=")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}|\d年|\bmin(?:ute)?s?[ -]read\b|\bago\b",
    re.IGNORECASE,
)
# What no date, and no line of several pieces, is without: quick to look for.
_DIGIT = re.compile(r"\d")
_MAY_PART = re.compile(r"[|•·⋅●\n\t–—-]")
_PIECES = re.compile(r"\s*[|•·⋅●\n\t]\s*|\s+[–—-]+\s+")
_IN_SECTION = re.compile(r"\s(?:in|on behalf of)\s.*")
_DATED = re.compile(
    r"(?:\w{3,9}\.? \d{1,2}, \d{4}|\d{1,2}\.? \w{3,9}\.?,? \d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:,? (?:at )?\d{1,2}:\d\d(?: ?[ap]m)?)?"
)
_HAS_BY = re.compile(r"\bby\b", re.IGNORECASE)


class Credit(NamedTuple):
    """A line that may name authors; ``line`` as printed, ``signs`` what speaks for it."""

    line: str
    authors: tuple[PrintedAuthor, ...]
    signs: frozenset[str]
    at: int  # index of the passage


class Places(NamedTuple):
    """Indexes of passages: the headlines, the story's first and last."""

    headlines: tuple[int, ...]
    first: int
    last: int


def places(page: Page) -> Places:
    """Return where on the page the headline is printed, and where the story begins and ends."""
    passages, boxes = page.outline.passages, page.outline.boxes
    told, _ = page.once(story)
    first = next((at for at, one in enumerate(passages) if told and one is told[0]), 0)
    last = next(
        (at for at in range(len(passages) - 1, 0, -1) if told and passages[at] is told[-1]), 0
    )
    reading = page.once(title)
    wanted = letters_of(reading.value) if reading else ""
    h1 = {index for index in page.once(heading_boxes) if boxes[index].tag == "h1"}
    headings = [index for index, passage in enumerate(passages) if passage.box in h1]
    same = [i for i in headings if letters_of(passages[i].text) == wanted]
    if not same and wanted:
        same = [
            i
            for i, passage in enumerate(passages)
            # A letter is at most three in the form that is compared.
            if len(wanted) / 3 <= len(passage.text) < 2 * len(wanted)
            and letters_of(passage.text) == wanted
        ]
    found = same or [i for i in headings if i <= first + 2][-1:] or headings[:1]
    return Places(tuple(found[:MAX_HEADLINES]) or (max(0, first - 3),), first, last)


class Credits(NamedTuple):
    """The lines that name authors, and the keys of those whom lines name as other hands."""

    lines: tuple[Credit, ...]
    other_hands: frozenset[str]


def printed_credits(page: Page) -> Credits:
    """Return the page's credits in its order, MAX_CREDITS lines at most."""
    passages, boxes = page.outline.passages, page.outline.boxes
    at = page.once(places)
    place_of = _places_of(at, len(passages))
    found: list[Credit] = []
    hands: set[str] = set()
    for index, passage in enumerate(passages):
        text = passage.text
        length = len(text)
        if length > MAX_LINE_CHARACTERS:
            continue
        near = boxes[passage.box].near
        place = place_of.get(index)
        if place is None:
            place = "in the story" if at.first < index < at.last else "elsewhere"
            if near & (_FOREIGN if place == "in the story" else _FOREIGN_OR_CARD):
                continue
        elif near & _FOREIGN and place not in AT_HEADLINE:
            continue
        has_by = ("by" in text or "By" in text or "BY" in text) and bool(_HAS_BY.search(text))
        # Most lines of a page are none of these; the reading below is dear.
        if not (
            (length <= MAX_BARE_CHARACTERS and index in place_of)
            or near & _AUTHOR
            or (has_by and place != "in the story")
            or (length <= MAX_BARE_CHARACTERS and begins_with_by(text))
            or (passage.links and _links_author(passage))
        ):
            continue
        above = passages[index - 1].text if index else ""
        after = passages[index + 1].text if index + 1 < len(passages) else ""
        own = text
        if (has_by or ":" in text) and (hand := OTHER_HAND.search(text)):
            own = text[: hand.start()]
            named = text[hand.end() :].strip(" :") or after[:MAX_BARE_CHARACTERS]
            hands.update(map(key_of, names_in(_undated(_PIECES.split(named)[0]))))
        if len(found) == MAX_CREDITS or not own.strip():
            continue
        if read := _read(page, passage, own, place, above):
            authors, signs = read
            around = (text, *(one for one in (above, after) if len(one) < 60))
            if any(map(_tells_a_day, around)):
                signs.add("beside a date")
            found.append(Credit(text, authors, frozenset(signs), index))
    return Credits(tuple(found), frozenset(hands))


def _places_of(at: Places, passages: int) -> dict[int, str]:
    """Return what each passage around the headlines and behind the story is to them."""
    found: dict[int, str] = {}
    for headline in at.headlines:
        end = headline + NEAR_HEADLINE + 1
        if headline < at.first <= headline + FAR_FROM_HEADLINE:
            end = max(end, at.first + 1)
        for index in range(headline - BEFORE_HEADLINE, end):
            found[index] = "near the headline"
    for index in range(at.last - 1, min(passages, at.last + AFTER_STORY + 1)):
        if index > at.first + 1:
            found[index] = PLACES[3] if at.last <= index <= at.last + 1 else PLACES[4]
    for index in range(at.first - 2, at.first + 1):
        if index in found:
            found[index] = "just before the story"
    for headline in at.headlines:
        for index in range(headline + 1, headline + NEXT_TO_HEADLINE + 1):
            found[index] = "next to the headline"
    return found


def _links_author(passage: Passage) -> bool:
    return any(_is_of_author(href) for _, _, href in passage.links[:MAX_AUTHORS])


def _is_of_author(href: str) -> bool:
    """Tell an address that is named for an author from those of stories and sections."""
    href = href.lower()
    return bool(_AUTHOR_PATH.search(href) or ("author" in href and _NAMED_AUTHOR.search(href)))


def _read(
    page: Page, passage: Passage, own: str, place: str, before: str
) -> tuple[tuple[PrintedAuthor, ...], set[str]] | None:
    is_marked = bool(page.outline.boxes[passage.box].near & _AUTHOR)
    is_short_before = len(before) < 40
    if is_short_before and _is_other_hand(before):
        return None
    is_labelled = is_short_before and bool(BY_ALONE.fullmatch(before.strip()))
    linked = tuple(_linked(page, passage, len(own))) if passage.links else ()
    signs = {"in a box named for authors too"} if is_marked else set()
    signs |= {"linked too"} if linked else set()
    behind_by = credited(own)
    names = _as_linked(names_in(behind_by), linked) if behind_by else ()
    if behind_by and not names and _is_desk(page, behind_by):
        desk = PrintedAuthor(name=behind_by, is_organisation=True)
        return (desk,), {*signs, f"behind by, {place}"}
    is_handle = place == PLACES[0] and (linked or len(own) < 60) and _is_handle(behind_by)
    if names or is_handle:
        return _with_links(names or (behind_by,), linked), {*signs, f"behind by, {place}"}
    if linked and (len(own) <= MAX_BARE_CHARACTERS or is_labelled):
        kind = "behind by" if is_labelled else "linked"
        return linked, {*signs, f"{kind}, {place}"}
    if is_labelled:
        names = names_in(_undated(own)) or names_in(_PIECES.split(own)[0])
        return (_with_links(names, linked), {*signs, f"behind by, {place}"}) if names else None
    if len(own) > MAX_BARE_CHARACTERS or not (is_marked or place in _OF_BARE_NAMES):
        return None
    names = tuple(_bare(own, is_marked=is_marked))
    if not names:
        return None
    kind = "in a box named for authors" if is_marked else "a bare name"
    return _with_links(names, linked), {f"{kind}, {place}"}


def _is_other_hand(before: str) -> bool:
    said = before.rstrip(" :")
    if ":" not in before[len(said) :] and not said.casefold().endswith(("by", "from")):
        return False
    hand = OTHER_HAND.search(before)
    return hand is not None and not before[hand.end() :].strip(" :")


def _linked(page: Page, passage: Passage, end_of_credit: int) -> Iterator[PrintedAuthor]:
    for start, end, href in passage.links[:MAX_AUTHORS]:
        name = " ".join(passage.text[start:end].split())
        if end <= end_of_credit and _is_of_author(href):
            name = credited(name) or name
            if is_name(name) and not is_role(name):
                yield PrintedAuthor(name=name, profile_url=absolute_url(href, page.base_url))


def _with_links(names: Sequence[str], linked: Sequence[PrintedAuthor]) -> tuple[PrintedAuthor, ...]:
    profiles = {author.name: author.profile_url for author in linked}
    return tuple(
        PrintedAuthor(name=name, profile_url=profiles.get(name))
        for name in dict.fromkeys(names[:MAX_AUTHORS])
    )


def _as_linked(names: tuple[str, ...], linked: Sequence[PrintedAuthor]) -> tuple[str, ...]:
    """Return ``names`` as their links tell them from roles: "Ana Rey and Bo Li Lab Lead"."""
    told = tuple(author.name for author in linked)
    is_told = names and told and all(name.startswith(told) for name in names)
    return told if is_told else names


def _is_desk(page: Page, text: str) -> bool:
    """Tell "Gadget Post staff", "Modem Weekly readers": the site's name and who of it."""
    is_short = len(text.split()) <= MAX_NAME_WORDS
    return bool(is_short and DESK.search(text) and is_own(text, page.once(own_names_of)))


def _is_handle(text: str) -> bool:
    """Tell "by jdoe": one word in small letters, as accounts are called."""
    return bool(re.fullmatch(r"[a-z][\w.-]{2,30}", text))


def _undated(text: str) -> str:
    if _DIGIT.search(text):
        text = _DATED.sub("|", text)
    if "in" in text or "behalf" in text:
        text = _IN_SECTION.sub("", text)
    return text.strip(" |,")


def _tells_a_day(text: str) -> bool:
    if not _DIGIT.search(text):
        text = text.casefold()
        if "ago" not in text and "read" not in text:
            return False
    return bool(_DATE.search(text))


def _bare(text: str, *, is_marked: bool) -> Iterator[str]:
    """Yield the names of a line that consists of names, roles and dates only."""
    if not is_marked and " " not in text:
        return  # one word is no whole name
    text = _undated(text)
    parts = _PIECES.split(text) if _MAY_PART.search(text) else [text]
    pieces = [piece.strip(" ,:") for piece in parts]
    pieces = [piece for piece in pieces if piece and not _tells_a_day(piece)]
    if not pieces or len(pieces) > 3:
        return
    names = names_in(pieces[0])
    shaped = is_full_name if is_marked else is_bare_name
    if names and all(map(shaped, names)) and len(" ".join(names)) > 0.6 * len(pieces[0]):
        yield from names
