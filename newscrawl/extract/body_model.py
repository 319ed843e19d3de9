"""
The probability that a passage belongs to the story: boosted oblivious trees over the features.

The numbers in ``body_model.json`` are fitted by ``tests/bench/fit_body_model.py``, which also
tells how good they are on sites that they were not fitted on.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newscrawl.extract.features import FEATURES, Matrix

# Every question's column is held at once: 6 KB a row.
ROWS_AT_ONCE = 2_000


class BodyModel(NamedTuple):
    """
    ``columns`` and ``borders`` have shape (trees, depth): a tree asks of each row whether that
    column is above that border, at every level the same question. The answers are the bits of
    the leaf's number, the first question the lowest; ``leaves`` has shape (trees, 2**depth).
    ``reliability`` are pairs (certainty, mean word F1 of pages about as sure), both rising,
    measured on sites that the model was not fitted on.
    """

    columns: NDArray[np.intp]
    borders: Matrix
    leaves: Matrix
    bias: float
    reliability: Matrix

    def probabilities(self, features: Matrix) -> Matrix:
        """Return a probability a row, 0.0 to 1.0."""
        if len(features) > ROWS_AT_ONCE:
            at = range(0, len(features), ROWS_AT_ONCE)
            return np.concatenate([self.probabilities(features[i : i + ROWS_AT_ONCE]) for i in at])
        trees, depth = self.columns.shape
        # A row a question: whole columns are copied and compared, not single numbers.
        answers = features.T[self.columns.ravel()] > self.borders.reshape(-1, 1)
        answers = answers.reshape(trees, depth, -1)
        leaf = np.repeat((np.arange(trees) * self.leaves.shape[1])[:, None], len(features), axis=1)
        for level in range(depth):
            leaf += answers[:, level].astype(np.intp) << level
        scores = self.leaves.ravel()[leaf].sum(axis=0) + self.bias
        odds: Matrix = 1 / (1 + np.exp(-scores))
        return odds

    def expected_f1(self, certainty: float) -> float:
        """Return the word F1 that choices of this certainty had, 0.0 to 1.0."""
        return float(np.interp(certainty, self.reliability[:, 0], self.reliability[:, 1]))


@cache
def body_model() -> BodyModel:
    stored = json.loads(files(__package__).joinpath("body_model.json").read_text("utf-8"))
    # A model of other columns would answer, and wrongly.
    if tuple(stored["features"]) != FEATURES:
        raise RuntimeError("body_model.json was fitted on other features: fit it again")
    return BodyModel(
        columns=np.array(stored["columns"], dtype=np.intp),
        borders=np.array(stored["borders"], dtype=np.float32),
        leaves=np.array(stored["leaves"], dtype=np.float32),
        bias=float(stored["bias"]),
        reliability=np.array(stored["reliability"], dtype=np.float32),
    )
