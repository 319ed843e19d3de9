"""How the main languages print a time: months, days of the week, hours, ages."""

import re

# Month names, whole and short, behind their number; one table for all languages, since no word of
# it means two different months. Without their dots, in small letters.
_MONTH_WORDS = """
1 january jan januar jänner janeiro januari janvier janv enero ene gennaio gen ianuarie ocak styczeń
  stycznia leden ledna január tammikuuta январь января янв січня ιανουαρίου januarja sausio janvāris
  jaanuar siječnja
2 february feb februar februari febrero fevereiro fev février févr fév febbraio februarie şubat luty
  lutego únor února február helmikuuta февраль февраля фев лютого φεβρουαρίου vasario februāris
  veebruar veljače febr
3 march mar märz mrz maart mrt mars marzo março martie mart marzec marca březen března marec
  maaliskuuta март марта березня μαρτίου kovo marts märts ožujka mär
4 april apr avril avr abril abr aprile aprilie nisan kwiecień kwietnia duben dubna huhtikuuta апрель
  апреля апр квітня απριλίου balandžio aprīlis aprill travnja
5 may mai maj mei mayo maio maggio mag mayıs mayis květen května toukokuuta май мая травня μαΐου
  gegužės maijs svibnja
6 june jun juni juin junio junho giugno giu iunie haziran czerwiec czerwca červen června kesäkuuta
  июнь июня июн червня ιουνίου birželio jūnijs juuni lipnja
7 july jul juli juillet juil julio julho luglio lug iulie temmuz lipiec lipca červenec července
  heinäkuuta июль июля июл липня ιουλίου liepos jūlijs juuli srpnja
8 august aug août aout agosto ago augustus ağustos sierpień sierpnia srpen srpna elokuuta август
  августа авг серпня αυγούστου rugpjūčio augusts kolovoza
9 september sept sep septembre septiembre setiembre setembro set settembre septembrie eylül wrzesień
  września září syyskuuta сентябрь сентября сен сент вересня σεπτεμβρίου rugsėjo septembris rujna
10 october oct oktober okt octobre octubre outubro out ottobre ott octombrie ekim październik
  października říjen října lokakuuta октябрь октября окт жовтня οκτωβρίου spalio oktobris oktoober
11 november nov novembre noviembre novembro noiembrie kasım marraskuuta ноябрь ноября ноя
  νοεμβρίου lapkričio novembris studenoga
12 december dec dezember dez décembre déc diciembre dic dezembro dicembre decembrie aralık grudzień
  grudnia prosinec prosince joulukuuta декабрь декабря дек грудня δεκεμβρίου gruodžio decembris
  detsember desember des
"""


def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for word in _MONTH_WORDS.split():
        if word.isdigit():
            number = int(word)
        else:
            months[word] = number
    return months


MONTHS = _months()
MONTH = r"(?<![^\W\d_])(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

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

# A date, a time of day, an age or a reading time, with the word that announces it.
PRINTED_TIME = re.compile(
    rf"""{_ANNOUNCED} (?: {_READING} | {_DATE} | {_CLOCK} | {_AGE} )
    (?:\s*(?:,|at|um|à|a\slas|alle|–|-)?\s*{_CLOCK})?\]?""",
    re.IGNORECASE | re.VERBOSE,
)
