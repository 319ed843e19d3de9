"""Ages, as "3 hours ago"."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_UNITS = {
    "s": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondi "
    "秒 초",
    "m": "m min mins minute minutes minuten minuto minutos minuti minuut 分 分钟 分鐘 분",
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren "
    "時間 小时 小時 시간",
    "d": "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen 日 天 일",
}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_UNIT = {word: _SECONDS[unit] for unit, words in _UNITS.items() for word in words.split()}
_WORDS = "|".join(sorted(_UNIT, key=len, reverse=True))
_COUNT = r"(\d{1,3}|an?|one|eine[rmn]?|une?|una?|um|uma|een)"
_AGE = re.compile(
    rf"""(?:.{{0,20}}\b)?(?: (?:vor|il\sy\sa|hace|há|fa)\s+{_COUNT}\s?({_WORDS})
    | {_COUNT}\s?({_WORDS})\s?(?:ago|fa|geleden|atrás|前|전) )""",
    re.IGNORECASE | re.VERBOSE,
)
_NOW = re.compile(
    r"(?:just now|moments? ago|a (?:few seconds|moment) ago|gerade eben|à l['’]instant"
    r"|たった今|刚刚|방금)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """A time so long ago; ``in_minutes`` where the age is that fine, else it names but a day."""

    at: datetime
    in_minutes: bool


def parse_age(text: str, *, captured_at: datetime) -> Age | None:
    """
    Return what is as long before ``captured_at`` as ``text`` says; None where it is no age.

    Seconds, minutes, hours and days; an age in weeks or more may be any of many days and is not
    read.

    >>> parse_age("3 hours ago", captured_at=datetime(2026, 3, 1, 12)).at.hour
    9
    """
    if _NOW.fullmatch(text):
        return Age(captured_at, in_minutes=True)
    if not (m := _AGE.fullmatch(text)):
        return None
    count, unit = (m[1], m[2]) if m[2] else (m[3], m[4])
    number = int(count) if count.isdigit() else 1
    seconds = _UNIT[unit.casefold()]
    return Age(captured_at - timedelta(seconds=number * seconds), in_minutes=seconds <= 60)
