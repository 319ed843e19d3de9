"""
Fit the weights of the story card to labelled stories.

``python -m newscrawl.stories.fit STORIES.jsonl [--output weights.npz] [--without K/N]``

Each line is a JSON object: title, text, date, relevant, and for a relevant one kinds, matter and
parties ([name, side] each). The same file always gives the same weights. ``--without 2/5`` leaves
out the second fifth of the weeks, to score on: a story is never scored by weights fitted on it.
Needs the development dependencies; the weights themselves need only numpy.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from newscrawl.items import Block, BlockKind, Matter, Side, StoryKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.candidates import candidates
from newscrawl.stories.features import story_features
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.roles import role_features
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import Linear

# Strengths chosen by cross-validation over the weeks; between a third and three times of each
# the scores stay within 0.005.
STORY_STRENGTH = 3.0
PARTY_STRENGTH = 0.5
SEEN_IN_STORIES = 2  # a feature of one story alone says nothing of others
CALIBRATION_FOLDS = 5
MOST_STORY_FEATURES = 40_000
MOST_PARTY_FEATURES = 20_000
NO_SIDE = "none"
UNSURE_COUNTS = 0.5  # where the annotators doubted, weights should not insist

_LOWER_CASE = re.compile(r"(?<![\w@#.])[a-z][a-z'’-]*(?!\w)")

Row = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("weights.npz"))
    parser.add_argument("--without", metavar="K/N")
    given = parser.parse_args(arguments)
    rows = [json.loads(line) for line in given.stories.read_text("utf-8").split("\n") if line]
    if given.without:
        fold, folds = map(int, given.without.split("/"))
        rows = [row for row in rows if week_fold(row, folds) != fold - 1]
    np.savez_compressed(given.output, allow_pickle=False, **fitted(rows))


def week_fold(row: Row, folds: int) -> int:
    """Return the fold, from 0, of a story: those of one ISO week share one, and so do copies."""
    year, week, _ = date.fromisoformat(row["date"][:10]).isocalendar()
    return (year * 53 + week) % folds


def fitted(rows: Sequence[Row]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of weights.npz."""
    common = common_words(rows)
    readings = [reading_of(row, common) for row in rows]
    arrays = _story_model(rows, readings).arrays("story")
    arrays |= _party_model(rows, readings).arrays("party")
    arrays["common_words"] = np.frombuffer("\n".join(sorted(common)).encode(), dtype=np.uint8)
    return arrays


def reading_of(row: Row, common: Collection[str]) -> StoryReading:
    block = Block(kind=BlockKind.PARAGRAPH, text=row["text"])
    return StoryReading(StoryText.of(row["title"], [block]), built_in_table(), common)


def common_words(rows: Sequence[Row]) -> set[str]:
    """Return the words that at least two stories print without a capital."""
    seen = Counter(
        word for row in rows for word in set(_LOWER_CASE.findall(f"{row['title']} {row['text']}"))
    )
    return {word.replace("’", "'") for word, stories in seen.items() if stories >= SEEN_IN_STORIES}


def _story_model(rows: Sequence[Row], readings: Sequence[StoryReading]) -> Linear:
    features, names = _matrix([story_features(reading) for reading in readings])
    relevant = np.array([bool(row["relevant"]) for row in rows])
    everyone = np.ones(len(rows), dtype=bool)
    targets = [("relevant", relevant, everyone)]
    # kinds and matter are asked of relevant stories only
    for kind in StoryKind:
        has = np.array([kind in (row.get("kinds") or ()) for row in rows])
        targets.append((f"kind {kind}", has, relevant))
    for matter in Matter:
        has = np.array([row.get("matter") == matter for row in rows])
        targets.append((f"matter {matter}", has, relevant))
    counts = np.array([UNSURE_COUNTS if row.get("unsure") else 1.0 for row in rows])
    model = _linear(
        features,
        names,
        targets,
        counts,
        strength=STORY_STRENGTH,
        most_features=MOST_STORY_FEATURES,
    )
    weeks = np.array([week_fold(row, CALIBRATION_FOLDS) for row in rows])
    return _calibrated(model, features, relevant, counts, weeks)


def _calibrated(
    model: Linear,
    features: csr_matrix,
    relevant: npt.NDArray[np.bool_],
    counts: npt.NDArray[np.float64],
    weeks: npt.NDArray[np.intp],
) -> Linear:
    """
    Return ``model`` with its first output, relevance, brought to probabilities.

    Source: J. Platt, "Probabilistic outputs for support vector machines", 1999; on scores of
    stories in weeks that were not fitted on.
    """
    scores = np.zeros(len(relevant))
    for week in range(CALIBRATION_FOLDS):
        held_out = weeks == week
        if held_out.any() and len(set(relevant[~held_out])) == 2:
            weights, at_zero = _fit(features[~held_out], relevant[~held_out], counts[~held_out])
            scores[held_out] = features[held_out] @ weights + at_zero
    line = LogisticRegression(C=1e6, solver="liblinear").fit(scores[:, None], relevant)
    slope = float(line.coef_[0, 0])
    scale, bias = model.scale.copy(), model.bias.copy()
    scale[0] *= slope
    bias[0] = slope * bias[0] + float(line.intercept_[0])
    return replace(model, scale=scale, bias=bias)


def _party_model(rows: Sequence[Row], readings: Sequence[StoryReading]) -> Linear:
    examples: list[dict[str, float]] = []
    sides: list[str] = []
    for row, reading in zip(rows, readings, strict=True):
        if not row["relevant"]:
            continue
        side_of = {_plain(name): side for name, side in row.get("parties") or ()}
        found = candidates(reading)
        kinds = [StoryKind(kind) for kind in row["kinds"]]
        examples += role_features(reading, found, kinds)
        sides += [side_of.get(_plain(candidate.name), NO_SIDE) for candidate in found]
    features, names = _matrix(examples)
    everyone = np.ones(len(examples), dtype=bool)
    targets = [
        (side, np.array([side == given for given in sides]), everyone) for side in (NO_SIDE, *Side)
    ]
    counts = np.ones(len(examples))
    return _linear(
        features,
        names,
        targets,
        counts,
        strength=PARTY_STRENGTH,
        most_features=MOST_PARTY_FEATURES,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _matrix(examples: Sequence[Mapping[str, float]]) -> tuple[csr_matrix, list[str]]:
    vectorizer = DictVectorizer(dtype=np.float32, sort=True)
    matrix = vectorizer.fit_transform(examples)
    seen = np.asarray((matrix != 0).sum(axis=0)).ravel() >= SEEN_IN_STORIES
    names = vectorizer.get_feature_names_out()[seen]
    return matrix[:, seen], names.tolist()


def _linear(
    features: csr_matrix,
    names: list[str],
    targets: Sequence[tuple[str, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]],
    counts: npt.NDArray[np.float64],
    *,
    strength: float,
    most_features: int,
) -> Linear:
    """
    Return one-against-rest logistic regressions, each of its target among its examples.

    ``counts`` is how much each example counts.
    """
    weights = np.zeros((features.shape[1], len(targets)), dtype=np.float32)
    bias = np.zeros(len(targets), dtype=np.float32)
    for column, (_, positive, among) in enumerate(targets):
        if not positive[among].any():
            bias[column] = -8.0  # never seen: never answered
            continue
        weights[:, column], bias[column] = _fit(
            features[among], positive[among], counts[among], strength
        )
    # what moves least is left out: the size a feature's weights have, by how often it occurs
    often = np.sqrt(np.asarray((features != 0).sum(axis=0)).ravel())
    effect = np.abs(weights).max(axis=1) * often
    kept = np.sort(np.argsort(-effect, kind="stable")[:most_features])
    weights = weights[kept]
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return Linear(
        outputs=tuple(name for name, _, _ in targets),
        row_of={names[index]: row for row, index in enumerate(kept)},
        table=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias,
    )


def _fit(
    features: csr_matrix,
    positive: npt.NDArray[np.bool_],
    counts: npt.NDArray[np.float64],
    strength: float = STORY_STRENGTH,
) -> tuple[npt.NDArray[np.float64], float]:
    """Return weights and bias of one logistic regression."""
    telling = _telling(features, positive)
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=2000, random_state=0)
    model.fit(features @ diags(telling), positive, sample_weight=counts)
    return model.coef_[0] * telling, float(model.intercept_[0])


def _telling(features: csr_matrix, positive: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """
    Return how much each feature tells by itself: a telling one is let move the score more.

    Source: S. Wang, C. Manning, "Baselines and bigrams", 2012 (log-count ratios), here mixed
    with a constant so that features which tell only together still count.
    """
    present = features != 0
    among = np.asarray(present[positive].sum(axis=0), dtype=float).ravel() + 1
    apart = np.asarray(present[~positive].sum(axis=0), dtype=float).ravel() + 1
    ratio = np.log((among / among.sum()) / (apart / apart.sum()))
    telling: npt.NDArray[np.float32] = (0.3 + 0.7 * np.abs(ratio)).astype(np.float32)
    return telling


if __name__ == "__main__":
    main()
