"""Who in a title and lead may be a party: known brands, and names that only their shape tells."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from newscrawl.stories.brands import BrandKind
from newscrawl.stories.grammar import is_lexical
from newscrawl.stories.names import (
    account_names,
    capitalises_every_word,
    names_by_shape,
    spelt_out_names,
)
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import Span

_PLACES = frozenset(
    """
    US U.S U.S. UK U.K EU China Russia India Japan Korea Taiwan Vietnam Indonesia Malaysia Thailand
    Singapore Philippines Pakistan Bangladesh Nepal Iran Iraq Israel Turkey Türkiye Saudi Arabia
    Egypt Kenya Nigeria Ethiopia Uganda Senegal France Germany Italy Ireland Spain Portugal
    Netherlands Belgium Austria Switzerland Sweden Norway Denmark Finland Poland Hungary Greece
    Ukraine Britain England Scotland Wales Europe Canada Mexico Brazil Argentina Chile Colombia Peru
    Australia New-Zealand Montenegro Kazakhstan Montana Texas California Florida Utah Ohio Arkansas
    Louisiana Virginia Washington Illinois Massachusetts Michigan Minnesota Missouri Maryland
    Indiana Iowa Kansas Kentucky Nebraska Nevada Oregon Oklahoma Pennsylvania Tennessee Vermont
    Wisconsin Wyoming Alabama Alaska Arizona Colorado Connecticut Delaware Georgia Hawaii Idaho
    Maine Mississippi Seattle Chicago Beijing Brussels London Tokyo Seoul Delhi Moscow
    """.split()
)
_NATIONS = (
    r"(?:US|U\.S\.|UK|U\.K\.|EU|European|American|British|German|French|Italian|Irish|Spanish|"
    r"Dutch|Belgian|Austrian|Swedish|Norwegian|Danish|Polish|Turkish|Russian|Chinese|Indian|"
    r"Japanese|Korean|South Korean|Taiwanese|Indonesian|Australian|Canadian|Brazilian|Mexican|"
    r"Kenyan|Nigerian|Israeli|Federal|New York|California|Texas|Florida|Montana|Delaware)"
)
_IS_NATION = re.compile(rf"(?:South |North )?{_NATIONS}")
# places of several words, which a headline's common words would split
_PLACE = re.compile(
    r"(?<!\w)(?:New (?:York City|York|Jersey|Mexico|Zealand|Hampshire|Delhi)|San Francisco|"
    r"San Diego|Los Angeles|Hong Kong|South Korea|North Korea|South Africa|Saudi Arabia|"
    r"(?:North|South) (?:Carolina|Dakota)|West Virginia|Rhode Island|US Virgin Islands|"
    r"Washington, D\.?C\.?|District of Columbia|White House)(?!\w| Times| Post)"
)
# "UK regulators", "a German court": an authority without a name of its own
_BODY = re.compile(
    rf"(?<!\w)(?:{_NATIONS} (?:"
    r"(?:[a-z]+ ){0,2}(?:regulators?|watchdogs?|courts?|lawmakers|states|"
    r"police|prosecutors|[Aa]ttorney [Gg]eneral|AG|authorit(?:y|ies)|senators|officials|"
    r"[Aa]dministration)|[A-Z]\w+ [Cc]ourt|Attorney General's Office)|"
    r"(?:[A-Z]\w+ )?(?:[A-Z]\w+|District of Columbia) attorney general|"
    r"Biden [Aa]dministration|Trump [Aa]dministration|"
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|"
    r"\d{1,2}(?:st|nd|rd|th)) (?:U\.?S\.? )?Circuit(?: Court)?(?: of Appeals)?)(?!\w)"
)
# "the EU's regulators", "the US government": the state or union itself
_STATE_ITSELF = re.compile(r"(?:EU|European) |.* [Gg]overnment$")
# "record labels sue": those who stand against a brand and have only a calling in common
_CALLING = re.compile(
    r"(?<!\w)(?:(?:[Rr]ecord|[Mm]usic|[Bb]ook|[Tt]extbook|[Nn]ews|[Mm]ovie|[Ff]ilm|TV|[Cc]hild|"
    r"[Ee]nvironmental|[Pp]rivacy|[Cc]onsumer|[Aa]dvocacy|[Cc]ontent|[Ff]ormer|[Cc]ar)[ -]"
    r"(?:labels|publishers|studios|firms|groups|companies|moderators|employees|workers|makers|"
    r"owners|advocates)|[Aa]uthors|[Ss]hareholders|[Ii]nvestors|[Cc]onsumers|[Pp]ublishers|"
    r"[Aa]rtists|[Pp]hotographers|[Dd]evelopers|[Pp]layers|[Ff]ans|[Cc]ustomers|[Uu]sers)(?!\w)"
)
# "Tesla shareholders": those who stand against a brand as a group
_GROUP = re.compile(
    r" (?:content )?(?:users|customers|"
    r"shareholders|investors|workers|creators|employees|owners|drivers|"
    r"fans|players|subscribers|moderators|developers|artists|authors|buyers|mods|"
    r"streamers|viewers|sellers|advertisers|families|execs|executives)(?!\w)",
    re.IGNORECASE,
)
# "Fossil sued over watch": at the start, only the act after it tells a name from a word
_ACTOR = re.compile(
    r"[A-Z][\w&.-]+(?: [A-Z][\w&.-]+)?(?= (?:(?:is|was|has been|to be) )?(?:sue[sd]|suing|fined|"
    r"recalls|recalled|accused|charged|apologi[sz]e[sd]|retract(?:s|ed)|settle[sd]|agrees to pay|"
    r"to pay|banned|ordered to)\b)"
)
_TITLES = re.compile(
    r"^(?:(?:Judge|Justice|CEO|Sen|Rep|President|(?:Ex-)?Chief(?: [A-Z]\w+)? Officer|"
    r"(?:(?:New )?[A-Z]\w+ )?(?:Senator|Governor|Representative|Attorney General)|"
    r"Mr|Mrs|Ms|Dr|Sir|Founder|Chairman|Commissioner|(?:U\.?S\.? )?Attorney|\S+-year-old|"
    r"(?:Tech )?(?:YouTuber|TikToker|[Ss]treamer|[Bb]logger|[Ii]nfluencer|[Tt]ipster|"
    r"[Nn]etizen|[Aa]nalyst)|"
    r"[A-Z][a-z]+-(?:run|owned|based|backed|listed)|AG|Former|Ex|The|A|An|In|On|At|But|And|For|If|As|It|This|That|When|While|"
    r"Since|After|Now|Its|His|Her|US District Judge|District Judge)\b\.?\s+)+"
)
_ACTS_ITSELF = re.compile(
    r"(?:He|She|They|It|We|Who|Man|Men|Woman|People|Company|Companies|Court|Judge|Jury|Police|And|"
    r"But|Over|Users|States|Lawyers|Firm|This|That|The|A|An|Both|Also|Two|Three|Hacker|Founder|"
    r"YouTuber|TikToker|Streamer|Blogger|Influencer|Netizen|Tipster|Newspaper|Publisher|Magazine|Website|CEO|Former|Engineer|Lawsuit|Suit)\b"
)
_LEGAL_FORM = re.compile(
    r",? (?:Inc|Corp|Corporation|LLC|Ltd|Limited|PLC|plc|GmbH|AG|Co|Holdings|Technologies)\.?$"
)
# What follows a company's own name, which stories leave out: "Orrin" of "Orrin Motors".
_COMPANY_WORD = re.compile(
    r" (?:Motors|Tools|Robotics|Audio|Graphics|Mobile|Labs|Laboratories|Technologies|Technology|"
    r"Electronics|Energy|Systems|Software|Games|Studios|Interactive|Group|Networks|Semiconductor|"
    r"Entertainment|Pharma|Airlines|Works|Industries|Devices|Telecom|Wireless|"
    r"Automotive)\b(?! [A-Z])"
)
# Capitals that name no one.
_NO_ONE = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December AI CEO CFO CTO AG TV PC EV EVs VPN NFT NFTs API
    CSAM DMCA GDPR COPPA NDA NDAs IPO CES GPU CPU SUV SUVs USB HQ VR AR IP
    I We They He She It Our My You
    YouTuber YouTubers TikToker TikTokers Instagrammer Streamer Blogger Influencer Netizen Tipster
    Newspaper Publisher Magazine Website Chairman Chairwoman Chairperson President Founder
    """.split()
)
_IS_MONEY = re.compile(r"(?:Rs|INR|RMB|CNY|KRW|JPY|USD|EUR|GBP|CHF)\.?\s?\d")
_MOST_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A name that may be a party's, and where title and lead have it.

    ``kind`` is a BrandKind's value, or ``place``, ``body``, ``group``, ``calling``, ``account``,
    ``shape``.
    """

    name: str
    kind: str
    brand_id: str | None
    spans: tuple[Span, ...]


def candidates(reading: StoryReading) -> list[Candidate]:
    """Return the candidates in the order in which they are first named."""
    found: dict[str, Candidate] = {}
    for candidate in _known(reading):
        brand = reading.table.by_id.get(candidate.brand_id or "")
        own_name = brand.name if brand else None
        _add(found, candidate.brand_id or candidate.name, candidate, own_name)
    taken = [span for candidate in found.values() for span in candidate.spans]
    for candidate in _unknown(reading):
        span = candidate.spans[0]
        inside = [t for t in taken if t.start < span.end and span.start < t.end]
        # "Tesla shareholders" is another party than Tesla; "Tesla Model Y" is not
        if inside and candidate.kind not in ("group", "body"):
            continue
        taken.append(span)
        _add(found, _same_person(found, candidate.name), candidate)
    in_full = [_in_full(candidate, reading.story.text) for candidate in found.values()]
    ordered = sorted(in_full, key=lambda c: c.spans[0].start)
    return ordered[:_MOST_CANDIDATES]


def _add(
    found: dict[str, Candidate], key: str, candidate: Candidate, own_name: str | None = None
) -> None:
    before = found.get(key)
    if before is None:
        found[key] = candidate
    else:
        found[key] = replace(
            before,
            name=_fuller(before, candidate, own_name),
            spans=tuple(sorted((*before.spans, *candidate.spans), key=lambda span: span.start)),
        )


def _fuller(before: Candidate, later: Candidate, own_name: str | None) -> str:
    """Return "Activision Blizzard" for "Activision", "DOJ" for "Justice Department"."""
    if before.kind == "shape":
        # a person's family name stands alone before or after the full name; the longer of
        # "Quayline" and "Quayline Broadband" may be a product
        return later.name if later.name.split()[-1] == before.name else before.name
    if before.name in later.name:
        return later.name
    if before.kind == "regulator" and later.name.isupper():
        return later.name
    if before.kind == "company" and own_name and later.name == own_name:
        return later.name  # "OpenAI" for "ChatGPT"
    return before.name


def _in_full(candidate: Candidate, text: str) -> Candidate:
    """Return "Orrin Motors" for "Orrin" where the text has it anywhere."""
    if candidate.kind != "shape" or " " in candidate.name:
        return candidate
    for match in re.finditer(rf"(?<!\w){re.escape(candidate.name)}(?= )", text):
        if word := _COMPANY_WORD.match(text, match.end()):
            return replace(candidate, name=candidate.name + word[0])
    return candidate


def _same_person(found: dict[str, Candidate], name: str) -> str:
    """Return the key of the name that ``name`` repeats in part: "Yao" of "Yao Yue"."""
    for key, candidate in found.items():
        if candidate.kind == "shape" and name != key:
            words = candidate.name.split()
            if name in (words[0], words[-1]) or candidate.name in (
                name.split(maxsplit=1)[0],
                name.rsplit(maxsplit=1)[-1],
            ):
                return key
    return name


def _known(reading: StoryReading) -> Iterator[Candidate]:
    for mention in reading.lead_mentions:
        yield Candidate(
            name=mention.name,
            kind=mention.brand.kind.value,
            brand_id=mention.brand.brand_id,
            spans=(Span(mention.start, mention.end),),
        )


def _unknown(reading: StoryReading) -> Iterator[Candidate]:
    story = reading.story
    text, end = story.text, story.lead_end
    for span in account_names(text, 0, end):
        yield Candidate(text[span.start : span.end], "account", None, (span,))
    for match in _BODY.finditer(text, 0, end):
        if not _STATE_ITSELF.match(match[0]):
            yield Candidate(match[0], "body", None, (Span(*match.span()),))
    for mention in reading.lead_mentions:
        group = _GROUP.match(text, mention.end, end)
        if group and mention.brand.kind in (BrandKind.COMPANY, BrandKind.PRODUCT):
            span = Span(mention.start, group.end())
            yield Candidate(mention.name + group[0].lower(), "group", None, (span,))
    for match in _PLACE.finditer(text, 0, end):
        yield Candidate(match[0], "place", None, (Span(*match.span()),))
    for match in _CALLING.finditer(text, 0, end):
        yield Candidate(match[0], "calling", None, (Span(*match.span()),))
    for span, short in spelt_out_names(text, end):
        name = text[span.start : span.end]
        yield Candidate(name, "shape", None, (span,))
        for match in re.finditer(rf"(?<!\w){short}(?!\w)", text[:end]):
            yield Candidate(name, "shape", None, (Span(*match.span()),))
    yield from _shaped_names(reading)


def _shaped_names(reading: StoryReading) -> Iterator[Candidate]:
    story, common = reading.story, reading.common_words
    text, headlines, whole = story.text, [], set()
    for sentence in story.sentences:
        if sentence.start >= story.lead_end:
            break
        part = Span(sentence.start, min(sentence.end, story.lead_end))
        actor = _ACTOR.match(text, part.start, part.end)
        if actor and not _ACTS_ITSELF.match(actor[0]):
            titles = _TITLES.match(actor[0])
            start = actor.start() + (titles.end() if titles else 0)
            yield Candidate(text[start : actor.end()], "shape", None, (Span(start, actor.end()),))
        if capitalises_every_word(text[part.start : part.end]):
            headlines.append(part)
            continue
        for span in names_by_shape(text, part.start, part.end):
            for candidate in _shaped(text, span, _splitting(text, span, part, common)):
                yield candidate
                if " " in candidate.name:
                    whole.add(candidate.name)
    # a plain sentence tells which capitals of a headline are one name
    for part in headlines:
        for name in sorted(whole, key=len, reverse=True):
            printed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            for match in printed.finditer(text, part.start, part.end):
                yield Candidate(name, "shape", None, (Span(*match.span()),))
        for span in names_by_shape(text, part.start, part.end):
            yield from _shaped(text, span, common)


def _splitting(text: str, span: Span, sentence: Span, common: Collection[str]) -> Collection[str]:
    """Return the words that part the capitals of a plain sentence into names."""
    name = text[span.start : span.end]
    titles = _TITLES.match(name)
    words = name[titles.end() if titles else 0 :].lower().split()
    # only the first word may have its capital for another reason, and one that is followed by
    # another ordinary word with a capital has none: "Virtual Dining Concepts"
    if span.start > sentence.start or not words or words[0] not in common:
        return frozenset()
    return frozenset() if len(words) > 1 and (titles or words[1] in common) else common


def _shaped(text: str, span: Span, common_words: Collection[str]) -> Iterator[Candidate]:
    """Yield the names in a run of capitals, which common words split: headlines capitalise them."""
    start = span.start
    titles = _TITLES.match(text[span.start : span.end])
    if titles:
        start += titles.end()
    words = [
        (match.start() + start, match.end() + start)
        for match in re.finditer(r"\S+", text[start : span.end])
    ]
    if words and _IS_MONEY.match(text[words[0][0] : span.end]):
        return
    run: list[tuple[int, int]] = []
    for first, last in [*words, (span.end, span.end)]:
        word = text[first:last]
        bare = re.sub(r"['’]s$", "", word)
        plain = bare.lower().strip(".,:;")
        splits = plain in common_words or word.strip(".,:;") in _NO_ONE
        is_place = bare.strip(",:;") in _PLACES
        if word and (is_place or not (splits or (common_words and is_lexical(plain)))):
            run.append((first, last))
            continue
        if run:
            name = re.sub(r"['’]s?$", "", text[run[0][0] : run[-1][1]]).strip(".,:;")
            name = _LEGAL_FORM.sub("", name)
            if len(name) > 1 and not name.isdigit():
                state = re.sub(r" [Gg]overnment$", "", name)
                kind = "place" if state in _PLACES else "shape"
                name = state if kind == "place" else name
                if kind == "shape" and _IS_NATION.fullmatch(name):
                    continue
                yield Candidate(name, kind, None, (Span(run[0][0], run[0][0] + len(name)),))
        run = []
