"""A decision taken back after public criticism: amends, though nobody says sorry."""

import re

from newscrawl.stories.brands import BrandKind
from newscrawl.stories.reading import StoryReading

# A later paragraph tells of earlier decisions.
_OPENING_CHARACTERS = 300
_TAKEN_BACK = re.compile(
    r"\b(?:back-?(?:track|pedal)l?(?:s|ed|ing)?|"
    r"(?:(?:walk|roll|step)(?:s|ed|ing)?|stepp(?:ed|ing)) (?:it )?back|u-turns?|"
    r"revers(?:e(?![- ]engineer)|es|ed|ing|al)|rescind(?:s|ed|ing)?|"
    r"back(?:s|ed) (?:down|off)|"
    r"chang(?:es?|ed|ing) (?:its|their|his|her) "
    r"(?:\w+ ){0,3}(?:mind|plans?|polic(?:y|ies)|terms|rules|stance|pricing)|"
    r"(?:won['’]t|will not|no longer)\s+(?:\w+\s+){1,9}after all)\b",
    re.IGNORECASE,
)
_CRITICISM = re.compile(
    r"\b(?:backlash|outcry|criticisms?|blowback|furore?|uproar|outraged?|pushback|"
    r"after (?:\w+ ){0,3}complaints|anger|angry|revolt|fury|controversy)\b",
    re.IGNORECASE,
)
_MAKERS = (BrandKind.COMPANY, BrandKind.PRODUCT, BrandKind.WATCHED)


def reversed_after_criticism(reading: StoryReading) -> bool:
    """
    Tell whether title and opening report that a brand takes a decision back under criticism.

    Too rare in labelled stories to be weighed.
    """
    story = reading.story
    end = min(story.body_start + _OPENING_CHARACTERS, story.lead_end)
    return bool(
        _TAKEN_BACK.search(story.literal, 0, end)
        and _CRITICISM.search(story.literal, 0, end)
        and any(m.end <= end and m.brand.kind in _MAKERS for m in reading.lead_mentions)
    )
