"""What the page says of itself: canonical URL, language, description, lead image."""

from urllib.parse import urlsplit

from newscrawl.extract.jsonld import text_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.page import Page
from newscrawl.extract.tree import visible_text
from newscrawl.urls import canonical_url, registrable_domain

# Fewer characters tell a language badly; more cost time and tell no more.
MIN_LANGUAGE_CHARACTERS = 120
MAX_LANGUAGE_CHARACTERS = 2_000


def canonical(page: Page) -> str:
    """
    Return the URL that identifies the article: the page's proposal where it is a fit one.

    A proposal must lie on the same registrable domain and must not be the home page: wrong ones
    (another article, the section, the syndicating site) would merge distinct articles.
    """
    own = canonical_url(page.url)
    for href in _proposed(page):
        url = absolute_url(href, page.base_url)
        if url is None:
            continue
        parts = urlsplit(url)
        is_home = parts.path in ("", "/") and not parts.query
        if not is_home and registrable_domain(url) == registrable_domain(own):
            return canonical_url(url)
    return own


def _proposed(page: Page) -> list[str]:
    links = [
        element.get("href") or ""
        for element in page.tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    return [*links[:1], *page.meta_values("og:url")]


def language(page: Page, usual: str | None) -> str | None:
    """
    Return a BCP 47 tag: what the page declares, else what the site usually writes, else what
    its text looks like.
    """
    declared = [page.tree.get("lang") or page.tree.get("xml:lang") or ""]
    declared += [text_of(item.get("inLanguage")) for item in page.article_objects]
    declared += page.meta_values("og:locale", "content-language", "language")
    for text in declared:
        tag = text.strip().replace("_", "-")
        if 2 <= len(tag.partition("-")[0]) <= 3 and tag.replace("-", "").isalnum():
            return tag
    return usual or _of_text(page)


def _of_text(page: Page) -> str | None:
    text = " ".join(visible_text(element) for element in page.tree.iter("p"))
    if len(text) < MIN_LANGUAGE_CHARACTERS:
        return None
    import py3langid

    code, _ = py3langid.classify(text[:MAX_LANGUAGE_CHARACTERS])
    return str(code)


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
