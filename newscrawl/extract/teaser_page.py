"""Pages that hold the beginning of a story and ask for money for the rest: what speaks for that."""

from collections.abc import Iterator

from cssselect import SelectorError

from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.extract.story_length import is_made_of, story_letters
from newscrawl.extract.tree import visible_text
from newscrawl.extract.walls import PAYWALL
from newscrawl.small_letters import small_letters

# The text that paying readers do not have to pay for.
MAX_TEASER_LETTERS = 1_500
# Less in the part to be paid for is the invitation to pay.
MIN_PAID_LETTERS = 400
MAX_INVITATION_LETTERS = 200
MIN_PARAGRAPH_LETTERS = 80


def signs_of_teaser(page: Page) -> Iterator[str]:
    """Yield what says that more of the story is sold; nothing where there is text enough."""
    characters = story_letters(page)
    if characters > MAX_TEASER_LETTERS:
        return
    for item in page.json_ld:
        if str(item.get("isAccessibleForFree")).lower() == "false" and not _holds_paid_part(page):
            yield f"isAccessibleForFree is false, and {characters} characters of text"
    tiers = page.meta.get("article:content_tier", ())
    if any(value.lower() in ("locked", "metered", "premium") for value in tiers):
        yield f"the content tier is not free, and {characters} characters of text"
    is_marked = page.names_any(PAYWALL.marked)
    if is_marked and PAYWALL.markup and (found := PAYWALL.markup.search(page.markup)):
        yield f"the markup holds {found.group()!r}, and {characters} characters of text"
    if invited := invitation(page):
        yield f"the text {invited!r} at the end of {characters} characters of text"


def invitation(page: Page) -> str | None:
    """
    Return the words that invite to pay where the story ends; None for none.

    Above the story they are for subscribers who are not signed in; where the story goes on below
    them, it quotes them.
    """
    told, _ = page.once(story)
    if PAYWALL.text is None:
        return None
    is_story = {id(passage) for passage in told}
    found = None
    is_within = not told
    for passage in page.outline.passages:
        text = passage.text
        is_within = is_within or id(passage) in is_story
        if not is_within:
            continue
        is_short = len(text) <= MAX_INVITATION_LETTERS
        if is_short and (sign := PAYWALL.text.search(small_letters(text))):
            found = found or sign.group()
        elif (
            id(passage) in is_story
            and len(text) >= MIN_PARAGRAPH_LETTERS
            and not is_made_of(text, PAYWALL.speaks)
        ):
            found = None
    return found


def _holds_paid_part(page: Page) -> bool:
    """
    Tell whether the part that readers pay for was sent all the same, as metered sites do.

    Source: developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    for item in page.article_objects:
        parts = item.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            css = part.get("cssSelector") if isinstance(part, dict) else None
            if isinstance(css, str) and _characters_under(page, css) >= MIN_PAID_LETTERS:
                return True
    return False


def _characters_under(page: Page, css: str) -> int:
    try:
        return sum(len(visible_text(element)) for element in page.select((css,)))
    except SelectorError:
        return 0
