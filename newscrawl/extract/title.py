"""The headline: where a page gives it, and the choice among what it gives."""

from collections.abc import Iterable, Iterator

from newscrawl.extract.choice import Candidate, choice_model, chosen, gathered
from newscrawl.extract.headings import Heading, headings
from newscrawl.extract.jsonld import text_of
from newscrawl.extract.likeness import letters_of, likeness
from newscrawl.extract.page import Page
from newscrawl.extract.site_names import cuts, is_site_name, site_names, without_site_name
from newscrawl.extract.title_signs import Given, with_signs
from newscrawl.extract.tree import visible_text
from newscrawl.items import FieldSource, Reading

# A heading that shares fewer of its words with what the page declares names something else: the
# site, a section, a box. With several headings to choose from, more is asked.
MIN_LIKENESS = 0.15
MIN_LIKENESS_OF_SEVERAL = 0.3
# Shorter, it names a section rather than a story.
MIN_CUT_LETTERS = 8
MIN_PART_CHARACTERS = 12
# Passages from a trail of breadcrumbs, or from the story up, to a headline that is no h1.
MAX_BELOW_TRAIL = 6

_META_SIGNS = {
    "og:title": "meta og:title",
    "twitter:title": "meta twitter:title",
    **dict.fromkeys(
        ("title", "dc.title", "headline", "parsely-title", "sailthru.title"), "meta of another name"
    ),
}
_PARTED = frozenset({"h1 of several parts", "heading of several parts"})
# The titles that may hold a section's or the site's name after the headline.
_WITH_SUFFIX = frozenset({"meta og:title", "title element", "json-ld headline"})


def title(page: Page) -> Reading[str] | None:
    """Return the headline as printed, without the site's name; None where there is none."""
    return chosen(title_candidates(page), choice_model("title"), letters_of)


def title_candidates(page: Page) -> list[Candidate[str]]:
    """Return each distinct title that the page gives, with the signs of all that give it."""
    declared = list(_declared(page))
    printed = [(one, without_site_name(one.text, page)) for one in page.once(headings)]
    texts = [text for _, _, text in declared]
    h1 = _h1(printed, texts, page.once(site_names))
    found = [*_of_layout(page), *_of_headings(printed, h1, page), *_of_meta(declared)]
    # The first printing of equals is kept: a heading that parts a kicker from the headline by
    # style alone lacks the colon that the others have.
    found.sort(key=lambda one: not one.signs.isdisjoint(_PARTED))
    given = Given(
        page=page,
        h1=h1 and h1[0],
        h1_text=h1[1] if h1 else "",
        declared=tuple(texts),
        headings=frozenset(letters_of(text) for one, text in printed if one.level != "h1"),
        heading_parts=frozenset(
            letters_of(part)
            for one, _ in printed
            if one.level != "h1" and len(one.parts) > 1
            for part in one.parts
        ),
    )
    return with_signs(gathered(found, letters_of), given)


def _of_layout(page: Page) -> Iterator[Candidate[str]]:
    if page.layout and (text := page.select_text(page.layout.title)):
        yield _candidate(text, FieldSource.LAYOUT, page.layout.sign("title"))


def _of_meta(declared: Iterable[tuple[FieldSource, str, str]]) -> Iterator[Candidate[str]]:
    shortened = []
    for source, sign, text in declared:
        yield _candidate(text, source, sign)
        if sign in _WITH_SUFFIX:
            shortened += [_candidate(cut, source, how) for how, cut in cuts(text)]
    for candidate in shortened:
        if len(letters_of(candidate.value)) >= MIN_CUT_LETTERS:
            yield candidate


def _of_headings(
    printed: list[tuple[Heading, str]], h1: tuple[Heading, str] | None, page: Page
) -> Iterator[Candidate[str]]:
    """Yield the heading that is like the title, parts of it, and headings that stand for it."""
    if h1 is not None:
        heading, text = h1
        signs = {"h1"}
        signs |= {"h1 in a menu or trail"} if heading.is_in_trail else set()
        if len(heading.parts) > 1:
            signs.add("h1 of several parts")
            longest = max(heading.parts, key=len)
            if len(longest) > MIN_PART_CHARACTERS:
                yield _candidate(longest, FieldSource.VISIBLE_TEXT, "longest part of the h1")
        yield _candidate(text, FieldSource.VISIBLE_TEXT, *signs)
    names = page.once(site_names)
    first_level = [pair for pair in printed if pair[0].level == "h1"]
    for other in reversed(first_level):
        heading, text = other
        if other is h1 or not (heading.is_above_story or len(first_level) == 1):
            continue
        if heading.is_in_trail or letters_of(text) in names or len(text) <= 3:
            continue
        if h1 is None:
            sign = "h1 unlike the rest" if heading.is_above_story else "only h1, below the start"
            yield _candidate(text, FieldSource.VISIBLE_TEXT, sign)
        elif heading.at > h1[0].at:
            yield _candidate(text, FieldSource.VISIBLE_TEXT, "second h1 above the story")
        break
    for heading, text in _stand_ins(printed, h1 and h1[0]):
        parted = {"heading of several parts"} if len(heading.parts) > 1 else set()
        yield _candidate(text, FieldSource.VISIBLE_TEXT, "heading for an h1", *parted)


def _stand_ins(printed: list[tuple[Heading, str]], h1: Heading | None) -> list[tuple[Heading, str]]:
    """Return the lower heading above the story where no h1 is like the title, or a trail's is."""
    if h1 is not None and not h1.is_in_trail:
        return []
    lower = [
        pair
        for pair in printed
        if pair[0].level in ("h2", "h3") and pair[0].is_above_story and not pair[0].is_in_trail
    ]
    if h1 is None:
        return lower[-1:]
    return [pair for pair in lower if 0 < pair[0].at - h1.at <= MAX_BELOW_TRAIL][:1]


def _h1(
    printed: list[tuple[Heading, str]], declared: list[str], names: frozenset[str]
) -> tuple[Heading, str] | None:
    """Return the h1 most like what is declared; one below the story only where none is above."""
    proper = [
        (heading, text)
        for heading, text in printed
        if heading.level == "h1" and len(text) > 3
        # the logo
        if not (heading.is_link and letters_of(text) in names)
    ]
    found = [pair for pair in proper if pair[0].is_above_story] or proper
    if not found or not declared:
        return found[0] if found else None
    best, index = max(
        (max(likeness(text, other) for other in declared), -index)
        for index, (_, text) in enumerate(found)
    )
    least = MIN_LIKENESS if len(found) == 1 else MIN_LIKENESS_OF_SEVERAL
    return found[-index] if best >= least else None


def _declared(page: Page) -> Iterator[tuple[FieldSource, str, str]]:
    """Yield (source, sign, title) of what the page says of itself unseen."""
    for source, sign, text in _titles(page):
        shorter = without_site_name(text, page)
        # One letter is what a template prints that was left empty.
        if len(shorter) > 1 and not _is_broken_off(shorter, page):
            yield source, sign, _as_printed(shorter, page) or shorter


def _is_broken_off(text: str, page: Page) -> bool:
    """Tell a title that ended, as an attribute, at its own quotation mark: content="A "B" C"."""
    return any(
        heading.text.startswith(text) and heading.text[len(text) :].lstrip().startswith('"')
        for heading in page.once(headings)
    )


def _as_printed(text: str, page: Page) -> str | None:
    """Return the heading that ``text`` gives behind the name of the site: "Acme Blog: ..."."""
    letters, names = letters_of(text), page.once(site_names)
    for heading in page.once(headings):
        printed = letters_of(heading.text)
        before = letters.removesuffix(printed)
        if before == letters or heading.is_in_trail or len(printed) < MIN_CUT_LETTERS:
            continue
        if is_site_name(before, names) and printed not in names:
            return heading.text
    return None


def _titles(page: Page) -> Iterator[tuple[FieldSource, str, str]]:
    for name, sign in _META_SIGNS.items():
        for text in page.meta_values(name):
            yield FieldSource.META, sign, text
    for element in page.tagged("title"):
        if text := visible_text(element):
            yield FieldSource.META, "title element", text
            break
    for item in page.article_objects:
        if text := text_of(item.get("headline") or item.get("name")):
            yield FieldSource.JSON_LD, "json-ld headline", text
            break


def _candidate(text: str, source: FieldSource, *signs: str) -> Candidate[str]:
    return Candidate(value=text, source=source, signs=frozenset(signs))
