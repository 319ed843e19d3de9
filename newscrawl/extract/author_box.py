"""What a page says of its authors beside their names: role and biography, in a box of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newscrawl.extract.credits import places
from newscrawl.extract.links import absolute_url
from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Passage, box_sizes
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.items import PrintedAuthor

MIN_BIOGRAPHY_CHARACTERS = 60
MAX_ROLE_CHARACTERS = 80
MAX_ROLE_WORDS = 10
# More text is a page about an author, or a story in a box that is named after one.
MAX_BOX_CHARACTERS = 2_000
MAX_HEADING_CHARACTERS = 60

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»)]*$")
_AUTHOR = Mark.AUTHOR.value
_AROUND_ROLE = " \t,;:|/·•–—-()"
# "About Ana Rey", "By Ana Rey", "Ana Rey is ...": the box's own words before the name.
_BEFORE_NAME = re.compile(
    r"^(?:about(?: the author)?|(?:written )?by|author|über|von|autor(?:in)?)\b[\s:|-]*",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(
    r"\d|@|https?:|[?!]|\b(?:posts?|articles?|stories|follow|website|profile|twitter|facebook|linkedin|"
    r"read|see|view|more|published|updated|comments?|min)\b",
    re.IGNORECASE,
)


def author_boxes(page: Page, names: frozenset[str]) -> Iterator[PrintedAuthor]:
    """
    Yield, for each box that begins with one of ``names`` (case folded) and holds a biography,
    name, profile, role and biography apart. The biography is the prose of the box; the role is
    what stands between it and the name.
    """
    passages, boxes = page.outline.passages, page.outline.boxes
    taken = -1
    of_story: dict[int, bool] = {}  # whether a box holds the story: a box has many passages
    for index, passage in enumerate(passages):
        if index <= taken or not boxes[passage.box].marks & _AUTHOR:
            continue
        found = _name_at_start(passage.text, names)
        if not found or len(passage.text) > MAX_BOX_CHARACTERS:
            continue
        name, rest = found
        box = _box_around(page, passage)
        if box is None:
            continue
        if box not in of_story:
            of_story[box] = _holds_the_story(page, box)
        if of_story[box]:
            continue
        following = _until_next(page, passages[index + 1 :], box, names)
        role, biography = _role_and_biography(name, rest, following)
        if biography:
            taken = index + len(following)
            yield PrintedAuthor(
                name=name,
                profile_url=_profile_url(page, passage, name),
                role=role,
                biography=biography,
            )


def _until_next(
    page: Page, passages: Sequence[Passage], box: int, names: frozenset[str]
) -> list[Passage]:
    """Return the passages in the box up to the next author."""
    return list(
        takewhile(
            lambda one: _is_within(page, one.box, box) and not _name_at_start(one.text, names),
            passages,
        )
    )


def _name_at_start(text: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Return the name as printed and what follows it."""
    start = match.end() if (match := _BEFORE_NAME.match(text)) else 0
    for at in dict.fromkeys((0, start)):
        for name in names:
            end = at + len(name)
            if text[at:end].casefold() == name and not text[end : end + 1].isalnum():
                return text[at:end], text[end:]
    return None


def _box_around(page: Page, passage: Passage) -> int | None:
    """Return the outermost small box around that is named for authors; None for none."""
    boxes, sizes = page.outline.boxes, page.once(_sizes)
    if boxes[passage.box].marks & Mark.COMMENT.value:
        return None  # what the author answered to readers
    found = None
    index = passage.box
    while index > 0 and sizes[index] <= MAX_BOX_CHARACTERS:
        if boxes[index].own & _AUTHOR:
            found = index
        index = boxes[index].parent
    return found


def _sizes(page: Page) -> list[int]:
    return box_sizes(page.outline)


def _holds_the_story(page: Page, box: int) -> bool:
    """Tell a box that is named for an author and holds headline or story all the same."""
    passages = page.outline.passages
    headlines = (passages[at] for at in page.once(places).headlines if at < len(passages))
    if any(_is_within(page, headline.box, box) for headline in headlines):
        return True
    told, _ = page.once(story)
    inside = sum(len(passage.text) for passage in told if _is_within(page, passage.box, box))
    return 2 * inside > sum(len(passage.text) for passage in told)


def _is_within(page: Page, index: int, box: int) -> bool:
    boxes = page.outline.boxes
    while index > box:
        index = boxes[index].parent
    return index == box


def _role_and_biography(
    name: str, rest: str, following: list[Passage]
) -> tuple[str | None, str | None]:
    first, _, more = rest.partition("\n")
    role = None
    prose: list[str] = []
    if _is_prose(first) and first[:1] == " ":
        prose.append(name + first)  # "Ana Rey writes about phones."
    else:
        role = _role(first)
    lines = [line.strip() for line in more.splitlines()]
    for passage in following:
        lines += [] if _is_linked(passage) else passage.text.splitlines()
    for text in lines:
        if _is_prose(text) or (prose and _SENTENCE_END.search(text)):
            prose.append(text)
        elif prose:
            break
        else:
            role = role or _role(text)
    return role, " ".join(prose) or None


def _role(text: str) -> str | None:
    text = text.strip(_AROUND_ROLE)
    is_short = 2 < len(text) <= MAX_ROLE_CHARACTERS and len(text.split()) <= MAX_ROLE_WORDS
    return (
        text if is_short and not _NO_ROLE.search(text) and not _SENTENCE_END.search(text) else None
    )


def _is_prose(text: str) -> bool:
    return len(text) >= MIN_BIOGRAPHY_CHARACTERS and bool(_SENTENCE_END.search(text.rstrip()))


def _is_linked(passage: Passage) -> bool:
    linked = sum(end - start for start, end, _ in passage.links)
    return linked > 0.5 * len(passage.text)


def _profile_url(page: Page, passage: Passage, name: str) -> str | None:
    for start, end, href in passage.links:
        if passage.text[start:end].strip() == name:
            return absolute_url(href, page.base_url)
    return None
