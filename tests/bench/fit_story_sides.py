"""The trees that choose a story's parties from its candidates; fit_story_weights calls this."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from newscrawl.items import StoryKind
from newscrawl.stories.candidates import Candidate
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.standing import OUTCOMES, standings
from newscrawl.stories.trees import Trees
from newscrawl.stories.weights import Linear

# Chosen by cross-validation over the weeks: 150 trees at half the rate score the same.
ROUNDS = 60
RATE = 0.1
LEAVES = 8
LEAST_IN_A_LEAF = 20
SHRINKAGE = 3.0
FEWEST_CLASSES = 3  # with fewer there is nothing to choose between

Example = tuple[StoryReading, Sequence[Candidate], list[StoryKind], list[dict[str, float]]]


def fitted_trees(
    examples: Sequence[Example],
    sides: Sequence[Sequence[str]],
    folds: npt.NDArray[np.intp],
    fit: Callable[[Sequence[int]], Linear],
) -> Trees | None:
    """
    Return trees fitted to the candidates of ``examples``; None for too few examples.

    ``sides`` has one of OUTCOMES for each candidate of each example. ``fit`` gives linear weights
    fitted to the examples of those numbers: what they say of the weeks that they do not know is
    what the trees learn from.
    """
    rows: list[npt.NDArray[np.float64]] = []
    answers: list[str] = []
    for fold in np.unique(folds):
        others = np.flatnonzero(folds != fold).tolist()
        if not any(sides[number] for number in others):
            return None
        linear = fit(others)
        for number in np.flatnonzero(folds == fold).tolist():
            reading, candidates, kinds, features = examples[number]
            if candidates:
                rows.append(standings(reading, candidates, log_odds(linear, features), kinds))
                answers += sides[number]
    if len(set(answers)) < FEWEST_CLASSES:
        return None
    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_A_LEAF,
        l2_regularization=SHRINKAGE,
        early_stopping=False,
        random_state=0,
    )
    return as_trees(model.fit(np.concatenate(rows), answers))


def log_odds(linear: Linear, features: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
    return np.array([[linear.by_output(row)[name] for name in OUTCOMES] for row in features])


def as_trees(model: HistGradientBoostingClassifier) -> Trees:
    """Return the nodes of a fitted model as one table."""
    roots, class_of, tables, size = [], [], [], 0
    for trees in model._predictors:
        for number, tree in enumerate(trees):
            nodes = tree.nodes.copy()
            own = np.arange(len(nodes), dtype=np.uint32)
            is_leaf = nodes["is_leaf"].astype(bool)
            nodes["left"] = np.where(is_leaf, own, nodes["left"]) + size
            nodes["right"] = np.where(is_leaf, own, nodes["right"]) + size
            roots.append(size)
            class_of.append(number)
            tables.append(nodes)
            size += len(nodes)
    nodes = np.concatenate(tables)
    return Trees(
        classes=tuple(model.classes_.tolist()),
        base=np.ravel(model._baseline_prediction).astype(np.float64),
        roots=np.array(roots, dtype=np.intp),
        class_of=np.array(class_of, dtype=np.intp),
        feature=nodes["feature_idx"].astype(np.intp),
        threshold=nodes["num_threshold"].astype(np.float64),
        left=nodes["left"].astype(np.intp),
        right=nodes["right"].astype(np.intp),
        value=np.where(nodes["is_leaf"], nodes["value"], 0.0),
        depth=int(nodes["depth"].max()),
    )
