"""The fitted weights: plain numbers, made by ``python -m tests.bench.fit_story_weights``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from newscrawl.stories.blend import Blend
from newscrawl.stories.encoder import Encoder, built_in_encoder
from newscrawl.stories.packed import packed, unpacked
from newscrawl.stories.trees import Trees

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
        rows = np.fromiter(map(self.row_of.get, features, repeat(-1)), np.intp, len(features))
        values = np.fromiter(features.values(), np.float32, len(features))
        # in the order of rows: features come from sets, and a sum of floats depends on its order
        known = np.argsort(rows)[np.count_nonzero(rows < 0) :]
        total: Floats = (values[known] @ self.table[rows[known]].astype(np.float32)) * self.scale
        return total + self.bias

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
            f"{prefix}.outputs": packed(self.outputs),
            f"{prefix}.features": packed(tuple(self.row_of)),
            f"{prefix}.table": self.table,
            f"{prefix}.scale": self.scale,
            f"{prefix}.bias": self.bias,
        }


@dataclass(frozen=True, eq=False)
class Weights:
    """
    ``story`` says relevance, kinds and matter of a story; ``party`` the side of a name in it, and
    ``sides`` which of the names are parties, by how each stands beside the others; None of too few
    stories.

    ``encoder`` gives the encoder that ``blend`` was fitted with, on first use as it is large. Both
    are None where the weights go alone.
    """

    story: Linear
    party: Linear
    common_words: frozenset[str]
    sides: Trees | None = None
    blend: Blend | None = None
    encoder: Callable[[], Encoder] | None = None


def load(source: Path | IO[bytes], encoder: Callable[[], Encoder] | None = None) -> Weights:
    with np.load(source, allow_pickle=False) as arrays:
        models = [
            Linear(
                outputs=unpacked(arrays[f"{prefix}.outputs"]),
                row_of={
                    name: row for row, name in enumerate(unpacked(arrays[f"{prefix}.features"]))
                },
                table=arrays[f"{prefix}.table"],
                scale=arrays[f"{prefix}.scale"],
                bias=arrays[f"{prefix}.bias"],
            )
            for prefix in ("story", "party")
        ]
        common = frozenset(unpacked(arrays["common_words"]))
        sides = Trees.read(arrays, "sides")
        blend = None
        if "blend.table" in arrays:
            blend = Blend(outputs=unpacked(arrays["blend.outputs"]), table=arrays["blend.table"])
    return Weights(
        story=models[0],
        party=models[1],
        common_words=common,
        sides=sides,
        blend=blend,
        encoder=encoder,
    )


@cache
def built_in_weights() -> Weights:
    with resources.files("newscrawl.stories").joinpath("weights.npz").open("rb") as file:
        return load(file, built_in_encoder)
