"""How much story a page holds, and how much of it is no talk about the page itself."""

import re

from newscrawl.extract.body import body
from newscrawl.extract.page import Page
from newscrawl.extract.story import story

# A passage with a telling word for each so many characters is made of them; a story about such
# pages uses them more sparingly.
CHARACTERS_A_WORD = 90
# A Chinese, Japanese or Korean character says about as much as so many letters.
LETTERS_A_SIGN = 2.5

_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def letters(text: str) -> int:
    """Return the length of a text in letters, whatever its script."""
    return len(text) + int((LETTERS_A_SIGN - 1) * len(_SIGNS.findall(text)))


def story_letters(page: Page) -> int:
    """Return the length of the page's body in letters."""
    return page.once(_story_letters)


def _story_letters(page: Page) -> int:
    reading = page.once(body)
    return sum(letters(block.text) for block in reading.value) if reading else 0


def letters_beside(page: Page, speaks: re.Pattern[str]) -> int:
    """Return the length of the passages of the story that are not made of such words."""
    told, _ = page.once(story)
    return sum(letters(passage.text) for passage in told if not is_made_of(passage.text, speaks))


def is_made_of(text: str, speaks: re.Pattern[str]) -> bool:
    """Tell whether a text holds such a word for every CHARACTERS_A_WORD of it."""
    return len(speaks.findall(text)) * CHARACTERS_A_WORD >= letters(text)
