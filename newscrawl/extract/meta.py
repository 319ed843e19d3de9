"""What the page says of itself: canonical URL, language, description, lead image."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newscrawl.extract.jsonld import text_of
from newscrawl.extract.language import is_written_in, language_of, script_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.urls import canonical_url, registrable_domain

# Less is a line beside a story that is elsewhere.
MIN_STORY_CHARACTERS = 120
# More cost time and tell a language no better.
MAX_LANGUAGE_CHARACTERS = 2_000
MAX_PASSAGES = 60


def canonical(page: Page) -> str:
    """
    Return the URL that identifies the article: the page's proposal where it is a fit one.

    A proposal must lie on the same registrable domain and must not be the home page: wrong ones
    (another article, the section, the syndicating site) would merge distinct articles.
    """
    for href in _proposed(page):
        url = absolute_url(href, page.base_url)
        if url is None:
            continue
        parts = urlsplit(url)
        is_home = parts.path in ("", "/") and not parts.query
        if not is_home and registrable_domain(url) == registrable_domain(page.url):
            return canonical_url(url)
    return canonical_url(page.url)


def _proposed(page: Page) -> Iterator[str]:
    for element in page.tagged("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""
            break
    yield from page.meta_values("og:url")


def language(page: Page, usual: str | None) -> str | None:
    """
    Return a BCP 47 tag: what the page declares, else what the site usually writes, else what
    its text looks like. A tag whose script is not the text's is a template's, and not believed.
    """
    text = _story_text(page)
    script = script_of(text)
    declared = [page.tree.get("lang") or page.tree.get("xml:lang") or ""]
    declared += [text_of(item.get("inLanguage")) for item in page.article_objects]
    declared += page.meta_values("og:locale", "content-language", "language")
    for named in (*declared, usual or ""):
        tag = named.strip().replace("_", "-")
        if (
            2 <= len(tag.partition("-")[0]) <= 3
            and tag.replace("-", "").isalnum()
            and is_written_in(tag, script)
        ):
            return tag
    return language_of(text, script)


def _story_text(page: Page) -> str:
    """Return the start of the story, of all that the page says where it has none."""
    told, _ = page.once(story)
    text = " ".join(passage.text for passage in told[:MAX_PASSAGES])
    if len(text) < MIN_STORY_CHARACTERS:
        text = " ".join(passage.text for passage in page.outline.passages[:MAX_PASSAGES])
    return text[:MAX_LANGUAGE_CHARACTERS]


def description(page: Page) -> str | None:
    """Return the page's own summary."""
    named = page.meta_values("og:description", "description", "twitter:description")
    return next(iter(named), None)


def lead_image(page: Page) -> str | None:
    """Return the absolute URL of the picture that stands for the story."""
    for item in page.article_objects:
        image = item.get("image")
        if isinstance(image, list):
            image = image[0] if image else None
        if isinstance(image, dict):
            image = page.resolved(image)
            image = image.get("url") or image.get("contentUrl")
        text = text_of(image)
        url = absolute_url(text, page.base_url)
        if url:
            return url
    for text in page.meta_values("og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        url = absolute_url(text, page.base_url)
        if url:
            return url
    return None
