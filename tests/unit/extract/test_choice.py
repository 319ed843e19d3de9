"""Of several candidates the likeliest wins; the others are kept beside it."""

import pytest

from newscrawl.extract.choice import (
    MAX_RIVAL_CHARACTERS,
    MAX_RIVALS,
    Candidate,
    ChoiceModel,
    chosen,
    gathered,
)
from newscrawl.items import FieldSource

MODEL = ChoiceModel(bias=0.0, weights={"h1": 2.0, "meta": 1.0, "aside": -2.0}, least=0.4)


def candidate(value: str, *signs: str, source: FieldSource = FieldSource.META) -> Candidate[str]:
    return Candidate(value=value, source=source, signs=frozenset(signs))


def test_no_candidate_is_no_reading() -> None:
    assert chosen([], MODEL) is None


def test_the_likeliest_wins_with_its_reasons_and_names_its_rivals_in_order() -> None:
    reading = chosen([candidate("b", "aside"), candidate("a", "h1"), candidate("c", "meta")], MODEL)

    assert reading is not None
    assert (reading.value, reading.confidence, reading.reasons) == ("a", 0.881, ("h1",))
    assert [(rival.text, rival.confidence) for rival in reading.rivals] == [
        ("c", 0.731),
        ("b", 0.119),
    ]


def test_of_equals_the_first_wins() -> None:
    reading = chosen([candidate("a", "meta"), candidate("b", "meta")], MODEL)

    assert reading is not None
    assert reading.value == "a"


@pytest.mark.parametrize(
    ("count", "is_answer"), [(3, False), (4, True)], ids=["under the least", "together over it"]
)
def test_an_answer_needs_the_least_probability_that_any_is_right(
    count: int, is_answer: bool
) -> None:
    reading = chosen([candidate(letter, "aside") for letter in "abcd"[:count]], MODEL)

    assert (reading is not None) == is_answer


def test_candidates_that_agree_are_one_with_the_signs_of_all() -> None:
    [ana, bo] = gathered(
        [
            candidate("Ana", "h1", source=FieldSource.VISIBLE_TEXT),
            candidate("ANA", "meta"),
            candidate("Bo", "aside"),
        ]
    )

    assert ana.value == "Ana"
    assert ana.signs == {"h1", "meta", "2 sources"}
    assert bo.signs == {"aside"}


def test_one_that_has_the_page_to_itself_is_alone() -> None:
    [only] = gathered([candidate("Ana", "h1"), candidate("ana", "meta")])

    assert only.signs == {"h1", "meta", "alone"}


def test_losers_cannot_fill_the_archive() -> None:
    reading = chosen([candidate(letter * 9_999, "meta") for letter in "abcdefghij"], MODEL)

    assert reading is not None
    assert len(reading.rivals) == MAX_RIVALS
    assert {len(rival.text) for rival in reading.rivals} == {MAX_RIVAL_CHARACTERS}
