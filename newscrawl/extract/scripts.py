"""The story of a page that keeps it in its scripts, for a framework to draw."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree, html

from newscrawl.extract.blocks import blocks_of
from newscrawl.extract.jsonld import MAX_SCRIPT_CHARACTERS, parse_script
from newscrawl.extract.page import Page
from newscrawl.items import Block, BlockKind

# Shorter, a text in a script is a label, a summary or a setting.
MIN_STORY_CHARACTERS = 300
MIN_PARAGRAPH_CHARACTERS = 40
MAX_DEPTH = 40

_LONG_LITERAL = re.compile(r'"(?:[^"\\]|\\.){300,}"')
_SENTENCE = re.compile(r"[.!?。！？؟।…][\"'”’»)\]]*$")
_CODE = re.compile(r"\bfunction\s*\(|=>|\bvar \w+ ?=|[;{}]\s*$|\$\(|==")
_PARAGRAPH_TAG = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
_TEXT_KEYS = ("html", "text", "content", "value", "paragraph", "body")


def story_in_scripts(page: Page) -> tuple[Block, ...]:
    """
    Return the longest story that a script holds, as markup or as a list of paragraphs; () for
    none. Reads JSON scripts (``__NEXT_DATA__``) and string literals in the others
    (``self.__next_f.push``, ``window.__STATE__ = ...``).
    """
    best: tuple[Block, ...] = ()
    for markup in _story_markup(page):
        blocks = _blocks_of_markup(markup, page.base_url)
        best = max(best, blocks, key=_prose)
    for paragraphs in _paragraph_lists(page.script_data):
        blocks = tuple(
            block for text in paragraphs for block in _blocks_of_markup(text, page.base_url)
        )
        best = max(best, blocks, key=_prose)
    if _prose(best) < MIN_STORY_CHARACTERS:
        return ()
    return tuple(replace(block, place=place) for place, block in enumerate(best))


def _story_markup(page: Page) -> Iterator[str]:
    for value in _values_in(page.script_data):
        if isinstance(value, str) and _is_story_markup(value):
            yield value
    for script in page.tagged("script"):
        if not script.text or script.get("type") in ("application/json", "application/ld+json"):
            continue
        for literal in _LONG_LITERAL.findall(script.text[:MAX_SCRIPT_CHARACTERS]):
            value = parse_script(literal)
            if isinstance(value, str) and _is_story_markup(value):
                yield value


def _is_story_markup(text: str) -> bool:
    return len(text) >= MIN_STORY_CHARACTERS and bool(_PARAGRAPH_TAG.search(text))


def _paragraph_lists(values: Iterable[Any]) -> Iterator[list[str]]:
    """Yield, for each list of objects, the texts that its entries carry."""
    for value in _values_in(values):
        if isinstance(value, list):
            texts = [text for entry in value if (text := _text_of_entry(entry))]
            if sum(len(text) >= MIN_PARAGRAPH_CHARACTERS for text in texts) >= 2:
                yield texts


def _text_of_entry(entry: Any) -> str:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict):
        for key in _TEXT_KEYS:
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return ""


def _values_in(values: Iterable[Any]) -> Iterator[Any]:
    pending = [(value, 0) for value in values]
    while pending:
        value, depth = pending.pop()
        yield value
        if depth < MAX_DEPTH:
            if isinstance(value, dict):
                pending += [(child, depth + 1) for child in value.values()]
            elif isinstance(value, list):
                pending += [(child, depth + 1) for child in value]


def _blocks_of_markup(markup: str, base_url: str) -> tuple[Block, ...]:
    if "<" not in markup:
        lines = (" ".join(line.split()) for line in markup.splitlines())
        return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)
    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    return blocks_of(root, base_url=base_url)


def _prose(blocks: tuple[Block, ...]) -> int:
    """Return the characters of sentences: code, labels and settings have none."""
    return sum(
        len(block.text)
        for block in blocks
        if _SENTENCE.search(block.text) and not _CODE.search(block.text)
    )
