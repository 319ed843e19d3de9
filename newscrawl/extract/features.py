"""
Numbers that tell whether a passage belongs to the story: what it is, where it stands, and what
stands around it. One row a passage; the columns are FEATURES.

Shallow text features after C. Kohlschütter et al., "Boilerplate Detection using Shallow Text
Features", WSDM 2010; groups of like paths after T. Vogels et al., "Web2Text", ECIR 2018.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Box, Outline, Passage
from newscrawl.items import BlockKind

Matrix = NDArray[np.float32]

LONG = 80  # characters of a passage that is likely a sentence or more
# Characters that show what a passage is: reading on costs time and tells no more.
HEAD = 400
SAMPLE = 120
CALL = 100

_MARKS = tuple(Mark)
_BITS = np.array([mark.value for mark in _MARKS])
_KINDS = tuple(BlockKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
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
    passages, boxes = outline.passages, outline.boxes
    count = len(passages)
    texts = [passage.text for passage in passages]
    heads = [frozenset(text[:HEAD].casefold().split()) for text in texts]
    text = _text_numbers(passages, texts, heads)
    told = _told_elsewhere(texts, heads, words)
    kinds = np.array([_KIND_NUMBERS[passage.kind] for passage in passages])
    box_of = np.array([passage.box for passage in passages])
    tags = np.array([_TAGS.get(box.tag, (0, 0, 0, 0)) for box in boxes], dtype=np.float32)
    marks = np.array([(box.near, box.marks) for box in boxes])[box_of]
    near, around = ((marks[:, column, None] & _BITS) > 0 for column in (0, 1))
    length, linked = np.expm1(text[:, 0]), text[:, 3] * np.expm1(text[:, 0])
    place = _place(
        outline, box_of=box_of, length=length, linked=linked, kinds=kinds, title=told[:, 0]
    )
    total = max(float(length.sum()), 1.0)
    page = np.array(
        [np.log1p(total), linked.sum() / total, np.log1p(count), bool(words.article_body)]
    )
    return np.concatenate(
        [
            text,
            told,
            kinds[:, None] == np.arange(len(_KINDS)),
            tags[box_of],
            near,
            around,
            place,
            np.broadcast_to(page, (count, len(page))),
        ],
        axis=1,
        dtype=np.float32,
    )


_TAGS = {
    **{f"h{level}": (level, 0, 0, 0) for level in range(1, 7)},
    "div": (0, 1, 0, 0),
    "p": (0, 0, 1, 0),
    **dict.fromkeys(("td", "section", "article"), (0, 0, 0, 1)),
}


def _text_numbers(
    passages: Sequence[Passage], texts: Sequence[str], heads: Sequence[frozenset[str]]
) -> Matrix:
    """Columns _TEXT: characters are counted once for the whole page, its passages joined."""
    # A NUL, which no page has, parts the passages.
    codes = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    length = np.array([len(text) for text in texts])
    start = np.cumsum(length + 1) - length - 1
    end, sample_end = start + length, start + np.minimum(length, SAMPLE)
    sample = np.minimum(length, SAMPLE)

    def counted(where: NDArray[np.bool_], until: NDArray[np.int64] = end) -> NDArray[np.int64]:
        at = np.flatnonzero(where)
        counts: NDArray[np.int64] = np.searchsorted(at, until) - np.searchsorted(at, start)
        return counts

    is_space = codes == ord(" ")
    ends = (codes == ord(".")) | (codes == ord("?")) | (codes == ord("!"))
    ends[:-1] &= is_space[1:]
    commas = codes == ord(",")
    if int(codes.max()) > 0x600:  # beyond: Arabic and East Asian marks
        ends |= codes == ord("。")
        commas |= (codes == ord("、")) | (codes == ord("，")) | (codes == ord("،"))
    words = counted(is_space) + 1
    linked = np.minimum(
        [sum(to - start for start, to, _ in passage.links) for passage in passages], length
    )
    columns = [
        np.log1p(length),
        np.log1p(words),
        length / words,
        linked / length,
        [len(passage.links) for passage in passages],
        counted(ends),
        counted(commas),
        [text.rstrip(_QUOTES)[-1:] in _ENDS for text in texts],
        counted((codes >= ord("A")) & (codes <= ord("Z")), sample_end) / sample,
        counted((codes >= ord("0")) & (codes <= ord("9")), sample_end) / sample,
        [text[0].isupper() for text in texts],
        [text[0] in _OPENING for text in texts],
        [_calls(text, head) for text, head in zip(texts, heads, strict=True)],
        counted(codes == ord("\n")),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _calls(text: str, head: frozenset[str]) -> int:
    words = head if len(text) <= CALL else text[:CALL].lower().split()
    return len(_CALLS.intersection(words))


def _told_elsewhere(
    texts: Sequence[str], heads: Sequence[frozenset[str]], words: PageWords
) -> Matrix:
    titles = {frozenset(title.casefold().split()) for title in words.titles if title}
    description = frozenset(words.description.casefold().split())
    told = description.union(*titles)
    body = " ".join(words.article_body.split())
    seen = Counter(texts)
    rows = []
    for text, own in zip(texts, heads, strict=True):
        in_title = in_description = 0.0
        if not told.isdisjoint(own):
            in_description = len(own & description) / max(1, min(len(own), len(description)))
            for title in titles:
                common = len(own & title)
                if common:
                    in_title = max(in_title, common / max(len(own), len(title)))
        is_in_body = bool(body) and text[:50] in body
        rows.append((in_title, in_description, is_in_body, min(seen[text], 5) - 1))
    return np.array(rows, dtype=np.float32)


def _place(
    outline: Outline,
    *,
    box_of: NDArray[np.int64],
    length: Matrix,
    linked: Matrix,
    kinds: NDArray[np.int64],
    title: Matrix,
) -> Matrix:
    """Columns _BOX and _NEAR."""
    passages, boxes = outline.passages, outline.boxes
    count = len(passages)
    links = linked / np.maximum(length, 1)
    is_long = (length >= LONG) & (links < 0.5)
    up = np.array([max(box.parent, 0) for box in boxes])
    depth = np.array([box.depth for box in boxes], dtype=np.float32)
    ends = np.array(outline.ends)
    sums = _sums((length, linked, length * is_long, np.ones(count)), box_of, ends)
    total = max(float(sums[0, 0]), 1.0)

    box1 = up[box_of]
    box2 = up[box1]
    box3 = up[box2]
    story = _story_box(sums)
    best = _best_box(length * is_long * (1 - links), box1, len(boxes))
    in_story = (box_of >= story) & (box_of < ends[story])
    order = np.arange(count, dtype=np.float32)
    told = np.flatnonzero(is_long & in_story)
    first, last = (told[0], told[-1]) if len(told) else (0, count - 1)
    gap = np.minimum(order - first, 0) + np.maximum(order - last, 0)
    title_at = _title_index(passages, boxes, title)
    before = np.concatenate([[0], np.cumsum(length)[:-1]])

    columns = [order / count, before / total, order > title_at]
    columns += [np.clip(order - title_at, -40, 40), depth[box_of]]
    for box, wanted in ((box1, 4), (box2, 4), (box3, 3)):
        around = sums[box]
        columns += [
            around[:, 0] / total,
            around[:, 1] / np.maximum(around[:, 0], 1),
            around[:, 2] / total,
            np.log1p(around[:, 3]),
        ][:wanted]
    columns += list(_by_key(passages, boxes, length, linked).T)
    columns += [_steps_between(up, ends, depth, story)[box_of]]
    columns += [np.full(count, depth[story]), in_story, np.full(count, sums[story, 0] / total)]
    columns += [_steps_between(up, ends, depth, best)[box_of]]
    columns += [np.full(count, sums[best, 0] / total)]
    columns += [np.full(count, sums[best, 1] / max(float(sums[best, 0]), 1.0))]
    columns += [np.clip(gap, -30, 30)]

    log_length = np.log1p(length)
    heading = (kinds == _KINDS.index(BlockKind.HEADING)).astype(np.float32)
    for by in (1, -1):
        columns += [shifted(log_length, by), shifted(links, by), shifted(heading, by)]
        columns += [shifted(box1, by, -1) == box1]
    window = windowed(length, 2)
    columns += [shifted(log_length, 2), shifted(log_length, -2)]
    columns += [np.log1p(window), windowed(linked, 2) / np.maximum(window, 1)]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _sums(
    of_passages: Sequence[NDArray[np.floating]], box_of: NDArray[np.int64], ends: NDArray[np.int64]
) -> Matrix:
    """Add up what the passages of each box hold, its inner boxes included."""
    held = np.zeros((len(ends) + 1, len(of_passages)))
    for column, values in enumerate(of_passages):
        held[1:, column] = np.bincount(box_of, weights=values, minlength=len(ends))
    before = np.cumsum(held, axis=0)
    sums: Matrix = (before[ends] - before[:-1]).astype(np.float32)
    return sums


def _by_key(
    passages: Sequence[Passage], boxes: Sequence[Box], length: Matrix, linked: Matrix
) -> Matrix:
    """Compare each passage with all that stand in the same kind of box on this page."""
    numbers: dict[tuple[str, str], int] = {}
    kind_of_box = [
        numbers.setdefault(
            (box.key, boxes[box.parent].key if box.parent >= 0 else ""), len(numbers)
        )
        for box in boxes
    ]
    kind = np.array([kind_of_box[passage.box] for passage in passages])
    total = max(float(length.sum()), 1.0)
    text, links = np.bincount(kind, weights=length), np.bincount(kind, weights=linked)
    members = np.maximum(np.bincount(kind), 1)
    found = [text / total, np.log1p(members), np.log1p(text / members), links / np.maximum(text, 1)]
    by_key: Matrix = np.stack(found, axis=1)[kind].astype(np.float32)
    return by_key


def _story_box(sums: Matrix) -> int:
    """Return the deepest box that holds two thirds of the page's long text."""
    need = 0.67 * sums[0, 2]
    return int(np.flatnonzero(sums[:, 2] >= need)[-1]) if need else 0


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


def _title_index(passages: Sequence[Passage], boxes: Sequence[Box], overlap: Matrix) -> int:
    headings = [at for at, passage in enumerate(passages) if boxes[passage.box].tag == "h1"]
    named = [at for at in headings if overlap[at] > 0.8]
    if named or headings:
        return (named or headings)[0]
    likely = np.flatnonzero(overlap > 0.8)
    return int(likely[0]) if len(likely) else -1


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
    padded = np.concatenate([[0], np.cumsum(np.pad(column, reach))])
    sums: Matrix = (padded[2 * reach + 1 :] - padded[: -2 * reach - 1]).astype(np.float32)
    return sums
