"""A story's title and body as one text, so that one offset names a place in either."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newscrawl.items import Block, Evidence, TextPart, body_text
from newscrawl.small_letters import small_letters
from newscrawl.stories.figures import without_figures

# What the fitted weights know: a headline and the opening that a feed gives. More text would
# only dilute it: background paragraphs tell other stories.
LEAD_CHARACTERS = 700
# Four times the longest feature measured. What comes after it tells no story of ours.
MAX_BODY_CHARACTERS = 200_000
# What goes on for longer is a list, a table or a text without full stops.
MAX_SENTENCE_CHARACTERS = 1_000

_JOIN = "\n\n"
# begins with what it looks for, as a search for anything else is ten times as slow
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9“‘])|(?<=\n)\n*)")
# "Inc. said" does not end a sentence
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|vs?|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|U\.K|Bros)\.)$"
)


class Span(NamedTuple):
    """Part of :attr:`StoryText.text`, from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True)
class StoryText:
    """
    ``text`` is the title, a blank line, and the body; all offsets of this package point into it.

    ``lead_end`` is where the lead ends and the background begins.
    """

    title: str
    body: str

    @classmethod
    def of(cls, title: str, blocks: Sequence[Block]) -> "StoryText":
        return cls(title=title, body=body_text(blocks)[:MAX_BODY_CHARACTERS])

    @cached_property
    def text(self) -> str:
        return self.title + _JOIN + self.body

    @cached_property
    def body_start(self) -> int:
        return len(self.title) + len(_JOIN)

    @cached_property
    def lead_end(self) -> int:
        """The end of the paragraph or sentence in which the lead runs out."""
        limit = self.body_start + LEAD_CHARACTERS
        if limit >= len(self.text):
            return len(self.text)
        last = max((s.end for s in self.sentences if s.end <= limit), default=0)
        return last if last > self.body_start else limit

    @cached_property
    def lead(self) -> str:
        return self.text[: self.lead_end]

    @cached_property
    def literal(self) -> str:
        """:attr:`text` with the figurative phrases of the lead blanked: what is weighed."""
        return without_figures(self.text, self.lead_end)

    @cached_property
    def small(self) -> str:
        """:attr:`literal` in small letters, at the same places."""
        return small_letters(self.literal)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """
        The title, then the body's sentences, in order; none is empty.

        Longer ones than MAX_SENTENCE_CHARACTERS are cut: what is looked for in a sentence costs
        time in the square of its length.
        """
        spans, start = _cut(0, len(self.title)) or [Span(0, 0)], self.body_start
        for match in _SENTENCE_END.finditer(self.text, self.body_start):
            is_line_end = match[0][0] == "\n"
            end = match.start() if is_line_end else match.start() + 1
            if not is_line_end and _ABBREVIATION.search(self.text, max(start, end - 12), end):
                continue
            if end > start:
                spans += _cut(start, end)
            start = match.end()
        spans += _cut(start, len(self.text))
        return tuple(spans)

    def evidence(self, start: int, end: int) -> Evidence:
        """Return ``text[start:end]`` as a quote of the title or the body, without edge spaces."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        quote = self.text[start:end]
        if start < len(self.title):
            return Evidence(quote=quote, part=TextPart.TITLE, start=start, end=end)
        offset = self.body_start
        return Evidence(quote=quote, part=TextPart.BODY, start=start - offset, end=end - offset)

    def sentence_at(self, position: int) -> Span:
        index = bisect_right(self._sentence_ends, position)
        return self.sentences[min(index, len(self.sentences) - 1)]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]


def _cut(start: int, end: int) -> list[Span]:
    step = MAX_SENTENCE_CHARACTERS
    if end - start <= step:
        return [Span(start, end)] if start < end else []
    return [Span(at, min(at + step, end)) for at in range(start, end, step)]
