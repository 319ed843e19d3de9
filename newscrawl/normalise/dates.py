"""Printed times into moments: aware UTC, with precision, never later than the capture."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.errors import UnreadableDate
from newscrawl.items import Moment, Precision
from newscrawl.normalise.ages import parse_age
from newscrawl.normalise.folding import folded
from newscrawl.normalise.printed_times import MONTH, MONTHS
from newscrawl.normalise.zones import ZONE, printed_zone

# A newsroom's clock may be ahead of ours by this much; its "now" is then the capture.
CLOCK_SKEW = timedelta(minutes=15)
# Somewhere on earth a day begins this long before it does in UTC.
_FIRST_ZONE = timedelta(hours=14)
# There is no older page: dates before it are epoch zero and slips of a CMS.
_OLDEST = date(1990, 1, 1)
_LONGEST_TEXT = 200  # letters; what is longer is prose


def parse_moment(
    text: str, *, captured_at: datetime, timezone: str | None = None, language: str | None = None
) -> Moment:
    """
    Return the time that ``text`` names, in UTC, with the precision that the text has.

    Reads ISO 8601, RFC 822, epoch seconds and milliseconds, dates as the main languages print
    them with or without a clock time and a zone, and ages ("3 hours ago") against
    ``captured_at``. A printed day without a time is 00:00 UTC of that day, precision day; so is
    midnight to the second, which is how a CMS writes a bare day.

    ``timezone`` is the site's IANA zone, used where the text names none. Without either a time
    of day cannot be placed: what remains is the printed day.

    ``language`` (BCP 47) settles 03/04/2026, with ``timezone`` where it is plain English; an order
    that would be later than the capture gives way to the other one. Where nothing settles it the
    date is unreadable, not guessed.

    A time up to CLOCK_SKEW later than ``captured_at`` is set to it. A printed day that has begun
    somewhere but not yet in UTC is the capture's UTC day, since the text was out by then.

    >>> captured_at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> parse_moment("March 1, 2026, 9:30 AM ET", captured_at=captured_at).at.isoformat()
    '2026-03-01T14:30:00+00:00'

    Raises UnreadableDate where no format fits, where the text is an age of weeks or more, and
    where it is later than the capture or before 1990.
    """
    text = folded(text)
    printed = _unglued(text)
    site_zone = _site_zone(timezone)
    if not printed or len(printed) > _LONGEST_TEXT:
        raise UnreadableDate(f"{text[:60]!r} is no date")
    context = _Context(captured_at.astimezone(UTC), site_zone, language or "")
    try:
        found = _epoch(printed) or _iso(printed, context) or _printed(printed, context)
    except ValueError as error:
        raise UnreadableDate(f"{text!r} is no date: {error}") from error
    if not found:
        raise UnreadableDate(f"{text!r} is in no format that is known here")
    try:
        return _placed(found, text=text, context=context)
    except OverflowError as error:
        raise UnreadableDate(f"{text!r} is out of range") from error


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A day, and a clock time with its precision and zone where the text has them."""

    day: date
    clock: time | None = None
    precision: Precision = Precision.DAY
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    captured_at: datetime
    site_zone: ZoneInfo | None
    language: str


def _placed(found: _Found, *, text: str, context: _Context) -> Moment:
    captured_at = context.captured_at
    if found.day < _OLDEST:
        raise UnreadableDate(f"{text!r} is before {_OLDEST}")
    zone = found.zone or context.site_zone
    is_midnight = found.clock in (None, time())
    if found.clock is None or is_midnight or zone is None:
        if found.day > (captured_at + _FIRST_ZONE).date():
            raise UnreadableDate(f"{text!r} is later than the capture at {captured_at}")
        day = min(found.day, captured_at.date())
        return Moment(at=datetime.combine(day, time(), UTC), precision=Precision.DAY, text=text)
    at = datetime.combine(found.day, found.clock, zone).astimezone(UTC)
    if at > captured_at + CLOCK_SKEW:
        raise UnreadableDate(f"{text!r} is later than the capture at {captured_at}")
    return Moment(at=min(at, captured_at), precision=found.precision, text=text)


def _site_zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _unglued(text: str) -> str:
    """Return ``text`` with a space where lost markup stood: "20236:01 PM", "readApril 25"."""
    text = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", text)
    return re.sub(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)", r"\1 ", text)


def _epoch(text: str) -> _Found | None:
    if not (m := re.fullmatch(r"(\d{9,10})(\d{3})?(?:\.\d+)?", text)):
        return None
    at = datetime.fromtimestamp(int(m[1]), UTC)
    return _Found(day=at.date(), clock=at.time(), precision=Precision.SECOND, zone=UTC)


_ISO = re.compile(
    rf"""(\d{{4}})(-?)(\d\d)\2(\d\d)
    (?: \s?[T\s]\s? (\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)? \s?({ZONE})?(?:\[[\w/+-]+\])? )?""",
    re.IGNORECASE | re.VERBOSE,
)


def _iso(text: str, context: _Context) -> _Found | None:
    if not (m := _ISO.fullmatch(text)):
        return None
    day = date(int(m[1]), int(m[3]), int(m[4]))
    if m[5] is None:
        return _Found(day=day)
    clock = time(int(m[5]), int(m[6]), int(m[7] or 0))
    zone = m[8] and printed_zone(
        m[8].upper(), at=datetime.combine(day, clock), site_zone=context.site_zone
    )
    precision = Precision.SECOND if m[7] else Precision.MINUTE
    return _Found(day=day, clock=clock, precision=precision, zone=zone or None)


_YEAR = r"((?:19|20)\d\d)(?!\d(?!\d?:))"
_NUMBER = r"(?<!\d)(\d{1,2})"
_MONTH_FIRST = re.compile(
    rf"({MONTH})\s?{_NUMBER}(?:st|nd|rd|th)?\s?(?:,|\s)?\s?{_YEAR}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"{_NUMBER}(?:\.|st|nd|rd|th|er|º|ª)?[\s-]?(?:(?:of|de|di|d['’])\s?)?({MONTH})"
    rf"(?:,?[\s-]{{0,2}}(?:de\s|del\s)?|\s?['’]){_YEAR}",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"{_NUMBER}[\s-]({MONTH})[\s-]['’]?(\d\d)(?![\d:])", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    rf"(?<!\d){_YEAR}\s?[-/.年년]\s?(\d{{1,2}})\s?[-/.月월]\s?(\d{{1,2}})(?!\d)\s?[日일]?"
)
_NUMERIC = re.compile(rf"{_NUMBER}\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(?:{_YEAR}|(\d\d)(?![\d:]))")
_CLOCK = re.compile(
    rf"""(?P<before>午前|午後|上午|下午|오전|오후)?\s?(?<![\d:.])
    (?: (?P<hour>\d{{1,2}})(?: [:h] | \s?[時时点點시]\s?
      | (?P<dot>\.) )(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?[分분]?(?!\d)
      | (?P<whole>\d{{1,2}})(?=\s?[ap]\.?m\b) )
    \s?(?P<half>[ap]\.?m\b\.?)? (?P<uhr>\s?(?:Uhr|h|hs|horas)\b)? (?: \s?\(?(?P<zone>{ZONE}) )?""",
    re.VERBOSE | re.IGNORECASE,
)


def _printed(text: str, context: _Context) -> _Found | None:
    """Read a date as people print it: the first one in ``text``, with the clock beside it."""
    local = context.captured_at.astimezone(context.site_zone or UTC)
    if age := parse_age(text, captured_at=context.captured_at):
        if not age.in_minutes:
            return _Found(day=age.at.astimezone(local.tzinfo).date())
        clock = age.at.time().replace(second=0, microsecond=0)
        return _Found(day=age.at.date(), clock=clock, precision=Precision.MINUTE, zone=UTC)
    day, rest = _day(text, context)
    if not day:
        # "Fri Apr 28 19:20:36 CEST 2023": the clock stands inside the date.
        day, _ = _day(" ".join(_CLOCK.sub(" ", text).split()), context)
        rest = text
    if not day:
        days_ago, rest = _named_day(text)
        day = local.date() - timedelta(days=days_ago) if days_ago is not None else None
    if not day:
        day, rest = _day_by_dateparser(text, context), text
    return _with_clock(day, rest, context) if day else None


def _day(text: str, context: _Context) -> tuple[date | None, str]:
    """Return the first date in ``text``, and the text without it."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
        (_MONTH_FIRST, lambda m: date(int(m[3]), _month(m[1]), int(m[2]))),
        (_DAY_FIRST, lambda m: date(int(m[3]), _month(m[2]), int(m[1]))),
        (_SHORT_YEAR, lambda m: date(2000 + int(m[3]), _month(m[2]), int(m[1]))),
        (_YEAR_FIRST, lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
        (_NUMERIC, lambda m: _in_order(m, context)),
    )
    found = [(m, read) for pattern, read in readers if (m := pattern.search(text))]
    if not found:
        return None, text
    match, read = min(found, key=lambda pair: pair[0].start())
    return read(match), text[: match.start()] + " \0 " + text[match.end() :]


def _month(word: str) -> int:
    return MONTHS[word.rstrip(".").casefold()]


def _in_order(m: re.Match[str], context: _Context) -> date:
    """Return the date of three numbers; see :func:`parse_moment` for which is the month."""
    first, second = int(m[1]), int(m[3])
    year = int(m[4]) if m[4] else 2000 + int(m[5])
    day_first = date(year, second, first) if second <= 12 else None
    if m[2] == "." and day_first:
        return day_first
    month_first = date(year, first, second) if first <= 12 else None
    latest = (context.captured_at + _FIRST_ZONE).date()
    possible = {day for day in (day_first, month_first) if day and day <= latest}
    if len(possible) == 1:
        return possible.pop()
    if not possible:
        raise ValueError("no order of day and month fits before the capture")
    is_month_first = _is_month_first(context)
    if is_month_first is None or day_first is None or month_first is None:
        raise ValueError("day and month may be either, and the language is not known")
    return month_first if is_month_first else day_first


def _is_month_first(context: _Context) -> bool | None:
    """Return whether the site prints the month first; None where nothing says so."""
    language, _, region = context.language.replace("_", "-").casefold().partition("-")
    zone = context.site_zone.key if context.site_zone else ""
    if region in ("us", "ph"):
        return True
    if region or (language and language != "en"):
        return False
    if zone:
        return zone.startswith(("America/", "US/", "Pacific/Honolulu"))
    return True if language == "en" else None


_NAMED_DAYS = {
    0: "today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag dziś dzisiaj dnes bugün "
    "сегодня сьогодні 今日 今天 오늘",
    1: "yesterday gestern hier ayer ieri ontem gisteren igår wczoraj včera dün вчера вчора "
    "昨日 昨天 어제",
}
_NAMED_DAY = {word: days for days, words in _NAMED_DAYS.items() for word in words.split()}


def _named_day(text: str) -> tuple[int | None, str]:
    """Return how many days ago "today" or "yesterday" is, if ``text`` is that and a clock."""
    words = _CLOCK.sub(" ", text).casefold()
    for filler in ("published", "updated", "posted", "at", "um", "à", "a las", "alle", "às", "om"):
        words = re.sub(rf"\b{filler}\b", " ", words)
    return _NAMED_DAY.get(words.strip(" ,:|-–·")), text


def _with_clock(day: date, rest: str, context: _Context) -> _Found:
    m = next((m for m in _CLOCK.finditer(rest) if _is_clock(m, rest)), None)
    if not m:
        return _Found(day=day)
    hour = int(m["hour"] or m["whole"])
    half = ((m["half"] or "") + (m["before"] or "")).casefold()
    if half:
        is_afternoon = half.startswith("p") or half in ("午後", "下午", "오후")
        if hour > 12 and not is_afternoon:
            return _Found(day=day)
        hour = hour if hour > 12 else hour % 12 + (12 if is_afternoon else 0)
    if hour > 23 or int(m["minute"] or 0) > 59:
        return _Found(day=day)
    clock = time(hour, int(m["minute"] or 0), min(int(m["second"] or 0), 59))
    zone = m["zone"] and printed_zone(
        m["zone"], at=datetime.combine(day, clock), site_zone=context.site_zone
    )
    precision = Precision.SECOND if m["second"] else Precision.MINUTE
    return _Found(day=day, clock=clock, precision=precision, zone=zone or None)


def _is_clock(m: re.Match[str], text: str) -> bool:
    """Return whether a dotted time is one: with Uhr, am or pm behind, or "kl." before it."""
    if not m["dot"]:
        return True
    return bool(
        m["half"] or m["uhr"] or re.search(r"\b(?:kl|um|ore|alle|klo)\.?\s?$", text[: m.start()])
    )


def _day_by_dateparser(text: str, context: _Context) -> date | None:
    """Ask dateparser for the languages that have no table here; only for a whole date."""
    undated = " ".join(_CLOCK.sub(" ", text).split())
    if not re.search(r"\d", undated) or len(undated) > 60:
        return None
    import dateparser

    language = context.language.replace("_", "-").partition("-")[0].casefold()
    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
    }
    for languages in ([language], ["ar", "fa", "hi", "th", "vi", "he"]):
        # Without a list it would try two hundred languages, for seconds.
        try:
            found = dateparser.parse(undated, languages=languages, settings=settings)
        except ValueError:  # a language that dateparser has not
            continue
        if found:
            return date(found.year, found.month, found.day)
    return None
