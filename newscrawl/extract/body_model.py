"""
The probability that a passage belongs to the story: boosted oblivious trees over the features.

The numbers in ``body_model.json`` are fitted by ``tests/bench/fit_body_model.py``, which also
tells how good they are on sites that they were not fitted on.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newscrawl.extract.features import FEATURES, Matrix

# The answers to all questions, and a leaf a tree, are held at once: 5 KB a row.
ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class BodyModel:
    """
    ``columns`` and ``borders`` have shape (trees, depth): a tree asks of each row whether that
    column is above that border, at every level the same question. The answers are the bits of
    the leaf's number, the first question the lowest; ``leaves`` has shape (trees, 2**depth), depth
    at most 8.
    ``reliability`` are pairs (certainty, mean word F1 of pages about as sure), both rising,
    measured on sites that the model was not fitted on.
    """

    columns: NDArray[np.intp]
    borders: Matrix
    leaves: Matrix
    bias: float
    reliability: Matrix

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], Matrix, NDArray[np.intp]]:
        """
        The distinct questions, since trees share many: their columns, their borders, and which
        of them each tree asks, of shape (depth, trees).
        """
        pairs = np.stack([self.columns.ravel(), self.borders.ravel()], axis=1)
        asked, at = np.unique(pairs, axis=0, return_inverse=True)
        borders = asked[:, 1].astype(np.float32)
        return asked[:, 0].astype(np.intp), borders, at.reshape(self.columns.shape).T

    def probabilities(self, features: Matrix) -> Matrix:
        """Return a probability a row, 0.0 to 1.0."""
        if len(features) > ROWS_AT_ONCE:
            at = range(0, len(features), ROWS_AT_ONCE)
            return np.concatenate([self.probabilities(features[i : i + ROWS_AT_ONCE]) for i in at])
        columns, borders, asked_by_trees = self._questions
        answers = (features.T[columns] > borders[:, None]).view(np.uint8)
        leaf = np.zeros((len(self.leaves), len(features)), dtype=np.uint8)
        for asked in asked_by_trees[::-1]:
            leaf += leaf
            leaf += answers[asked]
        place = leaf + np.arange(0, self.leaves.size, self.leaves.shape[1])[:, None]
        scores = self.leaves.ravel()[place].sum(axis=0) + self.bias
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
