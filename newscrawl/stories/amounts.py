"""Amounts of money as printed and as read; the story's principal amount first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newscrawl.items import AmountRole

# Signs before the digits; the longer ones first, "US$5" is not "$5" after "US".
_SIGNS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "CN¥": "CNY",
    "RMB": "CNY",
    "JP¥": "JPY",
    "Rs.": "INR",
    "Rs": "INR",
    "INR": "INR",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "CNY": "CNY",
    "KRW": "KRW",
    "JPY": "JPY",
    "CHF": "CHF",
    "AUD": "AUD",
    "CAD": "CAD",
    "HKD": "HKD",
    "SGD": "SGD",
    "NZD": "NZD",
    "TWD": "TWD",
    "RUB": "RUB",
    "BRL": "BRL",
    "MXN": "MXN",
    "SEK": "SEK",
    "NOK": "NOK",
    "DKK": "DKK",
    "PLN": "PLN",
    "ZAR": "ZAR",
    "IDR": "IDR",
    "THB": "THB",
    "MYR": "MYR",
    "AED": "AED",
    "KES": "KES",
    "NGN": "NGN",
    "PKR": "PKR",
    "KSh": "KES",
    "Rp": "IDR",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₫": "VND",
    "₦": "NGN",
    "฿": "THB",
    "₱": "PHP",
    "₪": "ILS",
    "₴": "UAH",
}
# Words after the digits. "pounds" and "won" are ordinary words too; see _counts_as_money.
_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "usd": "USD",
    "australian dollars": "AUD",
    "canadian dollars": "CAD",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "gbp": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "won": "KRW",
    "korean won": "KRW",
    "krw": "KRW",
    "yen": "JPY",
    "jpy": "JPY",
    "rupees": "INR",
    "rupee": "INR",
    "inr": "INR",
    "rubles": "RUB",
    "roubles": "RUB",
    "francs": "CHF",
    "swiss francs": "CHF",
    "lira": "TRY",
    "reais": "BRL",
    "pesos": "MXN",
    "naira": "NGN",
    "shekels": "ILS",
    "kronor": "SEK",
    "swedish kronor": "SEK",
    "danish kroner": "DKK",
    "norwegian kroner": "NOK",
    "zloty": "PLN",
    "zlotys": "PLN",
    "baht": "THB",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "dirhams": "AED",
    "riyals": "SAR",
    "hryvnia": "UAH",
}
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "m": 1e6,
    "mil": 1e6,
    "mio": 1e6,
    "mm": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "cr": 1e7,
    "lakh crore": 1e12,
    "lakh crores": 1e12,
    "mrd": 1e9,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "billion": 1e9,
    "billions": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
}
_SCALE = (
    r"(?:\s?-?(?:thousand|lakh crores?|lakhs?|million|mn|mln|mil|mio|mm|crores?|cr|billion|bn|bln|"
    r"mrd|trillion|tn)\b|[kKmMbBtT]n?\b)"
)
# "1,2 billion" and "1.200.000", as half of Europe prints them, before "1,200,000.50"
_NUMBER = (
    rf"(?:\d+,\d{{1,2}}(?={_SCALE})|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:,\d{{2,3}})*(?:\.\d+)?)"
)
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_WORD = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
# To say what a sum is for takes many searches; no story has so many.
MOST_SUMS = 1_000
_BOUNDARY = r"(?<![\w$€£¥₩₹])"
# Looked for from shortly before digits, or about the end of "millions of", and nowhere else: a
# look at every place takes ten times as long. The widths are those of the longest sign with a
# space, and of the longest words.
_DIGITS = re.compile(r"[0-9]+")
_BEFORE_DIGITS = 6
_SUM = re.compile(
    rf".{{0,{_BEFORE_DIGITS}}}?{_BOUNDARY}(?P<money>"
    rf"(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"|(?P<number2>{_NUMBER})(?P<scale2>{_SCALE})?[\s-]?(?P<word>{_WORD}|€|₽)(?!\w))",
    re.IGNORECASE | re.DOTALL,
)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
# codes that are words or other people's letters where they are not capitals
_CAPITALS = frozenset("MXN SEK NOK DKK PLN ZAR IDR THB MYR AED KES NGN PKR Rp KSh".split())
_UPPER_CAPITALS = frozenset(map(str.upper, _CAPITALS))
# "$10-20 million", "$10 to $20 million"
_RANGE_ON = re.compile(
    rf"(?:\s?[-–—]\s?| (?:to|and|or) )(?P<sign>{_SIGN})?\s?"
    rf"(?P<money>(?P<number>{_NUMBER})(?P<scale>{_SCALE}))",
    re.IGNORECASE,
)
_SPELT_END = re.compile(r"(?:illion|rillion|usand)[ -](?=[dDeEpPyYrRwW])")
_ABOUT_SPELT = 40
_SPELT = re.compile(
    r"(?<![\w-])(?P<number>half a|a quarter of a|an?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred|one hundred)[ -]"
    r"(?P<scale>thousand|million|billion|trillion)[ -]"
    r"(?P<word>dollars?|euros?|pounds|yuan|yen|rupees|won)(?!\w)",
    re.IGNORECASE,
)
_SPELT_NUMBERS = {
    word: value
    for value, words in {
        0.5: "half a",
        0.25: "a quarter of a",
        1: "a,an,one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        12: "twelve",
        15: "fifteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        100: "a hundred,one hundred",
    }.items()
    for word in words.split(",")
}
_VAGUELY = re.compile(r"[sS] [oO][fF] (?=[dDeEpPyY])")
_ABOUT_VAGUELY = 30
_VAGUE = re.compile(
    rf"{_BOUNDARY}(?:(?:tens|hundreds) of )?(?:thousands|millions|billions|trillions) of "
    r"(?P<word>dollars|euros|pounds|yuan)",
    re.IGNORECASE,
)

# What an amount is said to be, by the words around it. The principal amount of a story is the
# money that changes hands or is at stake in the matter; prices and sizes are not.
_AT_STAKE = re.compile(
    r"\b(?:fine[sd]?|fining|penalt(?:y|ies)|settle\w*|pay(?:s|ing|out|outs|ment)?|paid|damages|"
    r"compensat\w+|refund\w*|lawsuit|suit|sue[sd]?|suing|award\w*|owe[sd]?|restitution|verdict|"
    r"judgment|judgement|forfeit\w*|bail|bond|fraud|scam|scheme|stole\w*|laundering|embezzl\w+|"
    r"seek(?:s|ing)?|demand\w*|claim\w*|cost|bill|tax|sanction\w*|jury|theft|steal\w*|brib\w+|"
    r"defraud\w*|forged?|illegal\w*|reimburse\w*|owing|suits|securit(?:y|ies)|profit\w*|losses)\b",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"\b(?:deal|acqui\w+|merger|takeover|buyout|purchase|buy(?:ing)?|bid)\b", re.IGNORECASE
)
_BESIDE_THE_POINT = re.compile(
    r"\b(?:revenues?|profits?|valued at|valuation|market cap\w*|price[sd]?|per month|a month|"
    r"a year|annual(?:ly)?|subscri\w+|shares?|stock|sales|rais(?:es|ed|ing)|funding|worth of|"
    r"costs?|off|starting at|retail\w*|each|sold for|discount\w*|invest\w*)\b",
    re.IGNORECASE,
)
# What a thing is sold for, or a buyer gets back for one: "sells it for $29", "an $800 phone".
_PRICE_BEFORE = re.compile(
    r"\b(?:(?:sells?|sold|selling|retail(?:s|ed|ing)?|go(?:es)?|went|list(?:s|ed)?|available|bought|"
    r"priced|starts?|starting|on sale) (?:\S+ ){0,4}?(?:for|at|from)|"
    r"(?:price|price tag|credits?|discounts?|vouchers?|units?|phones?|"
    r"replacements?|devices?|models?|"
    r"versions?|editions?|parts?|subscriptions?|cards?|\w+ stars? of \w+) (?:of|costs?|cost|is|at)|"
    r"promised (?:up to|as much as)|(?:review|rating)\b[^.]{0,30})"
    r" (?:about |around |just |only |up to |a mere |under )?$",
    re.IGNORECASE,
)
_PRICE_AFTER = re.compile(
    r"(?:-a-\w+)?[ -](?:(?:[\w-]+ ){0,2}?(?:phones?|smartphones?|handsets?|controllers?|consoles?|"
    r"laptops?|tablets?|watch(?:es)?|headsets?|earbuds|headphones|cameras?|cards?|cars?|chargers?|"
    r"routers?|speakers?|games?|devices?|gadgets?|toys?|subscriptions?|credits?|bundles?)\b|"
    r"for an? (?:[\w-]+ )?(?:phone|handset|device|unit|laptop|tablet|watch)|at (?:a )?dealers?\b|"
    r"back if\b|off\b|apiece\b|(?:a|per) (?:piece|unit|month)\b)",
    re.IGNORECASE,
)
# What something costs each time or is worth: a rate is no sum that changes hands.
_RATE_AFTER = re.compile(
    r"(?:[ -](?:an?|per|each|every)[ -]|/)(?:hour|share|violation|week|night|ride)\b|"
    r" (?:\w+ )?(?:minimum|hourly) wage",
    re.IGNORECASE,
)
# What somebody earns, has or gives of their own accord: money, but none that the matter is about.
_SIZE_BEFORE = re.compile(
    r"\b(?:(?:salar(?:y|ies)|wages?|revenues?|income|rewards?|bount(?:y|ies)|sales) of"
    r"(?: up to| as much as)?|(?:earn(?:s|ed|ing)?|(?:would|could|will) make|net(?:s|ted)|"
    r"cash(?:es|ed|ing) out))(?: (?:about|around|nearly|almost|over|more than|some))? $",
    re.IGNORECASE,
)
_SIZE_AFTER = re.compile(
    r"(?:-a-year)?[ -](?:(?!in\b|to\b|for\b|over\b)[\w-]+ ){0,2}?(?:salar(?:y|ies)|business|reward|"
    r"bount(?:y|ies)|pledge|industry|market|add-ons?)\b",
    re.IGNORECASE,
)
# "millions of dollars" tells how large a thing is; a sum only where it is asked for or due.
_DUE = re.compile(
    r"\b(?:damages|liable|seek(?:s|ing)?|demand\w*|fine[sd]?|penalt(?:y|ies)|settle\w*|owe[sd]?|"
    r"refund\w*|compensat\w+|sue[sd]? \w+ for|pay|paid)\b",
    re.IGNORECASE,
)
# beyond this it is no longer what one thing costs
_DEAREST = 10_000.0
_NEAR = 60
_TELLING = 90
_SENTENCE = 300
_WEIGHT_AFTER = re.compile(r"\s+of\s+(?!(?:damages|fines|compensation|the|tax)\b)", re.IGNORECASE)
# "up to $395" is what one person may get; the settlement's total is the principal amount
_PER_PERSON = 10_000.0
_TOTAL = 100_000.0


@dataclass(frozen=True, slots=True)
class Money:
    """``text[start:end]`` is money: ``value`` in ``currency`` (ISO 4217), None where vague."""

    text: str
    value: float | None
    currency: str | None
    start: int
    end: int


def money_in(text: str) -> list[Money]:
    """
    Return what is printed as money, in order; of lists of prices the first MOST_SUMS.

    >>> [(m.text, m.value, m.currency) for m in money_in("a 246.8 billion won fine, about $16M")]
    [('246.8 billion won', 246800000000.0, 'KRW'), ('$16M', 16000000.0, 'USD')]
    """
    others = (*_vague_sums(text), *_spelt_sums(text))
    found = sorted([*_sums(text), *others], key=lambda money: money.start)
    return found[:MOST_SUMS]


def _sums(text: str) -> Iterator[Money]:
    resume = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < resume:
            continue
        match = _SUM.match(text, max(digits.start() - _BEFORE_DIGITS, resume))
        if match is None:
            continue
        resume = match.end()
        if not _counts_as_money(match, text):
            continue
        number, currency = match["number"] or match["number2"], _currency(match, text)
        scale = match["scale"] or match["scale2"] or ""
        further = None if scale or not match["sign"] else _RANGE_ON.match(text, match.end())
        if further and _value(number, "") < _value(further["number"], ""):
            scale = further["scale"]
        else:
            further = None
        yield Money(match["money"], _value(number, scale), currency, *match.span("money"))
        if further and not further["sign"]:
            resume = further.end()
            value = _value(further["number"], scale)
            yield Money(further["money"], value, currency, *further.span("money"))


def _vague_sums(text: str) -> Iterator[Money]:
    for end_of_number in _VAGUELY.finditer(text):
        first, last = end_of_number.start() - _ABOUT_VAGUELY, end_of_number.end() + _ABOUT_VAGUELY
        if match := _VAGUE.search(text, max(first, 0), last):
            yield Money(match[0], None, _WORDS[match["word"].lower()], *match.span())


def _spelt_sums(text: str) -> Iterator[Money]:
    for end_of_number in _SPELT_END.finditer(text):
        first, last = end_of_number.start() - _ABOUT_SPELT, end_of_number.end() + _ABOUT_SPELT
        for match in _SPELT.finditer(text, max(first, 0), last):
            if match.end("scale") + 1 == end_of_number.end():
                number = _SPELT_NUMBERS[match["number"].lower().replace("-", " ")]
                value = round(number * _SCALES[match["scale"].lower()], 2)
                yield Money(match[0], value, _WORDS[match["word"].lower()], *match.span())


def _value(number: str, scale: str) -> float:
    scale = scale.strip(" -\u00a0").casefold()
    if number.count(".") > 1:
        number = number.replace(".", "")
    if scale and _DECIMAL_COMMA.fullmatch(number):
        number = number.replace(",", ".")
    # through the decimal text: 246.8 * 1e9 in floats is 246800000000.00003
    return round(float(number.replace(",", "")) * _SCALES.get(scale, 1.0), 2)


def _currency(match: re.Match[str], text: str) -> str:
    if match["sign"]:
        sign = match["sign"]
        known = _SIGNS.get(sign) or _SIGNS.get(sign.upper()) or _SIGNS.get(sign.capitalize())
        if sign == "¥" and re.search(r"\b(?:yuan|China|Chinese|RMB|Beijing)\b", text):
            return "CNY"
        return known or "USD"
    return {"€": "EUR", "₽": "RUB"}.get(match["word"]) or _WORDS[match["word"].lower()]


def _counts_as_money(match: re.Match[str], text: str) -> bool:
    """Tell "5 won" the games and "20 pounds" the weight from money."""
    sign, word = match["sign"] or "", (match["word"] or "").lower()
    if sign not in _CAPITALS and sign.upper() in _UPPER_CAPITALS:
        return False
    if word == "pounds":
        return bool(match["scale2"]) and not _WEIGHT_AFTER.match(text, match.end())
    if word in ("won", "lira", "yen"):
        return bool(match["scale2"]) or "," in match["number2"] or len(match["number2"]) > 3
    return True


def _is_price(item: Money, before: str, after: str) -> bool:
    if item.value is None or item.value >= _DEAREST:
        return False
    if after.startswith((" per ", " for each ", " for every ")) and _EACH_BEFORE.search(before):
        return False
    return bool(_PRICE_BEFORE.search(before) or _PRICE_AFTER.match(after))


def _is_size(before: str, after: str) -> bool:
    return bool(_RATE_AFTER.match(after) or _SIZE_BEFORE.search(before) or _SIZE_AFTER.match(after))


def ranked(money: list[Money], text: str, title_end: int, lead_end: int) -> list[Money]:
    """Return ``money`` with what the matter is about first; without prices and sizes."""
    scored = []
    for order, item in enumerate(money):
        before = text[max(0, item.start - _NEAR) : item.start].rpartition("\n")[2]
        after = text[item.end : item.end + _NEAR].partition("\n")[0]
        score = 2.0 if item.end <= title_end else 1.0 if item.start < lead_end else 0.0
        score += 2.0 * bool(_AT_STAKE.search(before + " " + after))
        score += 1.0 * bool(_DEAL.search(before[-40:] + " " + after[:40]))
        score -= 2.0 * bool(_BESIDE_THE_POINT.search(before[-25:] + " | " + after[:25]))
        if _is_price(item, before, after) or _is_size(before, after):
            continue
        if item.value is None and not _DUE.search(before[-40:] + " | " + after[:40]):
            continue
        scored.append((-score, order, item))
    scored.sort(key=lambda entry: entry[:2])
    best = [item for score, _, item in scored if score < -0.5]
    if best and (best[0].value or _TOTAL) < _PER_PERSON:
        total = [m for m in best if (m.value or 0) >= _TOTAL and m.start < lead_end]
        best = total[:1] + [item for item in best if item not in total[:1]]
    return best


# What money is, by the words nearest to it.
_ROLES = (
    (AmountRole.FINE, r"fine[sd]?|fining|penalt(?:y|ies)|penali[sz]ed|sanctions?|forfeit\w*"),
    (
        AmountRole.SETTLEMENT,
        r"settle[sd]?|settling|settlements?|agree[sd]? to pay|consent (?:decree|order)|payouts?",
    ),
    (
        AmountRole.AWARDED,
        r"award(?:s|ed)?|verdicts?|ju(?:ry|rors)|judge?ments?|restitution|wins?|won(?= [$€£₹¥\d])",
    ),
    (
        AmountRole.AWARDED,
        r"order(?:s|ed) (?:[\w'’.-]+ ){1,6}?to pay|(?:punitive|compensatory|treble) damages",
    ),
    (AmountRole.AWARDED, r"(?:ordered|directed|told) to pay|must pay"),
    (
        AmountRole.CLAIMED,
        r"seek(?:s|ing)?|sought|su(?:e[sd]?|ing)(?: \w+)? for|demand(?:s|ed|ing)?|wants?",
    ),
    (
        AmountRole.REFUND,
        r"refund(?:s|ed|ing|able)?|reimburs\w+|credits?|money back|compensat(?:e[sd]?|ing|ion)",
    ),
)
# these stand beside amounts of every role
_CLAIM = re.compile(
    r"\b(?:lawsuits?|suits?|claim(?:s for|s of|ed|ing)|damages|su(?:e[sd]?|ing))\b", re.IGNORECASE
)
_CASE = re.compile(r" (?:[\w-]+ ){0,3}(?:case|claim)\b", re.IGNORECASE)
_PAYS = re.compile(r"\b(?:pays?|paid|paying)\b[^.;]{0,30}$", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:settle(?:s|d|ments?)?|resolves?)\b", re.IGNORECASE)
_ROLE = tuple((role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for role, words in _ROLES)
# What a court has somebody pay is no amends of their own.
_COURT_ORDERS = re.compile(
    r"\b(?:courts?|tribunals?|judges?)\b[^.;]*\b(?:order(?:s|ed)|direct(?:s|ed)|"
    r"rule[sd]|told|held)\b[^.;]*\bpay\b",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    rf"(?:\s?(?:and|to|or|[-–—])\s?(?:{_SIGN})?\s?{_NUMBER}{_SCALE}?)?"
    r"\s*(?:each\b|apiece\b|(?:per|an?|for (?:each|every)) (?:person|user|customer|claimant|member|"
    r"household|class member|device|owner|account|violation|share|player|driver|worker)\b|"
    r"to (?:each|every)\b)",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    r"\b(?:(?:(?:each|every|eligible|individual)(?: [\w-]+){0,3}|class members|claimants|customers|"
    r"users|owners|consumers|you) "
    r"(?:gets?|receives?|(?:will|can|could|may|might) (?:each )?(?:get|claim|receive|be paid)|"
    r"(?:is|are) (?:entitled to|eligible (?:for|to receive)))|"
    r"claim(?:ing)?(?= (?:up to|as much as|between)))"
    r"(?: (?:up to|between|as much as|about|around|roughly|at least|anywhere from|from|a))* "
    rf"(?:(?:{_SIGN})?\s?{_NUMBER}{_SCALE}? (?:and|to|or) )?$",
    re.IGNORECASE,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:up to|as much as|as high as|at most|no more than|a maximum of|maximum of|or|to|and)"
    r"(?: a)?\s*$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(rf"(?:{_SIGN})?\s?{_NUMBER}{_SCALE}?\s?(?:{_WORD})?\s*$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?$")


def roles_of(money: Sequence[Money], text: str) -> list[AmountRole]:
    """Return what each amount is: where its own words do not tell, as those of the same sum do."""
    roles = [role_of(item, text) for item in money]
    told: dict[tuple[float | None, str | None], AmountRole] = {
        (item.value, item.currency): role
        for item, role in reversed([*zip(money, roles, strict=True)])
        if item.value is not None and role is not AmountRole.OTHER
    }
    return [
        told.get((item.value, item.currency), role) if role is AmountRole.OTHER else role
        for item, role in zip(money, roles, strict=True)
    ]


def role_of(item: Money, text: str) -> AmountRole:
    """Return what an amount is, by the nearest telling word of its clause; OTHER if none tells."""
    before = text[max(0, item.start - _TELLING) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + _TELLING].partition("\n")[0]
    before, after = re.split(r"[.;] ", before)[-1], re.split(r"[.;](?: |$)", after)[0]
    if _EACH_AFTER.match(after) or _EACH_BEFORE.search(before):
        return AmountRole.PER_PERSON
    nearest: list[tuple[int, int, AmountRole]] = []
    for order, (role, words) in enumerate(_ROLE):
        gaps = [len(before) - match.end() for match in words.finditer(before)]
        gaps += [match.start() for match in words.finditer(after)]
        nearest += [(gap, order, role) for gap in gaps]
    role = min(nearest)[2] if nearest else AmountRole.OTHER
    sentence = re.split(r"[.;] |\n", text[max(0, item.start - _SENTENCE) : item.start])[-1]
    unsaid = role is AmountRole.OTHER or before.endswith(("compensation of ", "in compensation "))
    if unsaid and _COURT_ORDERS.search(sentence):
        return AmountRole.AWARDED
    near = (max(0, item.start - _SENTENCE), item.end + _NEAR)
    if role is AmountRole.OTHER and _PAYS.search(before) and _SETTLED.search(text, *near):
        return AmountRole.SETTLEMENT
    if role is AmountRole.OTHER and (_CLAIM.search(f"{before} {after}") or _CASE.match(after)):
        return AmountRole.CLAIMED
    return role


def is_limit(item: Money, text: str) -> bool:
    """Tell whether it is the most that is told of: "up to $5,000", the $10 of "$5 to $10"."""
    before = text[max(0, item.start - 40) : item.start]
    limit = _LIMIT_BEFORE.search(before) or _DASH.search(before)
    if limit is None:
        return False
    word = limit[0].split()[0].lower() if limit[0].split() else ""
    if word not in ("or", "to", "and") and not _DASH.search(before):
        return True
    # between two amounts these words make a range
    return bool(_RANGE_BEFORE.search(before[: limit.start()]) and before[: limit.start()].strip())
