"""What a page puts among the paragraphs of a story: bars of links, boxes to sign up in."""

import re
from collections.abc import Iterable

from newscrawl.extract.outline import Box, Outline, Passage, box_sizes
from newscrawl.items import BlockKind

MIN_BAR_LINKS = 2
# More text is a section of the story in a box with an odd name.
MAX_SIGNUP_CHARACTERS = 400

_SIGNUP = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|mailing-?list|sign-?up|subscri(?:be|ption)|mailchimp|mc-embed|"
    r"mc4wp|opt-?in)(?=$|[\s_-]|[A-Z])|[a-z]Newsletter",
)
_BOX_TAGS = frozenset("aside div section form".split())


def is_link_bar(passage: Passage) -> bool:
    """
    Tell "Print this | Mail it to a friend | Back to top": links, and nothing but marks between.
    """
    if passage.kind is not BlockKind.PARAGRAPH or len(passage.links) < MIN_BAR_LINKS:
        return False
    rest = list(passage.text)
    for start, end, _ in passage.links:
        rest[start:end] = " " * (end - start)
    return not any(character.isalnum() or character == "," for character in rest)


def in_signup_boxes(outline: Outline) -> frozenset[int]:
    """
    Return the indices of the boxes that are, or stand in, a small box named for newsletters or
    subscriptions.
    """
    sizes = box_sizes(outline)
    found: set[int] = set()
    for index, box in enumerate(outline.boxes):
        is_small = sizes[index] <= MAX_SIGNUP_CHARACTERS
        if box.parent in found or (is_small and _is_named_for_signup(box)):
            found.add(index)
    return frozenset(found)


def _is_named_for_signup(box: Box) -> bool:
    names = (box.element.get(attribute) or "" for attribute in ("class", "id"))
    return box.tag in _BOX_TAGS and any(map(_SIGNUP.search, names))


def without_furniture(passages: Iterable[Passage], outline: Outline) -> list[Passage]:
    """Return the passages that are no furniture, in their order."""
    boxes = in_signup_boxes(outline)
    return [
        passage for passage in passages if passage.box not in boxes and not is_link_bar(passage)
    ]
