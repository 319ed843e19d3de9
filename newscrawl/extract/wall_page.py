"""Pages that stand where a story should be: blocks, consent, log in, errors, empty shells."""

from collections.abc import Iterator
from itertools import islice

from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.story_length import letters, letters_beside, story_letters
from newscrawl.extract.teaser_page import invitation
from newscrawl.extract.tree import elements, visible_text
from newscrawl.extract.walls import (
    BLOCK,
    CONSENT,
    LOGIN,
    NOT_FOUND,
    SCRIPTS,
    PhraseSet,
)
from newscrawl.items import PageKind
from newscrawl.small_letters import small_letters

# A wall, error or script page has less text than this; the story of an article rarely has.
MAX_WALL_LETTERS = 2_500
MAX_EMPTY_CHARACTERS = 250
MIN_PARAGRAPH_CHARACTERS = 80
# Two short paragraphs: more than a wall says of anything but itself.
MIN_BESIDE_LETTERS = 200
# Each passage with a word of consent in it is left out, so less has to remain.
MIN_BESIDE_CONSENT_LETTERS = 150
# No form that asks for a password tells so much.
MAX_LOGIN_LETTERS = 300
# The lead of a story that ends in an invitation to sign in.
MIN_LEAD_LETTERS = 80
MAX_HEADING_CHARACTERS = 80
# The shortest news: a line or two.
MIN_STORY_LETTERS = 120
MIN_STORY_OF_DIALOGUE_LETTERS = 200
MAX_DIALOGUE_LINKS = 3
# A page of nothing but links leads on.
MIN_LINKS_OF_LISTING = 3

_PASSWORDS = elements("//input[@type='password']")
# In the order of what a page with words of several is.
_WORDED = (
    (PageKind.CONSENT_WALL, CONSENT),
    (PageKind.BLOCK_PAGE, BLOCK),
    (PageKind.LOGIN_WALL, LOGIN),
    (PageKind.ERROR_PAGE, NOT_FOUND),
    (PageKind.NEEDS_JAVASCRIPT, SCRIPTS),
)
_AROUND_EVERYTHING = ("html", "body", "main", "article")
_WALLS = (
    (PageKind.BLOCK_PAGE, BLOCK),
    (PageKind.CONSENT_WALL, CONSENT),
    (PageKind.ERROR_PAGE, NOT_FOUND),
    (PageKind.LOGIN_WALL, LOGIN),
)


def signs_of_wall(page: Page) -> Iterator[tuple[PageKind, str]]:
    """Yield the kind and the sign of each wall that the page looks like; none beside a story."""
    if story_letters(page) > MAX_WALL_LETTERS or page.article_objects:
        return
    for kind, signs in _WALLS:
        beside = letters_beside(page, signs.speaks)
        # Beside so much of a story only consent is asked for; the signs are dear to look for.
        if signs is not CONSENT and beside >= MIN_BESIDE_LETTERS:
            continue
        sign = met(page, signs)
        if not sign and signs is LOGIN and _PASSWORDS(page.tree):
            sign = "a password is asked for, and no story told"
        if not sign:
            continue
        is_wall = True
        if signs is CONSENT:
            is_wall = _beside_consent(page) < (
                MIN_BESIDE_LETTERS
                if is_at_its_address(page, CONSENT)
                else MIN_BESIDE_CONSENT_LETTERS
            )
        elif signs is LOGIN:
            is_lead = beside >= MIN_LEAD_LETTERS and invitation(page)
            is_wall = story_letters(page) <= MAX_LOGIN_LETTERS and not is_lead
        if is_wall:
            yield kind, sign


def signs_of_shell(page: Page) -> Iterator[str]:
    """Yield what says that the story is written by scripts, and is not here."""
    if not page.tagged("script"):
        return
    passages = page.outline.passages
    characters = sum(len(passage.text) for passage in passages)
    # What is dear to tell comes last.
    if (
        not page.article_objects
        and story_letters(page) < MAX_EMPTY_CHARACTERS
        and letters_beside(page, SCRIPTS.speaks) < MIN_BESIDE_LETTERS
    ):
        asked = (page.visible_text, *map(visible_text, page.tree.iter("noscript")))
        small = map(small_letters, asked)
        found = SCRIPTS.text and next(filter(None, map(SCRIPTS.text.search, small)), None)
        if found:
            yield f"the text {found.group()!r}, and {characters} characters without scripts"
    if characters > MAX_EMPTY_CHARACTERS or story_letters(page) > 2 * characters + 100:
        return  # the story is there, or in a script where it was found
    if not any(letters(passage.text) >= MIN_PARAGRAPH_CHARACTERS for passage in passages):
        yield f"{characters} characters without scripts"


def signs_of_no_story(page: Page) -> Iterator[tuple[PageKind, str]]:
    """
    Yield what a page without a story is most likely to be, told by the words it is made of.

    Walls are worded anew every day; that they tell nothing, and say nothing of themselves that
    articles say, is what they share. A page of buttons without links has to tell more.
    """
    if _has_signs_of_an_article(page) or len(page.visible_text) > MAX_WALL_LETTERS:
        return
    beside = letters_beside(page, *(signs.speaks for _, signs in _WORDED))
    is_dialogue = _is_dialogue(page)
    if beside >= (MIN_STORY_OF_DIALOGUE_LETTERS if is_dialogue else MIN_STORY_LETTERS):
        return
    words = small_letters(" ".join([*page.headings[:2], page.visible_text[:MAX_WALL_LETTERS]]))
    hits, kind = max(
        ((len(signs.speaks.findall(words)), kind) for kind, signs in _WORDED),
        key=lambda pair: pair[0],
    )
    if not hits and not is_dialogue:
        links = islice(page.tree.iter("a"), MIN_LINKS_OF_LISTING)
        is_short = len(list(links)) < MIN_LINKS_OF_LISTING
        kind = PageKind.ERROR_PAGE if is_short else PageKind.LISTING
    yield kind, f"{beside} characters of a story beside {hits} words that tell a wall or an error"


def _has_signs_of_an_article(page: Page) -> bool:
    """Tell whether the page says that it is one, or when it was published, as no wall does."""
    if page.article_objects or "article" in page.meta.get("og:type", ()):
        return True
    if "article:published_time" in page.meta or "datepublished" in page.microdata:
        return True
    return bool(page.tagged("time"))


def _is_dialogue(page: Page) -> bool:
    """Tell a page that asks something: buttons or fields, and hardly a way to another page."""
    if sum(1 for _ in page.tree.iter("a")) > MAX_DIALOGUE_LINKS:
        return False
    return next(page.tree.iter("button", "input"), None) is not None


def _beside_consent(page: Page) -> int:
    """
    Return the length of the story apart from the boxes that speak of consent, which tells a
    banner about cookies above a story from a wall. Where the page says that it is an article, its
    story may speak of consent too.
    """
    boxes = page.outline.boxes
    banners = {
        boxes[passage.box].parent
        for passage in page.outline.passages
        if _is_of_a_banner(passage.text)
        and boxes[boxes[passage.box].parent].tag not in _AROUND_EVERYTHING
    }
    is_declared = "article" in page.meta.get("og:type", ()) and not any(
        map(CONSENT.heading.search, map(small_letters, page.headings[:1]))
    )
    told, _ = page.once(story)
    return sum(
        letters(passage.text)
        for passage in told
        if boxes[passage.box].parent not in banners
        and (is_declared or not CONSENT.speaks.search(small_letters(passage.text)))
    )


def _is_of_a_banner(text: str) -> bool:
    small = small_letters(text)
    if CONSENT.text and CONSENT.text.search(small):
        return True
    return len(text) <= MAX_HEADING_CHARACTERS and bool(CONSENT.heading.search(small))


def is_at_its_address(page: Page, signs: PhraseSet) -> bool:
    return bool(signs.address and signs.address.search(page.url))


def met(page: Page, signs: PhraseSet) -> str | None:
    """Return the sign that the page carries, in words; None for none."""
    if is_at_its_address(page, signs):
        return f"the address ({signs.name})"
    for heading in page.headings:
        if signs.heading.search(small_letters(heading)):
            return f"the heading {heading[:80]!r} ({signs.name})"
    if signs.markup:
        found = signs.markup.search(page.markup)
        if found:
            return f"{found.group()!r} in the markup ({signs.name})"
    if signs.text and len(page.visible_text) <= MAX_WALL_LETTERS:
        found = signs.text.search(small_letters(page.visible_text))
        if found:
            return f"the text {found.group()!r} ({signs.name})"
    return None
