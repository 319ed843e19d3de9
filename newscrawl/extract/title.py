"""The headline."""

import re
from collections.abc import Iterator

from newscrawl.extract import confidence
from newscrawl.extract.candidates import Candidate, choose
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.page import Page
from newscrawl.extract.tree import visible_text
from newscrawl.items import FieldSource, Reading

# Longer, it is the page's text that some template printed as its title.
MAX_TITLE_CHARACTERS = 500

_SEPARATOR = re.compile(r"\s+[|\-–—·»:•/]+\s+|\s*[|｜]\s*")


def title(page: Page) -> Reading[str] | None:
    """Return the headline as printed, without the site's name; None where there is none."""
    return choose(_candidates(page))


def _candidates(page: Page) -> Iterator[Candidate[str]]:
    if page.layout:
        text = page.select_text(page.layout.title)
        if text:
            yield _candidate(text, FieldSource.LAYOUT, page.layout.confidence("title"))
    headings = [
        text[:MAX_TITLE_CHARACTERS]
        for text in map(visible_text, page.tree.iter("h1"))
        if len(text) > 3
    ]
    declared = list(_declared(page))
    if len(headings) == 1:
        yield _candidate(headings[0], FieldSource.VISIBLE_TEXT)
    else:
        for heading in headings:
            if any(
                heading.casefold() in text.casefold() or text.casefold() in heading.casefold()
                for _, text in declared
            ):
                yield _candidate(heading, FieldSource.VISIBLE_TEXT)
                break
    for source, text in declared:
        yield _candidate(text, source)


def _declared(page: Page) -> Iterator[tuple[FieldSource, str]]:
    for item in page.article_objects:
        text = text_of(item.get("headline") or item.get("name"))[:MAX_TITLE_CHARACTERS]
        if text:
            yield FieldSource.JSON_LD, text
            break
    for text in page.meta_values("og:title", "twitter:title", "dc.title", "title"):
        yield FieldSource.META, without_site_name(text, page)
    for element in page.tree.iter("title"):
        text = visible_text(element)
        if text:
            yield FieldSource.META, without_site_name(text, page)
        break


def without_site_name(text: str, page: Page) -> str:
    """Return ``text`` without a leading or trailing part that names the site."""
    text = text[:MAX_TITLE_CHARACTERS]
    names = {_letters(name) for name in page.meta_values("og:site_name", "application-name")}
    names |= {_letters(page.host.split(".")[0]), _letters(page.host)}
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        before, after = text[: separator.start()], text[separator.end() :]
        if _letters(after) in names:
            return before
        if _letters(before) in names:
            return after
    return text


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _candidate(text: str, source: FieldSource, sure: float | None = None) -> Candidate[str]:
    return Candidate(
        value=text, source=source, confidence=confidence.TITLE[source] if sure is None else sure
    )
