"""The courts and regulators before which a matter is."""

import re
from collections.abc import Iterator

from newscrawl.items import Forum
from newscrawl.stories.brands import BrandKind
from newscrawl.stories.reading import StoryReading

MOST_FORUMS = 4
_BEFORE_CHARACTERS = 90
_COURT = re.compile(r"[CcTt](?<!\w[CcTt])(?:(?<=[Cc])ourt|(?<=[Tt])ribunal)(?!\w)")
# what stands before the word: "the Munich Regional", "a federal", "the Delhi High"
_OF_WHAT = re.compile(
    r"(?:[A-Z][\w.&-]+ (?:of |and |for |the )?){1,5}$|"
    r"\b(?:federal|district|appeals|bankruptcy|high|regional|state|supreme|patent|labou?r) $"
)
# what stands after it: "of Appeals for the Ninth Circuit", "in San Jose"
_WHERE = re.compile(
    r"(?: of [A-Z]\w+(?: [A-Z]\w+)*)?(?: (?:for|in|of) (?:the )?"
    r"(?:[A-Z][\w.]+(?:,? (?:of |the )*|\b)){1,5}(?<![ ,]))?"
)
_ARTICLE = re.compile(r"(?:The|A|An|In|On|At|But|And|That|Its|After|Before) ")


def forums_of(reading: StoryReading) -> tuple[Forum, ...]:
    """Return at most four, in the order in which they are first named."""
    found: dict[str, Forum] = {}
    for start, forum in sorted(_forums(reading), key=lambda entry: entry[0]):
        del start
        # "the court" after "the Munich Regional Court" tells nothing more
        if not any(forum.name in name for name in found):
            found.setdefault(forum.name, forum)
    return tuple(found.values())[:MOST_FORUMS]


def _forums(reading: StoryReading) -> Iterator[tuple[int, Forum]]:
    story = reading.story
    taken = []
    for mention in reading.mentions:
        is_court = mention.brand.kind is BrandKind.COURT
        # background names regulators of other stories
        if is_court or (
            mention.brand.kind is BrandKind.REGULATOR and mention.end <= story.lead_end
        ):
            taken.append((mention.start, mention.end))
            evidence = story.evidence(mention.start, mention.end)
            brand = mention.brand
            yield mention.start, Forum(name=brand.name, brand_id=brand.brand_id, evidence=evidence)
    for match in _COURT.finditer(story.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        first = max(story.sentence_at(match.start()).start, match.start() - _BEFORE_CHARACTERS)
        before = _OF_WHAT.search(story.text, first, match.start())
        after = _WHERE.match(story.text, match.end(), story.sentence_at(match.start()).end)
        start = before.start() if before else match.start()
        end = after.end() if after else match.end()
        if article := _ARTICLE.match(story.text, start, match.start()):
            start = article.end()
        is_bare = (start, end) == match.span()
        if is_bare or start < len(story.title) < end:
            continue
        evidence = story.evidence(start, end)
        yield start, Forum(name=evidence.quote, brand_id=None, evidence=evidence)
