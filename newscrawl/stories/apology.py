"""Who apologises to whom: the one act of a story that has a direction of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newscrawl.items import ApologyFinding, Evidence, Side
from newscrawl.stories.brands import BrandKind, Mention
from newscrawl.stories.candidates import candidates
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import Span, StoryText

# A story has a few acts, and who is made to apologise stands near the word; a page made to be
# slow has thousands.
MAX_ACTS = 100
MAX_BEFORE_CHARACTERS = 300

_ACT = re.compile(
    r"(?<!\w)(?:(?P<verb>apologi[sz](?:e[sd]?|ing))|(?P<noun>apolog(?:y|ies))|"
    r"(?P<sorry>(?:sa(?:ys|id|ying)|is|are|was|were|really|very|so|deeply|he['’]s|she['’]s|"
    r"they['’]re|it['’]s) sorry)|"
    r"(?P<regret>express(?:es|ed|ing)? (?:\w+ ){0,3}regrets?)|"
    r"(?P<retract>retract(?:s|ed|ing)|retraction))(?!\w)",
    re.IGNORECASE,
)
_STEMS = ("polog", "POLOG", "orry", "ORRY", "egret", "EGRET", "etract", "ETRACT")
# how far an act reaches to both sides of its stem: "express our most sincere regrets"
_BEFORE_STEM, _AFTER_STEM = 60, 20
# "made a slanderer apologise": the one who apologises stands after the verb that forces it;
# where one is only asked to, nobody has yet
_FORCED = re.compile(
    r"(?P<forcer>[^.;]*?)\b(?:ma(?:de|kes?|king)|forc(?:es?|ed|ing)|order(?:s|ed)|got|gets|"
    r"compel(?:s|led)|(?P<asked>tell(?:s|ing)|told|want(?:s|ed|ing)?|ask(?:s|ed|ing)?|"
    r"urg(?:es?|ed|ing)|call(?:s|ed|ing)? on|demand(?:s|ed|ing)?(?: that)?|"
    r"request(?:s|ed|ing)?))\s+"
    r"(?P<forced>[^,.;]*?(?:, (?:sur|nick)?named [^,.;]{2,30},)?)\s*"
    r"(?:\bto\s+)?(?:\bpublicly\s+)?(?:\b(?:issue|offer|make|post)\s+)?"
    r"(?:\b(?:an?|the|public|formal|written|immediate|unconditional)\s+)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+from\s+(?:the\s+)?([^.;,]+)")
_TO = re.compile(
    r"\s*(?:,?\s*(?:publicly|in public|profusely|directly|again|personally|issued|letter|"
    r"statement)\s*)*(?:to|towards)\s+(?P<whom>(?:[^.;]|(?<=\bM[rs])\.|(?<=\bDr)\.)*)",
    re.IGNORECASE,
)
_WHOM_END = re.compile(
    r"\s(?:for|after|over|about|because|following|in|on|as|when|where|who|that|which|amid|with|"
    r"by|saying|and (?:has|have|had|is|was|will|paid|pays|said|promise[sd]?|vow(?:s|ed)|"
    r"agree[sd]?|compensat\w+|admit\w*|delet\w+|also|offer\w*))\b|[:—–]",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|without|won['’]t|refus(?:es|ed|ing) to|yet to|declin(?:es|ed) to|"
    r"doesn['’]t|didn['’]t|unapologetic|should|must|if)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Apology:
    """
    One act of apology: ``act`` is its words; ``by`` is where the one who apologises
    would be named, ``to`` where those are to whom, None where the sentence does not say.
    """

    act: Span
    by: Span
    to: Span | None
    negated: bool


def apologies(story: StoryText, *, lead_only: bool = False) -> list[Apology]:
    """Return the acts of apology in order, refused and hypothetical ones marked ``negated``."""
    acts = []
    found = _acts_in(story.text, story.lead_end if lead_only else len(story.text))
    for match in islice(found, MAX_ACTS):
        sentence = story.sentence_at(match.start())
        start = max(sentence.start, match.start() - MAX_BEFORE_CHARACTERS)
        before = story.text[start : match.start()]
        forced = _FORCED.search(before)
        if forced and forced["forced"].strip():
            by = Span(start + forced.start("forced"), start + forced.end("forced"))
        elif match["noun"] and (source := _FROM.match(story.text, match.end(), sentence.end)):
            by = Span(*source.span(1))
        else:
            clause = story.text.rfind(";", sentence.start, match.start()) + 1
            by = Span(max(sentence.start, clause), match.start())
        acts.append(
            Apology(
                act=Span(match.start(), match.end()),
                by=by,
                to=_recipients(story.text, match.end(), sentence.end),
                negated=bool(_NOT.search(before) or (forced and forced["asked"])),
            )
        )
    return acts


def _acts_in(text: str, end: int) -> Iterator[re.Match[str]]:
    # the pattern costs a hundred times as much as its stems
    stems = sorted(place for stem in _STEMS for place in _places(text, stem, end))
    at = 0
    for stem in stems:
        start = max(at, stem - _BEFORE_STEM)
        for match in _ACT.finditer(text, start, min(end, stem + _AFTER_STEM)):
            at = match.end()
            yield match


def _places(text: str, part: str, end: int) -> Iterator[int]:
    at = text.find(part, 0, end)
    while at != -1:
        yield at
        at = text.find(part, at + 1, end)


def _told(reading: StoryReading) -> list[Apology]:
    return apologies(reading.story)


def lead_apologies(reading: StoryReading) -> list[Apology]:
    """Return the acts that title and lead tell."""
    return apologies(reading.story, lead_only=True)


def _recipients(text: str, start: int, end: int) -> Span | None:
    match = _TO.match(text, start, end)
    if match is None:
        return None
    stop = _WHOM_END.search(text, match.start("whom"), match.end("whom"))
    return Span(match.start("whom"), stop.start() if stop else match.end("whom"))


_SOMEONE = re.compile(
    r"\b(?:he|she|they|person|individual|netizen|user|users|blogger|man|woman|poster|influencer|"
    r"slanderer|account|someone|owner)\b",
    re.IGNORECASE,
)
_NOTHING_BETWEEN = re.compile(
    r",?\s+(?:(?:has|have|is|was|to|publicly|issued|issues|posted|an|a|public|just|now)\s+)*"
)
# what may stand before the name of those to whom: "to phone maker Fenwick"
_WHOSE = re.compile(r"['’]s\b| (?!for|after|over|about|and|in|on|because|following|who|that)[a-z]")
_TITLED = re.compile(r"(?:(?:the|its|his|her|rival|[a-z]+ maker|company|brand) )*")
_AUTHORITIES = (BrandKind.REGULATOR, BrandKind.COURT)

# "a Twitch streamer apologises": Twitch does not
SOMEONE_THERE = re.compile(
    r" (?:streamer|user|youtuber|seller|driver|fan|player|customer|owner|host|reviewer|critic|"
    r"leaker)\b",
    re.IGNORECASE,
)
# "a short seller sued by Grab retracts": Grab does not
_BESIDES = re.compile(r"\b(?:by|against|over|about)(?: the)? $", re.IGNORECASE)
# "We are sorry", in the company's own words
_OWN_WORDS = re.compile(r"(?:^|[\s\"“'‘])(?:we|i)(?: \w+){0,2}\s*$", re.IGNORECASE)

# name, brand id if known, side, where it is named
Sided = tuple[str, str | None, Side, Span]


def sides_of_apology(reading: StoryReading) -> list[Sided]:
    """Return who apologises and to whom, of the act that says most, as far as it says it."""
    acts = [(act, _who(reading, act)) for act in reading.once(_told) if not act.negated]
    if not acts:
        return []
    best, by = max(acts, key=lambda a: (a[1] is not None, a[0].to is not None, -a[0].act.start))
    by_name, by_id = (by[0], by[1]) if by else (None, None)
    # a title may name one of those whom the lead names together
    spans = [
        act.to for act, who in acts if act.to and (act is best or who is None or who[0] == by_name)
    ]
    recipients = {
        mention.name: _sided(mention, Side.RECIPIENT)
        for span in spans
        for mention in reading.mentions
        if span.start <= mention.start < span.end
        and mention.name != by_name
        and (by_id is None or mention.brand.parent != by_id)
    }
    if not recipients:
        recipients = {
            candidate.name: (candidate.name, None, Side.RECIPIENT, span)
            for candidate in reading.once(candidates)
            for span in candidate.spans
            if candidate.kind == "shape"
            and candidate.name != by_name
            and not _WHOSE.match(reading.story.text, span.end)
            and any(_TITLED.fullmatch(reading.story.text, to.start, span.start) for to in spans)
        }
    return [*((by,) if by else ()), *recipients.values()]


def _who(reading: StoryReading, act: Apology) -> Sided | None:
    """
    Return the one who apologises: an account name in the sentence, the brand that is its
    subject, or, where the subject is someone unnamed, an account that the story names.
    """
    text = reading.story.text
    handles = reading.account_names
    for handle in handles:
        if act.by.start <= handle.start < act.by.end:
            return (text[handle.start : handle.end], None, Side.APOLOGIST, handle)
    if handles and _SOMEONE.search(text, act.by.start, act.by.end):
        first = handles[0]
        return (text[first.start : first.end], None, Side.APOLOGIST, first)
    for mention in reading.mentions:
        if (
            act.by.start <= mention.start < act.by.end
            and mention.brand.kind not in _AUTHORITIES
            and not SOMEONE_THERE.match(text, mention.end)
            and not _BESIDES.search(text, act.by.start, mention.start)
        ):
            return _sided(mention, Side.APOLOGIST)
    for candidate in reading.once(candidates):
        for span in candidate.spans:
            # one the table does not know, only where nothing stands between it and the act
            if (
                candidate.kind == "shape"
                and act.by.start <= span.start
                and not _BESIDES.search(text, act.by.start, span.start)
                and _NOTHING_BETWEEN.fullmatch(text, span.end, act.act.start)
            ):
                return (candidate.name, None, Side.APOLOGIST, span)
    if _OWN_WORDS.search(text, act.by.start, act.act.start):
        for mention in reading.lead_mentions:
            to_whom = text[act.to.start : act.to.end] if act.to else ""
            if mention.brand.kind is BrandKind.COMPANY and mention.name not in to_whom:
                return _sided(mention, Side.APOLOGIST)
    return None


def _sided(mention: Mention, side: Side) -> Sided:
    return (mention.name, mention.brand.brand_id, side, Span(mention.start, mention.end))


def made_to_a_brand(reading: StoryReading) -> bool:
    """
    Tell whether title or lead report an apology to a company or its people.

    Too rare in labelled stories to be weighed, and a story wherever it stands.
    """
    to_whom = [
        act.to for act in reading.once(lead_apologies) if act.to is not None and not act.negated
    ]
    return any(
        to.start <= mention.start < to.end and mention.brand.kind not in _AUTHORITIES
        for to in to_whom
        for mention in reading.mentions
    )


_REASON = re.compile(
    r"\b(?:for(?! (?:\w+ )?(?:\d+|several|many|a few|the (?:first|second|third|last)) ?"
    r"(?:consecutive )?(?:days?|weeks?|months?|hours?|time)\b)|over|after|about|"
    r"because(?: of)?|following)\s+"
    r"(?P<what>[^.;!?]+?)"
    r"(?=[.;!?]|,[\"”]|$|"
    r",? (?:and|but) (?:has|have|will|offer|pa[iy]|promis|pledg|refund|compensat|vow|"
    r"say|said|agree|delet|remov)|, (?:offer|promis|pledg|say|vow|will)|:)"
)
_AMENDS = re.compile(
    r"\b(?:refund(?:s|ed|ing)?|compensat(?:es?|ed|ing|ion)|reimburs\w+|free (?:months?|days?|year|"
    r"repairs?|replacements?|games?|subscription|credit)|credits? (?:to|of|for|worth)|vouchers?|"
    r"donat(?:es?|ed|ing|ion)|(?:has|have|will|to) pa(?:y|id)|damages|reinstat\w+|"
    r"(?:delet|remov|retract|correct|revers|restor|replac|scrapp?|fix)(?:s|es|ed|ing|ion)?|"
    r"promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|vow(?:s|ed))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"\n]{12,600}?),?[”\"]")
_IN_WORDS = re.compile(
    r"\b(?:sorry|apolog\w+|regret\w*|mistakes?|let (?:you|our|them|people) down|wrong|sincere\w*|"
    r"responsib\w+|should(?:n['’]t| not)? have)\b",
    re.IGNORECASE,
)
_SAME_STORY = 4  # sentences after the act in which amends and words belong to it


def apology_finding(reading: StoryReading) -> ApologyFinding | None:
    """
    Return the apology that says most: who, to whom, for what, with what amends, in whose words.

    None where none is read, or where it is refused or only asked for.
    """
    story = reading.story
    acts = [act for act in reading.once(_told) if not act.negated]
    if not acts:
        return None
    sides = sides_of_apology(reading)
    told = max(acts, key=lambda act: (_tells(reading, act), -act.act.start))
    sentence = story.sentence_at(told.act.start)
    at = story.sentences.index(sentence)
    near = Span(sentence.start, story.sentences[: at + 1 + _SAME_STORY][-1].end)
    by = next((span for _, _, side, span in sides if side is Side.APOLOGIST), None)
    named = (span for _, _, side, span in sides if side is Side.RECIPIENT)
    to = told.to or next(named, None)
    return ApologyFinding(
        act=story.evidence(sentence.start, sentence.end),
        by=_quoted(story, by),
        to=_quoted(story, to),
        reason=_quoted(story, _reason(story, told, sentence)),
        amends=_quoted(story, _amends(story, near, acts)),
        words=_quoted(story, _words(story, near)),
    )


def _tells(reading: StoryReading, act: Apology) -> int:
    sentence = reading.story.sentence_at(act.act.start)
    told = (_who(reading, act), act.to, _reason(reading.story, act, sentence))
    return sum(part is not None for part in told)


def _quoted(story: StoryText, span: Span | None) -> Evidence | None:
    return story.evidence(span.start, span.end) if span else None


def _reason(story: StoryText, act: Apology, sentence: Span) -> Span | None:
    match = _REASON.search(story.text, act.act.end, sentence.end)
    if match is None:
        return None
    start, end = match.span("what")
    # a headline strings its deeds together by commas: "sorry for the fee, rolls it back"
    comma = story.text.find(", ", start, end) if sentence.end <= len(story.title) else -1
    return Span(start, end if comma == -1 else comma)


def _amends(story: StoryText, near: Span, acts: Sequence[Apology]) -> Span | None:
    """Return the sentence that tells of amends; what is regretted is none."""
    told = [_reason(story, act, story.sentence_at(act.act.start)) for act in acts]
    regretted = [reason for reason in told if reason]
    for match in _AMENDS.finditer(story.text, near.start, near.end):
        if not any(reason.start <= match.start() < reason.end for reason in regretted):
            return story.sentence_at(match.start())
    return None


def _words(story: StoryText, near: Span) -> Span | None:
    """Return the apology's own words: a quotation near the act that says sorry itself."""
    for match in _QUOTED.finditer(story.text, near.start, near.end):
        if _IN_WORDS.search(match["words"]):
            return Span(*match.span("words"))
    return None
