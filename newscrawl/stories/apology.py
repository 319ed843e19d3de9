"""Who apologises to whom: the one act of a story that has a direction of its own."""

import re
from dataclasses import dataclass

from newscrawl.stories.text import Span, StoryText

_ACT = re.compile(
    r"(?<!\w)(?:(?P<verb>apologi[sz](?:e[sd]?|ing))|(?P<noun>apolog(?:y|ies))|"
    r"(?P<sorry>(?:sa(?:ys|id|ying)|is|are|was|were|really|very|so|deeply|he['’]s|she['’]s|they['’]re|it['’]s) sorry)|"
    r"(?P<regret>express(?:es|ed|ing)? (?:\w+ ){0,3}regrets?)|(?P<retract>retract(?:s|ed|ing)|retraction))(?!\w)",
    re.IGNORECASE,
)
# "made a slanderer apologise": the one who apologises stands after the verb that forces it
_FORCED = re.compile(
    r"(?P<forcer>[^.;]*?)\b(?:ma(?:de|kes?|king)|forc(?:es?|ed|ing)|order(?:s|ed)|got|gets|compel(?:s|led)|"
    r"tells|told|wants?|asks?|urges?|calls on|call on|demands?(?: that)?)\s+(?P<forced>[^,.;]*?)\s+(?:to\s+)?(?:publicly\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?:,?\s*(?:publicly|in public|profusely|directly|again|personally|issued|letter|statement)\s*)*(?:to|towards)\s+(?P<whom>[^.;]*)",
    re.IGNORECASE,
)
_WHOM_END = re.compile(
    r"\s(?:for|after|over|about|because|following|in|on|as|when|where|who|that|which|amid|with|by|saying|and (?:has|have|had|is|was|will|paid|pays|said|promise[sd]?|vow(?:s|ed)|agree[sd]?|compensat\w+|admit\w*|delet\w+|also|offer\w*))\b|[:—–]",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|without|won['’]t|refus(?:es|ed|ing) to|yet to|declin(?:es|ed) to|doesn['’]t|didn['’]t|"
    r"unapologetic|should|must|if)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Apology:
    """
    One act of apology: ``act`` is its words; ``by`` is where the one who apologises is named,
    ``to`` where those are to whom, None where the sentence does not say.
    """

    act: Span
    by: Span | None
    to: Span | None
    negated: bool


def apologies(story: StoryText) -> list[Apology]:
    """Return the acts of apology in order, refused and hypothetical ones marked ``negated``."""
    acts = []
    for match in _ACT.finditer(story.text):
        sentence = story.sentence_at(match.start())
        before = story.text[sentence.start : match.start()]
        forced = _FORCED.search(before)
        if forced:
            by = Span(
                sentence.start + forced.start("forced"), sentence.start + forced.end("forced")
            )
        elif match["noun"] and (
            source := re.match(
                r"\s+from\s+(?:the\s+)?([^.;,]+)", story.text[match.end() : sentence.end]
            )
        ):
            by = Span(match.end() + source.start(1), match.end() + source.end(1))
        else:
            by = Span(sentence.start, match.start())
        acts.append(
            Apology(
                act=Span(match.start(), match.end()),
                by=by,
                to=_recipients(story.text, match.end(), sentence.end),
                negated=bool(_NOT.search(before)),
            )
        )
    return acts


def _recipients(text: str, start: int, end: int) -> Span | None:
    match = _TO.match(text, start, end)
    if match is None:
        return None
    stop = _WHOM_END.search(text, match.start("whom"), match.end("whom"))
    return Span(match.start("whom"), stop.start() if stop else match.end("whom"))
