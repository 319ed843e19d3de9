"""When the story was published and last changed: the texts that say so, as printed."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from newscrawl.extract import confidence
from newscrawl.extract.candidates import Candidate, choose
from newscrawl.extract.headline_lines import headline_lines
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.marks import Mark
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
# Characters of a credit line beside its day: names, a place, the hour.
MAX_WORDS_BESIDE = 60
MAX_LINES = 8
MAX_TIME_ELEMENTS = 6

_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-])")
_HAS_DIGIT = re.compile(r"\d")


# A day in print, month by name or number; the reader of dates has the last word on it.
_MONTH = r"[^\W\d_]{3,12}\.?"
_PRINTED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?[\s-]+(?:de\s+|of\s+)?{_MONTH}[\s,-]+(?:de\s+|del\s+)?"
    rf"(?:19|20)\d\d\b|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|"
    r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}\b|"
    r"\b(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
)
# The hour that a day is followed by, with its zone: "at 09:15 GMT", ", 9:30 Uhr", "7:04 p.m. ET".
_HOUR = re.compile(
    r",?\s*(?:[|•·–—-]\s*)?(?:(?:at|um|à|a las|alle|kl\.?|klo|om)\s+)?"
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*Uhr\b)?(?:\s*\(?(?-i:[A-Z]{2,5}|Z)\b\)?)?(?:\s*[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_SAYS_CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|reviewed|edited|aktualisiert|stand|actualizado|mis à jour|"
    r"modifié|aggiornato|bijgewerkt|oppdatert|uppdaterad)\b",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:published|posted|created|written|first|date|on|publié|publicado|veröffentlicht|"
    r"erstellt|pubblicato)\b",
    re.IGNORECASE,
)


def published(page: Page) -> Reading[str] | None:
    """Return the text that gives the first publication; None where the page gives none."""
    return choose(
        [
            *_of_layout(page, "published"),
            *_of_json_ld(page, "datePublished", "dateCreated", "uploadDate"),
            *_of_meta(page, PUBLISHED_META),
            *_of_microdata(page, "datepublished"),
            *(_printed(text, sure) for text, changed, sure in page.once(_lines) if not changed),
            *_of_time_elements(page),
            *_of_url(page),
            # "Updated ..." and nothing else: the day on which the text was current.
            *(_printed(text, sure / 2) for text, changed, sure in page.once(_lines) if changed),
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
            *(_printed(text, sure) for text, changed, sure in page.once(_lines) if changed),
        ]
    )


def _lines(page: Page) -> tuple[tuple[str, bool, float], ...]:
    """Return (day and hour, is of the last change, confidence) of each credit line, in order."""
    found = []
    for line in page.once(headline_lines):
        text = line.passage.text
        is_dated = bool(line.box.near & Mark.DATE.value)
        for match in _PRINTED.finditer(text):
            before = text[: match.start()].rpartition("\n")[2][-40:]
            changed = bool(_SAYS_CHANGED.search(before)) and not _SAYS_PUBLISHED.search(
                before[before.rfind("pdated") + 7 :]
            )
            is_alone = len(text) - len(match.group()) < MAX_WORDS_BESIDE
            if line.is_near and (is_dated or is_alone or _SAYS_PUBLISHED.search(before)):
                sure = confidence.PUBLISHED_NEAR
            elif is_alone and (is_dated or _SAYS_PUBLISHED.search(before)):
                sure = confidence.PUBLISHED_ELSEWHERE
            else:
                continue
            hour = _HOUR.match(text, match.end())
            found.append((match.group() + (hour.group() if hour else ""), changed, sure))
        if len(found) >= MAX_LINES:
            break
    return tuple(found)


def _printed(text: str, sure: float) -> Candidate[str]:
    return Candidate(value=text, source=FieldSource.VISIBLE_TEXT, confidence=sure)


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
    stamps = list(islice(page.tree.iter("time"), MAX_TIME_ELEMENTS + 1))
    if len(stamps) > MAX_TIME_ELEMENTS:
        return  # as many stories are listed, or comments are: the first is anyone's
    for element in stamps:
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
