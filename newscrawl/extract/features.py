"""
Numbers that tell whether a passage belongs to the story: what it is, where it stands, and what
stands around it. One row a passage; the columns are FEATURES.

Shallow text features after C. Kohlschütter et al., "Boilerplate Detection using Shallow Text
Features", WSDM 2010; groups of like paths after T. Vogels et al., "Web2Text", ECIR 2018.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count as count_up
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Outline
from newscrawl.items import BlockKind

Matrix = NDArray[np.float32]
# A value a passage, or one for all; the matrix takes them as float32.
Column = NDArray[np.generic] | Sequence[float] | float

LONG = 80  # characters of a passage that is likely a sentence or more
# Characters that show what a passage is: reading on costs time and tells no more.
HEAD = 400
SAMPLE = 120
CALL = 100
BEGINNING = 50

_MARKS = tuple(Mark)
_BITS = np.array([[mark.value] for mark in _MARKS])
_KINDS = tuple(BlockKind)
_KIND_NUMBERS = {id(kind): number for number, kind in enumerate(_KINDS)}
_HEADING = _KINDS.index(BlockKind.HEADING)
_QUOTES = "\"'”’»)]"
_ENDS = frozenset(".!?。！？؟।…:")
_OPENING = frozenset("\"'“‘«„「『—–")
_CALLS = frozenset(
    "subscribe newsletter follow read advertisement share log sign cookies cookie privacy terms "
    "rights reserved © copyright related popular recommended comments comment reply download "
    "contact buy shop learn view load more min minute updated posted published written by about "
    "author photo image credit source tags tagged filed category next previous".split()
)

_TEXT = (
    "characters words word_length link_share links sentences commas ends_sentence capitals digits "
    "starts_upper starts_quote calls lines"
).split()
_TOLD = "title_overlap description_overlap in_json_ld repeated".split()
_BOX = (
    "position share_before after_title from_title depth box1_share box1_links box1_long "
    "box1_passages box2_share box2_links box2_long box2_passages box3_share box3_links box3_long "
    "key_share key_count key_length key_links from_story story_depth in_story story_share "
    "from_best best_share best_links gap_in_story"
).split()
_NEAR = (
    "prev_characters prev_links prev_heading prev_same next_characters next_links next_heading "
    "next_same prev2_characters next2_characters window_characters window_links"
).split()
_PAGE = "page_characters page_links page_passages page_has_json_ld".split()

FEATURES: tuple[str, ...] = (
    *_TEXT,
    *_TOLD,
    *(f"kind_{kind.name.lower()}" for kind in _KINDS),
    *("heading_level", "tag_div", "tag_p", "tag_cell"),
    *(f"near_{mark.name}" for mark in _MARKS),
    *(f"around_{mark.name}" for mark in _MARKS),
    *_BOX,
    *_NEAR,
    *_PAGE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageWords:
    """What a page says of its story elsewhere than in the text: for comparison with passages."""

    titles: Sequence[str]
    description: str
    article_body: str


def features_of(outline: Outline, words: PageWords) -> Matrix:
    """Return float32 of shape (passages, len(FEATURES)); there must be a passage."""
    texts, kind_of, links_of, box_of_passage = zip(*outline.passages, strict=True)
    _, tags, keys, parents, depths, _, near, around = zip(*outline.boxes, strict=True)
    count = len(texts)
    # A kind's own hash is a call of Python; each is one object.
    kinds = _integers(map(_KIND_NUMBERS.__getitem__, map(id, kind_of)), count)
    box_of = _integers(box_of_passage, count)
    tag_of = _TAG_COLUMNS[:, _integers(map(_TAG_NUMBERS.get, tags, repeat(0)), len(tags))[box_of]]
    calls, *overlaps = _word_numbers(texts, words)
    text = _text_numbers(texts, links_of, calls)
    told = [*overlaps, *_repetitions(texts, words.article_body)]
    log_length, link_share = (np.asarray(text[at], dtype=np.float32) for at in (0, 3))
    length = np.expm1(log_length)
    linked = link_share * length
    place = _place(
        boxes=_Boxes(
            up=np.maximum(parents, 0),
            ends=np.array(outline.ends),
            depth=np.array(depths, dtype=np.float32),
        ),
        box_of=box_of,
        length=length,
        linked=linked,
        by_key=_by_key(_box_kinds(box_of_passage, keys, parents), length, linked),
        is_heading=kinds == _HEADING,
        title_at=_title_index(np.flatnonzero(tag_of[0] == 1), told[0]),
    )
    total = max(float(length.sum()), 1.0)
    columns = [
        *text,
        *told,
        *(kinds == number for number in range(len(_KINDS))),
        *tag_of,
        *(np.array(near)[box_of] & _BITS > 0),
        *(np.array(around)[box_of] & _BITS > 0),
        *place,
        *(np.log1p(total), linked.sum() / total, np.log1p(count), bool(words.article_body)),
    ]
    # A column lies in one piece: the model takes whole columns.
    features = np.empty((len(FEATURES), count), dtype=np.float32)
    for row, column in zip(features, columns, strict=True):
        row[:] = column
    return features.T


# Columns heading_level, tag_div, tag_p, tag_cell of each tag; the first is any other's.
_TAGS = {
    "": (0, 0, 0, 0),
    **{f"h{level}": (level, 0, 0, 0) for level in range(1, 7)},
    "div": (0, 1, 0, 0),
    "p": (0, 0, 1, 0),
    **dict.fromkeys(("td", "section", "article"), (0, 0, 0, 1)),
}
_TAG_COLUMNS = np.array(list(_TAGS.values()), dtype=np.float32).T
_TAG_NUMBERS = {tag: number for number, tag in enumerate(_TAGS)}


def _text_numbers(
    texts: Sequence[str], links_of: Sequence[Sequence[tuple[int, int, str]]], calls: Column
) -> list[Column]:
    """Columns _TEXT: characters are counted once for the whole page, its passages joined."""
    # A NUL, which no page has, parts the passages.
    codes = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    length = _integers(map(len, texts), len(texts))
    sample = np.minimum(length, SAMPLE)
    # The edges of the passages, and of their first characters.
    edges = np.zeros(len(texts) + 1, dtype=np.int64)
    edges[1:] = np.cumsum(length + 1)
    sample_edges = np.stack([edges[:-1], edges[:-1] + sample])

    def counted(where: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.diff(np.flatnonzero(where).searchsorted(edges))

    def sampled(where: NDArray[np.bool_]) -> NDArray[np.int64]:
        before, until = np.flatnonzero(where).searchsorted(sample_edges)
        counts: NDArray[np.int64] = until - before
        return counts

    is_space = codes == ord(" ")
    ends = (codes == ord(".")) | (codes == ord("?")) | (codes == ord("!"))
    ends[:-1] &= is_space[1:]
    commas = codes == ord(",")
    if int(codes.max()) > 0x600:  # beyond: Arabic and East Asian marks
        ends |= codes == ord("。")
        commas |= (codes == ord("、")) | (codes == ord("，")) | (codes == ord("،"))
    words = counted(is_space) + 1
    link_count = _integers(map(len, links_of), len(texts))
    linked = np.bincount(
        np.repeat(np.arange(len(texts)), link_count),
        weights=[to - start for links in links_of if links for start, to, _ in links],
        minlength=len(texts),
    )
    first = [text[0] for text in texts]
    return [
        np.log1p(length),
        np.log1p(words),
        length / words,
        np.minimum(linked, length) / length,
        link_count,
        counted(ends),
        counted(commas),
        [text.rstrip(_QUOTES)[-1:] in _ENDS for text in texts],
        sampled((codes >= ord("A")) & (codes <= ord("Z"))) / sample,
        sampled((codes >= ord("0")) & (codes <= ord("9"))) / sample,
        list(map(str.isupper, first)),
        list(map(_OPENING.__contains__, first)),
        calls,
        counted(codes == ord("\n")),
    ]


def _integers(values: Iterable[int], count: int) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64, count=count)


def _word_numbers(texts: Sequence[str], words: PageWords) -> tuple[Column, Column, Column]:
    """Columns calls, title_overlap and description_overlap: one look at the words of a passage."""
    titles = {frozenset(title.casefold().split()) for title in words.titles if title}
    description = frozenset(words.description.casefold().split())
    calls: list[int] = []
    in_titles, in_description = [0.0] * len(texts), [0.0] * len(texts)
    for at, text in enumerate(texts):
        head = text[:HEAD].casefold()
        found = set(head.split())
        calling = found if len(text) <= CALL else head[:CALL].split()
        calls.append(0 if _CALLS.isdisjoint(calling) else len(_CALLS.intersection(calling)))
        for title in titles:
            if not title.isdisjoint(found):
                share = len(title & found) / max(len(found), len(title))
                in_titles[at] = max(in_titles[at], share)
        if not description.isdisjoint(found):
            shared = len(description & found)
            in_description[at] = shared / min(len(found), len(description))
    return calls, in_titles, in_description


def _repetitions(texts: Sequence[str], article_body: str) -> list[Column]:
    """Columns in_json_ld and repeated."""
    seen = Counter(texts) if len(set(texts)) < len(texts) else None
    return [
        _begin_in(" ".join(article_body.split()), texts) if article_body else 0,
        np.minimum(list(map(seen.__getitem__, texts)), 5) - 1 if seen else 0,
    ]


def _begin_in(body: str, texts: Sequence[str]) -> list[bool]:
    """Tell of each passage whether its beginning stands in ``body``."""
    body_words = set(body.split(" "))
    starts = [text[:BEGINNING] for text in texts]
    # To look for words takes a tenth of the time that a search takes, which few then need.
    return [body_words.issuperset(start.split(" ")[1:-1]) and start in body for start in starts]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Boxes:
    """Of each box, the one around it (of the root, itself), its end, and its depth."""

    up: NDArray[np.int64]
    ends: NDArray[np.int64]
    depth: Matrix


def _place(
    *,
    boxes: _Boxes,
    box_of: NDArray[np.int64],
    length: Matrix,
    linked: Matrix,
    by_key: Sequence[Column],
    is_heading: NDArray[np.bool_],
    title_at: int,
) -> list[Column]:
    """Columns _BOX and _NEAR."""
    count = len(box_of)
    up, ends, depth = boxes.up, boxes.ends, boxes.depth
    links = linked / np.maximum(length, 1)
    is_long = (length >= LONG) & (links < 0.5)
    sums = _sums((length, linked, length * is_long, np.ones(count)), box_of, ends)
    all_of, linked_of, long_of, passages_of = sums
    total = max(float(all_of[0]), 1.0)

    box1 = up[box_of]
    box2 = up[box1]
    box3 = up[box2]
    story = _story_box(long_of)
    best = _best_box(length * is_long * (1 - links), box1, len(ends))
    in_story = (box_of >= story) & (box_of < ends[story])
    order = np.arange(count, dtype=np.float32)
    told = np.flatnonzero(is_long & in_story)
    first, last = (told[0], told[-1]) if len(told) else (0, count - 1)
    gap = np.minimum(order - first, 0) + np.maximum(order - last, 0)
    before = np.concatenate([[0], np.cumsum(length)[:-1]])

    columns: list[Column] = [order / count, before / total, order > title_at]
    columns += [np.clip(order - title_at, -40, 40), depth[box_of]]
    shares, links_in = all_of / total, linked_of / np.maximum(all_of, 1)
    long_shares, passages_in = long_of / total, np.log1p(passages_of)
    for box in (box1, box2):
        columns += [shares[box], links_in[box], long_shares[box], passages_in[box]]
    columns += [shares[box3], links_in[box3], long_shares[box3]]
    columns += by_key
    columns += [_steps_between(up, ends, depth, story)[box_of]]
    columns += [depth[story], in_story, all_of[story] / total]
    columns += [_steps_between(up, ends, depth, best)[box_of], all_of[best] / total]
    columns += [linked_of[best] / max(float(all_of[best]), 1.0), np.clip(gap, -30, 30)]

    log_length = np.log1p(length)
    for by in (1, -1):
        columns += [shifted(log_length, by), shifted(links, by), shifted(is_heading, by)]
        columns += [shifted(box1, by, -1) == box1]
    window = windowed(length, 2)
    columns += [shifted(log_length, 2), shifted(log_length, -2)]
    columns += [np.log1p(window), windowed(linked, 2) / np.maximum(window, 1)]
    return columns


def _sums(
    of_passages: Sequence[NDArray[np.floating]], box_of: NDArray[np.int64], ends: NDArray[np.int64]
) -> Matrix:
    """Add up what the passages of each box hold, its inner boxes included: a row a quantity."""
    held = np.zeros((len(of_passages), len(ends) + 1))
    for row, values in zip(held, of_passages, strict=True):
        row[1:] = np.bincount(box_of, weights=values, minlength=len(ends))
    before = np.cumsum(held, axis=1)
    sums: Matrix = (before[:, ends] - before[:, :-1]).astype(np.float32)
    return sums


def _box_kinds(
    box_of: Sequence[int], keys: Sequence[str], parents: Sequence[int]
) -> NDArray[np.int64]:
    """Number the passages: in boxes of one key, in boxes of one key, they have the same number."""
    numbers: defaultdict[tuple[str, str], int] = defaultdict(count_up().__next__)
    around = map((*keys, "").__getitem__, map(parents.__getitem__, box_of))  # "": the root's
    pairs = zip(map(keys.__getitem__, box_of), around, strict=True)
    return _integers(map(numbers.__getitem__, pairs), len(box_of))


def _by_key(kind: NDArray[np.int64], length: Matrix, linked: Matrix) -> list[Column]:
    """Compare each passage with all that stand in the same kind of box on this page."""
    total = max(float(length.sum()), 1.0)
    text, links = np.bincount(kind, weights=length), np.bincount(kind, weights=linked)
    members = np.maximum(np.bincount(kind), 1)
    found = (text / total, np.log1p(members), np.log1p(text / members), links / np.maximum(text, 1))
    return [each[kind] for each in found]


def _story_box(long_of: Matrix) -> int:
    """Return the deepest box that holds two thirds of the page's long text."""
    need = 0.67 * long_of[0]
    return int(np.flatnonzero(long_of >= need)[-1]) if need else 0


def _best_box(weight: NDArray[np.floating], box1: NDArray[np.int64], boxes: int) -> int:
    """Return the box whose own children hold the most long text."""
    return int(np.bincount(box1, weights=weight, minlength=boxes).argmax())


def _steps_between(
    up: NDArray[np.int64], ends: NDArray[np.int64], depth: Matrix, target: int
) -> Matrix:
    """Return how far each box is from ``target``: steps up from it count twice, down once."""
    path = [target]
    while path[-1]:
        path.append(int(up[path[-1]]))
    meeting = np.zeros_like(depth)
    for box in reversed(path):
        meeting[box : ends[box]] = depth[box]
    steps: Matrix = (depth[target] - meeting) * 2 + np.minimum(depth - meeting, 6)
    return steps


def _title_index(headings: NDArray[np.intp], overlap: Column) -> int:
    """Return the passage that is the headline, likeliest first among the ``h1``; -1 for none."""
    is_named = np.asarray(overlap) > 0.8
    named = headings[is_named[headings]]
    for likely in (named, headings, np.flatnonzero(is_named)):
        if len(likely):
            return int(likely[0])
    return -1


def shifted(column: NDArray[np.generic], by: int, fill: float = 0) -> Matrix:
    """Return the column of the passage ``by`` places before (after, where negative)."""
    out = np.full(len(column), fill, dtype=np.float32)
    if by > 0:
        out[by:] = column[:-by]
    else:
        out[:by] = column[-by:]
    return out


def windowed(column: Matrix, reach: int) -> Matrix:
    """Return the sum over each passage and ``reach`` on both sides of it."""
    count = len(column)
    before = np.zeros(count + 2 * reach + 1)
    before[reach + 1 : reach + 1 + count] = np.cumsum(column)
    before[reach + 1 + count :] = before[reach + count]
    sums: Matrix = (before[2 * reach + 1 :] - before[: -2 * reach - 1]).astype(np.float32)
    return sums
