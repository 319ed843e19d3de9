"""When the story was published and last changed: the texts that say so, as printed."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newscrawl.extract import confidence
from newscrawl.extract.candidates import Candidate, choose
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.page import Page
from newscrawl.extract.tree import printed_text
from newscrawl.items import FieldSource, Reading

PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
    "article.published",
    "last-modified-date",
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "article.updated",
)
_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-])")
_HAS_DIGIT = re.compile(r"\d")


def published(page: Page) -> Reading[str] | None:
    """Return the text that gives the first publication; None where the page gives none."""
    return choose(
        [
            *_of_layout(page, "published"),
            *_of_json_ld(page, "datePublished", "dateCreated", "uploadDate"),
            *_of_meta(page, PUBLISHED_META),
            *_of_microdata(page, "datepublished"),
            *_of_time_elements(page),
            *_of_url(page),
        ]
    )


def modified(page: Page) -> Reading[str] | None:
    """Return the text that gives the last change; None where the page gives none."""
    return choose(
        [
            *_of_layout(page, "modified"),
            *_of_json_ld(page, "dateModified"),
            *_of_meta(page, MODIFIED_META),
            *_of_microdata(page, "datemodified"),
        ]
    )


def _of_layout(page: Page, field: str) -> Iterator[Candidate[str]]:
    if page.layout and (text := page.select_text(getattr(page.layout, field))):
        yield Candidate(
            value=text, source=FieldSource.LAYOUT, confidence=page.layout.confidence(field)
        )


def _of_json_ld(page: Page, *properties: str) -> Iterator[Candidate[str]]:
    for item in page.article_objects:
        for name in properties:
            text = text_of(item.get(name))
            if text:
                yield _candidate(text, FieldSource.JSON_LD)
                return


def _of_meta(page: Page, names: tuple[str, ...]) -> Iterator[Candidate[str]]:
    for text in page.meta_values(*names):
        if _HAS_DIGIT.search(text):
            yield _candidate(text, FieldSource.META)
            return


def _of_microdata(page: Page, name: str) -> Iterator[Candidate[str]]:
    for element in page.microdata.get(name, ()):
        text = printed_text(element)
        if _HAS_DIGIT.search(text):
            yield _candidate(text, FieldSource.MICRODATA)
            return


def _of_time_elements(page: Page) -> Iterator[Candidate[str]]:
    for element in page.tree.iter("time"):
        text = printed_text(element)
        if 6 <= len(text) <= 60 and _HAS_DIGIT.search(text):
            yield _candidate(text, FieldSource.VISIBLE_TEXT)
            return


def _of_url(page: Page) -> Iterator[Candidate[str]]:
    found = _URL_DATE.search(urlsplit(page.url).path)
    if found:
        year, month, day = found.groups()
        yield _candidate(f"{year}-{month:0>2}-{day:0>2}", FieldSource.URL)


def _candidate(text: str, source: FieldSource) -> Candidate[str]:
    return Candidate(value=text, source=source, confidence=confidence.PUBLISHED[source])
