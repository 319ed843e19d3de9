"""Every field of a page, read once."""

from newscrawl.extract.body import beside_body, body
from newscrawl.extract.byline import authors, byline
from newscrawl.extract.meta import canonical, description, language, lead_image
from newscrawl.extract.page import Page
from newscrawl.extract.published import modified, published
from newscrawl.extract.section import section
from newscrawl.extract.title import title
from newscrawl.extract.told_days import day_order
from newscrawl.extract.verdict import judge_page
from newscrawl.items import ExtractedArticle, SiteFacts

# Raised with each change that reads any page differently: re-extraction supersedes older rows.
EXTRACTOR_VERSION = "2026.11.11"


def extract_article(page: Page, facts: SiteFacts) -> ExtractedArticle:
    """
    Return what ``page`` says.

    Fields are read whatever the verdict, so that a page judged wrongly can be seen for what it
    is; a field that the page does not give is None. Raises UnreadablePage where the bytes are no
    page at all.
    """
    beside = beside_body(page)
    return ExtractedArticle(
        site=facts,
        capture=page.capture,
        extractor_version=EXTRACTOR_VERSION,
        verdict=judge_page(page),
        canonical_url=canonical(page),
        title=page.once(title),
        byline=byline(page),
        authors=page.once(authors),
        published=published(page),
        modified=modified(page),
        day_order=page.once(day_order),
        body=page.once(body),
        section=section(page),
        language=language(page, facts.language),
        description=description(page),
        lead_image=lead_image(page),
        pictures=beside.pictures,
        embeds=beside.embeds,
    )
