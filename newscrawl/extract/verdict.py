"""What a page is, and the sign it is told by."""

import re
from collections.abc import Iterator
from typing import cast

from cssselect import SelectorError
from lxml import etree

from newscrawl.extract.body import body
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.tree import visible_text
from newscrawl.extract.walls import (
    BLOCK,
    CONSENT,
    NOT_FOUND,
    PAYWALL,
    SPEAKS_OF_CONSENT,
    PhraseSet,
)
from newscrawl.items import BlockKind, PageKind, Verdict
from newscrawl.urls import registrable_domain

HTML_MEDIA_TYPES = ("text/html", "application/xhtml+xml", "")

# The statuses with which robots are refused (RFC 9110, 15.5.4 and 15.6.4; RFC 6585, 4).
REFUSALS = (401, 403, 429, 503)

# A wall, error or script page has less text than this; the story of an article rarely has.
MAX_WALL_CHARACTERS = 2_500
MAX_EMPTY_CHARACTERS = 250
MIN_PARAGRAPH_CHARACTERS = 80
# Two short paragraphs: more than a wall says of anything but consent.
MIN_BESIDE_CHARACTERS = 200
# The text that paying readers do not have to pay for.
MAX_TEASER_CHARACTERS = 1_500
# Less in the part to be paid for is the invitation to pay.
MIN_PAID_CHARACTERS = 400
# A story with less text is believed to be one only where the page says so.
MIN_STORY_CHARACTERS = 400

MIN_CARDS = 3
MAX_CARD_CHARACTERS = 400

_LISTING_TYPES = frozenset("CollectionPage ItemList SearchResultsPage ProfilePage Blog".split())
_LISTING_PATH = re.compile(
    r"^/?$|^/(?:tags?|topics?|category|categories|section|author|authors|search|archive)/[^/]*/?$"
    r"|/page/\d+/?$|^/\d{4}(?:/\d{1,2}){0,2}/?$",
    re.IGNORECASE,
)
_LISTING_BODY_CLASSES = frozenset("archive home blog search category tag author".split())
_LINK_TEXTS = etree.XPath("//body//a//text()")


def judge_page(page: Page) -> Verdict:
    """Return the verdict. Raises UnreadablePage where the bytes are no page at all."""
    for kind, reason in _signs(page):
        return Verdict(kind=kind, reason=reason)
    return Verdict(kind=PageKind.ARTICLE, reason="a story, and no sign of anything else")


def _signs(page: Page) -> Iterator[tuple[PageKind, str]]:
    """Yield what speaks against a full article, surest first."""
    if page.capture.status >= 400:
        sign = _met(page, BLOCK) if page.capture.status in REFUSALS else None
        if sign:
            yield PageKind.BLOCK_PAGE, f"status {page.capture.status}, and {sign}"
        yield PageKind.ERROR_PAGE, f"status {page.capture.status}"
    if page.capture.truncated:
        yield PageKind.TRUNCATED, f"the response was cut off: {page.capture.truncated}"
    media_type = page.capture.media_type.partition(";")[0].strip().lower()
    if media_type not in HTML_MEDIA_TYPES:
        yield PageKind.NOT_HTML, f"media type {media_type}"
    if page.markup.lstrip()[:5].startswith(("%PDF-", "{", "[")):
        yield PageKind.NOT_HTML, "the body is no markup, whatever its media type says"
    yield from _walls(page)
    yield from _scripts_only(page)
    yield from _listing(page)
    yield from _teaser(page)


def _walls(page: Page) -> Iterator[tuple[PageKind, str]]:
    if _story_characters(page) > MAX_WALL_CHARACTERS or page.article_objects:
        return
    for kind, signs in (
        (PageKind.BLOCK_PAGE, BLOCK),
        (PageKind.CONSENT_WALL, CONSENT),
        (PageKind.ERROR_PAGE, NOT_FOUND),
    ):
        sign = _met(page, signs)
        if sign and not (signs is CONSENT and _stands_beside_a_story(page)):
            yield kind, sign


def _stands_beside_a_story(page: Page) -> bool:
    """
    Tell a banner about cookies above a story from a wall: apart from the boxes that speak of
    consent, there are paragraphs enough. Where the page says that it is an article, its story may
    speak of consent too.
    """
    passages, boxes = page.outline.passages, page.outline.boxes
    banners = {
        boxes[passage.box].parent
        for passage in passages
        if (CONSENT.text and CONSENT.text.search(passage.text))
        or CONSENT.heading.search(passage.text)
    }
    is_declared = "article" in page.meta.get("og:type", ()) and not any(
        map(CONSENT.heading.search, page.headings[:1])
    )
    told, _ = page.once(story)
    characters = sum(
        len(passage.text)
        for passage in told
        if boxes[passage.box].parent not in banners
        and (is_declared or not SPEAKS_OF_CONSENT.search(passage.text))
    )
    return characters >= MIN_BESIDE_CHARACTERS


def _met(page: Page, signs: PhraseSet) -> str | None:
    """Return the sign that the page carries, in words; None for none."""
    if signs.host and signs.host.search(page.url):
        return f"the address is one of a {signs.name}"
    for heading in page.headings:
        if signs.heading.search(heading):
            return f"the heading {heading[:80]!r} is one of a {signs.name}"
    if signs.markup:
        found = signs.markup.search(page.markup)
        if found:
            return f"the markup holds {found.group()!r}, as a {signs.name} does"
    if signs.text and len(page.visible_text) <= MAX_WALL_CHARACTERS:
        found = signs.text.search(page.visible_text)
        if found:
            return f"the text {found.group()!r} is one of a {signs.name}"
    return None


def _scripts_only(page: Page) -> Iterator[tuple[PageKind, str]]:
    characters = sum(len(passage.text) for passage in page.outline.passages)
    if characters > MAX_EMPTY_CHARACTERS or _story_characters(page) > 2 * characters + 100:
        return  # the story is there, or in a script where it was found
    if any(len(passage.text) >= MIN_PARAGRAPH_CHARACTERS for passage in page.outline.passages):
        return
    if next(page.tree.iter("script"), None) is not None:
        yield PageKind.NEEDS_JAVASCRIPT, f"{characters} characters without scripts"


def _listing(page: Page) -> Iterator[tuple[PageKind, str]]:
    if page.article_objects or "article" in page.meta.get("og:type", ()):
        return
    types = page.json_ld_types & _LISTING_TYPES
    path = _LISTING_PATH.search(page.path)
    classes = _LISTING_BODY_CLASSES & page.body_classes
    linked = _linked_share(page)
    said = [f"JSON-LD {name}" for name in sorted(types)]
    said += [f"the path {page.path}"] if path else []
    said += [f"body class {name}" for name in sorted(classes)]
    if len(said) >= 2 or (said and _story_characters(page) < MIN_STORY_CHARACTERS):
        yield PageKind.LISTING, " and ".join(said) + ", and no article object"
    elif cards := _cards(page):
        yield PageKind.LISTING, f"{cards} headings that lead to other pages, short text under each"
    elif linked > 0.7 and _story_characters(page) < MIN_STORY_CHARACTERS:
        yield PageKind.LISTING, f"{linked:.0%} of the text is links"


def _cards(page: Page) -> int:
    """Return how many headings of the body lead to pages of this site; 0 where it is a story."""
    reading = page.once(body)
    blocks = reading.value if reading else ()
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    own = registrable_domain(page.url)
    cards = sum(
        any(
            link.end - link.start == len(block.text) and registrable_domain(link.url) == own
            for link in block.links
        )
        for block in headings
    )
    is_story = _story_characters(page) > MAX_CARD_CHARACTERS * max(cards, 1)
    return cards if cards >= MIN_CARDS and cards > 0.6 * len(headings) and not is_story else 0


def _teaser(page: Page) -> Iterator[tuple[PageKind, str]]:
    characters = _story_characters(page)
    if characters > MAX_TEASER_CHARACTERS:
        return
    for item in page.json_ld:
        if str(item.get("isAccessibleForFree")).lower() == "false" and not _holds_paid_part(page):
            yield (
                PageKind.TEASER,
                f"isAccessibleForFree is false, and {characters} characters of text",
            )
    if any(
        value.lower() in ("locked", "metered", "premium")
        for value in page.meta.get("article:content_tier", ())
    ):
        yield PageKind.TEASER, f"the content tier is not free, and {characters} characters of text"
    sign = _met(page, PAYWALL)
    if sign:
        yield PageKind.TEASER, f"{sign}, and {characters} characters of text"


def _holds_paid_part(page: Page) -> bool:
    """
    Tell whether the part that readers pay for was sent all the same, as metered sites do.

    Source: developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    for item in page.article_objects:
        parts = item.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            css = part.get("cssSelector") if isinstance(part, dict) else None
            if isinstance(css, str) and _characters_under(page, css) >= MIN_PAID_CHARACTERS:
                return True
    return False


def _characters_under(page: Page, css: str) -> int:
    try:
        return sum(len(visible_text(element)) for element in page.select((css,)))
    except SelectorError:
        return 0


def _story_characters(page: Page) -> int:
    reading = page.once(body)
    return sum(len(block.text) for block in reading.value) if reading else 0


def _linked_share(page: Page) -> float:
    texts = cast("list[str]", _LINK_TEXTS(page.tree))
    return len("".join("".join(texts).split())) / max(1, len("".join(page.visible_text.split())))
