"""How the main languages print a time: months, days of the week, hours, ages."""

import re

from newscrawl.dates.months import months

# Latin, Greek and Cyrillic names only: others print the month as a number, or no name beside it.
MONTH = (
    r"(?<![^\W\d_])(?:"
    + "|".join(
        sorted(
            (name for name in months() if len(name) > 2 and name < "\u0530"), key=len, reverse=True
        )
    )
    + r")\b\.?"
)

_DAY_NAMES = """
(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)? sat wed thu montag dienstag mittwoch donnerstag
freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles
jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
"""
_DAY_NAME = rf"(?:(?:{'|'.join(_DAY_NAMES.split())})\b\.?,?\s+)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = rf"""(?:
      {_DAY_NAME}{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{_YEAR}|(?!\d))
    | {_DAY_NAME}\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?[\s-](?:(?:de|di)\s)?{MONTH}
      (?:,?[\s-](?:de\s|del\s)?{_YEAR})?
    | \b{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?
    | \b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_YEAR}|\d\d)\b
    | {_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일] )"""
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|JST|KST|AE[SD]T|Z)\b"
_CLOCK = rf"""(?:
      \b\d{{1,2}}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?\b)?(?:\s*(?:Uhr|{_ZONE}))?
    | \b\d{{1,2}}\s?[ap]\.?m\b\.?(?:\s*{_ZONE})? )"""
_UNIT = r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year|Stunde|Tag)n?e?s?"
# "7 hours" alone is an age where a byline ends in it; "15 years" in the trade is none.
_AGE = rf"""(?:
      \b(?:vor|il\sy\sa|hace|há|fa)\s(?:\d+|an?|one)\s{_UNIT}\b
    | \b(?:\d+|an?|one)\s{_UNIT}(?:\sago\b|(?=\s*(?:$|[|•·]))) )"""
_READING = r"""(?:
      \b(?:Lesedauer|Lesezeit|Reading\stime|Read\stime|Time\sto\sread)\s*:?\s*\d*
    | \b\d+\s?-?(?:min(?:ute)?s?|Min(?:uten)?)\b\.?
      (?:\s(?:read|to\sread|de\slectura|de\slecture|di\slettura|Lesezeit))? )"""
_ANNOUNCED = r"""(?: \(?\[?\b(?:(?:last|first|originally)\s)?
    (?: updated | published | posted | modified | stand | aktualisiert | veröffentlicht
      | actualizado | publicado | publié | pubblicato )
    (?:\s(?:on|at|am|el|em|le|il|a))?\s*:?\s*(?=[\[\d(A-Z]) )?"""

# None is told without a digit but the age of "an hour ago", and the name of the reading time.
_MAY_TELL = re.compile(r"\d|\b(?:an?|one)\s|lesedauer|lesezeit|time", re.IGNORECASE)

# A date, a time of day, an age or a reading time, with the word that announces it.
PRINTED_TIME = re.compile(
    rf"""{_ANNOUNCED} (?: {_READING} | {_DATE} | {_CLOCK} | {_AGE} )
    (?:\s*(?:,|at|um|à|a\slas|alle|–|-)?\s*{_CLOCK})?\]?""",
    re.IGNORECASE | re.VERBOSE,
)


def without_times(line: str, *, instead: str) -> str:
    """
    Return ``line`` with ``instead`` for each printed time.

    >>> without_times("Jane Doe, March 1, 2026", instead="|")
    'Jane Doe, |'
    """
    return PRINTED_TIME.sub(instead, line) if _MAY_TELL.search(line) else line
