"""Of several candidates the surest wins; the others are kept beside it."""

from newscrawl.extract.candidates import MAX_RIVAL_CHARACTERS, MAX_RIVALS, Candidate, choose
from newscrawl.items import FieldSource


def candidate(value: str, source: FieldSource, confidence: float) -> Candidate[str]:
    return Candidate(value=value, source=source, confidence=confidence)


def test_no_candidate_is_no_reading() -> None:
    assert choose([]) is None


def test_the_surest_wins_and_names_its_rivals_in_order() -> None:
    reading = choose(
        [
            candidate("b", FieldSource.URL, 0.5),
            candidate("a", FieldSource.META, 0.9),
            candidate("c", FieldSource.VISIBLE_TEXT, 0.7),
        ]
    )

    assert reading is not None
    assert (reading.value, reading.source, reading.confidence) == ("a", FieldSource.META, 0.9)
    assert [(rival.text, rival.confidence) for rival in reading.rivals] == [("c", 0.7), ("b", 0.5)]


def test_of_equals_the_first_wins() -> None:
    reading = choose([candidate("a", FieldSource.META, 0.5), candidate("b", FieldSource.URL, 0.5)])

    assert reading is not None
    assert reading.value == "a"


def test_each_further_source_that_agrees_halves_the_doubt() -> None:
    reading = choose(
        [
            candidate("Ana", FieldSource.VISIBLE_TEXT, 0.6),
            candidate("ANA", FieldSource.META, 0.8),
            candidate("Ana", FieldSource.META, 0.7),  # the same place twice proves nothing more
            candidate("Bo", FieldSource.JSON_LD, 0.85),
        ]
    )

    assert reading is not None
    assert (reading.value, reading.source, reading.confidence) == ("ANA", FieldSource.META, 0.9)


def test_losers_cannot_fill_the_archive() -> None:
    reading = choose([candidate(letter * 9_999, FieldSource.META, 0.5) for letter in "abcdefghij"])

    assert reading is not None
    assert len(reading.rivals) == MAX_RIVALS
    assert {len(rival.text) for rival in reading.rivals} == {MAX_RIVAL_CHARACTERS}
