"""Bodies without what is not the story: headlines, bylines, biographies, buttons, link lists."""

import re
from collections.abc import Iterator, Sequence

from newscrawl.items import Author, Block, BlockKind
from newscrawl.normalise.bylines import begins_as_byline, is_byline_of
from newscrawl.normalise.folding import cut_block, fold_block
from newscrawl.normalise.furniture import (
    closing_question,
    is_end_of_story,
    is_furniture,
    related_label,
)
from newscrawl.normalise.printed_times import PRINTED_TIME

# Quoted, tabled and coded text is never ours to cut.
_UNTOUCHED = (BlockKind.QUOTE, BlockKind.TABLE, BlockKind.CODE)
_HEAD_BLOCKS = 6  # what repeats the page's head stands among the first blocks
_TAIL_BLOCKS = 6  # and what follows the story among the last
_PROSE_LETTERS = 140  # a paragraph as long as this, with an end, is the story's
_LABELLED_LETTERS = 300  # a label, and the title that it announces
_SENTENCE_LETTERS = 60  # one that begins it may be a single sentence
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_DIGIT = re.compile(r"\d")
_WORD_OF_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def clean_blocks(
    blocks: Sequence[Block],
    *,
    title: str,
    authors: Sequence[Author] = (),
    description: str | None = None,
) -> tuple[Block, ...]:
    """
    Return the story's own blocks: folded, links over the same words as before.

    Left out are, at the head, the repeated headline, labels, bylines and dates; at the tail,
    biographies and questions to the reader; anywhere, lines that are wholly a label, a call to
    subscribe, a credit, or links to other stories. ``description`` is the story's first paragraph
    where it is printed, and left out only where it is printed twice. Quotations, tables and code
    are kept as they are. A paragraph of prose is never taken out for a word in it.

    Where nothing but such lines would remain, the folded blocks are returned as they came.
    """
    lines = [line for block in blocks for line in _lines(block)]
    folded = [block for block in map(fold_block, lines) if block.text]
    kept = _without_head(folded, title=title, authors=authors, description=description)
    kept = _without_tail(kept, authors=authors)
    kept = _without_furniture(kept)
    kept = _without_closing_question(kept)
    return tuple(kept or folded)


def _lines(block: Block) -> Iterator[Block]:
    """
    Yield the paragraphs of ``block``: a line break ends one, unless the line is long and stops
    in mid-sentence, as hard-wrapped text does.
    """
    if block.kind in _UNTOUCHED or "\n" not in block.text:
        yield block
        return
    start = 0
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", block.text):
        text = line[0].strip()
        is_wrapped = len(text) > 50 and not _SENTENCE_END.search(text)
        if line.end() == len(block.text) or not is_wrapped:
            if block.text[start : line.end()].strip():
                yield cut_block(block, start, line.end())
            start = line.end()


def _without_head(
    blocks: Sequence[Block],
    *,
    title: str,
    authors: Sequence[Author],
    description: str | None,
) -> list[Block]:
    kept: list[Block] = []
    has_begun = False
    headline, summary = _letters(title), _letters(description or "")
    for at, block in enumerate(blocks):
        is_head = at < _HEAD_BLOCKS and not has_begun and block.kind not in _UNTOUCHED
        if is_head and (
            _repeats(block.text, title, headline)
            or is_byline_of(block.text, authors)
            or begins_as_byline(block.text)
            or _is_label(block)
            or (summary and _is_spare(block, summary, blocks[at + 1 :]))
        ):
            continue
        if block.kind is BlockKind.HEADING and _letters(block.text) == headline:
            continue
        has_begun = has_begun or _is_prose(block, letters=_SENTENCE_LETTERS)
        kept.append(block)
    return kept


def _repeats(text: str, title: str, headline: str) -> bool:
    """
    Return whether ``text`` is the title again, perhaps with the kicker before it; ``headline`` is
    the letters of the title.
    """
    letters = _letters(text)
    if not headline or not letters:
        return False
    if letters == headline:
        return True
    if len(headline) > 15 and headline in letters and len(letters) < 2 * len(headline):
        return not _SENTENCE_END.search(text) or bool(_SENTENCE_END.search(title))
    return len(letters) > 20 and letters in headline and len(letters) > 0.6 * len(headline)


def _is_label(block: Block) -> bool:
    """Return whether a short line before the story is a section, a caption, a status."""
    text = block.text
    is_short = len(text) <= 12 if _CJK.search(text) else len(text.split()) <= 3
    return is_short and len(text) <= 40 and not re.search(r"[.!?:,;…。！？\"”»]$", text)


def _is_spare(block: Block, summary: str, later: Sequence[Block]) -> bool:
    return _letters(block.text) == summary and any(
        _begins_with(other.text, summary) for other in later
    )


def _begins_with(text: str, summary: str) -> bool:
    start = _letters(text[:40])  # which tells most texts from it, at a fraction of the cost
    return (summary.startswith(start) or start.startswith(summary)) and _letters(text).startswith(
        summary
    )


def _without_tail(blocks: list[Block], *, authors: Sequence[Author]) -> list[Block]:
    """Cut what follows the story: bylines and biographies, "About the author", comments."""
    end = len(blocks)
    for at in range(len(blocks) - 1, max(0, len(blocks) - _TAIL_BLOCKS - 1), -1):
        text, behind = blocks[at].text, [b for b in blocks[at + 1 : end] if _is_prose(b)]
        if blocks[at].kind in _UNTOUCHED:
            continue
        if _is_biography(text, authors):
            is_end = not behind
        elif is_byline_of(text, authors):
            is_end = not behind or (len(behind) == 1 and _speaks_of(behind[0].text, authors))
        else:
            is_end = is_end_of_story(text) and len(behind) <= 1
        if is_end:
            end = at
    return blocks[:end] if end else blocks


def _speaks_of(text: str, authors: Sequence[Author]) -> bool:
    return any(text.startswith((a.name, a.name.split()[0], a.name.split()[-1])) for a in authors)


def _is_biography(text: str, authors: Sequence[Author]) -> bool:
    for author in authors:
        if author.biography and _letters(author.biography) == _letters(text):
            return True
        if author.is_organisation or not text.startswith(author.name):
            continue
        behind = text[len(author.name) :]
        if _ABOUT_PERSON.match(behind):
            return True
    return False


_ABOUT_PERSON = re.compile(
    r"""(?: ,?\s\(?\W?\d{4}
    | \s(?:is|was|has\ (?:been|worked|written|covered)|covers|writes|works|joined|reports)\b
    | \s(?:lives|loves|spends|brings|graduated)\b
    | \s(?:ist|war|schreibt|arbeitet|leitet|studierte|berichtet)\b
    | \s(?:est|écrit|couvre|es|escribe|è|scrive|é)\s
    | ,\s(?:an?|the)\s\w+ )""",
    re.VERBOSE,
)


def _without_furniture(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    in_links = False  # after a bare label, until prose begins again
    for at, block in enumerate(blocks):
        if block.kind in _UNTOUCHED:
            in_links = False
        elif (in_links and _is_link_line(block)) or (
            (at < _HEAD_BLOCKS or at >= len(blocks) - _TAIL_BLOCKS) and _is_time(block.text)
        ):
            continue
        elif is_furniture(block.text):
            in_links = False
            continue
        elif label := _label(block):
            announced = block.text[label:]
            in_links = not announced.strip()
            is_tail = at >= len(blocks) - _TAIL_BLOCKS
            if in_links or _is_announcement(block, label) or (is_tail and _is_section(block)):
                continue
        else:
            in_links = False
        kept.append(block)
    while kept and kept[-1].kind is BlockKind.HEADING and len(kept) > 1:
        kept.pop()  # a heading over nothing
    return kept


def _label(block: Block) -> int:
    if len(block.text) > _LABELLED_LETTERS:
        return 0
    label = related_label(block.text)
    # An item of a list may well say "Watch", and mean the thing.
    is_item = block.kind is BlockKind.LIST_ITEM and label == len(block.text)
    return 0 if is_item else label


def _is_announcement(block: Block, label: int) -> bool:
    """Return whether "Read more: ..." is followed by a link's title, and not by prose."""
    announced = block.text[label:]
    if len(announced) > 200:
        return False
    has_colon = bool(re.search(r"[:：|>»→–—-]\s*$", block.text[:label]))
    return _link_share(block, label) > 0.7 or (has_colon and len(announced) < _PROSE_LETTERS)


def _is_section(block: Block) -> bool:
    """Return whether a line such as "More from Gadget Post" only heads what follows."""
    return len(block.text.split()) <= 6 and not _SENTENCE_END.search(block.text)


def _is_link_line(block: Block) -> bool:
    if block.kind is BlockKind.LIST_ITEM or _link_share(block, 0) > 0.8:
        return not _is_prose(block)
    return False


def _link_share(block: Block, start: int) -> float:
    letters = len(block.text) - start
    linked = sum(min(link.end, len(block.text)) - max(link.start, start) for link in block.links)
    return linked / letters if letters > 0 else 0.0


def _is_time(text: str) -> bool:
    if len(text) >= 80 or not _DIGIT.search(text):
        return False
    return not _WORD_OF_LETTERS.search(PRINTED_TIME.sub("", text))


def _is_prose(block: Block, *, letters: int = _PROSE_LETTERS) -> bool:
    is_long = len(block.text) > (40 if _CJK.search(block.text) else letters)
    return block.kind in _UNTOUCHED or (
        is_long and bool(_SENTENCE_END.search(block.text)) and _link_share(block, 0) < 0.8
    )


def _without_closing_question(blocks: list[Block]) -> list[Block]:
    """Cut the question to the reader, and the invitation behind it, off the end of the story."""
    while blocks and blocks[-1].kind not in (*_UNTOUCHED, BlockKind.LIST_ITEM):
        start = closing_question(blocks[-1].text)
        if start < 0:
            break
        cut = cut_block(blocks[-1], 0, start)
        blocks = [*blocks[:-1], cut] if cut.text else blocks[:-1]
    return blocks


def _letters(text: str) -> str:
    return text.translate(_LETTERS_ONLY).casefold()


class _LettersOnly(dict[int, int | None]):
    """A table for ``str.translate`` that leaves out all but letters and digits."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if chr(code).isalnum() else None
        return self[code]


_LETTERS_ONLY = _LettersOnly()
