"""
python -m tests.bench.fit_choices FIELD SET_DIR... [--least P] [--write]

Fits how one field (title, authors, published) is chosen among its candidates, and how sure that
is, on pages with known truth (see ``labelled_pages``). Prints for each set, on sites that the
model was not fitted on (five folds, a site's pages in one), the share of right answers, the share
of pages without the field where an answer is given all the same, and how often readings of a
given confidence are right. With ``--write``, fits on all pages and stores the model.

Each page weighs one, however many candidates it has; L2-penalised logistic regression by Newton's
method. Signs that no page of the sets bears keep their weight of ``PRIORS``.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import newscrawl.extract
from newscrawl.errors import UnreadablePage
from newscrawl.extract import Page
from newscrawl.extract.byline import author_candidates
from newscrawl.extract.choice import Candidate, ChoiceModel
from newscrawl.extract.day_signs import PageDays
from newscrawl.extract.published import Day, published_candidates
from newscrawl.extract.title import title_candidates
from newscrawl.extract.told_days import told_days
from newscrawl.items import PrintedAuthor
from newscrawl.normalise import people, people_of_byline
from newscrawl.normalise.folding import folded
from tests.bench.labelled_pages import FOLDS, LabelledPage, labelled_pages
from tests.bench.published_signs import PUBLISHED_SIGNS
from tests.bench.same_day import is_same_day

MODELS = Path(newscrawl.extract.__file__).with_name("choice_models.json")
# Facts about named sites: no page of a general set bears these signs.
PRIORS = {"layout": 4.0, "layout, unconfirmed": 0.5}
PENALTY = 1.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(frozen=True, kw_only=True)
class Field:
    """How a field is gathered, which candidate is right, and whether the truth has it at all."""

    candidates: Callable[[Page], Sequence[Candidate[Any]]]
    is_right: Callable[[LabelledPage, Any], bool]
    is_told: Callable[[LabelledPage], bool]
    # The signs to go by; None for all that the candidates bear.
    signs: frozenset[str] | None = None
    # How dear a weight is: the less, the more a rare sign may say.
    penalty: float = PENALTY
    # How much a page of a set of news weighs, where the field reads otherwise on pages of news.
    news_weight: float = 1.0
    # Whether the truth means by the field what we do; what it teaches is left out where not.
    is_lesson: Callable[[LabelledPage, Page], bool] = lambda labelled, page: True


@dataclass(frozen=True, kw_only=True)
class Case:
    """A page's candidates: their signs, and which are right."""

    page: LabelledPage
    signs: list[frozenset[str]]
    right: list[bool]
    is_told: bool
    is_lesson: bool
    weight: float = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("field", choices=sorted(FIELDS))
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET_DIR")
    parser.add_argument("--least", type=float, default=0.0, help="probability that is an answer")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    field = FIELDS[asked.field]
    cases = list(cases_of(field, asked.sets))

    likely: list[NDArray[np.float64]] = [np.zeros(0)] * len(cases)
    for fold in range(FOLDS):
        model = fit([case for case in cases if case.page.fold != fold], asked.least, field.penalty)
        for index, case in enumerate(cases):
            if case.page.fold == fold:
                likely[index] = np.array([model.probability(signs) for signs in case.signs])
    report(cases, likely, asked.least)
    if asked.write:
        stored = json.loads(MODELS.read_text("utf-8")) if MODELS.exists() else {}
        model = fit(cases, asked.least, field.penalty)
        weights = {sign: round(weight, 3) for sign, weight in sorted(model.weights.items())}
        stored[asked.field] = {
            "bias": round(model.bias, 3),
            "weights": weights,
            "least": model.least,
        }
        MODELS.write_text(json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        print(f"{MODELS.name}: {len(weights)} signs of {asked.field}")


def cases_of(field: Field, folders: Iterable[Path]) -> Iterable[Case]:
    """Yield the cases that can be learned from: the truth has the field, or says it has none."""
    for folder in folders:
        for page in labelled_pages(folder):
            is_told = field.is_told(page)
            if not (is_told or page.none_is_known):
                continue
            read = page.page
            try:
                found = field.candidates(read)
                is_lesson = field.is_lesson(page, read)
            except UnreadablePage:
                found, is_lesson = (), False
            yield Case(
                page=page,
                signs=[
                    one.signs if field.signs is None else one.signs & field.signs for one in found
                ],
                right=[is_told and field.is_right(page, one.value) for one in found],
                is_told=is_told,
                is_lesson=is_lesson,
                weight=1.0 if page.none_is_known else field.news_weight,
            )


def fit(cases: Sequence[Case], least: float, penalty: float = PENALTY) -> ChoiceModel:
    """Return the model that makes the truth likeliest, its weights kept small."""
    cases = [case for case in cases if case.is_lesson]
    names = sorted({sign for case in cases for signs in case.signs for sign in signs})
    column = {name: index for index, name in enumerate(names)}
    rows = [
        (signs, right, case.weight / len(case.signs) ** 0.5)
        for case in cases
        for signs, right in zip(case.signs, case.right, strict=True)
    ]
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for index, (signs, _, _) in enumerate(rows):
        x[index, [column[sign] for sign in signs]] = 1
    y = np.array([right for _, right, _ in rows], dtype=float)
    weight = np.array([row[2] for row in rows])
    dear = np.full(len(names) + 1, penalty)
    dear[-1] = 1e-3
    beta = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (y - p)) - dear * beta
        curvature = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(dear)
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    weights = PRIORS | {name: float(beta[column[name]]) for name in names}
    return ChoiceModel(bias=float(beta[-1]), weights=weights, least=least)


def report(cases: Sequence[Case], likely: Sequence[NDArray[np.float64]], least: float) -> None:
    """Print the share of right answers a set and fold, false answers, and reliability."""
    sure: list[tuple[float, bool]] = []
    told: dict[str, list[list[bool]]] = {}
    false: dict[str, list[bool]] = {}
    ceiling: dict[str, list[bool]] = {}
    for case, odds in zip(cases, likely, strict=True):
        best = int(odds.argmax()) if len(odds) else None
        answers = best is not None and float(odds.sum()) >= least
        right = bool(answers and best is not None and case.right[best])
        if answers and best is not None:
            sure.append((float(odds[best]), right))
        if case.is_told:
            folds = told.setdefault(case.page.set, [[] for _ in range(FOLDS)])
            folds[case.page.fold].append(right)
            ceiling.setdefault(case.page.set, []).append(any(case.right))
        else:
            false.setdefault(case.page.set, []).append(bool(answers))
    for name, folds in told.items():
        pages = [right for fold in folds for right in fold]
        by_fold = " ".join(f"{100 * sum(fold) / max(1, len(fold)):.1f}" for fold in folds)
        print(
            f"{name:<12} right {100 * sum(pages) / len(pages):.1f} (folds {by_fold}; "
            f"n={len(pages)}), some candidate right {100 * sum(ceiling[name]) / len(pages):.1f}"
        )
        if false.get(name):
            none = false[name]
            print(f"{name:<12} false {100 * sum(none) / len(none):.1f} (n={len(none)})")
    for low, high in pairwise(BINS):
        within = [right for odd, right in sure if low <= odd < high]
        if within:
            mean = sum(odd for odd, _ in sure if low <= odd < high) / len(within)
            print(
                f"confidence {low:.2f}-{min(high, 1):.2f}: mean {mean:.3f}, "
                f"right {sum(within) / len(within):.3f}, n={len(within)}"
            )


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"\s+", " ", text).strip().casefold()


def _are_authors(page: LabelledPage, printed: Sequence[PrintedAuthor]) -> bool:
    """Tell whether ``printed``, cleaned, are the people of the truth, and nobody else."""
    told = page.authors
    found = [author.name for author in people(printed)]
    expected = [author.name for text in told for author in people_of_byline(text)]
    return bool(found) and (
        {_name_letters(name) for name in found} == {_name_letters(name) for name in expected}
        or sorted(map(_name_letters, found)) == sorted(map(_name_letters, told))
    )


def _name_letters(name: str) -> str:
    return re.sub(r"^(?:dr|prof)\.? |[\W_]+", "", _letters(name))


def _placed_days(page: Page) -> list[Candidate[Day]]:
    """Leave out ages: the sets do not say when their pages were captured."""
    return [
        one for one in published_candidates(page) if "counted from the capture" not in one.signs
    ]


def _is_of_publication(labelled: LabelledPage, page: Page) -> bool:
    """
    Tell whether the truth is not the day that the page declares as its last change: in a general
    set some pages are labelled with it, though they declare their publication too.
    """
    days = PageDays(page.once(told_days))
    day = str(labelled.truth.get("published"))[:10]
    changed = {one.isoformat() for one in days.changed - days.declared}
    return not days.declared or day not in changed


FIELDS = {
    "authors": Field(
        candidates=author_candidates,
        is_right=_are_authors,
        is_told=lambda page: bool(page.authors),
        penalty=0.3,
        news_weight=2.0,
    ),
    "published": Field(
        candidates=_placed_days,
        is_right=lambda page, value: is_same_day(page.truth["published"], value.day, value.text),
        is_told=lambda page: bool(page.truth.get("published")),
        is_lesson=_is_of_publication,
        signs=PUBLISHED_SIGNS,
        news_weight=4.0,
        penalty=1.0,
    ),
    "title": Field(
        candidates=title_candidates,
        is_right=lambda page, value: _letters(folded(value)) == _letters(page.truth["title"]),
        is_told=lambda page: bool(page.truth.get("title")),
        penalty=0.5,
        news_weight=2.0,
    ),
}

if __name__ == "__main__":
    main()
