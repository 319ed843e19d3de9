"""What a page is, and the sign it is told by."""

from newscrawl.extract.page import Page
from newscrawl.items import PageKind, Verdict


def judge_page(page: Page) -> Verdict:
    """Return the verdict. Raises UnreadablePage where the bytes are no page at all."""
    media_type = page.capture.media_type.partition(";")[0].strip().lower()
    if page.capture.status >= 400:
        return Verdict(kind=PageKind.ERROR_PAGE, reason=f"status {page.capture.status}")
    if page.capture.truncated:
        return Verdict(
            kind=PageKind.TRUNCATED, reason=f"the response was cut off: {page.capture.truncated}"
        )
    if media_type not in ("text/html", "application/xhtml+xml", ""):
        return Verdict(kind=PageKind.NOT_HTML, reason=f"media type {media_type}")
    return Verdict(kind=PageKind.ARTICLE, reason="no sign of anything else")
