"""The words and signs that bylines are made of, besides names; phrases are in bylines.txt."""

import re

from newscrawl.normalise.phrases import phrases
from newscrawl.normalise.roles import ends_in_role, role_at_start

_PHRASES = phrases("bylines.txt")

BY = re.compile(rf"{_PHRASES['by']}\s*")
BY_AT_START = re.compile(rf"{_PHRASES['by at the start']}\s*:?\s+(?=\S)|(?:[Vv]on|[Pp]ar|[Pp]or):")
# Hands that are no authors, unless nobody else is named.
OTHER_HAND = re.compile(rf"{_PHRASES['other hand']}\s*")
BREAK = re.compile(
    r"\s*[|•·●∙;；■►»›／｜]\s*(?!\s*$)|\s[–—-]+\s|[–—]|\s/\s|(?<=[^\W\d_])/(?=[A-Z][a-z]+ )"
)
KATAKANA_DOT = re.compile(r"(?<=[\u30a0-\u30ff])[・·](?=[\u30a0-\u30ff])")
JOINER = re.compile(rf"\s*{_PHRASES['and']}\s*")
JOINER_AT_START = re.compile(r"^[\s,;]*(?:and|und|et|y|e|&|with|,)\s+")
# "and" where it may also join two surnames of one person: Ortega y Gasset, Costa e Silva.
SOFT_JOINER = re.compile(r"\s(?:et|y|e|en|i|ja|a)\s")
NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)@[\w.]+|\[email protected\]", re.IGNORECASE
)
CHATTER = re.compile(_PHRASES["chatter"], re.IGNORECASE)
CHATTER_BEHIND = re.compile(rf"\s+{_PHRASES['chatter behind a name']}$")
# "Jane DoeJane Doe": a name that its picture's caption repeats.
DOUBLED = re.compile(r"(\w.{3,}?)\s?\1")
BRACKET = re.compile(r"(.*\S)\s*[(（]([^()（）]+)[)）]\.?")
NO_NAME = re.compile(r"\b(?:The|And|Of|On|In|Heard|Article|All|Opinion|News|Review)\b")
PLACE_OR_EMPLOYER = re.compile(r"\s(?:(?i:for|at|from|in)|en|à|em|aus|bei|beim)\s+(?=[A-ZÀ-Þ]).*$")
EMPLOYED_BY = re.compile(r"\s(?:for|at|from|of|with)$", re.IGNORECASE)
IS_SOMEBODY = re.compile(rf"{_PHRASES['is somebody']}(?:an? |the |eine? |une? |una? |uma? )?")
REPORTER_SUFFIX = re.compile(
    r"\s*(?:記者|记者|기자|특파원|선임기자|報導|报道|撰|さん|氏|님)$|\s(?:編輯|编辑|主編|主编|編集長?)$"
)
# "／台北報導": where a reporter reports from.
REPORTED_FROM = re.compile(r"(?:\s*[／/]\s*|\s)[\u4e00-\u9fff]{2,8}(?:報導|报道|報道)(?=\W|$)")
REPORTER_PREFIX = re.compile(r"^(?:本報記者|本报记者|記者|记者|特約記者)\s*")

_SMALL = "a-zß-öø-ÿ"
_GLUED = re.compile(
    rf"(?<=[{_SMALL}.)])(?={_PHRASES['glued']})|(?<=[{_SMALL}])(?=\d{{1,2}}[:./]\d\d)"
    r"|(?<=^By)(?=[A-Z][a-z])|(?<=^Von)(?=[A-Z][a-z])|(?<=[Bb]y)(?=[A-Z][a-z]+\s[A-Z])"
)
_CAMEL = re.compile(rf"(?<=[{_SMALL}])(?=[A-Z][a-zà-ÿ]+)")


def unglued(line: str) -> str:
    """
    Return ``line`` with a space where markup, now gone, had set words apart.

    >>> unglued("BySam PineTech ReporterMar 1, 2026"), unglued("Ann McKay")
    ('By Sam Pine Tech Reporter Mar 1, 2026', 'Ann McKay')
    """
    line = _GLUED.sub(" ", line)
    line = _CAMEL.sub(lambda m: " " if ends_in_role(line[: m.end()]) else "", line)
    return _CAMEL.sub(lambda m: " " if role_at_start(line[m.end() :]) else "", line)
