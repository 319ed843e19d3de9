"""Days named from the reader's point of view: "today", "yesterday"."""

import re

_NAMES = {
    0: "today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag i·dag dziś dzisiaj dnes "
    "tänään astăzi azi bugün сегодня сьогодні днес σήμερα اليوم امروز היום आज hôm·nay hari·ini "
    "วันนี้ 本日 今日 今天 오늘 ma",
    1: "yesterday gestern hier ayer ieri ontem gisteren igår i·går wczoraj včera eilen ieri tegnap "
    "dün вчера вчора χθες أمس امس دیروز אתמול कल hôm·qua kemarin semalam เมื่อวาน 昨日 昨天 어제",
}
_DAYS = {name.replace("·", " "): days for days, names in _NAMES.items() for name in names.split()}
_BESIDE = re.compile(
    r"\b(?:published|updated|posted|at|um|à|a las|alle|às|om|kl|o|lúc|pukul)\b|[.,:|()–·-]"
)


def days_since_named(text: str) -> int | None:
    """
    Return how many days ago the day is that ``text`` names and nothing but it; None for none.

    >>> days_since_named("Published yesterday,"), days_since_named("yesterday's news")
    (1, None)
    """
    if len(text) > 40:
        return None
    return _DAYS.get(" ".join(_BESIDE.sub(" ", text.casefold()).split()))
