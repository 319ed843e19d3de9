"""Pages that list stories: what speaks for that."""

import re
from collections.abc import Iterator

from newscrawl.extract.links import absolute_url
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.story_length import letters_beside, story_letters
from newscrawl.items import BlockKind
from newscrawl.urls import registrable_domain

# A story with less text is believed to be one only where the page says so.
MIN_STORY_LETTERS = 400
MIN_CARDS = 3
MAX_CARD_LETTERS = 400
MAX_LISTING_LETTERS = 4_000
MIN_CARD_SHARE = 0.6
MAX_LINKED_SHARE = 0.7
MAX_LINKED_SHARE_OF_NO_STORY = 0.5
# Fewer are the menu of a page whose content is missing.
MIN_LINKS = 12
MIN_LEAD_LETTERS = 200

_TYPES = frozenset("CollectionPage ItemList SearchResultsPage ProfilePage Blog".split())
_PATH = re.compile(
    r"^/?$|^/(?:tags?|topics?|category|categories|section|author|authors|search|archive)/[^/]*/?$"
    r"|/page/\d+/?$|^/\d{4}(?:/\d{1,2}){0,2}/?$",
    re.IGNORECASE,
)
_BODY_CLASSES = frozenset("archive home blog search category tag author".split())


def signs_of_listing(page: Page) -> Iterator[str]:
    """Yield what says that the page lists stories; nothing where it says that it is one."""
    if page.article_objects or "article" in page.meta.get("og:type", ()):
        return
    types = page.json_ld_types & _TYPES
    path = _PATH.search(page.path)
    classes = _BODY_CLASSES & page.body_classes
    said = [f"JSON-LD {name}" for name in sorted(types)]
    said += [f"the path {page.path}"] if path else []
    said += [f"body class {name}" for name in sorted(classes)]
    if len(said) >= 2 or (said and story_letters(page) < MIN_STORY_LETTERS):
        yield " and ".join(said) + ", and no article object"
    elif cards := _cards(page):
        yield f"{cards} headings that lead to other pages, short text under each"
    elif _links(page) >= MIN_LINKS:
        linked = _linked_share(page)
        if linked > _linked_share_allowed(letters_beside(page)):
            yield f"{linked:.0%} of the text is links"


def _cards(page: Page) -> int:
    """Return how many headings lead to pages of this site; 0 where they are those of a story."""
    own = registrable_domain(page.url)
    headings = cards = 0
    for passage in page.outline.passages:
        if passage.kind is not BlockKind.HEADING:
            continue
        headings += 1
        for start, end, href in passage.links:
            url = absolute_url(href, page.base_url)
            if end - start == len(passage.text) and url and registrable_domain(url) == own:
                cards += 1
                break
    is_story = letters_beside(page) > min(MAX_LISTING_LETTERS, MAX_CARD_LETTERS * max(cards, 1))
    if cards < MIN_CARDS or cards <= MIN_CARD_SHARE * headings or is_story:
        return 0
    # Under a short story of its own, the cards are of related ones.
    return cards if _leads(page) else 0


def _leads(page: Page) -> bool:
    """Tell whether a card stands before any story, or there is none."""
    told, _ = page.once(story)
    for passage in page.outline.passages:
        if passage.kind is BlockKind.HEADING and passage.links:
            return True
        if any(passage is one for one in told[:1]):
            return False
    return True


def _linked_share_allowed(beside: int) -> float:
    """Return the share of linked text that a page with so much of a story may have."""
    if beside >= MIN_STORY_LETTERS:
        return 1.0
    return MAX_LINKED_SHARE if beside >= MIN_LEAD_LETTERS else MAX_LINKED_SHARE_OF_NO_STORY


def _links(page: Page) -> int:
    return sum(1 for _ in page.tree.iter("a"))


def _linked_share(page: Page) -> float:
    passages = page.outline.passages
    linked = sum(end - start for passage in passages for start, end, _ in passage.links)
    return linked / max(1, sum(len(passage.text) for passage in passages))
