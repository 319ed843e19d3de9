"""
python -m tests.bench.fit_story_weights STORIES.jsonl [--encoders FOLDER] [--own] [--stories-only]
    [--output weights.npz]

Fits newscrawl/stories/weights.npz to labelled stories. Each line is a JSON object: title, text,
date, relevant, and for a relevant one kinds, matter and parties ([name, side] each); unsure where
the annotators doubted. The same file always gives the same weights. ``--without 2/5`` leaves out
the second fifth of the weeks, to score on: a story is never scored by weights fitted on it.
``--own`` fits to the stories of tests/bench/own_stories.jsonl too; ``--stories-only`` leaves the
weights of parties, which learn nothing from those, as the output has them.

FOLDER holds encoder-1.onnx to encoder-5.onnx, each made by fit_story_encoder ``--without K/5``, and
their vocabulary.txt: what they say of the weeks that they do not know tells how far to believe the
encoder beside the weights. Prints how relevance comes out, and how often a score is right. Without
FOLDER the weights go alone.
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

import newscrawl.stories
from newscrawl.items import Block, BlockKind, Matter, StoryKind
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.candidates import candidates
from newscrawl.stories.encoder import Encoder
from newscrawl.stories.features import story_features
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.roles import role_features
from newscrawl.stories.standing import NO_SIDE, OUTCOMES
from newscrawl.stories.text import StoryText
from newscrawl.stories.weights import Linear
from tests.bench.fit_story_blend import Target, blended, fitted_blend, reliability
from tests.bench.fit_story_sides import Example, fitted_trees
from tests.bench.own_stories import own_stories

# Strengths chosen by cross-validation over the weeks; between a third and three times of each
# the scores stay within 0.005.
STORY_STRENGTH = 3.0
PARTY_STRENGTH = 0.5
SEEN_IN_STORIES = 2  # a feature of one story alone says nothing of others
FOLDS = 5
NEVER = -8.0  # the log-odds of what no story is
WEIGHTS = Path(newscrawl.stories.__file__).with_name("weights.npz")
MOST_STORY_FEATURES = 40_000
MOST_PARTY_FEATURES = 20_000
UNSURE_COUNTS = 0.5  # where the annotators doubted, weights should not insist
OWN_COUNTS = 0.6  # stories of our own are plainer than news, and of other proportions
OWN_FOLD = -1

_LOWER_CASE = re.compile(r"(?<![\w@#.])[a-z][a-z'’-]*(?!\w)")

Row = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("--encoders", type=Path)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--without", metavar="K/N")
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--stories-only", action="store_true")
    given = parser.parse_args(arguments)
    rows = labelled_stories(given.stories, without=given.without)
    if given.own:
        rows += own_stories()
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    if given.stories_only:
        arrays = dict(np.load(given.output, allow_pickle=False))
    arrays |= fitted(rows, given.encoders, parties=not given.stories_only)
    np.savez_compressed(given.output, allow_pickle=False, **arrays)


def labelled_stories(path: Path, *, without: str | None) -> list[Row]:
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    if without:
        fold, folds = map(int, without.split("/"))
        rows = [row for row in rows if week_fold(row, folds) != fold - 1]
    return rows


def week_fold(row: Row, folds: int) -> int:
    """
    Return the fold, from 0, of a story: those of one ISO week share one, and so do copies.

    Stories of our own are in OWN_FOLD: always fitted to, never scored on.
    """
    if row.get("own"):
        return OWN_FOLD
    year, week, _ = date.fromisoformat(row["date"][:10]).isocalendar()
    return (year * 53 + week) % folds


def fitted(
    rows: Sequence[Row], encoders: Path | None = None, *, parties: bool = True
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of weights.npz; without ``parties``, those of relevance, kind and matter."""
    common = common_words([row for row in rows if not row.get("own")])
    readings = [reading_of(row, common) for row in rows]
    arrays = _story_model(rows, readings, encoders)
    if parties:
        arrays |= _party_models(rows, readings)
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


def _story_model(
    rows: Sequence[Row], readings: Sequence[StoryReading], encoders: Path | None
) -> dict[str, npt.NDArray[np.generic]]:
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
    counts = np.array([count_of(row) for row in rows])
    model = _linear(
        features,
        names,
        targets,
        counts,
        strength=STORY_STRENGTH,
        most_features=MOST_STORY_FEATURES,
    )
    folds = np.array([week_fold(row, FOLDS) for row in rows])
    apart = _apart(features, targets if encoders else targets[:1], counts, folds)
    news = folds != OWN_FOLD
    apart, counts, folds = apart[news], counts[news], folds[news]
    targets = [(name, has[news], among[news]) for name, has, among in targets]
    slope, added = _platt(apart[:, 0], relevant[news])
    apart[:, 0] = slope * apart[:, 0] + added
    arrays = _calibrated(model, slope, added).arrays("story")
    if encoders:
        said = _said_apart(encoders, [readings[at] for at in np.flatnonzero(news).tolist()], folds)
        arrays |= fitted_blend(targets, apart, said, counts).arrays("blend")
        _report(targets, apart, said, counts, folds)
    return arrays


def count_of(row: Row) -> float:
    """Return how much a story counts."""
    if row.get("own"):
        return OWN_COUNTS
    return UNSURE_COUNTS if row.get("unsure") else 1.0


def _said_apart(
    encoders: Path, readings: Sequence[StoryReading], folds: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    """Return the log-odds of each story by the encoder that was fitted to other weeks."""
    vocabulary = (encoders / "vocabulary.txt").read_text("utf-8")
    said: dict[int, list[float]] = {}
    for fold in np.unique(folds):
        encoder = Encoder.load((encoders / f"encoder-{fold + 1}.onnx").read_bytes(), vocabulary)
        for at in np.flatnonzero(folds == fold).tolist():
            said[at] = list(encoder.of_story(readings[at].story).values())
    return np.array([said[at] for at in range(len(readings))])


def _report(
    targets: Sequence[Target],
    linear: npt.NDArray[np.float64],
    encoder: npt.NDArray[np.float64],
    counts: npt.NDArray[np.float64],
    folds: npt.NDArray[np.intp],
) -> None:
    """Print what each and both come to on weeks that they, and the blend, were not fitted to."""
    both = np.zeros_like(linear)
    for fold in np.unique(folds):
        others = folds != fold
        part = [(name, has[others], among[others]) for name, has, among in targets]
        blend = fitted_blend(part, linear[others], encoder[others], counts[others])
        both[~others] = blended(blend, linear[~others], encoder[~others])
    relevant = targets[0][1]
    for name, odds in (("weights", linear), ("encoder", encoder), ("both", both)):
        found = [_best_f1(odds[:, 0][part], relevant[part]) for part in _parts(folds)]
        print(f"{name:8} relevance F1, all and by fold:", *(f"{f1:.3f}" for f1, _ in found))
        print(f"{'':8} at a score of {found[0][1]:.2f}")
    print(*reliability(both[:, 0], relevant), sep="\n")


def _parts(folds: npt.NDArray[np.intp]) -> list[npt.NDArray[np.bool_]]:
    return [np.ones(len(folds), dtype=bool), *(folds == fold for fold in np.unique(folds))]


def _best_f1(odds: npt.NDArray[np.float64], relevant: npt.NDArray[np.bool_]) -> tuple[float, float]:
    scores = 1 / (1 + np.exp(-odds))
    found = []
    for threshold in np.arange(0.2, 0.7, 0.01):
        answered = scores >= threshold
        right = (answered & relevant).sum()
        found.append((2 * right / (answered.sum() + relevant.sum()), float(threshold)))
    return max(found)


def _apart(
    features: csr_matrix,
    targets: Sequence[Target],
    counts: npt.NDArray[np.float64],
    folds: npt.NDArray[np.intp],
) -> npt.NDArray[np.float64]:
    """Return the log-odds of each target for each story, by weights fitted to other weeks."""
    scores = np.zeros((len(counts), len(targets)))
    for fold in np.unique(folds[folds != OWN_FOLD]):
        held_out = folds == fold
        for column, (_, positive, among) in enumerate(targets):
            used = among & ~held_out
            if 0 < positive[used].sum() < used.sum():
                weights, bias = _fit(features[used], positive[used], counts[used])
                scores[held_out, column] = features[held_out] @ weights + bias
            else:
                scores[held_out, column] = NEVER
    return scores


def _platt(odds: npt.NDArray[np.float64], relevant: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """
    Return the slope and the addend that bring ``odds`` to those of probabilities.

    Source: J. Platt, "Probabilistic outputs for support vector machines", 1999.
    """
    line = LogisticRegression(C=1e6, solver="liblinear").fit(odds[:, None], relevant)
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def _calibrated(model: Linear, slope: float, added: float) -> Linear:
    """Return ``model`` with the log-odds of its first output, relevance, moved along a line."""
    scale, bias = model.scale.copy(), model.bias.copy()
    scale[0] *= slope
    bias[0] = slope * bias[0] + added
    return replace(model, scale=scale, bias=bias)


def _party_models(
    rows: Sequence[Row], readings: Sequence[StoryReading]
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the linear weights of a name's side, and the trees that choose from the names."""
    examples: list[Example] = []
    sides: list[list[str]] = []
    relevant = [at for at, row in enumerate(rows) if row["relevant"] and not row.get("own")]
    for number in relevant:
        row, reading = rows[number], readings[number]
        side_of = {_plain(name): side for name, side in row.get("parties") or ()}
        found = candidates(reading)
        kinds = [StoryKind(kind) for kind in row["kinds"]]
        examples.append((reading, found, kinds, role_features(reading, found, kinds)))
        sides.append([side_of.get(_plain(candidate.name), NO_SIDE) for candidate in found])

    def fit(numbers: Sequence[int]) -> Linear:
        features = [features for number in numbers for features in examples[number][3]]
        return _party_model(features, [side for number in numbers for side in sides[number]])

    arrays = fit(range(len(examples))).arrays("party")
    folds = np.array([week_fold(rows[number], FOLDS) for number in relevant])
    trees = fitted_trees(examples, sides, folds, fit)
    return arrays | (trees.arrays("sides") if trees else {})


def _party_model(examples: Sequence[Mapping[str, float]], sides: Sequence[str]) -> Linear:
    features, names = _matrix(examples)
    everyone = np.ones(len(examples), dtype=bool)
    targets = [(side, np.array([side == given for given in sides]), everyone) for side in OUTCOMES]
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
    targets: Sequence[Target],
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
            bias[column] = NEVER
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
