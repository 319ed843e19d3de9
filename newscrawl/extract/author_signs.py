"""What speaks for and against a set of authors, seen beside all that the page names."""

import re
from collections.abc import Iterator, Sequence

from newscrawl.extract.author_names import (
    has_given_name,
    is_agency,
    is_full_name,
    is_role,
    key_of,
    names_in,
)
from newscrawl.extract.choice import Candidate
from newscrawl.extract.credits import AT_HEADLINE, KINDS, PLACES, places, printed_credits
from newscrawl.extract.jsonld import types_of
from newscrawl.extract.likeness import letters_of
from newscrawl.extract.named_authors import Authors
from newscrawl.extract.own_names import DESK, is_own, own_names_of
from newscrawl.extract.page import Page
from newscrawl.extract.story import story
from newscrawl.items import PrintedAuthor

# More are the authors of comments, or of stories listed beside.
MANY = 4
MIN_BIOGRAPHY_CHARACTERS = 50

_COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|gmbh|corp|company|group|association|institute|university|college|clinic|"
    r"hospital|center|centre|foundation|council|department|agency|media|news|magazine|times|post|"
    r"journal|daily|studio|labs?|solutions|services|health|school|bank|society|network|the)\b\.?|"
    r"\.(?:com|org|net|co|io|ai|[a-z]{2})$",
    re.IGNORECASE,
)
_ADMIN = re.compile(
    r"\w{0,3}[-_ ]?admin\w{0,3}\d*|\w*(?:webmaster|marketing|editor|admin)\w*", re.IGNORECASE
)
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-Z][a-z]+[A-Z0-9_]\w*|\S+@\S+")
_TELLS_OF = re.compile(
    r"(?: [^.]{0,60}?)?,? (?:is|was|has|writes|covers|works|joined|lives|holds|and)\b"
)
_STORY_PATH = re.compile(
    r"/(?:blogs?|news|posts?|articles?|stor(?:y|ies)|opinion|journal|magazine)(?:[/_-]|$)|/20\d\d/",
    re.IGNORECASE,
)
_DECLARED = ("json-ld", "meta", "microdata")
# The signs of a printed place: what tells most is least.
_PRINTED_AT = {
    f"{kind}, {place}": (place not in AT_HEADLINE, KINDS.index(kind), PLACES.index(place))
    for kind in KINDS
    for place in PLACES
}
_SORTS = {
    "a person's name": "a person's name",
    "a full name": "a full name",
    "a full name beyond ASCII": "a full name",
    "no plain name": "a full name",
    "the site's name, as of a person": "the site",
    "the site's name": "the site",
    "a desk or team": "a desk or company",
    "a company by its words": "a desk or company",
    "a role": "a desk or company",
    "an administrator": "an account",
    "an account": "an account",
    "one word": "an account",
}
# Who is no person cannot contradict one.
_PEOPLE = frozenset({"a person's name", "a full name", "a full name beyond ASCII"})


def signed(page: Page, candidates: Sequence[Candidate[Authors]]) -> list[Candidate[Authors]]:
    """Return ``candidates`` with the signs that only the whole page tells."""
    if not candidates:
        return []
    keys = [keys_of(candidate.value) for candidate in candidates]
    own_names = page.once(own_names_of)
    signs = [_told_once(candidate.signs) for candidate in candidates]
    declared = [any(sign.startswith(_DECLARED) for sign in one) for one in signs]
    who = [
        _who(_first_name(candidate.value), own_names, is_doubted=_is_doubted(one, is_declared))
        for candidate, one, is_declared in zip(candidates, signs, declared, strict=True)
    ]
    of_page = frozenset(_page_signs(page))
    is_news = "a page of news" in of_page
    own = "the site's name"
    among = _Among(keys, signs, who, declared, [_are_people(one.value) for one in candidates])
    hands = page.once(printed_credits).other_hands
    biographies = _biographies(page, [_name_told(one.value[0].name) for one in candidates])
    text = " ".join(passage.text for passage in page.once(story)[0])
    return [
        candidate._replace(
            signs=frozenset(
                {
                    *signs[index],
                    *of_page,
                    who[index],
                    *_own_signs(candidate.value, own_names),
                    *_how(signs[index], who[index], candidate.value, page, declared[index]),
                    *among.signs_of(index),
                    *(
                        {"the site's name on a page of news"}
                        if is_news and own in who[index]
                        else ()
                    ),
                    *_told(candidate.value[0].name, biographies, text),
                    *among.as_other_hand(index, hands),
                }
            ),
        )
        for index, candidate in enumerate(candidates)
    ]


def keys_of(authors: Authors) -> frozenset[str]:
    """Return a key for each name in ``authors``; the same for two printings of one name."""
    return frozenset(
        key_of(name) for author in authors for name in names_in(author.name) or (author.name,)
    )


def _told_once(signs: frozenset[str]) -> frozenset[str]:
    """Return ``signs`` with those of one printed place alone, the one that tells most."""
    printed = [_PRINTED_AT[sign] for sign in signs if sign in _PRINTED_AT]
    if not printed:
        return signs
    _, kind, place = min(printed)
    told = {sign for sign in signs if sign not in _PRINTED_AT}
    told |= {KINDS[kind], PLACES[place]}
    if len(printed) > 1:
        told.add("printed at several places")
    return frozenset(told)


def _page_signs(page: Page) -> Iterator[str]:
    types = frozenset().union(*map(types_of, page.article_objects))
    if any(name.endswith("NewsArticle") for name in types):
        yield "a page of news"
    elif types:
        yield "a page that declares an article"
    elif "article" in page.meta.get("og:type", ()):
        yield "an article by its meta tags"
    else:
        yield "a page that declares no article"
    if "article:published_time" in page.meta or any(
        "datePublished" in item for item in page.article_objects
    ):
        yield "a page that declares its day"
    if _STORY_PATH.search(page.path):
        yield "a page among news or posts"


def _is_doubted(signs: frozenset[str], is_declared: bool) -> bool:
    """
    Tell what neither the page's data nor a credit at the headline names: there a common given
    name speaks for a person. Elsewhere it must not, for no list has the names of all countries.
    """
    return not is_declared and ("a bare name" in signs or signs.isdisjoint(AT_HEADLINE))


def _who(name: str, own_names: frozenset[str], *, is_doubted: bool) -> str:
    if "@" in name:
        return "an account"
    is_person = is_full_name(name) and has_given_name(name) and not _COMPANY.search(name)
    if is_own(name, own_names):
        return "the site's name, as of a person" if is_person else "the site's name"
    if is_person and not DESK.search(name):
        return "a person's name" if is_doubted else "a full name"
    if DESK.search(name):
        return "a desk or team"
    if is_role(name):
        return "a role"
    if _COMPANY.search(name):
        return "a company by its words"
    if _ADMIN.fullmatch(name):
        return "an administrator"
    if _ACCOUNT.fullmatch(name):
        return "an account"
    if is_full_name(name):
        return "a full name" if name.isascii() else "a full name beyond ASCII"
    return "one word" if " " not in name else "no plain name"


def _first_name(authors: Authors) -> str:
    name = authors[0].name
    return next(iter(names_in(name)), name) if len(name.split()) > 3 else name


def _own_signs(authors: Authors, own_names: frozenset[str]) -> Iterator[str]:
    if len(authors) > MANY:
        yield "many"
    if len(authors) > 1 and any(is_own(author.name, own_names) for author in authors):
        yield "the site's name among others"
    if len(authors) > 1 and authors[-1].is_organisation and not authors[0].is_organisation:
        yield "a person, then an organisation"
    if authors[0].is_organisation:
        yield "said to be an organisation"
    elif authors[0].is_organisation is False:
        yield "said to be a person"
    if any(author.profile_url for author in authors):
        yield "with a profile"


def _how(
    signs: frozenset[str], who: str, authors: Authors, page: Page, is_declared: bool
) -> Iterator[str]:
    if not signs.isdisjoint(KINDS):
        call = "a bare name" if "a bare name" in signs else "credited"
        printed = (
            f"{call} elsewhere" if signs.isdisjoint(AT_HEADLINE) else f"{call} at the headline"
        )
    elif is_declared:
        is_shown = _first_name(authors).casefold() in page.once(_shown)
        printed = "no credit" if is_shown else "not on the page"
    else:
        printed = "in an inline element"
    how = f"declared, {printed}" if is_declared else f"{printed}, not declared"
    yield how
    yield f"{_SORTS[who]}: {how}"


def _are_people(authors: Authors) -> bool:
    """Tell whether each name is a person's by its form, and one at least by a given name."""
    names = [name for author in authors for name in names_in(author.name) or (author.name,)]
    names = [name for name in names if not is_agency(name)]
    return any(map(has_given_name, names)) and all(
        is_full_name(name) and not _COMPANY.search(name) and not DESK.search(name) for name in names
    )


def _shown(page: Page) -> str:
    return page.visible_text.casefold()


class _Among:
    """The sets of people that the page gives, by how it gives them."""

    def __init__(
        self,
        keys: Sequence[frozenset[str]],
        signs: Sequence[frozenset[str]],
        who: Sequence[str],
        declared: Sequence[bool],
        are_people: Sequence[bool],
    ) -> None:
        self.keys, self.signs, self.who = keys, signs, who
        self.are_people = are_people
        self.of_kind = {
            kind: [
                key
                for key, one, person in zip(keys, signs, who, strict=True)
                if one & marks and person in _PEOPLE and (kind == "declared" or one & AT_HEADLINE)
            ]
            for kind, marks in _GIVEN.items()
        }
        named = {person for person, is_declared in zip(who, declared, strict=True) if is_declared}
        self.is_only_the_site = bool(named) and named.isdisjoint(_PEOPLE)
        self.names_of = {kind: frozenset().union(*sets) for kind, sets in self.of_kind.items()}

    def as_other_hand(self, index: int, hands: frozenset[str]) -> Iterator[str]:
        key = self.keys[index]
        if key & hands:
            credited = any(one - hands for kind in _PRINTED for one in self.of_kind[kind])
            yield "another hand beside the authors" if credited else "another hand"

    def signs_of(self, index: int) -> Iterator[str]:
        key = self.keys[index]
        among = []
        if self.is_only_the_site and self.who[index] in _PEOPLE:
            kind = "a bare name" if "a bare name" in self.signs[index] else "another"
            yield f"no person is declared: {kind}"
        for kind, sets in self.of_kind.items():
            if not sets:
                continue
            if key <= self.names_of[kind]:
                among.append(kind)
                if any(key < one for one in sets):
                    yield f"fewer than {kind}"
            elif not key & self.names_of[kind]:
                yield f"other than {kind}"
            elif any(one < key for one in sets):
                yield f"more than {kind}"
        # Two people in one byline speak for nothing and against nothing.
        if len(key) > 1 and not self.are_people[index]:
            yield "several, not all people"
        if len(key) > 1 and "declared" in among:
            yield "several, all declared"
        if len(key) > 1 and not among:
            yield "several, elsewhere"


_PRINTED = ("credited", "in an author's box")
_GIVEN = {
    "declared": frozenset({"json-ld", "meta author", "meta article:author"}),
    "credited": frozenset({"behind by", "linked"}),
    "in an author's box": frozenset({"in a box named for authors"}),
}


def is_account(name: str) -> bool:
    """Tell "jdoe", "j.doe@news.example" and "JaneD" from names."""
    return bool(_ACCOUNT.fullmatch(name))


def accounts_of(author: PrintedAuthor) -> frozenset[str]:
    """
    Return how a CMS might call a person, letters only: by the name and by the profile's address.

    >>> sorted(accounts_of(PrintedAuthor(name="Ana Rey")))
    ['anar', 'anarey', 'arey', 'rey', 'reya', 'reyana']
    """
    words = [letters for letters in map(letters_of, author.name.split()) if letters]
    first, last = words[0], words[-1]
    found = {first + last, first[:1] + last, last + first[:1], first + last[:1], last + first, last}
    found.add(letters_of((author.profile_url or "").rstrip("/").rpartition("/")[2]))
    return frozenset(account for account in found if len(account) > 2)


def _biographies(page: Page, names: Sequence[str]) -> list[str]:
    """Return the starts of the passages that may tell of one of ``names``, case folded."""
    starts = tuple({name.casefold().partition(" ")[0] for name in names})
    passages = page.outline.passages[page.once(places).headlines[0] :]
    # Enough of a line to tell most that begin otherwise.
    reach = len("about dr. ") + max(map(len, starts), default=0)
    return [
        passage.text[:120].casefold()
        for passage in passages
        if len(passage.text) >= MIN_BIOGRAPHY_CHARACTERS
        and (
            (head := passage.text[:reach].casefold()).startswith(starts)
            or _about(head).startswith(starts)
        )
    ]


def _name_told(name: str) -> str:
    return next(iter(names_in(name)), name)


def _told(name: str, biographies: Sequence[str], text: str) -> Iterator[str]:
    name = _name_told(name)
    whole = name.casefold()
    first = whole.partition(" ")[0]
    if any(_tells_of(whole, one) or _tells_of(first, one) for one in biographies):
        yield "a biography is told"
    if name in text:
        yield "in the story's text"


def _tells_of(name: str, line: str) -> bool:
    """Tell "Ana Rey is a reporter", "About Dr. Ana Rey, who covers courts"."""
    if not line.startswith(name):
        line = _about(line)
    return line.startswith(name) and bool(_TELLS_OF.match(line, len(name)))


def _about(line: str) -> str:
    return line.removeprefix("about ").removeprefix("dr. ").removeprefix("dr ")
