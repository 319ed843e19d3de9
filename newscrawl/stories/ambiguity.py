"""Whether a name that is an ordinary word too means the brand where it stands."""

import re
from collections.abc import Sequence

from newscrawl.small_letters import small_letters
from newscrawl.stories.brands import BrandTable, Mention

# How far a cue may stand from the name, in characters: about the sentence and its neighbours.
_NEAR = 260

# Words that only go with someone who acts in business or in court. They are looked for right
# after the name: "Target recalls 2 million candles", "Block's CEO".
_COMPANY_AFTER = re.compile(
    r"(?:['’]s?)?(?:\s+(?:is|was|has|have|had|will|to|also|now|reportedly|allegedly|been|being|"
    r"must|may|could|again|again))*\s+"
    r"(?:sue[sd]?|suing|recall(?:s|ed|ing)|apologi[sz](?:es|ed|ing)|settle[sd]?|settling|"
    r"agree[sd]? to|pa(?:ys|id|y)\b|fined|accused|charged|investigated|sanctioned|probed|"
    r"fac(?:es|ed|ing)|appeal(?:s|ed)|lawsuit|settlement|ceo|chief executive|boss|founder|"
    r"co-founder|cofounder|executives?|spokes(?:person|man|woman)|shares|shareholders?|investors?|"
    r"employees?|workers|staff|customers|users|layoffs|lays off|laid off|acquires?|acquired|"
    r"announce[sd]|launch(?:es|ed)|unveil(?:s|ed)|releases?|says|said|tells|told|admits|denies|"
    r"denied|violated|infring(?:es|ed)|stole|misled|wins|won|loses|lost|stores?|app|v\.?s?\.?\s|"
    r"claims|argues|warns|confirms|confirmed|plans|buys|bought|sells|sold|bans?|banned|blocked|"
    r"owned|raises|raised|headquarters|hq|stock|subsidiary|inc\b|corp\b|ordered|dropped|drops)",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(
    r"(?:\bsu(?:e[sd]?|ing)|\bagainst|\bfin(?:es|ed|ing)|\baccus(?:es|ed|ing)|\bcharg(?:es|ed)|"
    r"\bv\.|\bvs\.?|\binvestigat(?:es|ed|ing|ion (?:of|into))|\bprob(?:es|ed|e into)|"
    r"\bban(?:s|ned)?|\bacquir(?:es|ed|ing)|\bbuys|\bbuy|\bCEO of|\bchief executive of|"
    r"\bfounder of|\bmaker|\bgiant|\bcompany|\bfirm|\bstartup|\bretailer|\bemployees at|"
    r"\bworkers at|\bparent|\bowner|\bcompany called|\bapologi[sz]e[sd]? to|\border(?:s|ed)|"
    r"\bjudge tells|\bapp|\bplatform|\bservice|\bbrand|\bshares of|\brival|\bblam(?:es|ed)|"
    r"\bsettle[sd]? with|\bpartners with|\bpartnership with)\s+(?:the\s+)?[\"“'‘]?$",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(
    r"\b(?:a|an|the|this|that|your|his|her|my|its|their|our|no|every)\s+$", re.IGNORECASE
)
# "Snap a photo": a verb, and no company
_VERB_OBJECT = re.compile(r"\s+(?:a|an|the|your|this|in|out)\s", re.IGNORECASE)


def brand_mentions(table: BrandTable, text: str) -> list[Mention]:
    """Return the brands in ``text``, in order; of ambiguous names only those that mean one."""
    named = table.named(text)
    small = small_letters(text)
    clear: set[str] = set()
    doubtful: list[Mention] = []
    for mention in named:
        if _in_other_phrase(mention, small):
            continue
        if _is_plain(mention, text):
            clear.add(mention.brand.brand_id)
        doubtful.append(mention)
    return [
        mention
        for mention in doubtful
        if _is_plain(mention, text) or _means_the_brand(mention, text, small, clear)
    ]


def _is_plain(mention: Mention, text: str) -> bool:
    """Tell whether it is printed in a way that needs no context."""
    return text[mention.start : mention.end] not in mention.brand.words


def _in_other_phrase(mention: Mention, small: str) -> bool:
    for phrase in mention.brand.never:
        at = small.find(phrase, max(0, mention.start - len(phrase)), mention.end + len(phrase))
        if at != -1 and at <= mention.start and at + len(phrase) >= mention.end:
            return True
    return False


def _means_the_brand(mention: Mention, text: str, small: str, clear: set[str]) -> bool:
    brand = mention.brand
    if brand.brand_id in clear or brand.parent in clear:
        return True
    near = (
        small[max(0, mention.start - _NEAR) : mention.start]
        + " "
        + small[mention.end : mention.end + _NEAR]
    )
    if _has_word(near, brand.cues):
        return True
    acts = bool(
        _COMPANY_AFTER.match(text, mention.end)
        or _COMPANY_BEFORE.search(text, max(0, mention.start - 30), mention.start)
    )
    if brand.against:
        verb = _VERB_OBJECT.match(text, mention.end)
        return acts or not (verb or _has_word(near, brand.against))
    article = _ARTICLE_BEFORE.search(text, max(0, mention.start - 8), mention.start)
    return acts and not article


def _has_word(text: str, words: Sequence[str]) -> bool:
    for word in words:
        at = text.find(word)
        while at != -1:
            end = at + len(word)
            if not (at and text[at - 1].isalnum()) and not (
                end < len(text) and text[end].isalnum()
            ):
                return True
            at = text.find(word, at + 1)
    return False
