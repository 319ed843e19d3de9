"""A story as read once: its text, the brands it names, its lead as tokens; all decisions use it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from newscrawl.stories.ambiguity import brand_mentions
from newscrawl.stories.brands import BrandTable, Mention
from newscrawl.stories.grammar import Token, tokens
from newscrawl.stories.names import account_names
from newscrawl.stories.text import Span, StoryText

T = TypeVar("T")


@dataclass(frozen=True)
class StoryReading:
    """``common_words`` are no names even where a headline gives them a capital."""

    story: StoryText
    table: BrandTable
    common_words: Collection[str]

    @cached_property
    def _decided(self) -> dict[Callable[["StoryReading"], Any], Any]:
        return {}

    def once(self, decision: Callable[["StoryReading"], T]) -> T:
        """Return ``decision(reading)``; made once, however many ask for it."""
        if decision not in self._decided:
            self._decided[decision] = decision(self)
        return cast("T", self._decided[decision])

    @cached_property
    def account_names(self) -> list[Span]:
        """The account names in title and body, in order."""
        return account_names(self.story.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The brands named in title and body, in order."""
        return brand_mentions(self.table, self.story.text)

    @cached_property
    def lead_mentions(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.end <= self.story.lead_end]

    @cached_property
    def title(self) -> list[Token]:
        return tokens(
            self.story.literal, 0, len(self.story.title), self.lead_mentions, self.common_words
        )

    @cached_property
    def lead(self) -> list[list[Token]]:
        """The tokens of each sentence of the lead, without the title."""
        story = self.story
        return [
            tokens(
                story.literal,
                span.start,
                min(span.end, story.lead_end),
                self.lead_mentions,
                self.common_words,
            )
            for span in story.sentences[1:]
            if span.start < story.lead_end
        ]
