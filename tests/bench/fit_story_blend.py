"""How far linear weights and encoder are to be believed: fitted to what each says of other weeks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from newscrawl.stories.blend import Blend

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Target = tuple[str, Flags, Flags]  # its name, where it is so, among which stories it is asked

MOST_ODDS = 10.0  # beyond this a score says no more, and one story would tilt the line
BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.0)


def fitted_blend(
    targets: Sequence[Target], linear: Floats, encoder: Floats, counts: Floats
) -> Blend:
    """
    Return the blend of two tables of log-odds: a row a story, a column a target.

    Relevance has a line of its own. Kinds share their two weights, as some have few examples, and
    have one addend each; matters share theirs, and as one of them is to win need no addend.
    """
    linear, encoder = (np.clip(odds, -MOST_ODDS, MOST_ODDS) for odds in (linear, encoder))
    table = np.zeros((len(targets), 3), dtype=np.float32)
    both = np.stack([linear, encoder], axis=2)
    _, relevant, _ = targets[0]
    line = LogisticRegression(C=1e6).fit(both[:, 0], relevant, sample_weight=counts)
    table[0] = (*line.coef_[0], line.intercept_[0])
    asked = targets[1][2]
    for group in ("kind", "matter"):
        columns = [at for at, target in enumerate(targets) if target[0].startswith(f"{group} ")]
        has = np.stack([targets[at][1] for at in columns], axis=1)[asked]
        said = both[:, columns][asked]
        table[columns] = _kinds(said, has) if group == "kind" else _matters(said, has)
    return Blend(outputs=tuple(name for name, _, _ in targets), table=table)


def _kinds(said: Floats, has: Flags) -> Floats:
    stories, kinds, _ = said.shape
    which = np.tile(np.eye(kinds), (stories, 1))
    line = LogisticRegression(C=10.0, max_iter=1000, fit_intercept=False)
    line.fit(np.hstack([said.reshape(-1, 2), which]), has.ravel())
    weights, addends = line.coef_[0, :2], line.coef_[0, 2:]
    return np.column_stack([np.tile(weights, (kinds, 1)), addends])


def _matters(said: Floats, has: Flags) -> Floats:
    def loss(weights: Floats) -> float:
        odds = said @ weights
        return float((np.logaddexp.reduce(odds, axis=1) - (odds * has).sum(axis=1)).mean())

    weights = minimize(loss, np.array([0.5, 0.5]), method="Nelder-Mead").x
    return np.tile((*weights, 0.0), (said.shape[1], 1))


def blended(blend: Blend, linear: Floats, encoder: Floats) -> Floats:
    table = blend.table.astype(np.float64)
    return linear * table[:, 0] + encoder * table[:, 1] + table[:, 2]


def reliability(odds: Floats, relevant: Flags) -> Iterator[str]:
    """Yield a line a bin of scores: how many stories, their mean score, how many are relevant."""
    scores = 1 / (1 + np.exp(-odds))
    yield "     score      stories  mean score  relevant"
    for low, high in pairwise(BINS):
        within = (scores >= low) & ((scores < high) | (high == BINS[-1]))
        if within.any():
            yield (
                f"{low:6.2f} to {high:4.2f} {within.sum():8d} {scores[within].mean():11.3f}"
                f" {relevant[within].mean():9.3f}"
            )
