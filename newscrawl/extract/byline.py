"""Who wrote the story: the line as printed, and the authors that the page names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newscrawl.extract.author_box import author_boxes
from newscrawl.extract.author_names import MAX_NAME_WORDS, is_full_name, key_of, names_in
from newscrawl.extract.author_signs import accounts_of, is_account, keys_of, signed
from newscrawl.extract.choice import Candidate, choice_model, chosen, gathered
from newscrawl.extract.credits import AT_HEADLINE, KINDS, Credit, printed_credits
from newscrawl.extract.jsonld import types_of
from newscrawl.extract.likeness import letters_of
from newscrawl.extract.named_authors import (
    Authors,
    each_once,
    of_elements,
    of_json_ld,
    of_layout,
    of_meta,
)
from newscrawl.extract.own_names import is_own, own_names_of
from newscrawl.extract.page import Page
from newscrawl.extract.tree import elements, visible_text
from newscrawl.items import FieldSource, PrintedAuthor, Reading

# Longer, it is a biography or a paragraph of the story.
MAX_BYLINE_CHARACTERS = 300
MAX_ARTICLE_OBJECTS = 3
MAX_AUTHORS = 20
MAX_INLINE = 6
# Passages: a role or a biography may stand between.
NEARBY = 3

# Inline elements are in no box of their own.
_NAMED_INLINE = elements(
    "//a[contains(concat(' ', @rel, ' '), ' author ')]"
    " | //span[contains(@class, 'author') or contains(@class, 'byline')]"
)
# Where each author has a line.
_ONE_A_LINE = frozenset(f"{kind}, {place}" for kind in KINDS[:3] for place in AT_HEADLINE)
# What a template prints where it has no name.
_NOBODY = re.compile(
    r"[{}<>%$\[\]=]|\((?:image|photo)|(?:undefined|null|none|n/?a|unknown|array|false|true|object|by|tbd|"
    r"no author|author(?: name)?|name|test|default|guest|user|administrator|admin\s.*|siteadmin|"
    r"root|system|cms|\w{0,2}[-_]?admin\w?\d*|wordpress|importer|developer|editor\d*|publisher|webmaster|\W*|\d+)$",
    re.IGNORECASE,
)


def byline(page: Page) -> str | None:
    """Return the line that names the authors, as printed on the page; None where none is found."""
    if page.layout:
        for element in page.select(page.layout.byline):
            text = visible_text(element)
            if 2 < len(text) <= MAX_BYLINE_CHARACTERS:
                return text
    reading = page.once(authors)
    missing = set(keys_of(reading.value)) if reading else set()
    lines: list[str] = []
    for credit in sorted(page.once(printed_credits).lines, key=_is_far):
        named = {key_of(author.name) for author in credit.authors}
        # One line an author: those of all authors together.
        if missing & named and (not lines or not named - missing):
            lines.append(credit.line)
            missing -= named
    line = ", ".join(dict.fromkeys(lines))
    return line if 0 < len(line) <= MAX_BYLINE_CHARACTERS else next(iter(lines), None)


def _is_far(credit: Credit) -> bool:
    return not credit.signs & _ONE_A_LINE


def authors(page: Page) -> Reading[Authors] | None:
    """Return the authors in page order, uncleaned; None where the page names none."""
    reading = chosen(author_candidates(page), choice_model("authors"), _names)
    if reading is None:
        return None
    names = frozenset(author.name.casefold() for author in reading.value)
    told: dict[str, list[PrintedAuthor]] = {name: [] for name in names}
    for candidate in page.once(_given_sets):
        for author in candidate.value:
            if (name := author.name.casefold()) in names:
                told[name].append(author)
    for author in author_boxes(page, names):
        told[author.name.casefold()].append(author)
    completed = (_completed(author, told[author.name.casefold()]) for author in reading.value)
    return replace(reading, value=tuple(completed))


def author_candidates(page: Page) -> list[Candidate[Authors]]:
    """Return each distinct set of authors that a place of the page names, with its signs."""
    found = list(page.once(_given_sets))
    found += [*_combined(page), *_without_the_site(page, found)]
    found = list(_with_people_for_accounts(found))
    found.sort(key=_is_poor_printing)
    return signed(page, gathered(found, _keys))


def _is_poor_printing(candidate: Candidate[Authors]) -> bool:
    """
    Tell which of two that agree is not the one to quote: "ana-rey" beside "Ana Rey", and what a
    layout finds by selectors that nobody has seen at work.
    """
    is_named = all(is_full_name(one.name) for one in candidate.value)
    return not is_named or "layout, unconfirmed" in candidate.signs


def _completed(author: PrintedAuthor, told: list[PrintedAuthor]) -> PrintedAuthor:
    """Return ``author`` with what other places of the page say of the same name: ``told``."""
    for other in told:
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


def _given_sets(page: Page) -> tuple[Candidate[Authors], ...]:
    return tuple(_candidates(page))


def _candidates(page: Page) -> Iterator[Candidate[Authors]]:
    if page.layout and (found := of_layout(page, page.layout)):
        yield _candidate(found, FieldSource.LAYOUT, page.layout.sign("author_name"))
    for index, item in enumerate(page.article_objects[:MAX_ARTICLE_OBJECTS]):
        place = "json-ld" if index == 0 else "json-ld, a further article"
        yield from _declared(page, item, place)
    for item in page.json_ld[:50]:
        types = types_of(item)
        if "WebPage" in types or "VideoObject" in types:
            yield from _declared(page, item, "json-ld, a page")
    people = [item for item in page.json_ld if types_of(item) == {"Person"}]
    if len({str(item.get("name")) for item in people}) == 1:
        found = of_json_ld(page, people[0])
        yield from _given(found, FieldSource.JSON_LD, "json-ld, its only person")
    for kind, found in of_meta(page):
        yield from _given(found, FieldSource.META, kind)
    found = of_elements(page, page.microdata.get("author", ()))
    yield from _given(found, FieldSource.MICRODATA, "microdata")
    printed = page.once(printed_credits).lines
    for credit in printed:
        yield Candidate(value=credit.authors, source=FieldSource.VISIBLE_TEXT, signs=credit.signs)
    if not printed and ("author" in page.markup or "byline" in page.markup):
        marked = [one for one in _NAMED_INLINE(page.tree) if names_in(visible_text(one))]
        found = of_elements(page, marked[:MAX_INLINE])
        yield from _given(found, FieldSource.VISIBLE_TEXT, "an inline element named for authors")


def _declared(page: Page, item: dict[str, object], place: str) -> Iterator[Candidate[Authors]]:
    found = of_json_ld(page, item.get("author"))
    yield from _given(found, FieldSource.JSON_LD, place)
    if not found:
        found = of_json_ld(page, item.get("creator"))
        yield from _given(found, FieldSource.JSON_LD, f"{place}, its creator")


def _combined(page: Page) -> Iterator[Candidate[Authors]]:
    """Yield the credits of neighbouring lines together: one line an author."""
    run: list[Credit] = []
    for credit in (*page.once(printed_credits).lines, None):
        if credit and run and _goes_on(run[-1], credit):
            run.append(credit)
            continue
        together = each_once(author for one in run for author in one.authors)[:MAX_AUTHORS]
        if len(together) > max((len(one.authors) for one in run), default=0):
            is_close = run[-1].at - run[0].at < len(run)
            kind = "neighbouring lines" if is_close else "lines nearby"
            signs = run[0].signs | {kind}
            yield Candidate(value=together, source=FieldSource.VISIBLE_TEXT, signs=signs)
            for one in run:
                yield Candidate(
                    value=one.authors,
                    source=FieldSource.VISIBLE_TEXT,
                    signs=one.signs | {f"one of {kind}"},
                )
        run = [credit] if credit and credit.signs & _ONE_A_LINE else []


def _goes_on(before: Credit, credit: Credit) -> bool:
    """Tell whether ``credit`` stands just behind ``before`` and names its authors the same way."""
    kinds = [
        {sign.partition(",")[0] for sign in one.signs & _ONE_A_LINE} for one in (before, credit)
    ]
    return bool(kinds[0] & kinds[1]) and credit.at - before.at <= NEARBY


def _without_the_site(
    page: Page, found: Sequence[Candidate[Authors]]
) -> Iterator[Candidate[Authors]]:
    """Yield the people of those sets that name the site beside them."""
    own_names = page.once(own_names_of)
    for candidate in found:
        authors = tuple(
            replace(author, name=name) if name != author.name else author
            for author in candidate.value
            for name in names_in(author.name) or (author.name,)
        )
        if len(authors) > 1:
            kept = tuple(author for author in authors if not is_own(author.name, own_names))
            if 0 < len(kept) < len(authors):
                yield candidate._replace(
                    value=kept, signs=candidate.signs | {"without the site's name"}
                )


def _with_people_for_accounts(
    found: Sequence[Candidate[Authors]],
) -> Iterator[Candidate[Authors]]:
    """Yield ``found``, an account replaced by the person whom the page prints for it."""
    people = {
        account: author
        for candidate in found
        if candidate.source is FieldSource.VISIBLE_TEXT and len(candidate.value) == 1
        for author in candidate.value
        if is_full_name(author.name)
        for account in accounts_of(author)
    }
    for candidate in found:
        [first, *others] = candidate.value
        account = letters_of(first.name.partition("@")[0])
        if others or not is_account(first.name) or account not in people:
            yield candidate
        else:
            signs = candidate.signs | {"an account's person"}
            yield candidate._replace(value=(people[account],), signs=signs)


def _given(found: Authors, source: FieldSource, sign: str) -> Iterator[Candidate[Authors]]:
    real = tuple(
        author for author in found if not _NOBODY.match(author.name) and _may_be_named(author.name)
    )[:MAX_AUTHORS]
    if real:
        yield _candidate(real, source, sign)


def _may_be_named(text: str) -> bool:
    """Tell a name or a list of names from a headline that a template took for one."""
    return len(text.split()) <= MAX_NAME_WORDS or bool(names_in(text))


def _candidate(found: Authors, source: FieldSource, sign: str) -> Candidate[Authors]:
    return Candidate(value=found, source=source, signs=frozenset({sign}))


def _keys(authors: Authors) -> str:
    return " ".join(sorted(keys_of(authors)))


def _names(authors: Authors) -> str:
    return ", ".join(author.name for author in authors)
