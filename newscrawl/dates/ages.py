"""Ages, as "3 hours ago"."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.items import Precision

_UNITS = {
    "s": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondi "
    "sekund sekunder sekunnin sekundę sekundy секунд секунды секунду saniye วินาที giây detik 秒 초",
    "m": "m min mins minute minutes minuten minuto minutos minuti minuut minut minuter minutter "
    "minuuttia minuty minutę minutami perce λεπτά λεπτό минут минуты минуту хвилин хвилини "
    "хвилину dakika دقيقة دقائق دقیقه דקות मिनट মিনিট นาที phút menit minit 分 分钟 分鐘 분",
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren timme "
    "timmar time timer tunti tuntia godzinę godziny godzin hodinou hodinami órája ώρα ώρες час "
    "часа часов годину години годин saat ساعة ساعات ساعت שעות घंटे घंटा ঘণ্টা ঘন্টা ชั่วโมง giờ tiếng "
    "jam 時間 小时 小時 시간",
    "d": "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar "
    "dage dager päivää dzień dni dnem dny napja zile ημέρες μέρες день дня дней дні днів gün يوم "
    "أيام روز ימים दिन দিন วัน ngày hari 日 天 일",
}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_PRECISIONS = {"h": Precision.HOUR, "d": Precision.DAY}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_WORDS = "|".join(sorted(_UNIT, key=len, reverse=True))
_COUNT = r"(\d{1,3}|an?|one|eine[rmn]?|une?|una?|um|uma|een|en|ett|et)"
_BEFORE = r"vor|il\sy\sa|hace|há|fa|för|for|przed|před|pred|acum|πριν(?:\sαπό)?|منذ|قبل|לפני"
_BEHIND = (
    r"ago|fa|geleden|atrás|sedan|siden|sitten|temu|zpět|ezelőtt|önce|назад|тому|پیش|पहले|আগে"
    r"|ที่แล้ว|trước|(?:yang\s)?lalu|前|전"
)
_AGE = re.compile(
    rf"""(?:.{{0,20}}\b)?(?: (?:{_BEFORE})\s+{_COUNT}\s?({_WORDS})(?:\s(?:{_BEHIND}))?
    | {_COUNT}\s?({_WORDS})\s?(?:{_BEHIND}) )""",
    re.IGNORECASE | re.VERBOSE,
)
# What no age is without, and most lines are: quick to look for.
_HAS_COUNT = re.compile(rf"\b{_COUNT}", re.IGNORECASE)
_NOW = re.compile(
    r"(?:just now|moments? ago|a (?:few seconds|moment) ago|gerade eben|à l['’]instant"
    r"|たった今|刚刚|방금)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """A time so long ago, as fine as the unit that the age is counted in."""

    at: datetime
    precision: Precision


def parse_age(text: str, *, captured_at: datetime) -> Age | None:
    """
    Return what is as long before ``captured_at`` as ``text`` says; None where it is no age.

    Seconds, minutes, hours and days; an age in weeks or more may be any of many days and is not
    read.

    >>> parse_age("3 hours ago", captured_at=datetime(2026, 3, 1, 12)).at.hour
    9
    """
    if _NOW.fullmatch(text):
        return Age(captured_at, Precision.MINUTE)
    if not (m := _AGE.fullmatch(text)):
        return None
    count, unit = (m[1], m[2]) if m[2] else (m[3], m[4])
    number = int(count) if count.isdigit() else 1
    counted_in = _UNIT[unit.casefold()]
    at = captured_at - timedelta(seconds=number * _SECONDS[counted_in])
    return Age(at, _PRECISIONS.get(counted_in, Precision.MINUTE))


def is_like_age(text: str) -> bool:
    """
    Tell whether ``text`` is an age: one that :func:`parse_age` reads.

    >>> is_like_age("vor 2 Stunden"), is_like_age("2 Stunden im Stau")
    (True, False)
    """
    is_age = _HAS_COUNT.search(text) and _AGE.fullmatch(text)
    return bool(is_age or _NOW.fullmatch(text))
