"""The section that a story stands in: declared, in the breadcrumbs, or over the headline."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from newscrawl.extract.jsonld import text_of, types_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.outline import Passage
from newscrawl.extract.page import Page
from newscrawl.extract.title import title
from newscrawl.extract.tree import Element, elements, visible_text
from newscrawl.urls import registrable_domain

MAX_SECTION_CHARACTERS = 40
MAX_SECTION_WORDS = 5
# A section's address is short: "/news/", "/category/phones/", "/en/tech/phones".
MAX_SECTION_STEPS = 3
# Passages between a kicker and the headline that it stands over.
MAX_KICKER_DISTANCE = 2

_TRAIL_TAGS = frozenset({"nav", "ol", "ul", "div", "p"})
_LINKS = elements("descendant::a[@href]")
_HOME = re.compile(
    r"^(?:home(?:page)?|start(?:seite)?|accueil|inicio|home page|front ?page|back to .*|»|›|>)$",
    re.IGNORECASE,
)


def section(page: Page) -> str | None:
    """Return the section as the page names it; None where it names none."""
    if page.layout and (text := page.select_text(page.layout.section)):
        return text
    for found in (_declared, _of_breadcrumb_list, _of_crumbs, _over_headline):
        text = next(found(page), None)
        if text:
            return text
    return None


def _declared(page: Page) -> Iterator[str]:
    yield from (
        text for item in page.article_objects if (text := text_of(item.get("articleSection")))
    )
    yield from page.meta_values("article:section", "parsely-section", "section")


def _of_breadcrumb_list(page: Page) -> Iterator[str]:
    """Yield the last named page above this one in a JSON-LD BreadcrumbList."""
    for item in page.json_ld:
        entries = item.get("itemListElement")
        if "BreadcrumbList" not in types_of(item) or not isinstance(entries, list):
            continue
        for entry in reversed(entries):
            if not isinstance(entry, dict):
                continue
            target = entry.get("item")
            inner = target if isinstance(target, dict) else {}
            name = text_of(entry.get("name")) or text_of(inner.get("name"))
            href = (
                target if isinstance(target, str) else text_of(inner.get("@id") or inner.get("url"))
            )
            name = unescape(name)
            if _is_section(page, name, href):
                yield name


def _of_crumbs(page: Page) -> Iterator[str]:
    """Yield the last link in an element named for breadcrumbs that leads to a section."""
    # A search of the text is quick; one of the tree costs half as much as the parse.
    for box in page.outline.boxes if "crumb" in page.markup else ():
        if box.tag in _TRAIL_TAGS and _is_trail(box.element):
            for link in reversed(_LINKS(box.element)):
                text = visible_text(link)
                if _is_section(page, text, link.get("href") or ""):
                    yield text


def _is_trail(element: Element) -> bool:
    """Tell an element named for breadcrumbs."""
    return (
        "crumb" in element.get("class", "")
        or "crumb" in element.get("id", "")
        or "crumb" in element.get("aria-label", "")
        or "BreadcrumbList" in element.get("itemtype", "")
    )


def _over_headline(page: Page) -> Iterator[str]:
    """
    Yield the short line over the headline, where it is a link to a section, or the page's menu
    has a link of the same name to one.
    """
    passages, boxes = page.outline.passages, page.outline.boxes
    reading = page.once(title)
    headline = reading.value.casefold() if reading else ""
    at = next(
        (
            index
            for index, passage in enumerate(passages)
            if boxes[passage.box].tag == "h1" or passage.text.casefold() == headline
        ),
        0,
    )
    for passage in reversed(passages[max(0, at - MAX_KICKER_DISTANCE) : at]):
        around = boxes[passage.box].parent
        if (
            around != boxes[passages[at].box].parent
            and passage.box != boxes[passages[at].box].parent
        ):
            return  # in the page's head, not over the headline
        if _is_linked_section(page, passage) or (
            _is_name(passage.text) and _is_in_menu(page, passage.text.casefold())
        ):
            yield passage.text


def _is_linked_section(page: Page, passage: Passage) -> bool:
    if len(passage.links) != 1:
        return False
    start, end, href = passage.links[0]
    return end - start == len(passage.text) and _is_section(page, passage.text, href)


def _is_in_menu(page: Page, name: str) -> bool:
    """Tell whether the page links to a section under ``name``, which is case folded."""
    is_linked = any(
        passage.text[start:end].strip().casefold() == name
        for passage in page.outline.passages
        for start, end, _ in passage.links
    )
    # The text of a passage may be a part of the link; to read the whole links takes longer.
    return is_linked and any(
        text.casefold() == name and _is_section(page, text, link.get("href") or "")
        for link in page.tree.iter("a")
        if (text := visible_text(link))
    )


def _own_domain(page: Page) -> str:
    return registrable_domain(page.url)


def _is_section(page: Page, name: str, href: str) -> bool:
    """Tell the name and address of a section from those of home, this page or another story."""
    url = absolute_url(href, page.base_url) if href and _is_name(name) else None
    if url is None or registrable_domain(url) != page.once(_own_domain):
        return False
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    is_page = parts.path.rstrip("/") == page.path.rstrip("/")
    has_story_name = any(step.count("-") > 3 or step.endswith(".html") for step in steps)
    return 0 < len(steps) <= MAX_SECTION_STEPS and not is_page and not has_story_name


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= MAX_SECTION_CHARACTERS
        and len(text.split()) <= MAX_SECTION_WORDS
        and any(map(str.isalpha, text))
        and not _HOME.match(text)
    )
