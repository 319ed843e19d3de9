"""Text in one form: NFC, no invisible characters, whitespace folded; links keep their words."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newscrawl.items import Block, BlockKind, Link

# Soft hyphens, zero-width spaces and joiners, byte order marks, bidirectional controls, and the
# private-use characters that icon fonts draw. Surrogates cannot be written as UTF-8 at all.
# Whitespace controls stay for the folding of whitespace.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
# Joiners shape Persian, Indic scripts and emoji; beside ASCII they are only left-overs.
_STRAY_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_SPACES = re.compile(r"\s+")
_LINE_SPACES = re.compile(r"[^\S\n\t]+")

# Blocks whose line breaks and tabs mean something.
_LAID_OUT = (BlockKind.CODE, BlockKind.TABLE)


def folded(text: str) -> str:
    """
    Return ``text`` in NFC, without invisible characters, whitespace folded to single spaces.

    >>> folded("  Jane\\u00a0Doe,\\n se\\u00adnior editor ")
    'Jane Doe, senior editor'
    """
    if _is_folded(text):
        return text
    visible = _INVISIBLE.sub("", text)
    if "\u200c" in visible or "\u200d" in visible:
        visible = _STRAY_JOINERS.sub("", visible)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _is_folded(text: str) -> bool:
    """Tell, at a fraction of the cost of folding, what most texts are: folded as they came."""
    # Of what _INVISIBLE has, the grapheme joiner alone counts as printable; of white space, " ".
    return (
        text.isprintable()
        and "\u034f" not in text
        and "  " not in text
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
    )


def fold_block(block: Block) -> Block:
    """
    Return ``block`` with its text folded and each link over the same words as before.

    Tables keep tabs and line breaks, code keeps its indentation too. A link whose words vanish
    is left out; a link never begins or ends in white space.
    """
    text = block.text
    is_laid_out = block.kind in _LAID_OUT
    if not is_laid_out and text == folded(text):
        links = _tidy(block.links, text) if block.links else ()
        return block if links == block.links else replace(block, links=links)
    if not is_laid_out and not block.links:
        return replace(block, text=folded(text))
    characters = list(_composed(list(_visible(text))))
    if block.kind is BlockKind.TABLE:
        characters = _spaces_folded(characters, _LINE_SPACES)
    elif block.kind is not BlockKind.CODE:
        characters = _spaces_folded(characters, _SPACES)
    out = "".join(c for c, _ in characters)
    left = len(out) - len(out.lstrip("\n" if is_laid_out else None))
    out = out.rstrip()
    characters = characters[left : len(out)]
    out = out[left:]
    origins = [i for _, i in characters]
    return replace(block, text=out, links=_tidy(_moved(block.links, origins), out))


def cut_block(block: Block, start: int, end: int) -> Block:
    """Return ``text[start:end]`` of ``block`` with the links that lie in it, white space off."""
    kept = block.text[start:end]
    start += len(kept) - len(kept.lstrip())
    kept = kept.strip()
    end = start + len(kept)
    links = (
        Link(start=max(link.start, start) - start, end=min(link.end, end) - start, url=link.url)
        for link in block.links
        if link.start < end and start < link.end
    )
    return replace(block, text=kept, links=_tidy(links, kept))


Origin = tuple[str, int]  # a character and where in the printed text it came from


def _visible(text: str) -> Iterable[Origin]:
    if not (_INVISIBLE.search(text) or "\u200c" in text or "\u200d" in text):
        return zip(text, range(len(text)), strict=True)
    return _without_invisible(text)


def _without_invisible(text: str) -> Iterator[Origin]:
    gone = {i for m in _INVISIBLE.finditer(text) for i in range(*m.span())}
    gapless = [(c, i) for i, c in enumerate(text) if i not in gone]
    joined = "".join(c for c, _ in gapless)
    stray = {i for m in _STRAY_JOINERS.finditer(joined) for i in range(*m.span())}
    for position, origin in enumerate(gapless):
        if position not in stray:
            yield origin


def _composed(characters: Sequence[Origin]) -> Iterable[Origin]:
    text = "".join(c for c, _ in characters)
    is_composed = unicodedata.is_normalized("NFC", text)
    return characters if is_composed else _by_clusters(characters, text)


def _by_clusters(characters: Sequence[Origin], text: str) -> Iterator[Origin]:
    """Compose cluster by cluster, so that each composed character knows where it came from."""
    start = 0
    while start < len(text):
        cluster = text[start]
        composed = unicodedata.normalize("NFC", cluster)
        end = start + 1
        while end < len(text):
            longer = unicodedata.normalize("NFC", cluster + text[end])
            if longer == composed + text[end] and not unicodedata.combining(text[end]):
                break
            cluster, composed = cluster + text[end], longer
            end += 1
        for c in composed:
            yield c, characters[start][1]
        start = end


def _spaces_folded(characters: list[Origin], spaces: re.Pattern[str]) -> list[Origin]:
    """Fold each run of ``spaces`` to one, and to none beside a tab or line break that stays."""
    text = "".join(c for c, _ in characters)
    out: list[Origin] = []
    position = 0
    for run in spaces.finditer(text):
        out += characters[position : run.start()]
        beside = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
        if len(beside) == 2 and not set(beside) & {"\n", "\t"}:
            out.append((" ", characters[run.start()][1]))
        position = run.end()
    return out + characters[position:]


def _moved(links: Sequence[Link], origins: Sequence[int]) -> Iterator[Link]:
    for link in links:
        start, end = bisect_left(origins, link.start), bisect_left(origins, link.end)
        if start < end:
            yield replace(link, start=start, end=end)


def _tidy(links: Iterator[Link] | Sequence[Link], text: str) -> tuple[Link, ...]:
    tidy = []
    for link in links:
        start, end = max(link.start, 0), min(link.end, len(text))
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            is_tidy = start == link.start and end == link.end
            tidy.append(link if is_tidy else replace(link, start=start, end=end))
    return tuple(tidy)
