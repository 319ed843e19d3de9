"""Sides that the grammar says outright: "A sues B", "A was sued by B", "A v. B"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newscrawl.items import Side
from newscrawl.stories.candidates import Candidate

_SUES = re.compile(
    r"(?:\W+(?:has|have|is|are|now|also|reportedly|just|to|will|may|could|plans to|files to))*\s+"
    r"(?:sues|sued|sue|suing|(?:files?|filed|filing|brings?|brought) (?:a |its |his |her )?"
    r"(?:\w+ ){0,3}?(?:law)?suits? against|takes?|took)\s+(?:the\s+|chipmaker\s+|rival\s+)?",
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
    r"\W+(?:(?:has|have|had|is|was|also|now|formally) )*(?:"
    r"(?:accus(?:es?|ed|ing)|fin(?:es|ed)|charg(?:es|ed)|investigat(?:es?|ed|ing)|prob(?:es|ed|ing)|"
    r"subpoena(?:s|ed)|raid(?:s|ed)|penali[sz]e[sd]|sanction(?:s|ed)|threaten(?:s|ed) to sue) |"
    r"(?:opens?|opened|opening|launch(?:es|ed|ing)?|begins?|began|starts?|started) "
    r"(?:an? )?(?:[\w-]+ ){0,3}(?:inquiry|investigation|probe|proceedings) (?:into|of|against) |"
    r"(?:sends?|sent|issue[sd]?|serve[sd]?) (?:an? )?(?:[\w-]+ ){0,3}"
    r"(?:takedowns?|cease[- ]and[- ]desist|legal threats?|DMCA)(?: [\w-]+){0,2} (?:to|against) |"
    r"complained (?:\w+ ){1,5}(?:about|of|against) |(?:files|filed) (?:an? )?(?:\w+ ){0,3}"
    r"complaint (?:\w+ ){0,5}(?:about|against) )"
    r"(?:the |an? )?(?:(?:rival|chipmaker|carrier|company|(?P<makers>makers?) of) )?(?:the )?",
    re.IGNORECASE,
)
# "phones made by B infringe two patents of its rival A"
_INFRINGES = re.compile(
    r"\s+(?:has |have |had )?infring(?:es?|ed|ing)(?: on)? (?:\w+ ){0,4}"
    r"(?:patents?|copyrights?|trademarks?) (?:of|held by|owned by|from) (?:its |the )?(?:rival )?",
    re.IGNORECASE,
)
# What follows a name tells its side by itself.
_SENDS = re.compile(
    r"(?:\s+(?:has|have|had|is|also))*\s+(?:sends?|sent|sending|issue[sd]?|serve[sd]?|"
    r"files?|filed) "
    r"(?:[\w-]+ ){0,4}?(?:takedowns?|cease[- ]and[- ]desist|DMCA|legal threats?|legal letters?)\b",
    re.IGNORECASE,
)
# "Meta sues a data broker": whom, no name tells
_SUES_SOMEONE = re.compile(
    r"(?:\s+(?:also|now|reportedly|just))*\s+(?:(?:is|are)(?: (?:also|now|reportedly))? suing|"
    r"(?:counter)?sues|has(?: also)? sued|"
    r"(?:says? (?:it|he|she|they)(?:['’]ll| will| plans? to)|threaten(?:s|ed|ing) to|vows? to|"
    r"plans? to) sue|(?:files?|filed|is filing) (?:a |an? \w+ )?(?:class[- ]action )?"
    r"(?:law)?suit|takes? (?:[\w'’-]+ ){1,4}to court)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(
    r"(?:\s+(?:has|had))*\s+complained to (?:the )?(?:\w+ ){0,3}?(?:commission|ITC|FTC|CMA|EU|"
    r"regulators?|watchdogs?|court|authorit(?:y|ies)|agency)\b",
    re.IGNORECASE,
)
_RECEIVES = re.compile(
    r"(?:,[^.,;\n]{3,60},)?(?:\s+(?:says?|said|writes|wrote|confirm(?:s|ed))(?: that)? it)?"
    r"(?:\s+(?:has|have|had))*\s+(?:receive[sd]?|got|gets|was sent|is hit with|hit with) "
    r"(?:[\w-]+ ){0,4}?(?:takedown|cease[- ]and[- ]desist|DMCA|subpoena|lawsuit|"
    r"investigative demand)",
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
    (_RECEIVES, Side.RESPONDENT),
    (_OFFICER_CHARGED, Side.RESPONDENT),
    (_LOSES, Side.RESPONDENT),
)
_VERSUS = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_AUTHORITIES = ("regulator", "court", "body", "place")
_NAMELESS = ("body", "place")


def claimed_sides(text: str, candidates: Sequence[Candidate]) -> dict[str, Side]:
    """Return the sides of those whom an explicit claim joins, by name; the first claim counts."""
    spans = sorted(
        ((span, candidate) for candidate in candidates for span in candidate.spans),
        key=lambda entry: entry[0].start,
    )
    sides: dict[str, Side] = {}
    made_by_respondents: list[str] = []
    for (left, first), (right, second) in pairwise(spans):
        between = text[left.end : right.start]
        against = _AGAINST.fullmatch(between)
        if against or _SUES.fullmatch(between) or _VERSUS.fullmatch(between):
            claimant, respondent = first, second
        elif _SUED_BY.fullmatch(between) or _INFRINGES.fullmatch(between):
            claimant, respondent = second, first
        else:
            continue
        is_authority = claimant.kind in _AUTHORITIES
        # "the Irish regulator fines B": the lead gives it its name
        if not (against and claimant.kind in _NAMELESS):
            sides.setdefault(claimant.name, Side.AUTHORITY if is_authority else Side.CLAIMANT)
        if against and against["makers"]:
            made_by_respondents.append(respondent.name)
        else:
            sides.setdefault(respondent.name, Side.RESPONDENT)
    for span, candidate in spans:
        # "a critic of X sues": the critic does
        if candidate.kind in _AUTHORITIES or text.endswith(" of ", 0, span.start):
            continue
        for claim, side in _ALONE:
            if claim.match(text, span.end):
                sides.setdefault(candidate.name, side)
    if Side.RESPONDENT not in sides.values():
        # a product stands for its maker only where nobody else names the maker
        sides.update(dict.fromkeys(made_by_respondents, Side.RESPONDENT))
    return sides
