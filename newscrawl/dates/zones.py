"""Named time zones as newsrooms print them."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Minutes east of UTC. An abbreviation is taken at its word, in summer too: "EST" is -5 hours.
_OFFSETS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "IRST": 60,
    "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180,
    "МСК": 180,
    "SAST": 120, "CAT": 120, "WAT": 60, "EAT": 180, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345,
    "WIB": 420, "ICT": 420, "WITA": 480, "WIT": 540, "SGT": 480, "HKT": 480, "PHT": 480, "MYT": 480,
    "AWST": 480, "JST": 540, "KST": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "NST": -210, "NDT": -150, "AST": -240, "ADT": -180, "EST": -300,
    "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180, "CLT": -240, "COT": -300,
}  # fmt: skip
# Zones without the letter for summer: what the clock there showed on that day.
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage",
    "Eastern": "America/New_York",
    "Central": "America/Chicago",
    "Mountain": "America/Denver",
    "Pacific": "America/Los_Angeles",
    "AET": "Australia/Sydney",
}
_NAMES = sorted([*_OFFSETS, *_PLACES], key=len, reverse=True)
# For expressions that ignore case. In small letters most names are words ("est", "et", "eat"):
# so printed, those of America count behind am and pm alone.
ZONE = rf"""(?: (?:(?:GMT|UTC)\s?)?[+-]\d{{1,2}}(?::?\d\d)?(?![\d:])
    | (?-i:{"|".join(_NAMES)})\b(?:\s[Tt]ime\b)?
    | (?:GMT|UTC|Z)\b
    | (?:Eastern|Central|Mountain|Pacific)\sTime\b
    | (?:(?<=m\s)|(?<=m\.\s))[ECMP][SD]?T\b )"""


def printed_zone(text: str, *, at: datetime, site_zone: ZoneInfo | None) -> tzinfo:
    """
    Return the zone that ``text`` names: an offset, an abbreviation, a US zone in short.

    CST, IST, BST and the like mean several zones: where the site's own zone goes by that name at
    the local time ``at``, it is that one.

    >>> printed_zone("GMT+5:30", at=datetime(2026, 3, 1), site_zone=None).utcoffset(None)
    datetime.timedelta(seconds=19800)

    Raises ValueError where the offset is out of range.
    """
    if offset := re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d\d)?", text, re.IGNORECASE):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > 14 * 60 or int(offset[3] or 0) > 59:
            raise ValueError(f"{text} is no offset from UTC")
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    name = re.sub(r"\stime$", "", text, flags=re.IGNORECASE)
    name = name.title() if name.title() in _PLACES else name.upper()
    if name in _PLACES:
        return ZoneInfo(_PLACES[name])
    if site_zone and at.replace(tzinfo=site_zone).tzname() == name:
        return site_zone
    return timezone(timedelta(minutes=_OFFSETS[name]))
