"""
python -m tests.bench.stories [STORIES.jsonl]

Prints what the story card costs: processor time a story (title and opening), a relevant story, an
article of 5,000 words, and the memory of the process. STORIES.jsonl holds a title and a text a
line; without it, one story of the tests is told over and over.
"""

import argparse
import json
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from newscrawl.items import Block, BlockKind
from newscrawl.stories.card import story_card
from tests.unit.stories import xiaomi

Story = tuple[str, Sequence[Block]]
LONG_WORDS = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="?", type=Path)
    given = parser.parse_args()
    stories = _stories(given.stories) if given.stories else [(xiaomi.TITLE, xiaomi.BLOCKS)] * 200
    before_mb = _memory_mb()
    story_card(*stories[0], language="en")  # loads table and weights
    print(f"loading table and weights  {_memory_mb() - before_mb:8.1f} MB")
    relevant = [s for s in stories if story_card(*s, language="en").relevant]
    print(f"a story                    {_milliseconds(stories):8.2f} ms")
    print(f"a relevant story           {_milliseconds(relevant):8.2f} ms")
    print(f"{LONG_WORDS} words                 {_milliseconds([_long(stories)] * 10):8.2f} ms")
    print(f"the process                {_memory_mb():8.1f} MB")


def _stories(path: Path) -> list[Story]:
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    return [(r["title"], [Block(kind=BlockKind.PARAGRAPH, text=r["text"])]) for r in rows]


def _long(stories: Sequence[Story]) -> Story:
    words = [word for _, blocks in stories for block in blocks for word in block.text.split()]
    paragraphs = [" ".join(words[at : at + 60]) for at in range(0, LONG_WORDS, 60)]
    return xiaomi.TITLE, [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]


def _milliseconds(stories: Sequence[Story]) -> float:
    start = time.process_time()
    for title, blocks in stories:
        story_card(title, blocks, language="en")
    return (time.process_time() - start) / len(stories) * 1_000


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
