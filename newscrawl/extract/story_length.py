"""How much story a page holds, and how much of it is no talk about the page itself."""

import re

from newscrawl.extract.body import body
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.small_letters import small_letters

# A passage with a telling word for each so many characters is made of them; a story about such
# pages uses them more sparingly.
CHARACTERS_A_WORD = 90
# A Chinese, Japanese or Korean character says about as much as so many letters.
LETTERS_A_SIGN = 2.5
MIN_PASSAGE_LETTERS = 80
# What a passage is made of, its beginning tells: whole pages come as one passage.
_BEGINNING_LETTERS = 100_000

_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def letters(text: str) -> int:
    """Return the length of a text in letters, whatever its script."""
    if text.isascii():
        return len(text)
    return len(text) + int((LETTERS_A_SIGN - 1) * len(_SIGNS.findall(text)))


def story_letters(page: Page) -> int:
    """Return the length of the page's body in letters."""
    return page.once(_story_letters)


def _story_letters(page: Page) -> int:
    reading = page.once(body)
    return sum(letters(block.text) for block in reading.value) if reading else 0


def letters_beside(page: Page, *speaks: re.Pattern[str]) -> int:
    """
    Return the length of the passages of the story that are made of none of such words.

    What leads to other pages is left out. Where no story is found, long passages are taken for it.
    """
    told, _ = page.once(story)
    passages = told or [
        passage for passage in page.outline.passages if letters(passage.text) >= MIN_PASSAGE_LETTERS
    ]
    return sum(
        letters(passage.text)
        - sum(letters(passage.text[start:end]) for start, end, _ in passage.links)
        for passage in passages
        if not any(is_made_of(passage.text, words) for words in speaks)
    )


def is_made_of(text: str, speaks: re.Pattern[str]) -> bool:
    """Tell whether a text holds such a word for every CHARACTERS_A_WORD of its beginning."""
    text = text[:_BEGINNING_LETTERS]
    return len(speaks.findall(small_letters(text))) * CHARACTERS_A_WORD >= letters(text)
