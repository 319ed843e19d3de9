"""
Lines that stand in a story's column and are not the story.

The patterns are in ``furniture.txt``. Every one is held against a whole line, never a part of
one: a sentence that speaks of a newsletter, an advertisement or a comment is the story's own.
"""

import re

from newscrawl.normalise.phrases import phrases
from newscrawl.small_letters import small_letters

_PHRASES = phrases("furniture.txt")
_LONGEST_CREDIT = 160
_LONGEST_LINE = 300  # letters; what is longer is a paragraph


# These two, against a line in small letters: to tell capitals in the search takes thrice the time.
_FURNITURE = re.compile(
    r"\W*(?:{label}|{call}.{{0,240}}|{credit}|{copyright}|{tags})\W*".format_map(_PHRASES)
)
_COMMISSION = re.compile(rf"\W*{_PHRASES['commission']}\W*", re.IGNORECASE)
_CREDIT_END = re.compile(rf"{_PHRASES['picture agency']}\W*$", re.IGNORECASE)
_RELATED = re.compile(rf"\W*{_PHRASES['related']}(?!\w)\W*")
_END_OF_STORY = re.compile(rf"\W*{_PHRASES['end of the story']}\W*", re.IGNORECASE)
_QUESTION = re.compile(
    rf"(?:(?<=[.!?”\"’')])\s+|^)(?:so,?\s+|and\s+|now,?\s+)?{_PHRASES['question']}\s*$",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """
    Return whether ``line`` is a label, a button, a call to act, a credit or a copyright notice.

    >>> is_furniture("Advertisement"), is_furniture("Advertisement rules were broken, it said.")
    (True, False)
    """
    if len(line) > _LONGEST_LINE:
        return False
    small = small_letters(line)
    if _FURNITURE.fullmatch(small):
        return True
    if "commission" in line and _COMMISSION.fullmatch(line):
        return True
    # A picture agency ends a credit behind one of these.
    has_sign = "/" in small or "(" in small or "via" in small or "all rights reserved" in small
    return has_sign and len(line) <= _LONGEST_CREDIT and bool(_CREDIT_END.search(line))


def related_label(line: str) -> int:
    """
    Return where the text begins that a label such as "Read more:" announces; 0 for no label.

    >>> related_label("Also read: Xiaomi wins"), related_label("The court read the ruling.")
    (11, 0)
    >>> related_label("ALSO READ: İstanbul")
    11
    """
    label = _RELATED.match(small_letters(line))
    return label.end() if label else 0


def is_end_of_story(line: str) -> bool:
    """
    Return whether ``line`` heads what follows a story: about the author, comments.

    >>> is_end_of_story("About the author"), is_end_of_story("About the author of the leak")
    (True, False)
    """
    return bool(_END_OF_STORY.fullmatch(line))


def closing_question(text: str) -> int:
    """
    Return where the question to the reader begins that ``text`` ends with; -1 for none.

    >>> text = "It will appeal. What do you think? Tell us in the comments below!"
    >>> text[:closing_question(text)]
    'It will appeal. What do you think?'
    """
    question = _QUESTION.search(text)
    return question.start() if question else -1
