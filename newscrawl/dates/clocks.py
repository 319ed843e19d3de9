"""Times of day in print."""

import re
from datetime import time
from typing import NamedTuple

from newscrawl.dates.zones import ZONE
from newscrawl.items import Precision

# Halves of the day as they stand before the hour, and behind it.
_BEFORE_NOON = "午前 上午 凌晨 早上 오전 sáng".split()
_AFTER_NOON = "午後 下午 晚上 中午 오후 chiều tối".split()
_BEFORE = "|".join([*_BEFORE_NOON, *_AFTER_NOON])
_AM = r"a\.?\s?m\b\.?|π\.?μ\b\.?|ص(?!\w)|πμ"
_PM = r"p\.?\s?m\b\.?|μ\.?μ\b\.?|م(?!\w)|μμ"

CLOCK = re.compile(
    rf"""(?P<before>{_BEFORE})?\s?(?<![\d:.])
    (?: (?P<hour>\d{{1,2}})(?: [:h] | \s?[時时點点시]\s? | (?P<dot>\.) )
        (?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?[分분]?(?!\d)
      | (?P<whole>\d{{1,2}})(?=\s?[ap]\.?m\b) )
    \s?(?P<half>{_AM}|{_PM})? (?P<uhr>\s?(?:Uhr|h|hs|hrs|horas)\b)?
    (?: \s?\(?(?P<zone>{ZONE}) )?""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_DOTTED = re.compile(r"\b(?:kl|um|ore|alle|klo|pukul)\.?\s?$", re.IGNORECASE)


class PrintedClock(NamedTuple):
    """A time of day, how fine it is, and its zone as printed (None for none)."""

    at: time
    precision: Precision
    zone: str | None


def clock_in(text: str) -> PrintedClock | None:
    """
    Return the first time of day in ``text``; None where there is none.

    A dotted one counts with Uhr, am or pm, or a zone behind, or "kl." before it: 3.10 may be
    anything else.

    >>> clock_in("at 9:30 p.m. ET")
    PrintedClock(at=datetime.time(21, 30), precision=<Precision.MINUTE: 'minute'>, zone='ET')
    """
    m = next((m for m in CLOCK.finditer(text) if _is_clock(m, text)), None)
    if not m:
        return None
    hour = int(m["hour"] or m["whole"])
    half, before = (m["half"] or "").casefold(), (m["before"] or "").casefold()
    if half or before:
        is_afternoon = before in _AFTER_NOON or bool(half and re.fullmatch(_PM, half))
        if hour > 12 and not is_afternoon:
            return None
        hour = hour if hour > 12 else hour % 12 + (12 if is_afternoon else 0)
    minute = int(m["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    precision = Precision.SECOND if m["second"] else Precision.MINUTE
    return PrintedClock(time(hour, minute, min(int(m["second"] or 0), 59)), precision, m["zone"])


def _is_clock(m: re.Match[str], text: str) -> bool:
    if not m["dot"]:
        return True
    # "10.44 EST", but "3.10 MT" is a weight
    is_zoned = len(m["zone"] or "") > len("MT") and m["zone"][:3].isalpha()
    return bool(m["half"] or m["uhr"] or is_zoned or _BEFORE_DOTTED.search(text[: m.start()]))
