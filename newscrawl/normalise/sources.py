"""Whom a story says it has the news from: "Gizmochina reports", "(via The Verge)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from newscrawl.items import Block, CreditedSource, Evidence, Link, TextPart, body_text
from newscrawl.normalise.organisations import is_publisher
from newscrawl.normalise.outlets import is_named_for, outlet_at, outlet_called, outlet_names
from newscrawl.normalise.phrases import phrases
from newscrawl.small_letters import small_letters
from newscrawl.urls import registrable_domain

_PHRASES = phrases("sources.txt")
# A name in capitals, as any outlet has: "Gadget Post", "The Elec", "9to5Mac", "GamesIndustry.biz".
_WORD = r"(?:[A-Z0-9][\w&.-]*\w|[A-Z])"
_NAME = (
    rf"(?:(?:[Tt]he\s)?(?!\d+\b|{_PHRASES['first word']}\s)(?:[A-Z0-9][\w&’'.-]*\w|[A-Z])"
    rf"(?:\s(?:(?:of|de|di|du|the|and|&|on|in)\s)?{_WORD}){{0,4}}(?!\w))"
)
_REPORTS = re.compile(_PHRASES["reporting"])
_NAME_LETTERS = 80  # before the verb; a name and a person of it are no longer
# The phrases are costly to look for at each letter; all of them begin with one of these, in small
# letters, or with a bracket.
_FIRST_WORDS = (
    r"first originally as\s initially earlier previously exclusively reported spotted noticed "
    r"uncovered according report per\s via citing quoting told tell informed confirmed spoke "
    "speaking interview statement comment wrote writing laut nach bericht unter gegenüber selon "
    "d’après rapporte según informa secondo riporta segundo volgens enligt ifølge"
).split()
# And every verb of a report begins with one of these.
_REPORT_WORDS = tuple(
    "report write wrote note reveal claim spotted discovered uncovered broke bericht rapporte "
    "informa riporta".split()
)
# In a text in small letters, behind what may part words; grouped by their first letters, for each
# group is a step of the search.
_TELLING_WORD = re.compile(
    "[^a-z0-9](?="
    + "|".join(
        letter + "(?:" + "|".join(word[1:] for word in words) + ")"
        for letter, words in groupby(sorted({*_FIRST_WORDS, *_REPORT_WORDS}), key=itemgetter(0))
    )
    + r"|\(\s?(?:via|h/t|source|through))"
)
_VERB_LETTERS = 12  # more than the longest of these has
_SOURCE_LINE_LETTERS = 300  # a longer one names no sources, but tells of them
_SOURCE_LINE = re.compile(rf"\W*{_PHRASES['source line']}(?P<names>\S.{{0,200}})", re.IGNORECASE)
_CJK_PHRASE = re.compile(
    r"据\s?(?P<zh>[\w·]{2,12}?)(?:报道|消息)|(?P<ja>[\w・]{2,14}?)(?:によると|が報じ|の報道)"
    r"|(?P<ko>[\w·]{2,12}?)에\s?따르면"
)
_CJK_WORDS = ("据", "によると", "が報じ", "の報道", "따르면")
_LINKED_REPORT = re.compile(_PHRASES["linked report"])
# Companies report as well, but who reports first, with a link to its own page, is an outlet.
_FIRST_REPORT = re.compile(_PHRASES["first report"])
_NO_OUTLET = re.compile(_PHRASES["no outlet"])
_OUTLET_ENDING = re.compile(rf"{_PHRASES['outlet ending']}$")
_OUTLET_WORD = re.compile(_PHRASES["outlet word"])


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
    telling = _telling_words(body)
    has_cjk = not body.isascii() and any(word in body for word in _CJK_WORDS)
    found: dict[str, CreditedSource] = {}
    start = 0
    for block in blocks:
        end = start + len(block.text)
        words = []
        while telling and telling[-1] < end:
            words.append(telling.pop() - start)
        mentions = _mentions(block, words, has_cjk=has_cjk)
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
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
        start = end + 2
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


def _mentions(block: Block, telling: Sequence[int], *, has_cjk: bool) -> Iterator[_Mention]:
    """Yield what ``block`` credits; ``telling`` are the offsets at which a phrase may begin."""
    text = block.text
    # What most lines are without is quick to look for.
    may_be_line = len(text) <= _SOURCE_LINE_LETTERS and (":" in text or "：" in text)
    if may_be_line and (line := _SOURCE_LINE.fullmatch(text)):
        yield from _of_source_line(block, line)
        return
    for start in telling:
        if phrase := _crediting().match(text, start):
            yield from _named(block, phrase, is_credit=True)
        elif phrase := _attributing().match(text, start):
            yield from _named(block, phrase, is_credit=False)
    if telling and any(
        text[start : start + _VERB_LETTERS].lower().startswith(_REPORT_WORDS) for start in telling
    ):
        yield from _reporting(block)
    for phrase in _CJK_PHRASE.finditer(text) if has_cjk else ():
        printed = phrase["zh"] or phrase["ja"] or phrase["ko"]
        link = _link(block, *phrase.span())
        outlet = outlet_called(printed) or (outlet_at(link.url) if link else None)
        if outlet:
            yield _Mention(outlet, *phrase.span(), _url(link))
    has_report = telling and ("reported" in text or "ccording to" in text)
    for phrase in _LINKED_REPORT.finditer(text) if has_report else ():
        link = _link(block, *phrase.span())
        if link and (outlet := outlet_at(link.url)):
            yield _Mention(outlet, *phrase.span(), link.url)


def _telling_words(text: str) -> list[int]:
    """Return where a phrase may begin, the last first."""
    # Of the text with a space before it, so where a parting begins is where its word does.
    partings = _TELLING_WORD.finditer(" " + small_letters(text))
    starts = [parting.start() for parting in partings]
    return [start for start in reversed(starts) if not text[start - 1 : start].isalnum()]


def _reporting(block: Block) -> Iterator[_Mention]:
    """Yield the outlets of "Gizmochina reports" and "Bloomberg’s Jane Doe reports"."""
    text = block.text
    for verb in _REPORTS.finditer(text):
        before = text[max(0, verb.start() - _NAME_LETTERS) : verb.start()]
        if name := _name_before().search(before):
            start = verb.start() - len(name[0])
            link = _link(block, start, verb.end())
            outlet = outlet_called(name["name"]) or _unlisted(name["name"], link)
            if not outlet and link and _FIRST_REPORT.fullmatch(verb[0]):
                outlet = name["name"] if is_named_for(name["name"], link.url) else None
            if outlet:
                yield _Mention(outlet, start, verb.end(), _url(link))


def _named(block: Block, phrase: re.Match[str], *, is_credit: bool) -> Iterator[_Mention]:
    """Yield the outlet whose name follows ``phrase``, if it is one."""
    name = phrase["name"]
    start, end = phrase.span()
    link = _link(block, phrase.start("name"), phrase.end("name")) or (
        _link(block, start, end) if is_credit else None
    )
    outlet = outlet_called(name) or _unlisted(name, link)
    if (
        not outlet
        and is_credit
        and not _NO_OUTLET.fullmatch(name)
        and not _is_person(block, phrase)
    ):
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
            r"\s?(?:,\s(?:an?|who)\b|\son\s(?:X|Twitter|Weibo|Reddit))",
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
    return "(?:" + "|".join(re.escape(name) for name in outlet_names()) + r")(?![\w-])"


@cache
def _crediting() -> re.Pattern[str]:
    return re.compile(rf"{_PHRASES['crediting']}(?P<name>(?:the\s)?{_known()}|{_NAME})")


@cache
def _attributing() -> re.Pattern[str]:
    return re.compile(rf"{_PHRASES['attributing']}(?P<name>(?:the\s)?{_known()}|{_NAME})")


@cache
def _further() -> re.Pattern[str]:
    joiner = r"\s?(?:,\s(?:and\s)?|\s(?:and|as\swell\sas|und|et|y|e)\s|/)(?:the\s(?=[A-Z]))?"
    return re.compile(rf"{joiner}(?P<name>{_known()})")


@cache
def _name_before() -> re.Pattern[str]:
    person = r"(?:[’']s?(?:\s[A-Z][\w.-]+){1,3})?"
    return re.compile(rf"(?<![\w.-])(?P<name>(?:[Tt]he\s)?{_known()}|{_NAME}){person}$")
