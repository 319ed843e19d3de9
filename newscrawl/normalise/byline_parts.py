"""One part of a byline into people: "Jane Doe, Senior Editor, and John Roe of Reuters"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newscrawl.items import Author
from newscrawl.normalise.byline_marks import (
    BRACKET,
    CHATTER,
    DOUBLED,
    EMPLOYED_BY,
    IS_SOMEBODY,
    JOINER,
    JOINER_AT_START,
    PLACE_OR_EMPLOYER,
    REPORTER_PREFIX,
    REPORTER_SUFFIX,
    SOFT_JOINER,
)
from newscrawl.normalise.names import (
    cased,
    in_reading_order,
    is_credential,
    is_suffix,
    looks_like_name,
)
from newscrawl.normalise.organisations import (
    agency_behind,
    is_account,
    is_domain,
    is_organisation,
    is_publisher,
)
from newscrawl.normalise.roles import ends_in_role, is_role, role_after_name, role_at_start

_NAME_LETTERS = 60  # no printed name of a person or a desk is longer


def people_of_part(part: str, *, publisher: str | None) -> Iterator[Author]:
    """Yield the people and organisations of one part of a byline, in its order."""
    if is_publisher(part, publisher):
        yield Author(name=part, is_organisation=True)
        return
    if bracket := BRACKET.fullmatch(part):
        inner = bracket[2]
        named = list(people_of_part(bracket[1], publisher=publisher))
        if named and ends_in_role(inner):
            named[-1] = replace(named[-1], role=named[-1].role or inner)
        yield from named
        if is_organisation(inner, publisher=publisher):
            yield Author(name=inner, is_organisation=True)
        return
    somebody = IS_SOMEBODY.search(part)
    name, role, rest = role_after_name(part)
    if not somebody and _is_wholly_organisation(part, publisher):
        yield Author(name=part, is_organisation=True)
    elif role and looks_like_name(name):
        yield from _with_role(name, role, rest, publisher)
    elif somebody:
        yield from _with_biography(part, somebody, publisher)
    else:
        yield from _comma_list(part, publisher)


def _is_wholly_organisation(part: str, publisher: str | None) -> bool:
    if "," in part or JOINER.search(part) or agency_behind(part, publisher=publisher) > 0:
        return False
    return is_organisation(part, publisher=publisher)


def _with_role(name: str, role: str, rest: str, publisher: str | None) -> Iterator[Author]:
    """Yield the person of ``name`` and who follows the role: a biography, or the next person."""
    rest = JOINER_AT_START.sub("", rest)
    if rest and ends_in_role(rest) and not role_after_name(rest)[1]:
        role, rest = f"{role} and {rest}", ""
    words = rest.split()
    is_prose = len(words) > 4 and sum(word.islower() for word in words) * 3 > len(words)
    for author in _person(name, publisher):
        yield replace(author, role=role, biography=rest if is_prose else None)
    if rest and not is_prose:
        yield from people_of_part(rest, publisher=publisher)


def _with_biography(part: str, somebody: re.Match[str], publisher: str | None) -> Iterator[Author]:
    """Yield the person of "Jane Doe is a reporter at ...": the sentence is the biography."""
    words = part[: somebody.start()].split()
    name, start = " ".join(words), 0
    # "Jane Doe Jane is a ...": the name once as a name, and again to begin the sentence.
    for again in range(1, len(words)):
        if words[-again] == words[0]:
            name = " ".join(words[:-again])
            start = len(name) + 1
            break
    name = re.sub(r"\s(?:Dr|Prof|Mr|Mrs|Ms)\.?$", "", name)
    if doubled := DOUBLED.fullmatch(name):
        name = doubled[1]
    if looks_like_name(name):
        role = role_at_start(part[somebody.end() :]) or None
        for author in _person(name, publisher):
            yield replace(author, role=role, biography=part[start:])


def _comma_list(text: str, publisher: str | None) -> Iterator[Author]:
    """Yield the people of "Jane Doe, Senior Editor, John Roe Jr., PhD and Li Wei, Reuters"."""
    if not is_organisation(text.split(",", maxsplit=1)[0], publisher=publisher):
        text = in_reading_order(text)
    person: Author | None = None
    pieces = (JOINER_AT_START.sub("", piece).strip() for piece in text.split(","))
    for piece in filter(None, pieces):
        if CHATTER.fullmatch(piece):
            continue
        follows_person = person is not None and not person.is_organisation
        if person and follows_person and is_suffix(piece):
            person = replace(person, name=f"{person.name}, {piece}")
        elif person and follows_person and (role := role_at_start(piece)):
            rest = JOINER_AT_START.sub("", piece[len(role) :]).strip()
            if not any(" " in name for name in JOINER.split(rest)):
                role, rest = piece, ""  # single words name nobody: a desk, a town, an employer
            person = replace(person, role=f"{person.role}, {role}" if person.role else role)
            for author in _joined_names(rest, publisher):
                yield person
                person = author
        elif person and follows_person and _ends_in_role_only(piece):
            person = replace(person, role=f"{person.role}, {piece}" if person.role else piece)
        elif person and follows_person and _is_aside(piece, person, publisher):
            continue
        else:
            for author in _joined_names(piece, publisher):
                if person:
                    yield person
                person = author
    if person:
        yield person


def _ends_in_role_only(piece: str) -> bool:
    name = role_after_name(piece)[0]
    return ends_in_role(piece) and not (" " in name and looks_like_name(name))


def _is_aside(piece: str, person: Author, publisher: str | None) -> bool:
    """Return whether ``piece`` is letters after a name, a place or a site: "Ann Roe, PhD, Rome"."""
    if is_domain(piece):
        return True
    if is_organisation(piece, publisher=publisher):
        return False
    return is_credential(piece) or (" " not in piece and " " in person.name)


def _joined_names(text: str, publisher: str | None) -> Iterator[Author]:
    """Yield the people of "Jane Doe and John Roe": no commas are left here."""
    for group in JOINER.split(text):
        halves = SOFT_JOINER.split(group)
        sizes = [len(half.split()) for half in halves]
        if min(sizes) == 1 < max(sizes):
            halves = [group]
        for half in halves:
            name, role, rest = role_after_name(half)
            if role and looks_like_name(name):
                yield from _with_role(name, role, rest, publisher)
            else:
                yield from _person(half, publisher)


def _person(text: str, publisher: str | None) -> Iterator[Author]:
    """Yield the author that ``text`` names, and the agency behind the name."""
    name = text.strip(" ,:*-–—'\"“”")
    at = agency_behind(name, publisher=publisher)
    name, agency = (name[:at].strip(), name[at:]) if at > 0 else (name, "")
    if employed := EMPLOYED_BY.search(name):
        name, agency = name[: employed.start()], ""
    if len(name.split()) > 2:
        name = PLACE_OR_EMPLOYER.sub("", name)
    if len(name.split()) > 2:
        name = re.sub(r"\s(?:Ph\.?D|M\.?D|MBA|CFA|CPA|CFP|RN|RD|Esq|J\.D)[.®]?$", "", name)
    name = cased(REPORTER_PREFIX.sub("", REPORTER_SUFFIX.sub("", name)))
    if name.endswith(".") and re.search(r"\w{3,}\.$", name) and not re.search(r"\w\.\w+\.$", name):
        name = name[:-1]
    # "Staff Writer", "Special Correspondent": a desk that does not say who.
    organisation = is_organisation(name, publisher=publisher) or is_role(name)
    is_short = len(name) <= _NAME_LETTERS and (organisation or len(name.split()) <= 6)
    if name and is_short and not is_account(name) and not CHATTER.fullmatch(name):
        yield Author(name=name, is_organisation=organisation)
    if agency:
        yield Author(name=agency, is_organisation=True)
