"""
Bylines into people: bare names, with role, profile, biography, each person only once.

A byline is first broken where newsrooms break it (bars, bullets, dates, "Written by"), each part
is put down as authors, other hands (editors, photographers) or neither, and a part that names
authors is split into people, each person into name, role and biography.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newscrawl.items import Author, PrintedAuthor
from newscrawl.normalise.folding import folded
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
    is_organisation,
    is_publisher,
)
from newscrawl.normalise.printed_times import PRINTED_TIME
from newscrawl.normalise.roles import ends_in_role, is_role, role_after_name, role_at_start

# "by" in the languages of the trade. Von, di and their like are also parts of names, so they
# are only read as "by" where a byline begins.
_BY = re.compile(
    r"""(?: (?: (?:[Aa]n?\s)?(?:[Ww]ritten|WRITTEN|[Pp]osted|[Rr]eported|[Ww]ords|[Ss]tory|[Aa]rticle|[Tt]ext|[Aa]uthored|[Pp]ublished
    | [Rr]eview(?:ed)?|[Gg]uide|[Oo]pinion|[Cc]ompiled|[Cc]reated|[Ss]ubmitted|[Rr]ecipe|[Aa]nalysis|[Ww]rites)\s?[Bb][Yy]
    | \b[Bb][Yy]\b | \bBY\b )\s*:?
    | \b(?:[Aa]uthors?|AUTHORS?|[Aa]utore|[Aa]utor(?:in|:in|a|es)?|[Aa]uteur|Verfasser|Texte?|Testo|Texto|Words|Oleh|Penulis|Автор|Redacción|Redazione)\s*:
    | (?:作者|撰文|文字|文|取材・文|記者|记者|글|저자)\s*[:：／/｜|] )\s*""",
    re.VERBOSE,
)
_BY_AT_START = re.compile(
    r"""(?: Ein(?:e)?\s(?:Kommentar|Gastbeitrag|Analyse|Bericht|Interview)\svon | [Vv]on | VON | [Pp]ar | PAR
    | [Pp]or | POR | [Dd]i(?=\s\w+\s\w) | DI(?=\s\w+\s\w) | [Dd]oor | DOOR | [Aa]v(?=\s) | [Ff]rom | [Oo]leh )\s*:?\s+(?=\S)
    | (?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or)\s*:\s*""",
    re.VERBOSE,
)
# Hands that are no authors, unless nobody else is named.
_OTHER_HAND = re.compile(
    r"""\b(?: (?:[Ee]dited|[Ff]act[ -]?[Cc]hecked|(?:[Mm]edically\s|[Ee]xpert\s|[Ll]egally\s)?[Rr]eviewed|[Uu]pdated|[Tt]ested
    | [Rr]esearched|[Tt]ranslated|[Pp]hoto(?:graph(?:s|y|ed)?|s)?|[Ii]llustrat(?:ed|ions?)|[Vv]ideo|[Gg]raphics?|[Pp]roduced|[Cc]urated)\s[Bb]y\s*:?
    | (?:Editor|Editors|Reviewer|Photos?|Fotos?|Bild(?:er)?|Image|Images|Credit|Übersetzung|Traducción|Traduction|Source|Quelle|Fuente)\s*: )\s*
    | (?:責任編輯|责任编辑|编辑|編輯|摄影|攝影|사진|写真)\s*[:：／/｜|]\s*""",
    re.VERBOSE,
)
_BREAK = re.compile(
    r"\s*[|•·●∙;■►»›／｜]\s*(?!\s*$)|\s[–—-]+\s|[–—]|\s/\s|(?<=[^\W\d_])/(?=[A-Z][a-z]+ )"
)
_KATAKANA_DOT = re.compile(r"(?<=[\u30a0-\u30ff])[・·](?=[\u30a0-\u30ff])")
_JOINER = re.compile(
    r"""\s*(?: ,\s*(?:and|und|et|y|e|with|&)\s | \s(?:and|und|with|mit|avec|og|och|ve|и|та|AND|UND|sowie|along\swith|as\stold\sto)\s
    | \s?&\s?(?!Co\b) | \s\+\s | 、 | ，(?!\s*\d) | [・·] )\s*""",
    re.VERBOSE,
)
# "and" where it may also join two surnames of one person: Ortega y Gasset, Costa e Silva.
_SOFT_JOINER = re.compile(r"\s(?:et|y|e|en|i|ja|a)\s")
_GLUED = re.compile(
    r"""(?<=[a-zß-öø-ÿ.)])(?=(?:Updated|Published|Posted|Written\s?[Bb]y|Reviewed\sby|Edited\sby|Fact[ -]?[Cc]hecked|Last\s[Uu]pdated|Follow|Twitter
    | Facebook|Email|Bookmark|Share|Comments?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d)\b)
    | (?<=[a-zß-öø-ÿ])(?=\d{1,2}[:./]\d\d) | (?<=^By)(?=[A-Z][a-z]) | (?<=^Von)(?=[A-Z][a-z]) | (?<=[Bb]y)(?=[A-Z][a-z]+\s[A-Z])""",
    re.VERBOSE,
)
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-Z][a-zà-ÿ]+)")
_NOISE = re.compile(
    r"""https?://\S+ | www\.\S+ | \S+@\S+\.\S+ | (?<!\w)@[\w.]+ | \[email\ protected\]
    | \b(?: (?:min(?:ute)?s?|Min(?:uten)?\.?)\s+(?:read|to\ read|de\ lectura|de\ lecture|di\ lettura|Lesezeit) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_CHATTER = re.compile(
    r"""(?: follow(?:\ me|\ us|ing|\ \w+)? | \+\s?follow | subscribe | share | save | bookmark | comments? | leave\ a\ comment
    | \d*\s?comments? | twitter | facebook | linkedin | instagram | threads | bluesky | mastodon | x | rss | email | e-mail
    | tiktok | youtube | flipboard | whatsapp | view\ (?:all\ posts|profile|bio|more) | see\ (?:full\ )?bio | (?:full\ )?bio(?:graphy)? | (?:more\ )?about\ the\ authors?
    | about | read\ more | more\ (?:from|by|about)\ .* | show\ more | expand | collapse | social\ links(?:\ navigation)? | folgen | ich\ folge | seguir | suivre
    | (?:last\ |originally\ |first\ )?(?:updated|published|posted|modified|reviewed|edited)(?:\ (?:on|at|in))? | stand | aktualisiert(?:\ am)?
    | veröffentlicht(?:\ am)? | actualizado(?:\ a)? | publicado(?:\ (?:el|em))? | publié(?:\ le)? | mis\ à\ jour(?:\ le)? | pubblicato(?:\ il)?
    | article | artikel(?:\ veröffentlicht(?:\ am)?)? | uhr | et | est | edt | pt | pst | gmt | utc | on | at | in | am | pm | le | el | il | il\ y\ a
    | \d+(?:\.\d+)?k?\ views? | \d+\ (?:articles?|posts?|stories)(?:\ published)? | paid | sponsored | advertorial | advertis(?:ement|er\ disclosure) | fact[ -]?checked | cite\ this\ \w+
    | (?:reading|read)\ time | lesedauer | lesezeit | tips\ meg | heard\ on\ .* | listen | exclusive | opinion | news | blog | today | yesterday | \W* )""",
    re.IGNORECASE | re.VERBOSE,
)
_CHATTER_BEHIND = re.compile(
    r"""\s+(?: Twitter | Facebook | LinkedIn | Instagram | Threads | Bluesky | Today | Follow(?:\s\w+)? | Bookmark | Share | Email | Comments?
    | Tips\smeg | Folgen | on | at | am | um | le | el | Updated | Published | Posted | (?:Last|Originally) | Paid | Full\s[Bb]io | Sponsored )$""",
    re.VERBOSE,
)
_DOUBLED = re.compile(r"(\w.{3,}?)\s?\1")
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]+)\)\.?")
_JOINER_AT_START = re.compile(r"^[\s,;]*(?:and|und|et|y|e|&|with|,)\s+")
_NO_NAME = re.compile(r"\b(?:The|And|Of|On|In|Heard|Article|All|Opinion|News|Review)\b")
_PLACE_OR_EMPLOYER = re.compile(
    r"\s+(?:(?i:for|at|from|in)|en|à|em|aus|bei|beim)\s+(?=[A-ZÀ-Þ]).*$"
)
_IS_SOMEBODY = re.compile(
    r"""\s(?:is|was|has|writes|covers|works|joined|lives|ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|é)
    \s(?:an?\s|the\s|eine?\s|une?\s|una?\s|um\s|uma\s)?""",
    re.VERBOSE,
)
_REPORTER_SUFFIX = re.compile(
    r"\s*(?:記者|记者|기자|특파원|선임기자|人民網記者|報導|报道|撰|さん|氏|님)$"
)
_REPORTER_PREFIX = re.compile(r"^(?:本報記者|本报记者|記者|记者|特約記者)\s*")
_BYLINE_LETTERS = 200  # a longer line is prose
_NAME_LETTERS = 60  # no printed name of a person or a desk is longer


def people_of_byline(text: str, *, publisher: str | None = None) -> tuple[Author, ...]:
    """
    Return the people and organisations that a printed byline names, in its order.

    Dates, reading times, places, handles and links' words are left out, and so are editors and
    other hands where an author is named. Accounts of a CMS are nobody. What looks like no name
    at all gives nothing.

    >>> [a.name for a in people_of_byline("By Jane Doe, Li Wei and J. Roe Jr. | March 1, 2026")]
    ['Jane Doe', 'Li Wei', 'J. Roe Jr.']
    """
    return _people(text, publisher, is_byline=True)


def people(
    printed: Sequence[PrintedAuthor], *, byline: str | None = None, publisher: str | None = None
) -> tuple[Author, ...]:
    """
    Return the authors that a page gives one by one, cleaned, each person once.

    What an entry says of itself (role, profile, biography) goes to the person in it, if it holds
    just one. ``byline`` adds the role or biography that it prints behind the same name.
    """
    found: dict[str, Author] = {}
    for entry in printed:
        for author in _people_of_entry(entry, publisher):
            key = author.name.casefold()
            found[key] = _joined(found[key], author) if key in found else author
    for author in people_of_byline(byline or "", publisher=publisher):
        key = author.name.casefold()
        if key in found:
            found[key] = _joined(found[key], author)
    return tuple(found.values())


def is_byline_of(line: str, authors: Sequence[Author]) -> bool:
    """
    Return whether ``line`` is nothing but a byline: names of ``authors``, roles, dates.

    >>> is_byline_of("By Sam Pine, Senior Editor | March 1, 2026", [Author(name="Sam Pine")])
    True
    >>> is_byline_of("Sam Pine sued the company.", [Author(name="Sam Pine")])
    False
    """
    if len(line) > _BYLINE_LETTERS or not authors:
        return False
    left = PRINTED_TIME.sub(" | ", _NOISE.sub(" | ", _unglued(folded(line))))
    names = sorted((author.name for author in authors), key=len, reverse=True)
    found = 0
    for name in names:
        left, times = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", "|", left, flags=re.IGNORECASE)
        found += times
    left = _OTHER_HAND.sub("|", _BY.sub("|", left))
    parts = [part.strip(" ,.:;()-*") for part in re.split(r"[|•·]|\s(?:and|und|et|y|e|&)\s", left)]
    is_rest = all(
        not part
        or _CHATTER.fullmatch(part)
        or _BY_AT_START.fullmatch(f"{part} x"[:-1])
        or is_role(part)
        for part in parts
    )
    return found > 0 and is_rest


def begins_as_byline(line: str) -> bool:
    """
    Return whether a short line is a byline by its form: "By", names, no end of a sentence.

    >>> begins_as_byline("Von Anna Roe, Berlin"), begins_as_byline("By March it had lost.")
    (True, False)
    """
    lead = _BY.match(line) or _BY_AT_START.match(line)
    if not lead or len(line.split()) > 9 or re.search(r"[.!?:]$", line):
        return False
    first = re.split(r",|\s(?:and|und|et|y|&)\s", line[lead.end() :], maxsplit=1)[0]
    return looks_like_name(first) and 1 < len(first.split()) < 5


def _people_of_entry(entry: PrintedAuthor, publisher: str | None) -> tuple[Author, ...]:
    if entry.is_organisation:
        name = folded(entry.name)
        authors: tuple[Author, ...] = (
            (Author(name=name, is_organisation=True),) if name and not is_account(name) else ()
        )
    else:
        authors = _people(entry.name, publisher, is_byline=False)
    if len(authors) != 1:
        return authors
    profile = entry.profile_url or ""
    said = Author(
        name=authors[0].name,
        role=folded(entry.role or "") or None,
        profile_url=profile if profile.startswith(("http://", "https://")) else None,
        biography=folded(entry.biography or "") or None,
    )
    return (replace(_joined(said, authors[0]), is_organisation=authors[0].is_organisation),)


def _joined(first: Author, second: Author) -> Author:
    return replace(
        first,
        role=first.role or second.role,
        profile_url=first.profile_url or second.profile_url,
        biography=first.biography or second.biography,
        is_organisation=first.is_organisation or second.is_organisation,
    )


def _people(text: str, publisher: str | None, *, is_byline: bool) -> tuple[Author, ...]:
    line = folded(text)
    if not is_byline and is_account(line):
        return ()
    line = _KATAKANA_DOT.sub("\0", _unglued(line))
    line = PRINTED_TIME.sub(" | ", _NOISE.sub(" | ", line))
    authors: list[Author] = []
    others: list[Author] = []
    for part, is_author in _parts(line, is_byline=is_byline):
        hands = authors if is_author else others
        for author in _people_of_part(part, publisher):
            name = author.name.replace("\0", "・")
            _put(hands, replace(author, name=name))
    for hands in (authors, others):
        # Pen names in small letters stand alone; beside a name they are left-over words.
        if sure := [a for a in hands if a.is_organisation or looks_like_name(a.name)]:
            return tuple(sure)
    return tuple((authors or others)[:1])


def _unglued(line: str) -> str:
    """Return ``line`` with a space where markup, now gone, had set words apart."""
    line = _GLUED.sub(" ", line)
    line = _CAMEL.sub(lambda m: " " if ends_in_role(line[: m.end()]) else "", line)
    return _CAMEL.sub(lambda m: " " if role_at_start(line[m.end() :]) else "", line)


def _put(hands: list[Author], author: Author) -> None:
    """Add ``author``; a role that stands alone belongs to the person before it."""
    if is_role(author.name) and hands:
        hands[-1] = replace(hands[-1], role=hands[-1].role or author.name)
        return
    for at, known in enumerate(hands):
        if known.name.casefold() == author.name.casefold():
            hands[at] = _joined(known, author)
            return
    hands.append(author)


def _parts(line: str, *, is_byline: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a byline that may name someone, and whether as an author."""
    marks = sorted(
        [(m.start(), m.end(), False) for m in _OTHER_HAND.finditer(line)]
        + [(m.start(), m.end(), True) for m in _BY.finditer(line)],
        key=lambda mark: (mark[0], mark[2]),
    )
    spans: list[tuple[str, bool]] = []
    position, is_author, has_by = 0, True, False
    for start, end, author_mark in marks:
        if start < position:
            continue
        before = line[position:start]
        # What stands before "by" is a section, a date, a headline; but "Jane Doe | Edited by".
        if has_by or (not author_mark and before.strip()) or _begins_with_person(before):
            spans.append((before, is_author))
        position, is_author, has_by = end, author_mark, has_by or author_mark
    spans.append((line[position:], is_author))
    for span, author_span in spans:
        for part in _BREAK.split(span):
            stripped = part.strip(" ,:|-")
            if is_byline:
                stripped = (
                    stripped[at.end() :] if (at := _BY_AT_START.match(stripped)) else stripped
                )
            while (shorter := _CHATTER_BEHIND.sub("", stripped)) != stripped:
                stripped = shorter
            if doubled := _DOUBLED.fullmatch(stripped):
                stripped = doubled[1]
            if stripped and not _CHATTER.fullmatch(stripped):
                yield stripped, author_span


def _begins_with_person(before: str) -> bool:
    parts = [part.strip(" ,:|-") for part in _BREAK.split(before)]
    first = next((part for part in parts if part and not _CHATTER.fullmatch(part)), "")
    return len(first.split()) > 1 and looks_like_name(first) and not _NO_NAME.search(first)


def _people_of_part(part: str, publisher: str | None) -> Iterator[Author]:
    """Yield the people of one part of a byline."""
    if is_publisher(part, publisher):
        yield Author(name=part, is_organisation=True)
        return
    if bracket := _BRACKET.fullmatch(part):
        inner = bracket[2]
        named = list(_people_of_part(bracket[1], publisher))
        if named and ends_in_role(inner):
            named[-1] = replace(named[-1], role=named[-1].role or inner)
        yield from named
        if is_organisation(inner, publisher=publisher):
            yield Author(name=inner, is_organisation=True)
        return
    somebody = _IS_SOMEBODY.search(part)
    name, role, rest = role_after_name(part)
    if role and looks_like_name(name):
        yield from _with_role(name, role, rest, publisher)
    elif somebody:
        yield from _with_biography(part, somebody, publisher)
    elif (
        is_organisation(part, publisher=publisher) and "," not in part and not _JOINER.search(part)
    ):
        yield Author(name=part, is_organisation=True)
    else:
        yield from _comma_list(part, publisher)


def _with_role(name: str, role: str, rest: str, publisher: str | None) -> Iterator[Author]:
    """Yield the person of ``name`` and who follows the role: a biography, or the next person."""
    rest = _JOINER_AT_START.sub("", rest)
    if rest and ends_in_role(rest) and not role_after_name(rest)[1]:
        role, rest = f"{role} and {rest}", ""
    words = rest.split()
    is_prose = len(words) > 4 and sum(word.islower() for word in words) * 3 > len(words)
    for author in _person(name, publisher):
        yield replace(author, role=role, biography=rest if is_prose else None)
    if rest and not is_prose:
        yield from _people_of_part(rest, publisher)


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
    if looks_like_name(name):
        role = role_at_start(part[somebody.end() :]) or None
        for author in _person(name, publisher):
            yield replace(author, role=role, biography=part[start:])


def _comma_list(text: str, publisher: str | None) -> Iterator[Author]:
    """Yield the people of "Jane Doe, Senior Editor, John Roe Jr., PhD and Li Wei, Reuters"."""
    if not is_organisation(text.split(",")[0], publisher=publisher):
        text = in_reading_order(text)
    person: Author | None = None
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        if _CHATTER.fullmatch(piece):
            continue
        follows_person = person is not None and not person.is_organisation
        if person and follows_person and is_suffix(piece):
            person = replace(person, name=f"{person.name}, {piece}")
        elif person and follows_person and (role := role_at_start(piece)):
            person = replace(person, role=f"{person.role}, {role}" if person.role else role)
            for author in _joined_names(_JOINER_AT_START.sub("", piece[len(role) :]), publisher):
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
    return ends_in_role(piece) and not role_after_name(piece)[0].count(" ")


def _is_aside(piece: str, person: Author, publisher: str | None) -> bool:
    """Return whether ``piece`` is letters after a name, or a place: "Jane Doe, PhD, London"."""
    if is_organisation(piece, publisher=publisher):
        return False
    return is_credential(piece) or (" " not in piece and " " in person.name)


def _joined_names(text: str, publisher: str | None) -> Iterator[Author]:
    """Yield the people of "Jane Doe and John Roe": no commas are left here."""
    for group in _JOINER.split(text):
        halves = _SOFT_JOINER.split(group)
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
    if len(name.split()) > 2:
        name = _PLACE_OR_EMPLOYER.sub("", name)
    name = cased(_REPORTER_PREFIX.sub("", _REPORTER_SUFFIX.sub("", name)))
    if name.endswith(".") and len(name.split()[-1].strip(".")) > 3:
        name = name[:-1]
    # "Staff Writer", "Special Correspondent": a desk that does not say who.
    organisation = is_organisation(name, publisher=publisher) or is_role(name)
    is_short = len(name) <= _NAME_LETTERS and (organisation or len(name.split()) <= 6)
    if name and is_short and not is_account(name) and not _CHATTER.fullmatch(name):
        yield Author(name=name, is_organisation=organisation)
    if agency:
        yield Author(name=agency, is_organisation=True)
