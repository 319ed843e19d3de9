"""Deeds that title and opening tell outright, which words apart from one another only hint at."""

import re

from newscrawl.stories.reading import StoryReading

# A later paragraph tells of earlier rulings and of other fights.
_OPENING_CHARACTERS = 200

_COURT = (
    r"(?:judges?|jur(?:y|ies|ors)|courts?|tribunal|scotus|justices|magistrate|arbitrators?|"
    r"itc|trade commission)"
)
# Only what ends a question: courts also say, hear and are asked.
_DECIDES = (
    r"(?:rule[sd]?|ruling|verdicts?|f(?:inds?|ound)|decid(?:es?|ed)|decisions?|injunctions?|"
    r"dismiss\w*|toss\w*|(?:throws?|threw|thrown) out|quash\w*|reject(?:s|ed|ion)|"
    r"den(?:y|ies|ied|ial)|declin(?:es|ed)|refus(?:es|ed)|grant(?:s|ed)|approv(?:es?|ed|al)|"
    r"allow(?:s|ed)|clear(?:s|ed)|lift(?:s|ed)|order(?:s|ed)|block(?:s|ed)|bars|barred|ban(?:s|ned)|"
    r"halt(?:s|ed)|fine[sd]|award(?:s|ed)|uph(?:olds?|eld)|affirm\w*|overturn\w*|"
    r"revers(?:es?|ed|al)|revive[sd]?|strikes? down|struck down|declar(?:es|ed)|"
    r"unconstitutional|liable|guilty|convict\w*|sentence[sd]?|sid(?:es?|ed) with|"
    r"w[oi]ns?|winning|victor(?:y|ies)|los(?:es?|ing|t)|defeat\w*)"
)
_WORDS_BETWEEN = r"(?:[^\w.;!?]+\w+){0,6}?[^\w.;!?]+"
_DECISION = re.compile(
    rf"\b(?:{_COURT}{_WORDS_BETWEEN}{_DECIDES}|{_DECIDES}{_WORDS_BETWEEN}{_COURT})\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:DMCA|cease[- ]and[- ]desist|copyright (?:claims?|strikes?|notices?)|"
    r"take-?down (?:notices?|requests?|demands?)|legal threats?|"
    r"threat(?:en(?:s|ed|ing)?)?,? (?:\S+ ){0,5}?"
    r"(?:to sue|(?:with )?(?:legal action|(?:a )?(?:\w+ )?(?:law)?suits?)))\b",
    re.IGNORECASE,
)


def court_decides(reading: StoryReading) -> bool:
    """Tell whether a court or jury is said to decide, not only to hear or to be asked."""
    return bool(_DECISION.search(reading.story.literal, 0, _opening_end(reading)))


def title_has_court_decide(reading: StoryReading) -> bool:
    return bool(_DECISION.search(reading.story.literal, 0, len(reading.story.title)))


def demand_is_made(reading: StoryReading) -> bool:
    """Tell whether someone demands that a thing be taken down or stopped, or threatens to sue."""
    return bool(_DEMAND.search(reading.story.literal, 0, _opening_end(reading)))


def _opening_end(reading: StoryReading) -> int:
    story = reading.story
    return min(story.body_start + _OPENING_CHARACTERS, story.lead_end)
