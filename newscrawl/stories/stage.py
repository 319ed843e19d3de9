"""How far a matter has come, by tense and cue: what is only alleged is never shown as decided."""

import re
import tomllib
from functools import cache
from importlib import resources

from newscrawl.items import Stage, StageFinding
from newscrawl.stories.text import Span, StoryText

# Before a cue: it has not happened, or not yet. Looked for in the same clause.
_NOT_YET = re.compile(
    r"\b(?:could|may|might|would|if|unless|whether|not|never|no|without|refus\w+|fac(?:es|ed|ing)|"
    r"seek(?:s|ing)?|sought|want(?:s|ed)?|ask(?:s|ed|ing)?|urg(?:es|ed|ing)|plan(?:s|ned|ning)?|"
    r"expect(?:s|ed)|set|likely|possibl[ey]|potential|propos(?:es|ed|al)|reportedly|rumou?r\w*|"
    r"allege(?:s|d|dly)?|accus(?:es|ed|ing)|consider(?:s|ed|ing)?|hop(?:es|ing)|tr(?:y|ies|ying)|"
    r"before|until|avoid(?:s|ed|ing)?|request(?:s|ed)?|argu(?:es|ed|ing)|demand(?:s|ed)?|"
    r"in talks|talks|about to|poised|risk(?:s|ing)?|call(?:s|ed) for|prepar(?:es|ing)|should|will|"
    r"mov(?:es|ed) to|bid to|bids to|begs?|threaten(?:s|ed|ing)?)\b[^,;:.!?]{0,60}$|"
    r"n['’]t\s[^,;:.!?]{0,40}$",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!](?!\w)")
_THREAT = re.compile(
    r"\b(?:threaten\w*|may|could|might|would|will|plan(?:s|ning)? to|vows? to|not|if|to)"
    r"\s(?:be )?$",
    re.IGNORECASE,
)
_DECIDED = frozenset(
    {Stage.RULED, Stage.SETTLED, Stage.DISMISSED, Stage.PAID, Stage.WITHDRAWN, Stage.APPEALED}
)
# What a headline that only alleges may turn out to be in the sentences under it.
_OPEN = frozenset({Stage.FILED, Stage.PENDING, Stage.THREATENED, Stage.ALLEGED})
_UNDER_THE_TITLE = 3  # sentences


def stage_of(story: StoryText) -> StageFinding | None:
    """
    Return how far the matter has come, with the sentence that says so; None where none does.

    The title decides. Where it tells of no act, the first sentence that does; where it only
    alleges, the next sentences may tell of a suit or a probe, but not of a decision: that would be
    another matter's.
    """
    title, *rest = story.sentences
    lead = [sentence for sentence in rest if sentence.start < story.lead_end]
    found = _stage_in(story, title)
    if found is None:
        found = next((f for s in lead if (f := _stage_in(story, s))), None)
    elif found.stage is Stage.ALLEGED:
        under = (_stage_in(story, s) for s in lead[:_UNDER_THE_TITLE])
        steps = [f for f in under if f and f.stage in _OPEN - {Stage.ALLEGED}]
        found = steps[0] if steps else found
    return found


@cache
def _patterns() -> tuple[tuple[Stage, re.Pattern[str]], ...]:
    source = resources.files("newscrawl.stories").joinpath("stage.toml").read_text("utf-8")
    table = tomllib.loads(source)
    patterns = []
    for stage, cues in table["cues"].items():
        cue = "|".join(cues)
        for name, words in table["words"].items():
            cue = cue.replace(f"{{{name}}}", words)
        patterns.append((Stage(stage), re.compile(rf"(?<!\w)(?:{cue})(?!\w)", re.IGNORECASE)))
    return tuple(patterns)


def _stage_in(story: StoryText, sentence: Span) -> StageFinding | None:
    for stage, pattern in _patterns():
        for match in pattern.finditer(story.literal, sentence.start, sentence.end):
            before = story.literal[sentence.start : match.start()]
            end = _END.search(story.literal, match.end(), sentence.end)
            is_asked = end is not None and end[0] == "?"
            if stage in _DECIDED and (is_asked or _NOT_YET.search(before)):
                continue
            if stage is Stage.FILED and _THREAT.search(before):
                continue
            evidence = story.evidence(sentence.start, sentence.end)
            return StageFinding(stage=stage, evidence=evidence)
    return None
