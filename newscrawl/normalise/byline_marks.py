"""The words, signs and chatter that bylines are made of."""

import re

from newscrawl.normalise.roles import ends_in_role, role_at_start

# "by" in the languages of the trade. Von, di and their like are also parts of names, so they
# are only read as "by" where a byline begins.
BY = re.compile(
    r"""(?: (?: (?:[Aa]n?\s)?(?:[Ww]ritten|WRITTEN|[Pp]osted|[Rr]eported|[Ww]ords|[Ss]tory|[Aa]rticle|[Tt]ext|[Aa]uthored|[Pp]ublished
    | [Rr]eview(?:ed)?|[Gg]uide|[Oo]pinion|[Cc]ompiled|[Cc]reated|[Ss]ubmitted|[Rr]ecipe|[Aa]nalysis|[Ww]rites)\s?[Bb][Yy]
    | \b[Bb][Yy]\b | \bBY\b )\s*:?
    | \b(?:[Aa]uthors?|AUTHORS?|[Aa]utore|[Aa]utor(?:in|:in|a|es)?|[Aa]uteur|Verfasser|Texte?|Testo|Texto|Words|Oleh|Penulis|Автор|Redacción|Redazione)\s*:
    | (?:作者|撰文|文字|文|取材・文|記者|记者|글|저자)\s*[:：／/｜|] )\s*""",
    re.VERBOSE,
)
BY_AT_START = re.compile(
    r"""(?: Ein(?:e)?\s(?:Kommentar|Gastbeitrag|Analyse|Bericht|Interview)\svon | [Vv]on | VON | [Pp]ar | PAR
    | [Pp]or | POR | [Dd]i(?=\s\w+\s\w) | DI(?=\s\w+\s\w) | [Dd]oor | DOOR | [Aa]v(?=\s) | [Ff]rom | [Oo]leh )\s*:?\s+(?=\S)
    | (?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or)\s*:\s*""",
    re.VERBOSE,
)
# Hands that are no authors, unless nobody else is named.
OTHER_HAND = re.compile(
    r"""\b(?: (?:[Ee]dited|[Ff]act[ -]?[Cc]hecked|(?:[Mm]edically\s|[Ee]xpert\s|[Ll]egally\s)?[Rr]eviewed|[Uu]pdated|[Tt]ested
    | [Rr]esearched|[Tt]ranslated|[Pp]hoto(?:graph(?:s|y|ed)?|s)?|[Ii]llustrat(?:ed|ions?)|[Vv]ideo|[Gg]raphics?|[Pp]roduced|[Cc]urated)\s[Bb]y\s*:?
    | (?:Editor|Editors|Reviewer|Photos?|Fotos?|Bild(?:er)?|Image|Images|Credit|Übersetzung|Traducción|Traduction|Source|Quelle|Fuente)\s*: )\s*
    | (?:責任編輯|责任编辑|编辑|編輯|摄影|攝影|사진|写真)\s*[:：／/｜|]\s*""",
    re.VERBOSE,
)
BREAK = re.compile(
    r"\s*[|•·●∙;■►»›／｜]\s*(?!\s*$)|\s[–—-]+\s|[–—]|\s/\s|(?<=[^\W\d_])/(?=[A-Z][a-z]+ )"
)
KATAKANA_DOT = re.compile(r"(?<=[\u30a0-\u30ff])[・·](?=[\u30a0-\u30ff])")
JOINER = re.compile(
    r"""\s*(?: ,\s*(?:and|und|et|y|e|with|&)\s | \s(?:and|und|with|mit|avec|og|och|ve|и|та|AND|UND|sowie|along\swith|as\stold\sto)\s
    | \s?&\s?(?!Co\b) | \s\+\s | 、 | ，(?!\s*\d) | [・·] )\s*""",
    re.VERBOSE,
)
# "and" where it may also join two surnames of one person: Ortega y Gasset, Costa e Silva.
SOFT_JOINER = re.compile(r"\s(?:et|y|e|en|i|ja|a)\s")
GLUED = re.compile(
    r"""(?<=[a-zß-öø-ÿ.)])(?=(?:Updated|Published|Posted|Written\s?[Bb]y|Reviewed\sby|Edited\sby|Fact[ -]?[Cc]hecked|Last\s[Uu]pdated|Follow|Twitter
    | Facebook|Email|Bookmark|Share|Comments?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d)\b)
    | (?<=[a-zß-öø-ÿ])(?=\d{1,2}[:./]\d\d) | (?<=^By)(?=[A-Z][a-z]) | (?<=^Von)(?=[A-Z][a-z]) | (?<=[Bb]y)(?=[A-Z][a-z]+\s[A-Z])""",
    re.VERBOSE,
)
CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-Z][a-zà-ÿ]+)")
NOISE = re.compile(
    r"""https?://\S+ | www\.\S+ | \S+@\S+\.\S+ | (?<!\w)@[\w.]+ | \[email\ protected\]
    | \b(?: (?:min(?:ute)?s?|Min(?:uten)?\.?)\s+(?:read|to\ read|de\ lectura|de\ lecture|di\ lettura|Lesezeit) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
CHATTER = re.compile(
    r"""(?: follow(?:\ me|\ us|ing|\ \w+)? | \+\s?follow | subscribe | share | save | bookmark | comments? | leave\ a\ comment
    | \d*\s?comments? | twitter | facebook | linkedin | instagram | threads | bluesky | mastodon | x | rss | email | e-mail
    | tiktok | youtube | flipboard | whatsapp | view\ (?:all\ posts|profile|bio|more) | see\ (?:full\ )?bio | (?:full\ )?bio(?:graphy)? | (?:more\ )?about\ the\ authors?
    | about | read\ more | more\ (?:from|by|about)\ .* | show\ more | expand | collapse | social\ links(?:\ navigation)? | folgen | ich\ folge | seguir | suivre
    | (?:last\ |originally\ |first\ )?(?:updated|published|posted|modified|reviewed|edited)(?:\ (?:on|at|in))? | stand | aktualisiert(?:\ am)?
    | veröffentlicht(?:\ am)? | actualizado(?:\ a)? | publicado(?:\ (?:el|em))? | publié(?:\ le)? | mis\ à\ jour(?:\ le)? | pubblicato(?:\ il)?
    | article | artikel(?:\ veröffentlicht(?:\ am)?)? | uhr | et | est | edt | pt | pst | gmt | utc | on | at | in | am | pm | le | el | il | il\ y\ a
    | \d+(?:\.\d+)?k?\ views? | \d+\ (?:articles?|posts?|stories)(?:\ published)? | paid | sponsored | advertorial | advertis(?:ement|er\ disclosure) | fact[ -]?checked | cite\ this\ \w+
    | (?:reading|read)\ time | lesedauer | lesezeit | tips\ meg | heard\ on\ .* | listen | exclusive | opinion | news | blog | today | yesterday | \W* )""",
    re.IGNORECASE | re.VERBOSE,
)
CHATTER_BEHIND = re.compile(
    r"""\s+(?: Twitter | Facebook | LinkedIn | Instagram | Threads | Bluesky | Today | Follow(?:\s\w+)? | Bookmark | Share | Email | Comments?
    | Tips\smeg | Folgen | on | at | am | um | le | el | Updated | Published | Posted | (?:Last|Originally) | Paid | Full\s[Bb]io | Sponsored )$""",
    re.VERBOSE,
)
DOUBLED = re.compile(r"(\w.{3,}?)\s?\1")
BRACKET = re.compile(r"(.*\S)\s*\(([^()]+)\)\.?")
JOINER_AT_START = re.compile(r"^[\s,;]*(?:and|und|et|y|e|&|with|,)\s+")
NO_NAME = re.compile(r"\b(?:The|And|Of|On|In|Heard|Article|All|Opinion|News|Review)\b")
PLACE_OR_EMPLOYER = re.compile(r"\s+(?:(?i:for|at|from|in)|en|à|em|aus|bei|beim)\s+(?=[A-ZÀ-Þ]).*$")
IS_SOMEBODY = re.compile(
    r"""\s(?:is|was|has|writes|covers|works|joined|lives|ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|é)
    \s(?:an?\s|the\s|eine?\s|une?\s|una?\s|um\s|uma\s)?""",
    re.VERBOSE,
)
REPORTER_SUFFIX = re.compile(
    r"\s*(?:記者|记者|기자|특파원|선임기자|人民網記者|報導|报道|撰|さん|氏|님)$"
)
REPORTER_PREFIX = re.compile(r"^(?:本報記者|本报记者|記者|记者|特約記者)\s*")


def unglued(line: str) -> str:
    """Return ``line`` with a space where markup, now gone, had set words apart."""
    line = GLUED.sub(" ", line)
    line = CAMEL.sub(lambda m: " " if ends_in_role(line[: m.end()]) else "", line)
    return CAMEL.sub(lambda m: " " if role_at_start(line[m.end() :]) else "", line)
