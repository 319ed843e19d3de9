"""Sides that the grammar says outright: "A sues B", "A was sued by B", "A v. B"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscrawl.items import Side
from newscrawl.stories.candidates import Candidate
from newscrawl.stories.text import Span

_DAY = r"(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|today)"
# What stands before a name and says what it is: "the AI image generator ", "spyware maker ".
_WHAT_IT_IS = (
    r"(?:the |an? |its |his |her )?(?-i:(?!(?:of|at|for|over|from|about|by|in|on|to|and|after|who|"
    r"behind|with|against) )(?:AI|US|UK|EU|EV|[a-z][\w’-]*) ){0,4}"
)
_SUES = re.compile(
    r"(?:\W+(?:has|have|is|are|now|also|reportedly|just|to|will|may|could|plans to|files to|"
    rf"{_DAY}))*\s+"
    r"(?:sues|sued|sue|suing|(?:files?|filed|filing|brings?|brought) (?:a |its |his |her )?"
    rf"(?:[\w-]+ ){{0,3}}?(?:law)?suits? against) {_WHAT_IT_IS}|\s+(?:takes?|took)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUED_BY = re.compile(
    r"(?:\s+(?:has|have|been|was|were|is|are|being|gets|got))*\s+sued\s+by\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUED_OVER = re.compile(
    r"(?:\s+(?:has|have|been|was|were|is|are|being|gets|got))*\s+sued\s+(?:over|for|after|in)\b",
    re.IGNORECASE,
)
# Between two names, of whom the first is the claimant, or the authority.
_AGAINST = re.compile(
    r"(?!, \w+ing\b)\W+(?:(?:has|have|had|is|was|also|now|formally) )*(?:"
    r"(?:accus(?:es?|ed|ing)|fin(?:es|ed)|charg(?:es|ed)|investigat(?:es?|ed|ing)|prob(?:es|ed|ing)|"
    r"subpoena(?:s|ed)|raid(?:s|ed)|penali[sz]e[sd]|sanction(?:s|ed)|threaten(?:s|ed) to sue) |"
    r"(?:opens?|opened|opening|launch(?:es|ed|ing)?|begins?|began|starts?|started) "
    r"(?:an? )?(?:[\w-]+ ){0,3}(?:inquiry|investigation|probe|proceedings) (?:into|of|against) |"
    r"(?:sends?|sent|issue[sd]?|serve[sd]?) (?:an? )?(?:[\w-]+ ){0,3}"
    r"(?:takedowns?|cease[- ]and[- ]desist|legal (?:threats?|notices?)|DMCA|"
    r"(?:lawyer|attorney)['’]?s?['’]? letters?)(?: [\w-]+){0,2} (?:to|against) |"
    r"(?:drop(?:s|ped|ping)?|withdr(?:aws?|ew|awn)) (?:an? |its |the |their |all )?"
    r"(?:[\w-]+ ){0,4}?(?:(?:law)?suits?|cases?|complaints?) against |"
    r"(?:lost|loses|wins|won) (?:an? |its |the |his |her )?(?:[\w€$£.,-]+ ){0,4}?"
    r"(?:damages claims?|(?:law)?suits?|(?:patent|trademark|copyright|defamation|libel) cases?) "
    r"against |"
    r"(?:wins?|won|(?:was |is )?awarded) (?=[^.;]*\d)[^.;]{3,60}? "
    rf"(?:damages|verdict|award|judge?ment|compensation) (?:from|against) {_WHAT_IT_IS}|"
    r"complained (?:\w+ ){1,5}(?:about|of|against) |(?:files|filed) (?:an? )?(?:\w+ ){0,3}"
    r"complaint (?:\w+ ){0,5}(?:about|against) )"
    rf"(?:the |an? )?(?:(?P<makers>makers?) of )?{_WHAT_IT_IS}",
    re.IGNORECASE,
)
# "phones made by B infringe two patents of its rival A"
_INFRINGES = re.compile(
    r"(?:, which)?\s+(?:has |have |had )?infring(?:es?|ed|ing)(?: on)? (?:\w+ ){0,4}"
    r"(?:patents?|copyrights?|trademarks?) (?:of|held by|owned by|from) (?:its |the )?(?:rival )?",
    re.IGNORECASE,
)
# "ordered NSO to pay WhatsApp": the second is owed
_TO_PAY = re.compile(
    r"(?:['’]s)?(?: (?:\w+ )?(?:ordered|told|directed|must|to))+ "
    rf"(?:pay|compensate|reimburse) {_WHAT_IT_IS}|\s+owes {_WHAT_IT_IS}|"
    rf" (?:to|must|will) pay (?=\S*\d)[^.;,]{{2,40}} to {_WHAT_IT_IS}",
    re.IGNORECASE,
)
_BESIDE = re.compile(r",? (?:and|&) (?:the |rival )?|, ", re.IGNORECASE)
# "rejects Konami's suit seeking damages from Cygames"
_SUIT_OF = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}?(?:claims?|(?:law)?suits?|complaints?) (?:[^.;,]{1,60} )?"
    rf"(?:against|from) {_WHAT_IT_IS}",
    re.IGNORECASE,
)
# What stands before a name tells its side by itself.
_BROUGHT_BY = re.compile(
    r"\b(?:cases?|(?:law)?suits?|complaints?|claims?|actions?) (?:that was )?"
    rf"(?:(?:brought|filed|lodged) )?by {_WHAT_IT_IS}$",
    re.IGNORECASE,
)
_SENT_BY = re.compile(
    r"\b(?:(?:legal|lawyers?['’]?s?) (?:letters?|notices?|threats?)|"
    r"cease[- ]and[- ]desist(?: \w+)?|"
    rf"takedown (?:notices?|requests?|demands?)|lawsuits?) from {_WHAT_IT_IS}$",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:order(?:s|ed) (?:it|him|her|them|the [\w-]+) to|"
    r"(?:it|he|she|they) (?:must|has to|have to|was ordered to|were ordered to)) "
    rf"pay (?:(?=\S*\d)[^.;,]{{2,40}} to )?{_WHAT_IT_IS}$",
    re.IGNORECASE,
)
_WRONGED = re.compile(
    r"\b(?:(?:defam|slander|libell?|smear)(?:es|s|ed|ing)|"
    rf"(?:lies|rumou?rs|(?:false|fabricated|untrue) claims) about) {_WHAT_IT_IS}$",
    re.IGNORECASE,
)
_COPIED = re.compile(r"\b(?:fake|counterfeit|bogus|pirated|knock-?off) $", re.IGNORECASE)
_BEFORE_CHARACTERS = 100
# "filed by a Twitter shareholder": the name only says whose
_IS_ADJECTIVE = re.compile(
    r" (?!(?:in|on|over|against|after|at|last|and|for|that|who|which|alleging|claiming|this|"
    r"earlier|the|is|was|has|to|by|with)\b)[a-z]"
)
_WORKS_THERE = re.compile(
    r"(?: \w+){0,2} (?:engineers?|employees?|workers?|contractors?|staff\w*)\b"
)
# What follows a name tells its side by itself.
_SENDS = re.compile(
    r"(?:\s+(?:has|have|had|is|also))*\s+(?:sends?|sent|sending|issue[sd]?|serve[sd]?|"
    r"files?|filed) "
    r"(?:[\w-]+ ){0,4}?(?:takedowns?|cease[- ]and[- ]desist|DMCA|"
    r"legal (?:threats?|letters?|notices?))\b",
    re.IGNORECASE,
)
# "Meta sues a data broker": whom, no name tells
_SUES_SOMEONE = re.compile(
    r"(?:\s+(?:also|now|reportedly|just))*\s+(?:(?:is|are)(?: (?:also|now|reportedly))? suing|"
    r"(?:counter)?sues|has(?: also)? sued|"
    r"(?:says?|said)(?: that)? (?:it|its [\w -]{1,40}) (?:has|had|have) sued|"
    r"(?:says? (?:it|he|she|they)(?:['’]ll| will| plans? to)|threaten(?:s|ed|ing) to|vows? to|"
    r"plans? to) sue|(?:files?|filed|is filing) (?:a |an? \w+ )?(?:class[- ]action )?"
    r"(?:law)?suit|takes? (?:[\w'’-]+ ){1,4}to court)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(
    r"(?:\s+(?:has|had))*\s+"
    r"(?:complained to|filed (?:an? )?(?:[\w-]+ ){0,2}complaint (?:with|at|before|to)) "
    r"(?:the )?(?:\w+ ){0,4}?(?:commission|ITC|FTC|CMA|EU|regulators?|watchdogs?|court|"
    r"authorit(?:y|ies)|agency)\b",
    re.IGNORECASE,
)
_WANTS_AN_APOLOGY = re.compile(
    r"(?: (?:has|have|had|also|now))* (?:demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|for)|"
    r"ask(?:s|ed|ing)?|want(?:s|ed)?|seeks?|urg(?:es?|ed)|request(?:s|ed)) [^.;]{0,60}?\bapolog",
    re.IGNORECASE,
)
_RECEIVES = re.compile(
    r"(?:,[^.,;\n]{3,60},)?(?:\s+(?:says?|said|writes|wrote|confirm(?:s|ed))(?: that)? it)?"
    r"(?:\s+(?:has|have|had))*\s+(?:receive[sd]?|got|gets|was sent|is hit with|hit with) "
    r"(?:[\w-]+ ){0,4}?(?:takedown|cease[- ]and[- ]desist|DMCA|subpoena|lawsuit|"
    r"investigative demand)",
    re.IGNORECASE,
)
_WINS_AGAINST_SOMEONE = re.compile(
    r"(?: (?:has|have|had))* (?:wins|won) (?:an? |its |the )?(?:[\w-]+ ){0,4}?"
    r"(?:lawsuit|suit|(?:patent|trademark|copyright|defamation|libel) case) against\b",
    re.IGNORECASE,
)
# "a former Google engineer stole trade secrets": the maker is the one who is wronged
_STOLEN_FROM = re.compile(
    r"(?:['’]s)? (?:[\w-]+ ){0,3}"
    r"(?:engineers?|employees?|workers?|contractors?|scientists?|staff\w*) "
    r"[^.;]{0,60}\b(?:steal\w*|stole\w*|theft|leak(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_OFFICER_CHARGED = re.compile(
    r"(?:['’]s)? (?:\w+ ){1,4}(?:charged|indicted|arrested|convicted) (?:with|for|over|of)\b",
    re.IGNORECASE,
)
_LOSES = re.compile(
    r"(?:\s+(?:has|have|had))*\s+(?:must (?:pay|refund)|(?:lost|loses) (?:an? |its |the )?"
    r"(?:\w+ ){0,2}(?:case|appeal|lawsuit)|(?:is|was) ordered to)\b",
    re.IGNORECASE,
)
_ALONE = (
    (_SUED_OVER, Side.RESPONDENT),
    (_SENDS, Side.CLAIMANT),
    (_SUES_SOMEONE, Side.CLAIMANT),
    (_COMPLAINS, Side.CLAIMANT),
    (_WANTS_AN_APOLOGY, Side.CLAIMANT),
    (_RECEIVES, Side.RESPONDENT),
    (_WINS_AGAINST_SOMEONE, Side.CLAIMANT),
    (_STOLEN_FROM, Side.CLAIMANT),
    (_OFFICER_CHARGED, Side.RESPONDENT),
    (_LOSES, Side.RESPONDENT),
)
_BY_OR_OF_CLAIMANTS = (_BROUGHT_BY, _SENT_BY, _WRONGED)
_VERSUS = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_AUTHORITIES = ("regulator", "court", "body", "place")
_NAMELESS = ("body", "place")
_NO_NAMES = ("group", "calling")


def claimed_sides(text: str, candidates: Sequence[Candidate]) -> dict[str, Side]:
    """Return the sides of those whom an explicit claim joins, by name; the first claim counts."""
    spans = sorted(
        ((span, candidate) for candidate in candidates for span in candidate.spans),
        key=lambda entry: entry[0].start,
    )
    sides: dict[str, Side] = {}
    made_by_respondents: list[str] = []
    for number, ((left, first), (right, second)) in enumerate(pairwise(spans)):
        between = text[left.end : right.start]
        against, versus = _AGAINST.fullmatch(between), _VERSUS.fullmatch(between)
        if against or versus or _SUES.fullmatch(between) or _SUIT_OF.fullmatch(between):
            claimant, respondent = first, second
        elif (
            _SUED_BY.fullmatch(between)
            or _INFRINGES.fullmatch(between)
            or (_may_be_owed(text, right, second) and _TO_PAY.fullmatch(between))
        ):
            claimant, respondent = second, first
        else:
            continue
        is_authority = claimant.kind in _AUTHORITIES
        # "the Irish regulator fines B": the lead gives it its name
        if not (against and claimant.kind in _NAMELESS):
            sides.setdefault(claimant.name, Side.AUTHORITY if is_authority else Side.CLAIMANT)
        if against and against["makers"]:
            made_by_respondents.append(respondent.name)
        elif not (respondent is second and _WORKS_THERE.match(text, right.end)):
            sides.setdefault(respondent.name, Side.RESPONDENT)
        if not versus:
            _side_with(sides, first, _named_with(text, spans, number, -1))
            _side_with(sides, second, _named_with(text, spans, number + 1, +1))
    for number, (span, candidate) in enumerate(spans):
        if candidate.kind in _AUTHORITIES:
            continue
        before = max(0, span.start - _BEFORE_CHARACTERS)
        if candidate.brand_id and _COPIED.search(text, before, span.start):
            sides.setdefault(candidate.name, Side.CLAIMANT)
        if _may_be_owed(text, span, candidate):
            if any(claim.search(text, before, span.start) for claim in _BY_OR_OF_CLAIMANTS):
                sides.setdefault(candidate.name, Side.CLAIMANT)
            if _OWED.search(text, before, span.start):
                sides.setdefault(candidate.name, Side.CLAIMANT)
                _side_with(sides, candidate, _named_with(text, spans, number, +1))
        # "a critic of X sues": the critic does
        if text.endswith(" of ", 0, span.start):
            continue
        for claim, side in _ALONE:
            if claim.match(text, span.end):
                sides.setdefault(candidate.name, side)
    if Side.RESPONDENT not in sides.values():
        # a product stands for its maker only where nobody else names the maker
        sides.update(dict.fromkeys(made_by_respondents, Side.RESPONDENT))
    return sides


def _may_be_owed(text: str, span: Span, candidate: Candidate) -> bool:
    is_someone = candidate.kind not in (*_AUTHORITIES, *_NO_NAMES)
    return is_someone and not _IS_ADJECTIVE.match(text, span.end)


def _side_with(sides: dict[str, Side], named: Candidate, others: Iterator[Candidate]) -> None:
    if named.name in sides:
        for other in others:
            if other.kind not in _NO_NAMES:
                sides.setdefault(other.name, sides[named.name])


def _named_with(
    text: str, spans: Sequence[tuple[Span, Candidate]], number: int, step: int
) -> Iterator[Candidate]:
    """Yield those who stand before or after a name in one list with it: "A, B and C sue"."""
    at = number
    while 0 <= at + step < len(spans):
        (left, _), (right, _) = sorted((spans[at], spans[at + step]), key=lambda e: e[0].start)
        if not _BESIDE.fullmatch(text, left.end, right.start):
            return
        at += step
        yield spans[at][1]
