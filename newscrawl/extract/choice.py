"""
The choice among the candidates of a field: how likely each is right, by the signs it bears.

The numbers in ``choice_models.json`` are fitted by ``tests/bench/fit_choices.py`` on pages with
known truth, so that a confidence is a probability: of the readings with 0.8, four in five are
right. Method: logistic regression over named signs (D. R. Cox, "The regression analysis of binary
sequences", 1958).
"""

import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

from newscrawl.items import FieldSource, Reading, Rival

T = TypeVar("T")

# Enough to see why a value won; a hostile page must not fill the archive with losers.
MAX_RIVALS = 5
MAX_RIVAL_CHARACTERS = 300
MAX_REASONS = 4


# A tuple, not a dataclass: a page has dozens, and each is made anew with each sign that it gets.
class Candidate(NamedTuple, Generic[T]):
    """
    A value that a place of the page gives for a field.

    ``signs`` say, in words that people can read, what speaks for or against it: where it stands
    ("json-ld", "near the headline"), what it looks like ("one word"), what else the page says.
    """

    value: T
    source: FieldSource
    signs: frozenset[str]


class ChoiceModel(NamedTuple):
    """
    The weight of each sign in log-odds, and the least probability that any candidate is right
    which is an answer.
    """

    bias: float
    weights: Mapping[str, float]
    least: float

    def probability(self, signs: Collection[str]) -> float:
        """Return how likely a candidate with these signs is right, 0.0 to 1.0."""
        weights = self.weights
        told = math.fsum([weights[sign] for sign in signs if sign in weights])
        return 1 / (1 + math.exp(-self.bias - told))

    def reasons(self, signs: Collection[str]) -> tuple[str, ...]:
        """Return the signs that speak most for a candidate, the heaviest first."""
        heavy = sorted((-self.weights.get(sign, 0.0), sign) for sign in signs)
        return tuple(sign for weight, sign in heavy[:MAX_REASONS] if weight < 0)


@cache
def choice_model(field: str) -> ChoiceModel:
    """Return the fitted model of ``field``: "title", "authors" or "published"."""
    stored = json.loads(files(__package__).joinpath("choice_models.json").read_text("utf-8"))
    return ChoiceModel(**stored[field])


def gathered(
    candidates: Iterable[Candidate[T]], text: Callable[[T], str] = str
) -> list[Candidate[T]]:
    """
    Return one candidate a distinct ``text`` (case aside), in the order in which they came.

    It bears the signs of all that agree, and "2 sources" or "3 sources" where several kinds of
    source do; one that has the page to itself is "alone".
    """
    groups: dict[str, list[Candidate[T]]] = {}
    for candidate in candidates:
        groups.setdefault(text(candidate.value).casefold(), []).append(candidate)
    return [_as_one(group, alone=len(groups) == 1) for group in groups.values()]


def _as_one(group: list[Candidate[T]], *, alone: bool) -> Candidate[T]:
    first = group[0]
    if len(group) == 1 and not alone:
        return first
    signs = frozenset[str]().union(*(candidate.signs for candidate in group))
    sources = min(3, len({candidate.source for candidate in group}))
    signs |= {"alone"} if alone else set()
    signs |= {f"{sources} sources"} if sources > 1 else set()
    return Candidate(first.value, first.source, signs)


def chosen(
    candidates: Iterable[Candidate[T]], model: ChoiceModel, text: Callable[[T], str] = str
) -> Reading[T] | None:
    """
    Return the likeliest of gathered candidates, the others as its rivals, likeliest first.

    None where there is none, or where it is less likely than the model's least that any of them
    is right: two that stand against one another are an answer, with a low confidence. Of equals,
    the earlier wins.
    """
    ranked = sorted(
        ((model.probability(candidate.signs), candidate) for candidate in candidates),
        key=lambda pair: -pair[0],
    )
    if not ranked or math.fsum(probability for probability, _ in ranked) < model.least:
        return None
    likely, best = ranked[0]
    return Reading(
        value=best.value,
        source=best.source,
        confidence=round(likely, 3),
        reasons=model.reasons(best.signs),
        rivals=tuple(
            Rival(
                text=text(other.value)[:MAX_RIVAL_CHARACTERS],
                source=other.source,
                confidence=round(probability, 3),
            )
            for probability, other in ranked[1 : MAX_RIVALS + 1]
        ),
    )
