"""The headline."""

import math
import re
from collections.abc import Iterator
from html import unescape

from newscrawl.extract.choice import Candidate, choice_model, chosen, gathered
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.page import Page
from newscrawl.extract.tree import visible_text
from newscrawl.items import FieldSource, Reading

# Longer, it is the page's text that some template printed as its title.
MAX_TITLE_CHARACTERS = 500
MAX_HEADINGS = 30
# A heading that shares fewer of its words with what the page declares names something else: the
# site, a section, a box. With several headings to choose from, more is asked.
MIN_LIKENESS = 0.15
MIN_LIKENESS_OF_SEVERAL = 0.3

_SEPARATOR = re.compile(r"\s+[|\-–—·»:•/]+\s+|\s*[|｜ㅣ]\s*")
_WORD = re.compile(r"\w+")


def title(page: Page) -> Reading[str] | None:
    """Return the headline as printed, without the site's name; None where there is none."""
    return chosen(title_candidates(page), choice_model("title"), letters_of)


def title_candidates(page: Page) -> list[Candidate[str]]:
    """Return each distinct title that the page gives, with the signs of all that give it."""
    return gathered(_candidates(page), letters_of)


def _candidates(page: Page) -> Iterator[Candidate[str]]:
    if page.layout and (text := page.select_text(page.layout.title)):
        yield _candidate(text, FieldSource.LAYOUT, page.layout.sign("title"))
    declared = list(_declared(page))
    heading = _heading(page, [text for _, _, text in declared])
    if heading:
        yield _candidate(heading, FieldSource.VISIBLE_TEXT, "h1")
    for source, sign, text in declared:
        yield _candidate(text, source, sign)


def _heading(page: Page, declared: list[str]) -> str | None:
    """Return the first-level heading most like what the page declares; None where none is."""
    headings = []
    for element in page.tree.iter("h1"):
        text = without_site_name(visible_text(element), page)
        if len(text) > 3:
            headings.append(text)
        if len(headings) == MAX_HEADINGS:
            break
    if not headings or not declared:
        return headings[0] if headings else None
    likeness, best = max(
        (max(_likeness(heading, text) for text in declared), -index)
        for index, heading in enumerate(headings)
    )
    least = MIN_LIKENESS if len(headings) == 1 else MIN_LIKENESS_OF_SEVERAL
    return headings[-best] if likeness >= least else None


def _declared(page: Page) -> Iterator[tuple[FieldSource, str, str]]:
    for item in page.article_objects:
        text = without_site_name(text_of(item.get("headline") or item.get("name")), page)
        if text:
            yield FieldSource.JSON_LD, "json-ld headline", text
            break
    for name in ("og:title", "twitter:title", "dc.title", "title"):
        for text in page.meta_values(name):
            yield FieldSource.META, f"meta {name}", without_site_name(text, page)
    for element in page.tree.iter("title"):
        text = without_site_name(visible_text(element), page)
        if text:
            yield FieldSource.META, "title element", text
        break


def without_site_name(text: str, page: Page) -> str:
    """Return ``text``, entities read, without leading or trailing parts that name the site."""
    # Twice: "&amp;#8217;" is what a template prints that escapes what is escaped already.
    text = unescape(unescape(text[:MAX_TITLE_CHARACTERS])).strip()
    names = {letters_of(name) for name in page.meta_values("og:site_name", "application-name")}
    names |= {letters_of(label) for label in (page.host, *page.host.split(".")[:-1])}
    names = {name for name in names if len(name) > 2}
    shorter = _without_one_name(text, names)
    while shorter != text:
        text, shorter = shorter, _without_one_name(shorter, names)
    return text


def _without_one_name(text: str, names: set[str]) -> str:
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        before, after = text[: separator.start()], text[separator.end() :]
        if before and _is_name(after, names):
            return before
        if after and letters_of(before) in names:
            return after
    return text


def _is_name(text: str, names: set[str]) -> bool:
    letters = letters_of(text)
    return 3 < len(letters) < 40 and any(
        letters in name or (len(name) > 3 and name in letters) for name in names
    )


def _likeness(one: str, other: str) -> float:
    """Return how much two titles share, 0.0 to 1.0; one that holds the other is like it."""
    words, others = (set(_WORD.findall(text.casefold())) for text in (one, other))
    common = len(words & others)
    if not common:
        return 0.0
    return common / min(len(words), len(others)) * math.sqrt(common / max(len(words), len(others)))


def letters_of(text: str) -> str:
    """Return the letters and digits, case folded: what two printings of one title share."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def _candidate(text: str, source: FieldSource, sign: str) -> Candidate[str]:
    return Candidate(value=text, source=source, signs=frozenset({sign}))
