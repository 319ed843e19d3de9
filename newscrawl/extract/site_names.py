"""The names of the site, and titles without them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from newscrawl.extract.jsonld import ARTICLE_TYPES, text_of, types_of
from newscrawl.extract.likeness import letters_of
from newscrawl.extract.page import Page

# Longer, it is the page's text that some template printed as its title.
MAX_TITLE_CHARACTERS = 500
MAX_NAME_CHARACTERS = 40
MAX_CUTS = 4

_BARS = "|｜ㅣ•·»"
_SEPARATOR = re.compile(rf"\s+[\-–—:/{_BARS}]+\s+|\s*[|｜ㅣ]\s*|(?<=\w):\s+")
_PUBLISHERS = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})


def site_names(page: Page) -> frozenset[str]:
    """Return the letters of what the site calls itself: names, host, the labels of its host."""
    names = {*page.meta_values("og:site_name", "application-name")}
    names |= {page.host, *page.host.split(".")[:-1]}
    for item in page.json_ld:
        if types_of(item) & _PUBLISHERS:
            names.add(text_of(item.get("name")))
        elif types_of(item) & ARTICLE_TYPES:
            names.add(text_of(item.get("publisher")))
    return frozenset(letters for letters in map(letters_of, names) if len(letters) > 2)


def section_names(page: Page) -> frozenset[str]:
    """Return the letters of the sections that the page says it is in, and that its address does."""
    names = {*page.meta_values("article:section", "parsely-section", "section")}
    names |= {text_of(item.get("articleSection")) for item in page.article_objects}
    names |= {*page.path.split("/")[1:-1]}
    for item in page.json_ld:
        if "BreadcrumbList" in types_of(item):
            entries = item.get("itemListElement")
            names |= {text_of(entry) for entry in entries} if isinstance(entries, list) else set()
    return frozenset(letters for letters in map(letters_of, names) if len(letters) > 1)


def without_site_name(text: str, page: Page) -> str:
    """
    Return ``text``, entities read, without leading or trailing parts that name the site and
    trailing parts that name its section.
    """
    names, sections = page.once(site_names), page.once(section_names)
    return _without_names(text[:MAX_TITLE_CHARACTERS], names, sections)


# Most pages give one title at four places.
@lru_cache(maxsize=100)
def _without_names(text: str, names: frozenset[str], sections: frozenset[str]) -> str:
    # Twice: "&amp;#8217;" is what a template prints that escapes what is escaped already.
    text = " ".join(unescape(unescape(text)).split())
    shorter = _without_one_name(text, names, sections)
    while shorter != text:
        text, shorter = shorter, _without_one_name(shorter, names, sections)
    return text


def _without_one_name(text: str, names: frozenset[str], sections: frozenset[str]) -> str:
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        before, after = text[: separator.start()], text[separator.end() :]
        # "Acme: all is well" names whom the story is about; "Acme Blog: ..." who tells it.
        is_colon = separator.group().startswith(":")
        # The last breadcrumb may be the story itself: longer than what stands before it.
        is_section = len(after) < len(before) and letters_of(after) in sections
        if before and not is_colon and (is_section or is_site_name(after, names)):
            return before
        if after and letters_of(before) in names:
            return after
    return text


def is_site_name(text: str, names: frozenset[str]) -> bool:
    """Tell one of ``names``, a part of one and what holds one, where that is no short word."""
    letters = letters_of(text)
    return letters in names or (
        3 < len(letters) < MAX_NAME_CHARACTERS
        and any(letters in name or (len(name) > 3 and name in letters) for name in names)
    )


def cuts(title: str) -> Iterator[tuple[str, str]]:
    """
    Yield what a title is up to each of its separators, and after the first, with the sign for it.

    >>> list(cuts("Maker must pay | Courts"))
    [('up to a bar', 'Maker must pay'), ('after a bar', 'Courts')]
    """
    separators = list(_SEPARATOR.finditer(title))
    # A colon without a space before it is part of many a headline; only what follows may be one.
    ends = [one for one in separators if not one.group().startswith(":")]
    for separator in ends[:MAX_CUTS]:
        yield f"up to a {_kind(separator.group())}", title[: separator.start()].strip()
    for separator in separators[:1]:
        yield f"after a {_kind(separator.group())}", title[separator.end() :].strip()


def held_separator(title: str) -> str | None:
    """Return "bar" or "dash" where a title still holds one that parts it; None where not."""
    kinds = {_kind(separator.group()) for separator in _SEPARATOR.finditer(title)}
    return next((kind for kind in ("bar", "dash") if kind in kinds), None)


def _kind(separator: str) -> str:
    if any(character in _BARS for character in separator):
        return "bar"
    return "colon" if ":" in separator or "/" in separator else "dash"
