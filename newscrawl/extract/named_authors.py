"""Authors as a page's data, meta tags, elements and the site's layout name them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newscrawl.extract.jsonld import JsonObject, text_of, types_of
from newscrawl.extract.layout import Layout
from newscrawl.extract.links import absolute_url
from newscrawl.extract.page import Page
from newscrawl.extract.tree import Element, elements, printed_text, visible_text
from newscrawl.items import PrintedAuthor

Authors = tuple[PrintedAuthor, ...]

MAX_NAME_CHARACTERS = 120
MAX_META_AUTHORS = 20

_META_TAGS = {
    "author": "meta author",
    "article:author": "meta article:author",
    "og:article:author": "meta article:author",
    "parsely-author": "meta of an analytics tool",
    "sailthru.author": "meta of an analytics tool",
    "cxenseparse:author": "meta of an analytics tool",
    "byl": "meta author",
    "dc.creator": "meta dc.creator",
    "dcterms.creator": "meta dc.creator",
    "citation_author": "meta citation_author",
    "citation_authors": "meta citation_author",
}
_META_TAG = re.compile(r"(?:^|[a-z._:-])authors?(?:[._-]?names?)?$")
_NAME_PARTS = ("givenName", "familyName")
_WRITTEN_BY = re.compile(
    r"written by|(?:by|author|von|par|escrito por|écrit par|verfasst von)", re.IGNORECASE
)
# "https://...", "www...", "@handle"; an e-mail address is an account's name.
_IS_ADDRESS = re.compile(r"https?:|www\.|@|facebook\.com|//|#|[\w/]+\.html?$|\d+$")

_NAMES_IN = elements("descendant::*[@itemprop='name']")
_ROLES_IN = elements("descendant::*[@itemprop='jobTitle']")
_BIOGRAPHIES_IN = elements("descendant::*[@itemprop='description']")
_LINKS_OF = elements("descendant-or-self::a[@href] | ancestor::a[@href]")


def of_layout(page: Page, layout: Layout) -> Authors:
    """Return the authors that the layout's selectors find, role and biography with one alone."""
    boxes: list[Element] = page.select(layout.author) or [page.tree]
    found = []
    for box in boxes:
        names = page.select(layout.author_name, box)
        for element in names:
            name = visible_text(element)
            if name and len(name) <= MAX_NAME_CHARACTERS:
                # Role and biography are the author's own only where the box is.
                alone = len(names) == 1
                found.append(
                    PrintedAuthor(
                        name=name,
                        profile_url=_profile_url(page, element),
                        role=page.select_text(layout.author_role, box) if alone else None,
                        biography=page.select_text(layout.author_biography, box) if alone else None,
                    )
                )
    return each_once(found)


def of_json_ld(page: Page, value: Any, depth: int = 0) -> Authors:
    """Return the authors in an ``author`` property: names, objects, references, lists of them."""
    found: list[PrintedAuthor] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list) and depth < 2:
            found += of_json_ld(page, item, depth + 1)
        elif isinstance(item, str):
            name = " ".join(item.split())
            if name and not name.startswith(("http:", "https:")):
                found.append(PrintedAuthor(name=name))
        elif isinstance(item, dict):
            person = page.resolved(item)
            name = text_of(person.get("name")) or _name_of_parts(person)
            if name:
                found.append(
                    PrintedAuthor(
                        name=name,
                        profile_url=absolute_url(text_of(person.get("url")), page.base_url),
                        role=text_of(person.get("jobTitle")) or None,
                        biography=text_of(person.get("description")) or None,
                        is_organisation=_is_organisation(person),
                    )
                )
    return each_once(found)


def _name_of_parts(person: JsonObject) -> str:
    return " ".join(filter(None, (text_of(person.get(part)) for part in _NAME_PARTS)))


def _is_organisation(person: JsonObject) -> bool | None:
    types = types_of(person)
    if any("Organization" in name for name in types) or "Corporation" in types:
        return True
    return False if "Person" in types else None


def of_meta(page: Page) -> Iterator[tuple[str, Authors]]:
    """Yield the name of each kind of author meta tag that the page has, and the authors in it."""
    for tag, contents in page.meta.items():
        if tag in _META_TAGS or _META_TAG.search(tag):
            kind, named = _META_TAGS.get(tag, "meta, another tag for authors"), contents
        elif tag.startswith("twitter:label") and _WRITTEN_BY.fullmatch(contents[0]):
            kind, named = "meta twitter:data", page.meta.get(tag.replace("label", "data"), [])
        else:
            continue
        found = [PrintedAuthor(name=text) for text in named if not _IS_ADDRESS.match(text)]
        if found:
            yield kind, each_once(found[:MAX_META_AUTHORS])


def of_elements(page: Page, found_in: Iterable[Element]) -> Authors:
    """Return an author an element, with what microdata in it says of role and biography."""
    found = []
    for element in found_in:
        names = _NAMES_IN(element) or [element]
        name = printed_text(names[0])
        if 2 < len(name) <= MAX_NAME_CHARACTERS:
            found.append(
                PrintedAuthor(
                    name=name,
                    profile_url=_profile_url(page, element),
                    role=_property(_ROLES_IN(element)),
                    biography=_property(_BIOGRAPHIES_IN(element)),
                )
            )
    return each_once(found)


def _property(found: list[Element]) -> str | None:
    return next(filter(None, map(printed_text, found)), None)


def _profile_url(page: Page, element: Element) -> str | None:
    anchors = _LINKS_OF(element)
    return absolute_url(anchors[0].get("href") or "", page.base_url) if anchors else None


def each_once(authors: Iterable[PrintedAuthor]) -> Authors:
    """Return ``authors`` without those whose name came before, case aside."""
    found: dict[str, PrintedAuthor] = {}
    for author in authors:
        found.setdefault(author.name.casefold(), author)
    return tuple(found.values())
