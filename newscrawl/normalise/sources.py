"""Whom a story says it has the news from: "Gizmochina reports", "(via The Verge)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newscrawl.items import Block, CreditedSource, Evidence, Link, TextPart, body_text
from newscrawl.normalise.organisations import is_publisher
from newscrawl.normalise.outlets import is_named_for, outlet_at, outlet_called, outlet_names
from newscrawl.urls import registrable_domain

# Words that begin a sentence, not a name.
_FIRST_WORD = (
    r"(?:As|But|While|When|And|If|Though|Although|Since|Because|After|Before|Once|However|Now|Last|On|In|At"
    r"|By|For|From|An?|Th(?:at|is|ese|ose)|It|They|We|He|She|I|You|Both|Other|Another|Several|Some|Many|Most"
    r"|All|No|New|Local|Chinese|Korean|Japanese|Indian|Recent|Earlier|Meanwhile|Yesterday|Today|According)"
)
# A name in capitals, as any outlet has: "Gadget Post", "The Elec", "9to5Mac", "GamesIndustry.biz".
_NAME = (
    rf"(?:(?:[Tt]he\s)?(?!\d+\b|{_FIRST_WORD}\s)(?:[A-Z0-9][\w&’'.-]*\w|[A-Z])(?:\s(?:(?:of|de|di|du|the|and|&|on|in)\s)?"
    r"(?:[A-Z0-9][\w&.-]*\w|[A-Z])){0,4}(?!\w))"
)
_REPORTS = (
    r"(?:(?:has|had|have)\s)?(?:(?:first|previously|earlier|originally|also|recently|exclusively|now)\s)*"
    r"(?:report(?:s|ed|ing)?|wr(?:ites|ote)|notes|noted|reveal(?:s|ed)|claim(?:s|ed)|spotted|discovered|uncovered|broke\sthe\s(?:news|story))"
)
_BY = r"(?:by|in|from|via)\s"
# Phrases after which any name is one that the story credits.
_CREDITING = (
    rf"(?:[Ff]irst|[Oo]riginally|[Aa]s|[Ii]nitially|[Ee]arlier|[Pp]reviously|[Ee]xclusively)\s(?:first\s|earlier\s|previously\s|originally\s)?(?:reported|spotted|noted|noticed|discovered|revealed|uncovered|published|seen|covered)\s(?:on\s\w+\s|today\s|earlier\s)?{_BY}",
    r"\(\s?(?:[Vv]ia|[Hh]/[Tt]|[Ss]ource|[Tt]hrough)\s?:?\s",
)
# Phrases that credit outlets, and people and companies as well: only known or linked names count.
_ATTRIBUTING = (
    r"\b(?:reported|spotted|noticed|uncovered)\s(?:earlier\s|first\s|originally\s)?by\s",
    r"\b[Aa]ccording\sto\s(?:an?\s|the\s|a\snew\s|an\searlier\s|new\s)?(?:\w+\s)?(?:reports?|article|story|investigation|interview|reporting)\s(?:published\s)?(?:on\s\w+\s)?(?:by|in|from|at)\s",
    r"\b[Ii]n\sa\s(?:new\s)?report\s(?:by|from)\s",
    r"\b(?:[Aa]ccording\sto|[Pp]er|[Vv]ia|[Cc]iting|[Qq]uoting|[Rr]eports|[Rr]eported)\s(?:an?\s|the\s(?=[A-Z]))?",
    r"\b(?:told|tells|tell|informed|confirmed\sto|spoke\s(?:to|with)|speaking\s(?:to|with)|interview\swith|statement\s(?:to|sent\sto|provided\sto|given\sto|shared\swith)|comment\sto|wrote\sin|writing\s(?:in|for))\s(?:the\s(?=[A-Z]))?",
    r"\b(?:[Ll]aut|[Nn]ach\sAngaben\svon|[Bb]erichte[tn]?|[Uu]nter\sBerufung\sauf|[Gg]egenüber|[Ss]elon|[Dd]’après|[Rr]apporte|[Ss]egún|[Ii]nforma|[Ss]econdo|[Rr]iporta|[Ss]egundo|[Vv]olgens|[Ee]nligt|[Ii]følge)\s(?:einem\sBericht\s(?:von|der|des)\s|(?:der|dem|die|das|le|la|el|il|o|a|het)\s)?",
)
_SOURCE_LINE = re.compile(
    r"\W*(?P<label>sources?|via|quellen?|fuentes?|fonti?|fontes?|bron(?:nen)?|källa|kilde|źródło|出典|来源|來源|출처|h/t)\s?(?:\((?:s|in [^)]*)\))?\s?[:：]\s*(?P<names>\S.{0,200})",
    re.IGNORECASE,
)
_CJK_PHRASE = r"(?:据(?:\s?)(?P<zh>[\w·]{2,12}?)(?:报道|消息)|(?P<ja>[\w・]{2,14}?)(?:によると|が報じ|の報道)|(?P<ko>[\w·]{2,12}?)에\s?따르면)"
_NO_OUTLET = re.compile(
    r"^(?:[Tt]he\s)?(?:[A-Z][a-z]+\s(?:[Cc]ourt|[Mm]inist\w+|[Uu]niversity)|I|We|He|She|It|They|This|That|These|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Mr|Ms|Mrs|Dr|US|EU|UK|CEO|Congress|Police|Twitter|X|Reddit|Facebook|YouTube|Weibo|Threads|Telegram|Instagram|TikTok|LinkedIn|Discord|Bluesky|Mastodon)$"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    url: str | None


def credited_sources(
    blocks: Sequence[Block], *, publisher: str, site_url: str | None = None
) -> tuple[CreditedSource, ...]:
    """
    Return the outlets that the story says it has the news from, each once, in its order.

    The evidence is the phrase that credits ("Gizmochina reports"), with offsets into the body.
    ``url`` is the link on the name or on the phrase, here or where the outlet is named again.
    Left out are the site itself, by ``publisher`` and ``site_url``, outlets that are only named or
    linked, and companies and people that merely said something.

    >>> from newscrawl.items import BlockKind
    >>> block = Block(kind=BlockKind.PARAGRAPH, text="Xiaomi won, Gizmochina reports.")
    >>> [source.evidence.quote for source in credited_sources([block], publisher="Gadget Post")]
    ['Gizmochina reports']
    """
    body = body_text(blocks)
    found: dict[str, CreditedSource] = {}
    start = 0
    for block in blocks:
        for mention in sorted(_mentions(block), key=lambda m: (m.start, -m.end)):
            if _is_own(mention, publisher, site_url):
                continue
            evidence = Evidence(
                quote=block.text[mention.start : mention.end],
                part=TextPart.BODY,
                start=start + mention.start,
                end=start + mention.end,
            )
            known = found.get(mention.name.casefold())
            if known is None:
                found[mention.name.casefold()] = CreditedSource(
                    name=mention.name, url=mention.url, evidence=evidence
                )
            elif known.url is None and mention.url:
                found[mention.name.casefold()] = CreditedSource(
                    name=known.name, url=mention.url, evidence=known.evidence
                )
        start += len(block.text) + 2
    assert all(body[s.evidence.start : s.evidence.end] == s.evidence.quote for s in found.values())
    return tuple(found.values())


def _is_own(mention: _Mention, publisher: str, site_url: str | None) -> bool:
    if is_publisher(mention.name, publisher):
        return True
    own = registrable_domain(site_url) if site_url else ""
    return bool(own) and (
        is_named_for(mention.name, site_url or "")
        or (mention.url is not None and registrable_domain(mention.url) == own)
    )


def _mentions(block: Block) -> Iterator[_Mention]:
    if line := _SOURCE_LINE.fullmatch(block.text):
        yield from _of_source_line(block, line)
        return
    text = block.text
    for phrase in _crediting().finditer(text):
        yield from _named(block, phrase, is_credit=True)
    for phrase in _attributing().finditer(text):
        yield from _named(block, phrase, is_credit=False)
    for phrase in _reporting().finditer(text):
        name = phrase["name"]
        link = _link(block, phrase.start("name"), phrase.end())
        if outlet := outlet_called(name) or _unlisted(name, link):
            yield _Mention(outlet, phrase.start("name"), phrase.end(), _url(link))
    for phrase in re.finditer(_CJK_PHRASE, text):
        name = phrase["zh"] or phrase["ja"] or phrase["ko"]
        link = _link(block, *phrase.span())
        outlet = outlet_called(name) or (outlet_at(link.url) if link else None)
        if outlet:
            yield _Mention(outlet, *phrase.span(), _url(link))
    for phrase in _LINKED_REPORT.finditer(text):
        link = _link(block, *phrase.span())
        if link and (outlet := outlet_at(link.url)):
            yield _Mention(outlet, *phrase.span(), link.url)


_LINKED_REPORT = re.compile(
    r"\b(?:[Aa]ccording\sto\s(?:an?|the|this|new)\s(?:new\s)?(?:report|article|story|investigation)|[Aa]s\sreported|(?:has|have|been)\sreported|reportedly)\b"
)


def _named(block: Block, phrase: re.Match[str], *, is_credit: bool) -> Iterator[_Mention]:
    """Yield the outlet whose name follows ``phrase``, if it is one."""
    name = phrase["name"]
    start, end = phrase.span()
    link = _link(block, phrase.start("name"), phrase.end("name")) or (
        _link(block, start, end) if is_credit else None
    )
    outlet = outlet_called(name) or _unlisted(name, link)
    if not outlet and is_credit and not _NO_OUTLET.match(name) and not _is_person(block, phrase):
        outlet = re.sub(r"^the\s", "", name)
    if outlet:
        start += len(phrase[0]) - len(phrase[0].lstrip(" ("))
        yield _Mention(outlet, start, end, _url(link))
        # "according to Reuters, Bloomberg and The Verge"
        while further := _further().match(block.text, end):
            start, end = further.span("name")
            other = outlet_called(further["name"]) or further["name"]
            yield _Mention(other, start, end, _url(_link(block, start, end)))


def _is_person(block: Block, phrase: re.Match[str]) -> bool:
    """Return whether what follows the name says that it is no outlet: "by Sam Pine, a leaker"."""
    before = block.text[phrase.start() : phrase.start("name")]
    return bool(
        re.match(
            r"\s?(?:,\s(?:an?|the|who)\b|\son\s(?:X|Twitter|Weibo|Reddit))",
            block.text[phrase.end() :],
        )
        or re.search(r"\b(?:user|leaker|tipster|analyst|researcher)\s$", before)
    )


def _unlisted(name: str, link: Link | None) -> str | None:
    """
    Return ``name`` as an outlet's that the table has not: it ends as newspapers are called, or
    ``link`` shows it to be one.
    """
    if _OUTLET_ENDING.search(name):
        return re.sub(r"^the\s", "", name)
    if link is None:
        return None
    if outlet := outlet_at(link.url):
        return outlet if is_named_for(name, link.url) or outlet_called(name) else None
    is_outlet = is_named_for(name, link.url) and _OUTLET_WORD.search(name)
    return name if is_outlet else None


_OUTLET_ENDING = re.compile(
    r"\s(?:News|Times|Daily|Journal|Herald|Tribune|Gazette|Magazine|Zeitung|Weekly|Chronicle|Shimbun|Ilbo)$"
)
_OUTLET_WORD = re.compile(
    r"(?i:news|times|post|daily|journal|herald|tribune|gazette|review|weekly|wire|press|today|magazine|media|insider|report|chronicle|observer|mirror|express|globe|star|standard|arena|tech|china|mac|droid|gamer|bits|byte|pocket|gizmo|gadget|leaks?|rumou?rs|blog|central|authority|police|world|net|hub|desk|line|radar|verse|beat|crunch|zeitung|zeit|nachrichten)"
)


def _of_source_line(block: Block, line: re.Match[str]) -> Iterator[_Mention]:
    """Yield the outlets of "Source: Reuters, The Elec | Via: GSMArena"."""
    offset = line.start("names")
    for part in re.finditer(r"[^,;|/•·]+", line["names"]):
        printed = re.sub(
            r"^\s*(?:via|source|and|und|et|y)\s*:?\s+", "", part[0], flags=re.IGNORECASE
        )
        start = offset + part.end() - len(printed)
        printed = re.sub(r"\s*\([^()]*\)\s*$", "", printed)
        name = printed.strip(" .()[]")
        start += len(printed) - len(printed.lstrip(" .()[]"))
        if not name or len(name) > 60 or not re.search(r"[^\W\d_]", name):
            continue
        link = _link(block, start, start + len(name))
        outlet = outlet_called(name) or (outlet_at(link.url) if link else None) or name
        if not name[0].islower() or outlet != name:
            yield _Mention(outlet, start, start + len(name), _url(link))


def _link(block: Block, start: int, end: int) -> Link | None:
    return next((link for link in block.links if link.start < end and start < link.end), None)


def _url(link: Link | None) -> str | None:
    return link.url if link else None


@cache
def _known() -> str:
    return "(?:" + "|".join(re.escape(name) for name in outlet_names()) + ")"


@cache
def _crediting() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_CREDITING)})(?P<name>(?:the\s)?{_known()}(?![\w-])|{_NAME})")


@cache
def _attributing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(_ATTRIBUTING)})(?P<name>(?:the\s)?{_known()}(?![\w-])|{_NAME})"
    )


@cache
def _further() -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?:,\s(?:and\s)?|\s(?:and|as\swell\sas|und|et|y|e)\s|/)(?:the\s(?=[A-Z]))?(?P<name>{_known()})(?![\w-])"
    )


@cache
def _reporting() -> re.Pattern[str]:
    # "Bloomberg’s Jane Doe reports" credits Bloomberg.
    name = rf"(?P<name>(?:[Tt]he\s)?{_known()}(?![\w-])|{_NAME}?)"
    person = r"(?:[’']s?(?:\s[A-Z][\w.-]+){1,3})?"
    return re.compile(
        rf"(?<![\w.-]){name}(?:{person},?\s{_REPORTS}\b|[’']s?\s(?:\w+\s)?report\b|\sreport(?:ing)?\b|\s(?:berichtet|rapporte|informa|riporta)\b)"
    )
