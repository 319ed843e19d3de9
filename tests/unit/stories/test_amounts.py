import pytest

from newscrawl.items import AmountRole
from newscrawl.stories.amounts import MOST_SUMS, is_limit, money_in, ranked, role_of, roles_of


@pytest.mark.parametrize(
    ("text", "printed", "value", "currency"),
    [
        ("a fine of $3 million", "$3 million", 3e6, "USD"),
        ("pays $30M over Ring", "$30M", 30e6, "USD"),
        ("up to $1,400 each", "$1,400", 1400.0, "USD"),
        ("a $4.3bn plea", "$4.3bn", 4.3e9, "USD"),
        ("US$5 million", "US$5 million", 5e6, "USD"),
        ("A$610,500 in Australia", "A$610,500", 610_500.0, "AUD"),
        ("AUD 610,500 in Australia", "AUD 610,500", 610_500.0, "AUD"),
        ("a penalty of INR 200 Cr", "INR 200 Cr", 2e9, "INR"),
        ("worth Rs 5 lakh crore", "Rs 5 lakh crore", 5e12, "INR"),
        ("Rs 1,23,456 crore", "Rs 1,23,456 crore", 123_456e7, "INR"),
        ("a $5 mil fine", "$5 mil", 5e6, "USD"),
        ("pays $5MM", "$5MM", 5e6, "USD"),
        ("fined €1,2 billion", "€1,2 billion", 1.2e9, "EUR"),
        ("1.200.000 Euro", "1.200.000 Euro", 1.2e6, "EUR"),
        ("SEK 130 million", "SEK 130 million", 130e6, "SEK"),
        ("Rp 202.5 billion", "Rp 202.5 billion", 202.5e9, "IDR"),
        ("₦220 million", "₦220 million", 220e6, "NGN"),
        ("a 50-billion-won fine", "50-billion-won", 50e9, "KRW"),
        ("a five-million-dollar fine", "five-million-dollar", 5e6, "USD"),
        ("half a billion euros", "half a billion euros", 5e8, "EUR"),
        ("fined €390m", "€390m", 390e6, "EUR"),
        ("1.8 billion euros", "1.8 billion euros", 1.8e9, "EUR"),
        ("a £3.4bn claim", "£3.4bn", 3.4e9, "GBP"),
        ("15 million pounds", "15 million pounds", 15e6, "GBP"),
        ("100,000 yuan to the maker", "100,000 yuan", 100_000.0, "CNY"),
        ("¥2.5 billion, said Beijing", "¥2.5 billion", 2.5e9, "CNY"),
        ("¥300 million, said Tokyo", "¥300 million", 300e6, "JPY"),
        ("246.8 billion won", "246.8 billion won", 246.8e9, "KRW"),
        ("300 million yen", "300 million yen", 300e6, "JPY"),
        ("₹1,337 crore from Google", "₹1,337 crore", 13.37e9, "INR"),
        ("Rs 2 lakh in costs", "Rs 2 lakh", 200_000.0, "INR"),
        ("hundreds of millions of dollars", "hundreds of millions of dollars", None, "USD"),
    ],
)
def test_money_is_read_as_printed_and_in_units(
    text: str, printed: str, value: float | None, currency: str
) -> None:
    (money,) = money_in(text)

    assert (money.text, money.value, money.currency) == (printed, value, currency)
    assert text[money.start : money.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "the team won 5 games and 12 won prizes",
        "recalls 50,000 pounds of sausage",
        "450 million users",
        "the A4000 costs nothing",
        "in 2023 and 2024",
    ],
)
def test_numbers_that_are_no_money(text: str) -> None:
    assert money_in(text) == []


@pytest.mark.parametrize(
    ("title", "lead", "first"),
    [
        ("Maker fined $2 million", "Its phone costs $999.", "$2 million"),
        (
            "Maker fined",
            "Its $999 phone broke a law; it must pay $2 million in fines.",
            "$2 million",
        ),
        (
            "Owners may get up to $395",
            "The class action settlement is worth $50 million.",
            "$50 million",
        ),
        (
            "Deal blocked",
            "The $20 billion deal harms rivals; the maker had $3 billion revenue.",
            "$20 billion",
        ),
    ],
)
def test_the_money_that_the_matter_is_about_comes_first(title: str, lead: str, first: str) -> None:
    text = f"{title}\n\n{lead}"

    order = ranked(money_in(text), text, len(title), len(text))

    assert order[0].text == first


def test_a_price_alone_is_no_amount_of_the_story() -> None:
    text = "Maker sued\n\nThe phone has a price of $999."

    assert ranked(money_in(text), text, 10, len(text)) == []


@pytest.mark.parametrize(
    ("lead", "amounts"),
    [
        ("A judge upheld the fine of $18 an hour.", []),
        ("A judge upheld the $18 minimum wage, and a fine.", []),
        ("A judge upheld the fine of $18.", ["$18"]),
        ("The fine is up to $15,000 per violation.", []),
        ("The fine is $200,000 a day.", ["$200,000"]),
        ("The trial is about the theft of billions of dollars.", []),
        ("It is liable for billions of dollars in damages.", ["billions of dollars"]),
        ("It seeks millions of euros.", ["millions of euros"]),
    ],
)
def test_rates_and_vague_sums_are_amounts_only_where_they_are_due(
    lead: str, amounts: list[str]
) -> None:
    text = f"Maker in court\n\n{lead}"

    assert [item.text for item in ranked(money_in(text), text, 14, len(text))] == amounts


@pytest.mark.parametrize(
    ("lead", "amounts"),
    [
        ("She joined with a salary of $70,000, the suit says.", []),
        ("It could lose part of its $225 billion ad business.", []),
        ("The state offers a reward of up to $10 million for his name.", []),
        ("He cashed out $17 million before the arrest.", []),
        ("The carrier made a $1 billion pledge that the suit calls false.", []),
        ("It pays $1 billion to its business partners.", ["$1 billion"]),
        ("The suit is about $2 million in unpaid salaries.", ["$2 million"]),
    ],
)
def test_what_somebody_earns_or_has_is_not_what_the_matter_is_about(
    lead: str, amounts: list[str]
) -> None:
    text = f"Maker in court\n\n{lead}"

    assert [item.text for item in ranked(money_in(text), text, 14, len(text))] == amounts


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("was fined $3 million over cookies", AmountRole.FINE),
        ("faces a $3 million penalty", AmountRole.FINE),
        ("settles privacy suit for $30 million", AmountRole.SETTLEMENT),
        ("agrees to pay $30 million", AmountRole.SETTLEMENT),
        ("sues rival for $5 billion", AmountRole.CLAIMED),
        ("seeks $5 billion in damages", AmountRole.CLAIMED),
        ("a $5 billion lawsuit", AmountRole.CLAIMED),
        ("a jury awarded it $5 billion in damages", AmountRole.AWARDED),
        ("was ordered to pay $500", AmountRole.AWARDED),
        ("Jury ordered Tarn to pay Wexley $5 million", AmountRole.AWARDED),
        ("Wexley wins $5 million from Tarn", AmountRole.AWARDED),
        ("must pay $5 million in compensatory damages", AmountRole.AWARDED),
        ("a court directed Tarn to pay a compensation of $50", AmountRole.AWARDED),
        ("the court ruled that he must say sorry and pay $80,000", AmountRole.AWARDED),
        ("the court directed Tarn to pay a refund of $50", AmountRole.REFUND),
        ("offers a compensation of $50", AmountRole.REFUND),
        (
            "fined Tarn, which runs the shop's sites in most of Europe, $1 million for false claims",
            AmountRole.FINE,
        ),
        ("Judge tosses $1bn Tarn privacy case", AmountRole.CLAIMED),
        ("Tarn settled a suit. It will pay $75 million", AmountRole.SETTLEMENT),
        ("Tarn will pay $75 million", AmountRole.OTHER),
        ("owners can claim up to $395", AmountRole.PER_PERSON),
        ("Each eligible customer will get up to $51", AmountRole.PER_PERSON),
        ("users can claim a share of a $3 million settlement", AmountRole.SETTLEMENT),
        ("refunds $40 to buyers", AmountRole.REFUND),
        ("the settlement gives $40 per person", AmountRole.PER_PERSON),
        ("pays 300 yuan to each buyer", AmountRole.PER_PERSON),
        ("a phone of $500", AmountRole.OTHER),
        ("It was fined. A watch of $500", AmountRole.OTHER),
    ],
)
def test_what_money_is_in_a_story(text: str, role: AmountRole) -> None:
    (money,) = money_in(text)

    assert role_of(money, text) is role


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$10 to $20 million", [10e6, 20e6]),
        ("a fine of $10-20 million", [10e6, 20e6]),
        ("from $100 to $5 million", [100.0, 5e6]),
        ("$3-5 each", [3.0]),
    ],
)
def test_the_sums_of_a_range_have_one_scale(text: str, values: list[float]) -> None:
    assert [money.value for money in money_in(text)] == values


@pytest.mark.parametrize("text", ["nok 5 of them", "thb 5", "2 million mm of rain"])
def test_letters_that_are_no_currency(text: str) -> None:
    assert money_in(text) == []


def test_a_sum_that_is_named_twice_is_the_same_money() -> None:
    text = (
        "Tarn to pay Wexley $5 million\n\nTarn was fined $5 million, and sold $3 million of phones"
    )
    money = money_in(text)

    assert roles_of(money, text) == [AmountRole.FINE, AmountRole.FINE, AmountRole.FINE]


def test_what_each_person_gets_is_no_price() -> None:
    text = "Users may receive up to $20 per Siri-enabled device."

    assert [item.text for item in ranked(money_in(text), text, 0, len(text))] == ["$20"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("a fine of up to $5,000", [True]),
        ("a fine of $5,000", [False]),
        ("between $5 and $10 each", [False, True]),
        ("$5 to $10 each", [False, True]),
        ("10,000-20,000 yuan", [True]),
        ("agreed to $10 million", [False]),
    ],
)
def test_the_end_of_a_range_is_a_limit(text: str, limits: list[bool]) -> None:
    assert [is_limit(money, text) for money in money_in(text)] == limits


def test_of_a_list_of_prices_only_the_first_are_looked_at() -> None:
    prices = "a fine of $7 million, " + "$1 or millions of euros, " * MOST_SUMS

    assert len(money_in(prices)) == MOST_SUMS
    assert money_in(prices)[0].value == 7e6
