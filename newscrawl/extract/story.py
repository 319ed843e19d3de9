"""The story among a page's passages, chosen by the body model."""

import numpy as np

from newscrawl.extract.body_model import body_model
from newscrawl.extract.features import Matrix, PageWords, features_of
from newscrawl.extract.furniture import without_furniture
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.outline import Passage
from newscrawl.extract.page import Page
from newscrawl.items import BlockKind

# Set where the word F1 of pages of unseen sites was highest; flat between 0.4 and 0.6.
THRESHOLD = 0.5
# A shorter line that ends no sentence is one only between others.
MIN_SENTENCE_CHARACTERS = 60

_SENTENCE_ENDS = frozenset(".!?。！？؟।…:")


def story(page: Page) -> tuple[tuple[Passage, ...], float]:
    """
    Return the passages of the story in page order, and the word F1 that such a choice has had on
    sites that the model had not seen, 0.0 to 1.0.
    """
    outline = page.outline
    if not outline.passages:
        return (), 0.0
    words = page_words(page)
    features = features_of(outline, words)
    model = body_model()
    odds = model.probabilities(features)
    chosen = [outline.passages[at] for at in np.flatnonzero(odds >= THRESHOLD)]
    titles = {title.casefold() for title in words.titles}
    # A letter is at most three in the form that is compared.
    longest = 3 * max(map(len, titles), default=0)
    kept = [
        passage
        for passage in without_furniture(chosen, outline)
        if outline.boxes[passage.box].tag != "h1"
        and (len(passage.text) > longest or passage.text.casefold() not in titles)
    ]
    return tuple(_without_loose_ends(kept)), model.expected_f1(certainty(odds, features))


def _without_loose_ends(passages: list[Passage]) -> list[Passage]:
    """Leave out short lines before the first sentence and after the last: dates, credits, tags."""
    first, last = 0, len(passages)
    while first < last and _is_loose(passages[first]):
        first += 1
    while last > first and (
        _is_loose(passages[last - 1]) or passages[last - 1].kind is BlockKind.HEADING
    ):
        last -= 1
    return passages[first:last] or passages


def _is_loose(passage: Passage) -> bool:
    return (
        passage.kind is BlockKind.PARAGRAPH
        and len(passage.text) < MIN_SENTENCE_CHARACTERS
        and passage.text.rstrip("\"'”’»)]")[-1:] not in _SENTENCE_ENDS
    )


def certainty(odds: Matrix, features: Matrix) -> float:
    """
    Return the expected F1 of the choice, were the probabilities true: over the characters of
    each passage, twice what is rightly chosen by what is chosen plus what is the story.
    """
    characters = 2.718281828 ** features[:, 0]
    chosen = odds >= THRESHOLD
    right = float((characters * odds * chosen).sum())
    size = float((characters * chosen).sum() + (characters * odds).sum())
    return 2 * right / size if size else 0.0


def page_words(page: Page) -> PageWords:
    """Return what the page says of its story elsewhere."""
    bodies = (item.get("articleBody") for item in page.article_objects)
    return PageWords(
        titles=[
            *page.headings[:1],
            *page.meta_values("og:title"),
            *(text_of(item.get("headline")) for item in page.article_objects),
        ],
        description=next(iter(page.meta_values("og:description", "description")), ""),
        article_body=max((body for body in bodies if isinstance(body, str)), key=len, default=""),
    )
