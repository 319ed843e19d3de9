"""How right a field is; definitions in :mod:`tests.bench.peers`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html import unescape
from importlib import import_module
from typing import Any

_dates: Any = import_module("dateutil.parser")  # it ships no types
_WORD = re.compile(r"\w+")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("–—―‑−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\ufeff", ""),
    }
)
_BETWEEN_NAMES = re.compile(
    r"\s*,\s*(?:and|und|et|y|e)\s+|\s+(?:and|und|et|y|e|og|och|en|i|ja|with|mit)\s+"
    r"|\s*[&;|/•·,]\s*|\s+-\s+",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"^(?:(?:(?:written|posted|published|words|story|text|analysis|review|contributed|guest post|"
    r"article|authored) )?by|von|par|por|di|af|av|door|autor(?:en|in)?|author|words|reporting by|"
    r"text|kirjoittaja|tekst)\s*:?\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:dr|prof|mr|mrs|ms|rev|sir)\.?\s+", re.IGNORECASE)
_DEGREES = frozenset(
    "md phd rd rdn ldn ms msc ma mba mph bsc ba cpa cfa cfp cepf esq jd llm llb dds dmd dvm rn np "
    "pt dpt lcsw lmft psyd edd dnp do fand foma dabom mw pe aia cpt cscs jr sr ii iii iv ryt cissp "
    "pmp facp faan msn mhs med dr prof".split()
) | {"m d", "ph d", "pa c", "e ryt 200", "ed d", "psy d"}
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|director|manager|founder|ceo|cto|coo|cfo|president|"
    r"specialist|analyst|consultant|expert|dietitian|nutritionist|professor|lecturer|engineer|"
    r"years|officer|head of|chief|contributor|journalist|columnist|producer|researcher|author of|"
    r"strategist|marketer|lead|partner|associate|fellow|scientist|attorney|physician)\b",
    re.IGNORECASE,
)


def word_f1(truth: str, said: str) -> float:
    """
    >>> round(word_f1("The maker said sorry", "the maker said"), 3)
    0.857
    """
    wanted, got = (Counter(_WORD.findall(text.lower())) for text in (truth, said))
    if not wanted or not got:
        return float(not wanted and not got)
    shared = (wanted & got).total()
    return 2 * shared / (wanted.total() + got.total())


def title_matches(truth: str, said: str) -> bool:
    """
    >>> title_matches("“Sorry” – the maker", '"sorry" - the  Maker')
    True
    """
    return _plain(truth) == _plain(said)


def authors_match(truth: Iterable[str], said: Iterable[str]) -> bool:
    """
    >>> authors_match(["Ada Dee, PhD and Bob Roe"], ["Bob Roe", "By Ada Dee"])
    True
    >>> authors_match(["Ada Dee"], ["Ada Dee", "Gadget Post"])
    False
    """
    truth, said = list(truth), list(said)
    if not said:
        return False
    wanted = {name for text in truth for name in _names(text, roles_too=True)}
    wanted = wanted or {_name(text) for text in truth} - {""}
    got = {name for text in said for name in _names(text, roles_too=False)}
    # an organisation may have a comma in its name
    return wanted == got or {_name(text) for text in truth} == {_name(text) for text in said}


def same_day(truth: str, said: str) -> bool:
    """
    >>> same_day("2026-03-01T23:30:00-05:00", "2026-03-02T04:30:00Z"), same_day("2026-03", "2026-03-09")
    (True, True)
    """
    got = _moment(said)
    if got is None:
        return False
    if re.fullmatch(r"\d{4}-\d{2}", truth):
        return f"{got[0]:%Y-%m}" == truth
    wanted = _moment(truth)
    if wanted is None:
        return False
    if wanted[0] == got[0]:
        return True
    return bool(wanted[1] and got[1]) and abs(wanted[1] - got[1]) < timedelta(minutes=1)  # type: ignore[operator]


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", unescape(text or "")).translate(_SHAPES)
    return " ".join(normal.split()).casefold()


def _names(text: str, *, roles_too: bool) -> list[str]:
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(unescape(text)):
        name = _name(part)
        after_name = names and (name in _DEGREES or (roles_too and _ROLE.search(part)))
        if name and not after_name:
            names.append(name)
    return names


def _name(text: str) -> str:
    bare = " ".join(unicodedata.normalize("NFKC", unescape(text)).translate(_SHAPES).split())
    bare = _TITLE.sub("", _BEFORE_NAME.sub("", bare))
    return re.sub(r"[\W_]+", " ", re.sub(r"[.']", "", bare)).strip().casefold()


def _moment(text: str) -> tuple[date, datetime | None] | None:
    """Return the day as written, and the moment where a zone is told; None where it is no date."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            read = _dates.parse(text)
        except (ValueError, OverflowError):
            return None
    return read.date(), read if read.tzinfo else None
