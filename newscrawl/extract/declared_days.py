"""Days in the machine-readable places of a page: metadata, scripts, addresses."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from newscrawl.dates import Announcement
from newscrawl.extract.jsonld import JsonObject, text_of, types_of
from newscrawl.extract.page import Page
from newscrawl.extract.told import Told
from newscrawl.extract.tree import Element, visible_text
from newscrawl.items import FieldSource

PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publishedat",
    "published_at",
    "published",
    "published-date",
    "published_date",
    "publication-date",
    "publication_date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "datecreated",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article.created",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "bt:pubdate",
    "vr:published_time",
)
PLAIN_META = (
    "date",
    "dc.date",
    "dcterms.date",
    "dc.terms.date",
    "displaydate",
    "weibo:article:create_at",
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "article:modified",
    "last-modified",
    "last-modified-date",
    "lastmod",
    "last_updated",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "cxenseparse:recs:modifiedtime",
    "vr:updated_time",
)
# Further articles of the JSON-LD are mostly other stories.
MAX_ARTICLES = 4
MAX_MICRODATA = 3
MAX_DATE_CHARACTERS = 60
# More different days of publication in the scripts are those of a list.
MAX_SCRIPT_DAYS = 4

_PROPERTIES = (
    ("datePublished", Announcement.PUBLISHED),
    ("dateCreated", None),  # in the CMS, hours or days before it was out
    ("uploadDate", None),  # mostly of a video in the story
    ("dateModified", Announcement.CHANGED),
)
_PAGE_TYPES = frozenset("WebPage ItemPage AboutPage FAQPage Product Book".split())
_HAS_DIGIT = re.compile(r"\d")
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_DAY_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_.-]?)(0[1-9]|1[0-2])(?:[/_.-]?)(0[1-9]|[12]\d|3[01])(?!\d)"
)
# "/2026/mar/01/", "/2026/march/01/"
_DAY_IN_WORDS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/|$)", re.IGNORECASE)
# A number that begins with the day: "A2026012914320005196".
_DAY_IN_NUMBER = re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{3,})")
# What scripts and data attributes call the day of publication, less the letter that may be a
# capital; Dt: systems of Korean newsrooms. Each begins with letters of its own, which are what
# makes it quick to look for in a whole page.
_SCRIPT_NAMES = (
    re.compile(r"ub(?:lish|licat|[dD]ate|[_-]date)"),
    re.compile(r"isplay_?[dD]ate"),
    re.compile(r"Dt(?:(?<=(eg)Dt)|(?<=(eploy)Dt)|(?<=(nput)Dt))"),
    re.compile(r"eg_dt"),
)
# "publishedAt":"...", \"datePublished\":\"...\", data-publish-date="..."
_SCRIPT_VALUE = re.compile(r"[A-Za-z_-]{0,16}\\?\"?\s*[:=]\s*\\?\"?([12]\d[^\"\\,}<>]{6,38})")
_NOT_THE_FIRST = ("last", "Last", "last_", "last-", "re", "un")


def declared_days(page: Page) -> Iterator[Told]:
    """Yield what layout, JSON-LD, meta tags and microdata give."""
    yield from _of_layout(page)
    yield from _of_json_ld(page)
    yield from _of_meta(page)
    yield from _of_microdata(page)


def _of_layout(page: Page) -> Iterator[Told]:
    for field, says in (("published", Announcement.PUBLISHED), ("modified", Announcement.CHANGED)):
        if page.layout and (text := page.select_text(getattr(page.layout, field))):
            sign = page.layout.sign(field) + (" modified" if field == "modified" else "")
            yield Told(text, FieldSource.LAYOUT, says, frozenset({sign}))


def _of_json_ld(page: Page) -> Iterator[Told]:
    for index, item in enumerate(page.article_objects[:MAX_ARTICLES]):
        yield from _of_object(item, "json-ld, a further article" if index else "json-ld")
    others = (item for item in page.json_ld if types_of(item) & _PAGE_TYPES)
    for item in islice(others, 1):
        yield from _of_object(item, "json-ld page")


def _of_object(item: JsonObject, place: str) -> Iterator[Told]:
    for name, says in _PROPERTIES:
        text = text_of(item.get(name))
        if _HAS_DIGIT.search(text):
            yield Told(text, FieldSource.JSON_LD, says, frozenset({f"{place} {name}"}))


def _of_meta(page: Page) -> Iterator[Told]:
    for names, says, sign in (
        (PUBLISHED_META, Announcement.PUBLISHED, "meta published"),
        (PLAIN_META, None, "meta date"),
        (MODIFIED_META, Announcement.CHANGED, "meta modified"),
    ):
        for text in dict.fromkeys(page.meta_values(*names)):
            if _HAS_DIGIT.search(text):
                yield Told(text, FieldSource.META, says, frozenset({sign}))


def _of_microdata(page: Page) -> Iterator[Told]:
    for name, says in _PROPERTIES:
        elements = page.microdata.get(name.lower(), ())
        sign = f"microdata {name}" + (", one of many" if len(elements) > MAX_MICRODATA else "")
        for element in elements[:MAX_MICRODATA]:
            if text := date_text(element):
                yield Told(text, FieldSource.MICRODATA, says, frozenset({sign}))


def date_text(element: Element) -> str | None:
    """Return the machine-readable date of an element, else the one in its text; None for none."""
    for text in (element.get("datetime"), element.get("content"), visible_text(element)):
        if text and _HAS_DIGIT.search(text) and len(text) <= MAX_DATE_CHARACTERS:
            return text
    return None


def days_of_addresses(page: Page) -> Iterator[Told]:
    """Yield the day in the page's own address, and that in the address of its image."""
    image = urlsplit(next(iter(page.meta_values("og:image", "twitter:image")), "")).path
    for path, sign in ((page.path, "url day"), (image, "day of the image")):
        found = _DAY_IN_PATH.search(path) or _DAY_IN_NAME.search(path)
        if found:
            yield _of_numbers(found, sign)
    if found := _DAY_IN_WORDS.search(page.path):
        text = " ".join(reversed(found.groups()))
        yield Told(text, FieldSource.URL, None, frozenset({"url day"}))
    if found := _DAY_IN_NUMBER.search(page.path):
        yield _of_numbers(found, "url number")


def _of_numbers(found: re.Match[str], sign: str) -> Told:
    year, month, day = found.groups()
    text = f"{year}-{month:0>2}-{day:0>2}"
    return Told(text, FieldSource.URL, None, frozenset({sign}))


def days_in_scripts(page: Page) -> Iterator[Told]:
    """Yield the first day of publication that scripts and data attributes name."""
    markup = page.markup
    days: dict[str, int] = {}
    for name in chain.from_iterable(names.finditer(markup) for names in _SCRIPT_NAMES):
        value = _SCRIPT_VALUE.match(markup, name.end())
        if value is None:
            continue
        at = name.start(name.lastindex or 0)
        if not markup.endswith(_NOT_THE_FIRST, max(0, at - 6), at - 1):
            days.setdefault(value[1].strip(), at)
        if len(days) > MAX_SCRIPT_DAYS:
            break
    if days:
        of_many = "one of many" if len(days) > MAX_SCRIPT_DAYS else "one of several"
        sign = "script" if len(days) == 1 else f"script, {of_many}"
        first = min(days, key=days.__getitem__)
        yield Told(first, FieldSource.JSON_LD, Announcement.PUBLISHED, frozenset({sign}))
