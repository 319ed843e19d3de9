"""The fitted weights: plain numbers in weights.npz, made by ``python -m newscrawl.stories.fit``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Linear:
    """
    One linear model: ``table[row_of[feature]]`` holds the feature's weight for each of ``outputs``.

    Weights are stored as whole numbers, to be multiplied by ``scale`` of their output.
    """

    outputs: tuple[str, ...]
    row_of: Mapping[str, int]
    table: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats

    def scores(self, features: Mapping[str, float]) -> Floats:
        """Return the log-odds of each output."""
        # in the order of rows: features come from sets, and a sum of floats depends on its order
        known = sorted(
            (row, value)
            for name, value in features.items()
            if (row := self.row_of.get(name)) is not None
        )
        if not known:
            return self.bias
        rows = np.fromiter((row for row, _ in known), dtype=np.intp, count=len(known))
        values = np.fromiter((value for _, value in known), dtype=np.float32, count=len(known))
        total: Floats = (values @ self.table[rows].astype(np.float32)) * self.scale + self.bias
        return total

    def by_output(self, features: Mapping[str, float]) -> dict[str, float]:
        return dict(zip(self.outputs, self.scores(features).tolist(), strict=True))

    def shares(self, features: Mapping[str, float], output: str) -> dict[str, float]:
        """Return what each known feature adds to the log-odds of ``output``."""
        column = self.outputs.index(output)
        scale = float(self.scale[column])
        return {
            name: value * float(self.table[row, column]) * scale
            for name, value in features.items()
            if (row := self.row_of.get(name)) is not None
        }

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return what :func:`load` reads the model back from."""
        return {
            f"{prefix}.outputs": _text_array(self.outputs),
            f"{prefix}.features": _text_array(tuple(self.row_of)),
            f"{prefix}.table": self.table,
            f"{prefix}.scale": self.scale,
            f"{prefix}.bias": self.bias,
        }


@dataclass(frozen=True, eq=False)
class Weights:
    """``story`` says relevance, kinds and matter of a story; ``party`` the side of a name in it."""

    story: Linear
    party: Linear
    common_words: frozenset[str]


def _text_array(lines: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(array: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode().split("\n"))


def load(source: Path | IO[bytes]) -> Weights:
    with np.load(source, allow_pickle=False) as arrays:
        models = [
            Linear(
                outputs=_lines(arrays[f"{prefix}.outputs"]),
                row_of={name: row for row, name in enumerate(_lines(arrays[f"{prefix}.features"]))},
                table=arrays[f"{prefix}.table"],
                scale=arrays[f"{prefix}.scale"],
                bias=arrays[f"{prefix}.bias"],
            )
            for prefix in ("story", "party")
        ]
        common = frozenset(_lines(arrays["common_words"]))
    return Weights(story=models[0], party=models[1], common_words=common)


@cache
def built_in_weights() -> Weights:
    with resources.files("newscrawl.stories").joinpath("weights.npz").open("rb") as file:
        return load(file)
