"""What kind of page it is, as far as that tells how much its days are worth."""

from newscrawl.extract.jsonld import types_of
from newscrawl.extract.page import Page
from newscrawl.items import FieldSource

# Words of the last part of a path: with more, it is made of a headline.
MIN_HEADLINE_HYPHENS = 4
_NEWS_TYPES = frozenset(
    "NewsArticle ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting".split()
)


def page_signs(page: Page, day_sources: frozenset[FieldSource]) -> frozenset[str]:
    """
    Return what speaks for a dated page or against one; ``day_sources`` are those that tell days.

    A page of a shop or a school has no day of publication, and what it shows is another's.
    """
    signs = set()
    if is_of_type_article(page):
        signs.add("of type article")
    if page.path.rstrip("/").rpartition("/")[2].count("-") >= MIN_HEADLINE_HYPHENS:
        signs.add("address like a headline")
    if any(types_of(item) & _NEWS_TYPES for item in page.article_objects):
        signs.add("json-ld of news")
    if page.json_ld and FieldSource.JSON_LD not in day_sources:
        signs.add("json-ld without a day")
    return frozenset(signs)


def is_of_type_article(page: Page) -> bool:
    return "article" in (value.casefold() for value in page.meta_values("og:type"))


def names_author(page: Page) -> bool:
    """Tell whether the page's meta tags name an author."""
    return any(page.meta_values("author", "article:author"))
