"""Who wrote the story: the line as printed, and the authors that the page marks as such."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from newscrawl.extract import confidence
from newscrawl.extract.candidates import Candidate, choose
from newscrawl.extract.jsonld import JsonObject, text_of, types_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.page import Page
from newscrawl.extract.tree import Element, elements, printed_text, visible_text
from newscrawl.items import FieldSource, PrintedAuthor, Reading

Authors = tuple[PrintedAuthor, ...]

# Longer, it is a biography or a paragraph of the story.
MAX_BYLINE_CHARACTERS = 300
MAX_NAME_CHARACTERS = 120

_BYLINE_CLASSES = (
    ".byline",
    "[rel~=author]",
    "[class*=byline]",
    ".author-name",
    ".post-author",
    ".entry-author",
    "[class*=author-name]",
    "[class*=AuthorName]",
    ".author",
)
_NAMES_IN = elements("descendant::*[@itemprop='name']")
_LINKS_OF = elements("descendant-or-self::a[@href] | ancestor::a[@href]")


def byline(page: Page) -> str | None:
    """Return the line that names the authors, as printed on the page; None where none is found."""
    selectors = (*(page.layout.byline if page.layout else ()), *_BYLINE_CLASSES)
    for css in selectors:
        for element in page.select((css,)):
            text = visible_text(element)
            if 2 < len(text) <= MAX_BYLINE_CHARACTERS:
                return text
    return None


def authors(page: Page) -> Reading[Authors] | None:
    """Return the authors in page order, uncleaned; None where the page names none."""
    candidates = list(_candidates(page))
    chosen = choose(candidates, _names)
    if chosen is None:
        return None
    told = [author for candidate in candidates for author in candidate.value]
    return replace(chosen, value=tuple(_completed(author, told) for author in chosen.value))


def _completed(author: PrintedAuthor, told: list[PrintedAuthor]) -> PrintedAuthor:
    """Return ``author`` with what other places of the page say of the same name."""
    for other in told:
        if other.name.casefold() == author.name.casefold():
            author = PrintedAuthor(
                name=author.name,
                profile_url=author.profile_url or other.profile_url,
                role=author.role or other.role,
                biography=author.biography or other.biography,
                is_organisation=other.is_organisation
                if author.is_organisation is None
                else author.is_organisation,
            )
    return author


def _candidates(page: Page) -> Iterator[Candidate[Authors]]:
    if page.layout and page.layout.author_name:
        found = _by_layout(page)
        if found:
            sure = page.layout.confidence("author_name")
            yield _candidate(found, FieldSource.LAYOUT, sure)
    for item in page.article_objects:
        found = _of_json_ld(page, item.get("author"))
        if found:
            yield _candidate(found, FieldSource.JSON_LD)
            break
    named = [text for text in _meta_names(page) if not text.startswith(("http:", "https:", "@"))]
    if named:
        yield _candidate(tuple(PrintedAuthor(name=text) for text in named), FieldSource.META)
    found = _of_elements(page, page.microdata.get("author", ()))
    if found:
        yield _candidate(found, FieldSource.MICRODATA)
    found = _of_elements(
        page, page.select(("[rel~=author]", ".author-name", ".byline-name", ".byline a"))
    )
    if found:
        yield _candidate(found, FieldSource.VISIBLE_TEXT)
    line = byline(page)
    if line:
        sure = confidence.AUTHORS[FieldSource.VISIBLE_TEXT] - 0.1
        yield _candidate((PrintedAuthor(name=line),), FieldSource.VISIBLE_TEXT, sure)


def _by_layout(page: Page) -> Authors:
    layout = page.layout
    assert layout is not None
    boxes: list[Element] = page.select(layout.author) or [page.tree]
    found = []
    for box in boxes:
        names = page.select(layout.author_name, box)
        for element in names:
            name = visible_text(element)
            if name and len(name) <= MAX_NAME_CHARACTERS:
                # Role and biography are the author's own only where the box is.
                own = box if len(names) == 1 else None
                found.append(
                    PrintedAuthor(
                        name=name,
                        profile_url=_profile_url(page, element),
                        role=page.select_text(layout.author_role, own) if own is not None else None,
                        biography=page.select_text(layout.author_biography, own)
                        if own is not None
                        else None,
                    )
                )
    return _each_once(found)


def _of_json_ld(page: Page, value: Any, depth: int = 0) -> Authors:
    found: list[PrintedAuthor] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list) and depth < 2:
            found += _of_json_ld(page, item, depth + 1)
        elif isinstance(item, str):
            name = " ".join(item.split())
            if name and not name.startswith(("http:", "https:")):
                found.append(PrintedAuthor(name=name))
        elif isinstance(item, dict):
            person = page.resolved(item)
            name = text_of(person.get("name"))
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
    return _each_once(found)


def _is_organisation(person: JsonObject) -> bool | None:
    types = types_of(person)
    if any("Organization" in name for name in types) or "Corporation" in types:
        return True
    return False if "Person" in types else None


def _meta_names(page: Page) -> list[str]:
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
    ):
        if name in page.meta:
            return page.meta[name]
    return []


def _of_elements(page: Page, elements: Iterable[Element]) -> Authors:
    found = []
    for element in elements:
        names = _NAMES_IN(element) or [element]
        name = printed_text(names[0])
        if 2 < len(name) <= MAX_NAME_CHARACTERS:
            found.append(PrintedAuthor(name=name, profile_url=_profile_url(page, element)))
    return _each_once(found)


def _profile_url(page: Page, element: Element) -> str | None:
    anchors = _LINKS_OF(element)
    return absolute_url(anchors[0].get("href") or "", page.base_url) if anchors else None


def _each_once(authors: Iterable[PrintedAuthor]) -> Authors:
    found: dict[str, PrintedAuthor] = {}
    for author in authors:
        found.setdefault(author.name.casefold(), author)
    return tuple(found.values())


def _names(authors: Authors) -> str:
    return ", ".join(author.name for author in authors)


def _candidate(
    value: Authors, source: FieldSource, sure: float | None = None
) -> Candidate[Authors]:
    return Candidate(
        value=value, source=source, confidence=confidence.AUTHORS[source] if sure is None else sure
    )
