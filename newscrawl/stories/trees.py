"""Boosted trees as plain numbers: what a fitted model says of rows of features."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from newscrawl.stories.packed import packed, unpacked

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trees:
    """
    Trees for several classes; all their nodes lie in one table.

    A node sends a row ``left`` where its ``feature`` is at most ``threshold``, else ``right``; a
    leaf sends it to itself and adds ``value`` to the class of its tree. ``roots`` and ``class_of``
    have an entry a tree, ``base`` is what each class starts from, ``depth`` the longest way to a
    leaf.

    Source: J. Friedman, "Greedy function approximation: a gradient boosting machine", 2001.
    """

    classes: tuple[str, ...]
    base: Floats
    roots: npt.NDArray[np.intp]
    class_of: npt.NDArray[np.intp]
    feature: npt.NDArray[np.intp]
    threshold: Floats
    left: npt.NDArray[np.intp]
    right: npt.NDArray[np.intp]
    value: Floats
    depth: int

    def probabilities(self, rows: Floats) -> Floats:
        """Return a row for each of ``rows``: how likely each class is."""
        at = np.repeat(self.roots[None, :], len(rows), axis=0)
        which = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[which, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        belongs = self.class_of[:, None] == np.arange(len(self.classes))[None, :]
        scores = self.base + self.value[at] @ belongs
        weights: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = weights / weights.sum(axis=1, keepdims=True)
        return shares

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return what :meth:`read` reads the trees back from."""
        return {
            f"{prefix}.classes": packed(self.classes),
            f"{prefix}.base": self.base,
            f"{prefix}.roots": self.roots.astype(np.int32),
            f"{prefix}.class_of": self.class_of.astype(np.int8),
            f"{prefix}.feature": self.feature.astype(np.int16),
            f"{prefix}.threshold": self.threshold,
            f"{prefix}.left": self.left.astype(np.int32),
            f"{prefix}.right": self.right.astype(np.int32),
            f"{prefix}.value": self.value.astype(np.float32),
            f"{prefix}.depth": np.array(self.depth),
        }

    @classmethod
    def read(cls, arrays: Mapping[str, Any], prefix: str) -> "Trees | None":
        """Return the trees under ``prefix``, None where there are none."""
        if f"{prefix}.classes" not in arrays:
            return None
        return cls(
            classes=unpacked(arrays[f"{prefix}.classes"]),
            base=arrays[f"{prefix}.base"],
            roots=arrays[f"{prefix}.roots"].astype(np.intp),
            class_of=arrays[f"{prefix}.class_of"].astype(np.intp),
            feature=arrays[f"{prefix}.feature"].astype(np.intp),
            threshold=arrays[f"{prefix}.threshold"],
            left=arrays[f"{prefix}.left"].astype(np.intp),
            right=arrays[f"{prefix}.right"].astype(np.intp),
            value=arrays[f"{prefix}.value"].astype(np.float64),
            depth=int(arrays[f"{prefix}.depth"]),
        )
