"""Who wrote the story: the line as printed, and the authors that the page marks as such."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newscrawl.extract import confidence
from newscrawl.extract.author_box import author_boxes
from newscrawl.extract.candidates import Candidate, choose
from newscrawl.extract.headline_lines import Line, headline_lines
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.links import absolute_url
from newscrawl.extract.marks import Mark
from newscrawl.extract.named_authors import (
    MAX_NAME_CHARACTERS,
    Authors,
    each_once,
    meta_names,
    of_elements,
    of_json_ld,
    of_layout,
)
from newscrawl.extract.page import Page
from newscrawl.extract.title import letters_of
from newscrawl.extract.tree import elements, visible_text
from newscrawl.items import FieldSource, PrintedAuthor, Reading

# Longer, it is a biography or a paragraph of the story.
MAX_BYLINE_CHARACTERS = 300
MAX_NAME_WORDS = 5
MAX_LINKED_AUTHORS = 6
MAX_CREDITS = 12
# More are the authors of comments, or of the stories listed beside.
MAX_MICRODATA_AUTHORS = 4

# Inline elements are in no box of their own, so their names are asked for when all else is silent.
_NAMED_INLINE = elements(
    "//a[contains(concat(' ', @rel, ' '), ' author ')]"
    " | //span[contains(@class, 'author') or contains(@class, 'byline')]"
)

_BY = re.compile(
    r"^(?:[|•·–—-]\s*)?(?:(?:written|posted|published|authored|reported|contributed|compiled|"
    r"edited|story|article|words|text|a guest post|guest post|review|report)\s+by|by|von|par|por|"
    r"di|door|av|af|przez|autor(?:in|en|es|a)?|auteurs?|authors?|words|writers?|text|texte|texto|"
    r"reporter|journalist|kirjoittaja|yazar|penulis|oleh|作者|記者|文|기자)"
    r"(?:\s*[:：]\s*|\s+|(?=(?-i:[A-Z])))(?=\S)",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|writers?|contributors?|reporters?|journalists?|"
    r"columnists?|staff|by|bio|people|profiles?|team|editors?|users?|experts?|redakt\w+|"
    r"person(?:en)?|penulis|yazar\w*)/[^/?#]+",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\s(?:staff|team|desk|readers?|editors?|writers?|reporters?|newsroom|editorial|redaktion|"
    r"redacci[oó]n|r[eé]daction|redazione|redactie)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:|@)|\S@\S|^[\w.-]+\.[a-z]{2,4}$")
# "admin", "KatieS", "j_doe7": one word, as an account is called
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-Z][a-z]+[A-Z0-9_]\w*")
_NO_NAME = re.compile(
    r"\d{3}|https?:|@|\b(?:read more|see all|view all|all posts|more (?:from|by)|follow|comments?|"
    r"subscribe|share|about|contact|website|profile|editorial (?:team|policy)|our team|log ?in|"
    r"min read|updated|published|minutes?)\b",
    re.IGNORECASE,
)


def byline(page: Page) -> str | None:
    """Return the line that names the authors, as printed on the page; None where none is found."""
    if page.layout:
        for element in page.select(page.layout.byline):
            text = visible_text(element)
            if 2 < len(text) <= MAX_BYLINE_CHARACTERS:
                return text
    printed = page.once(_printed)
    return printed[0][0] if printed else None


def authors(page: Page) -> Reading[Authors] | None:
    """Return the authors in page order, uncleaned; None where the page names none."""
    candidates = list(_candidates(page))
    chosen = choose(candidates, _names)
    if chosen is None:
        return None
    told = [author for candidate in candidates for author in candidate.value]
    told += author_boxes(page, frozenset(author.name.casefold() for author in chosen.value))
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
    if page.layout and (found := of_layout(page, page.layout)):
        sure = page.layout.confidence("author_name")
        yield Candidate(value=found, source=FieldSource.LAYOUT, confidence=sure)
    for item in page.article_objects:
        if found := of_json_ld(page, item.get("author")):
            yield _declared(page, found, FieldSource.JSON_LD)
            break
    named = [PrintedAuthor(name=text) for text in meta_names(page) if not _ADDRESS.search(text)]
    if named:
        yield _declared(page, tuple(named), FieldSource.META)
    if found := of_elements(page, page.microdata.get("author", ())):
        yield _declared(page, found, FieldSource.MICRODATA)
    for _, found, sure in page.once(_printed):
        yield Candidate(value=found, source=FieldSource.VISIBLE_TEXT, confidence=sure)


def _declared(page: Page, found: Authors, source: FieldSource) -> Candidate[Authors]:
    """Return the candidate, less sure where it names the site, an account or a crowd."""
    sure = confidence.AUTHORS[source]
    if all(author.is_organisation or _is_site(page, author.name) for author in found):
        sure = confidence.AUTHORS_SITE
    elif len(found) == 1 and _ACCOUNT.fullmatch(found[0].name):
        sure = confidence.AUTHORS_ACCOUNT
    elif source is FieldSource.MICRODATA and len(found) > MAX_MICRODATA_AUTHORS:
        sure = confidence.AUTHORS_CROWD
    else:
        names = {author.name.casefold() for author in found}
        for _, printed, _ in page.once(_printed):
            if names < {author.name.casefold() for author in printed}:
                sure = confidence.AUTHORS_SOME
    return Candidate(value=found, source=source, confidence=sure)


def _is_site(page: Page, name: str) -> bool:
    """Tell whether ``name`` is the site's or its publisher's: what a CMS says without a byline."""
    letters = letters_of(name)
    publishers = (item.get("publisher") for item in page.article_objects)
    names = [page.host.rpartition(".")[0], *page.meta_values("og:site_name", "application-name")]
    names += [
        text_of(page.resolved(one).get("name")) for one in publishers if isinstance(one, dict)
    ]
    return any(
        len(own) > 2 and (own == letters or letters.startswith(own) or own.startswith(letters))
        for own in map(letters_of, names)
    )


def _printed(page: Page) -> tuple[tuple[str, Authors, float], ...]:
    """Return (line, authors, confidence) of each printed credit, surest first."""
    found: list[tuple[str, Authors, float]] = []
    together: list[tuple[str, Authors]] = []
    for line in page.once(headline_lines):
        if len(found) >= MAX_CREDITS:
            break
        credit = _credit(page, line)
        if credit:
            found.append(credit)
            if credit[2] == confidence.AUTHORS_LINKED:
                together.append(credit[:2])
    if len(together) > 1:  # one line an author
        named = each_once(author for _, each in together for author in each)
        lines = ", ".join(dict.fromkeys(text for text, _ in together))
        if 1 < len(named) <= MAX_LINKED_AUTHORS and len(lines) <= MAX_BYLINE_CHARACTERS:
            found.insert(0, (lines, named, confidence.AUTHORS_LINKED))
    if not found:
        marked = [one for one in _NAMED_INLINE(page.tree) if _is_name(visible_text(one))]
        named = of_elements(page, marked[:MAX_LINKED_AUTHORS])
        found = [(_names(named), named, confidence.AUTHORS_BY_REL)] if named else []
    return tuple(sorted(found, key=lambda credit: -credit[2]))


def _credit(page: Page, line: Line) -> tuple[str, Authors, float] | None:
    text = line.passage.text
    linked = [
        PrintedAuthor(name=name, profile_url=absolute_url(href, page.base_url))
        for start, end, href in line.passage.links
        if _AUTHOR_PATH.search(href) and _is_name(name := " ".join(text[start:end].split()))
    ]
    is_by = _BY.match(text)
    if linked and (is_by or len(text) <= MAX_NAME_CHARACTERS):
        sure = confidence.AUTHORS_LINKED if line.is_near else confidence.AUTHORS_ELSEWHERE
        return text, each_once(linked), sure
    if is_by and _is_desk(page, desk := text[is_by.end() :].partition("\n")[0]):
        sure = confidence.AUTHORS_BY_WORD if line.is_near else confidence.AUTHORS_ELSEWHERE
        return text, (PrintedAuthor(name=desk, is_organisation=True),), sure
    if is_by and len(text) <= MAX_NAME_CHARACTERS and _is_name(_first_name(text[is_by.end() :])):
        sure = confidence.AUTHORS_BY_WORD if line.is_near else confidence.AUTHORS_ELSEWHERE
        return text, (PrintedAuthor(name=text[is_by.end() :]),), sure
    if line.box.near & Mark.AUTHOR.value and _is_name(text) and len(text.split()) > 1:
        sure = confidence.AUTHORS_BY_CLASS if line.is_near else confidence.AUTHORS_ELSEWHERE
        return text, (PrintedAuthor(name=text),), sure
    return None


def _is_desk(page: Page, text: str) -> bool:
    """Tell "Gadget Post staff", "Modem Weekly readers": the site's name and who of it."""
    return bool(_DESK.search(text)) and len(text.split()) <= MAX_NAME_WORDS and _is_site(page, text)


def _first_name(text: str) -> str:
    return re.split(r"\s*[,|•·(\n\t]|\s+(?:and|und|et|y|on|for|in|at|–|—|-)\s", text, maxsplit=1)[0]


def _is_name(text: str) -> bool:
    """Tell what may be a name from what is not: few words, no digits, capitals where there are."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or len(text) < 2 or _NO_NAME.search(text):
        return False
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    return not cased or (cased[0][0].isupper() and cased[-1][0].isupper())


def _names(authors: Authors) -> str:
    return ", ".join(author.name for author in authors)
