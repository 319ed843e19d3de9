"""A few hundred of the inputs of tests/bench/fuzz.py: each is an article or a named error."""

import random
import re

import pytest

from tests.bench.fuzz import pages_in, run
from tests.bench.fuzz_inputs import MAKERS, fuzz_inputs
from tests.bench.regex_bait import bait_for
from tests.pages.recorded import FOLDER

INPUTS = 312
LARGEST_BYTES = 40_000  # the bench has the large ones
SMALL = [name for name in MAKERS if name != "huge"]


@pytest.mark.parametrize("name", SMALL)
def test_every_input_ends_as_an_article_or_in_a_named_error(name: str) -> None:
    numbers = [n for n in range(INPUTS) if list(MAKERS)[n % len(MAKERS)] == name]
    inputs = list(fuzz_inputs(pages_in([FOLDER]), seed=7, numbers=numbers))
    small = [made for made in inputs if len(made.body) <= LARGEST_BYTES]

    outcomes = {made.number: run(made) for made in small}

    assert [outcome.fault for outcome in outcomes.values() if outcome.fault] == []
    assert small


def test_an_input_is_made_again_from_its_number() -> None:
    pages = pages_in([FOLDER])
    numbers = range(3 * len(MAKERS))

    first = [made.body for made in fuzz_inputs(pages, seed=1, numbers=numbers)]
    again = [next(iter(fuzz_inputs(pages, seed=1, numbers=[n]))).body for n in numbers]

    assert first == again


def test_bait_leads_up_to_a_loop_and_stops_before_what_must_follow() -> None:
    text = bait_for(re.compile(r"by (?:a,)+ end"), random.Random(1), 100)

    assert text == "by " + "a," * 50
