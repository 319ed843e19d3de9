"""The principal parties of a story and the side each is on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.items import Party, Side, StoryKind
from newscrawl.stories.apology import Apology, apologies
from newscrawl.stories.brands import BrandKind, Mention
from newscrawl.stories.names import account_names
from newscrawl.stories.text import Span, StoryText

MOST_PARTIES = 4

_AUTHORITIES = (BrandKind.REGULATOR, BrandKind.COURT)
_CLAIMS = re.compile(
    r"(?:['’]s)?\s+(?:has\s+|have\s+|is\s+|are\s+|was\s+|will\s+|just\s+|now\s+|also\s+|again\s+)*"
    r"(?:sues?|sued|suing|accuses?|accused(?! of)|files?|filed|filing|threatens?|threatened|"
    r"demands?|alleges?|takes? \S+ to court|wins?)\b(?! by)",
    re.IGNORECASE,
)
_CLAIMED_BY = re.compile(
    r"\b(?:sued|accused|challenged) by\s+(?:the\s+)?$|\bplaintiffs?\s+$|\bcomplaint (?:by|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    r"\b(?:he|she|they|person|individual|netizen|user|users|blogger|man|woman|poster|influencer|slanderer|account|someone|owner)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be a party's."""

    name: str
    brand_id: str | None
    span: Span


def parties_of(
    story: StoryText, mentions: Sequence[Mention], kinds: Sequence[StoryKind]
) -> tuple[Party, ...]:
    """Return at most four parties, the ones named first and in the title before others."""
    found: dict[str, Party] = {}
    if StoryKind.APOLOGY in kinds:
        for named, side in _of_apology(story, mentions):
            found.setdefault(named.name, _party(story, named, side))
    for mention in mentions:
        if mention.end > story.lead_end or len(found) >= MOST_PARTIES:
            break
        brand = mention.brand
        if mention.name in found or (
            brand.kind == BrandKind.PRODUCT
            and brand.parent in {party.brand_id for party in found.values()}
        ):
            continue
        named = Named(mention.name, brand.brand_id, Span(mention.start, mention.end))
        side = _side(story, mention, kinds)
        if side is not None:
            found[mention.name] = _party(story, named, side)
    return tuple(found.values())[:MOST_PARTIES]


def _party(story: StoryText, named: Named, side: Side) -> Party:
    evidence = story.evidence(named.span.start, named.span.end)
    return Party(name=named.name, side=side, brand_id=named.brand_id, evidence=evidence)


def _side(story: StoryText, mention: Mention, kinds: Sequence[StoryKind]) -> Side | None:
    if mention.brand.kind in _AUTHORITIES:
        return Side.AUTHORITY
    if set(kinds) == {StoryKind.APOLOGY}:
        return None
    if mention.end > len(story.title) + 250:
        return None
    if _CLAIMS.match(story.text, mention.end) or _CLAIMED_BY.search(story.text[: mention.start]):
        return Side.CLAIMANT
    return Side.RESPONDENT


def _of_apology(story: StoryText, mentions: Sequence[Mention]) -> list[tuple[Named, Side]]:
    """Return who apologises and to whom, of the act that says most."""
    acts = [act for act in apologies(story) if not act.negated]
    if not acts:
        first = next((m for m in mentions if m.brand.kind not in _AUTHORITIES), None)
        return [(_named(first), Side.APOLOGIST)] if first else []
    best = max(
        acts,
        key=lambda act: (
            act.to is not None,
            _who(story, mentions, act) is not None,
            -act.act.start,
        ),
    )
    sides = []
    recipients = [_named(m) for m in mentions if best.to and best.to.start <= m.start < best.to.end]
    by = _who(story, mentions, best)
    if by is not None:
        sides.append((by, Side.APOLOGIST))
    sides += [
        (named, Side.RECIPIENT) for named in recipients if by is None or named.name != by.name
    ]
    return sides


def _who(story: StoryText, mentions: Sequence[Mention], act: Apology) -> Named | None:
    """
    Return the one who apologises: an account name in the sentence, the brand that is its
    subject, or, where the subject is someone unnamed, an account that the story names.
    """
    assert act.by is not None
    handles = account_names(story.text)
    for handle in handles:
        if act.by.start <= handle.start < act.by.end:
            return Named(story.text[handle.start : handle.end], None, handle)
    subject = story.text[act.by.start : act.by.end]
    someone = _SOMEONE.search(subject)
    if someone and handles:
        return Named(story.text[handles[0].start : handles[0].end], None, handles[0])
    within = [
        m
        for m in mentions
        if act.by.start <= m.start < act.by.end and m.brand.kind not in _AUTHORITIES
    ]
    return _named(within[0]) if within else None


def _named(mention: Mention) -> Named:
    return Named(mention.name, mention.brand.brand_id, Span(mention.start, mention.end))
