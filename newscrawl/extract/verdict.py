"""What a page is, and the sign it is told by."""

from collections.abc import Iterator

from newscrawl.extract.listing_page import signs_of_listing
from newscrawl.extract.media_page import signs_of_media
from newscrawl.extract.page import Page
from newscrawl.extract.story_length import story_letters
from newscrawl.extract.teaser_page import signs_of_teaser
from newscrawl.extract.wall_page import met, signs_of_no_story, signs_of_shell, signs_of_wall
from newscrawl.extract.walls import BLOCK
from newscrawl.items import PageKind, Verdict

HTML_MEDIA_TYPES = ("text/html", "application/xhtml+xml", "")

# The statuses with which robots are refused (RFC 9110, 15.5.4 and 15.6.4; RFC 6585, 4).
REFUSALS = (401, 403, 429, 503)
# A film or a gallery has a caption; with more text it illustrates a story.
MAX_CAPTION_LETTERS = 500
MIN_MEDIA_SIGNS = 2


def judge_page(page: Page) -> Verdict:
    """Return the verdict. Raises UnreadablePage where the bytes are no page at all."""
    for kind, reason in _signs(page):
        return Verdict(kind=kind, reason=reason)
    return Verdict(kind=PageKind.ARTICLE, reason="a story, and no sign of anything else")


def _signs(page: Page) -> Iterator[tuple[PageKind, str]]:
    """Yield what speaks against a full article, surest first."""
    if page.capture.status >= 400:
        sign = met(page, BLOCK) if page.capture.status in REFUSALS else None
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
    yield from signs_of_wall(page)
    for sign in signs_of_listing(page):
        yield PageKind.LISTING, sign
    for sign in _media(page):
        yield PageKind.MEDIA_PAGE, sign
    for sign in signs_of_shell(page):
        yield PageKind.NEEDS_JAVASCRIPT, sign
    for sign in signs_of_teaser(page):
        yield PageKind.TEASER, sign
    yield from signs_of_no_story(page)


def _media(page: Page) -> Iterator[str]:
    if story_letters(page) <= MAX_CAPTION_LETTERS:
        signs = list(signs_of_media(page))
        if len(signs) >= MIN_MEDIA_SIGNS:
            yield f"{', '.join(signs)}, and {story_letters(page)} characters of text"
