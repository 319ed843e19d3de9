"""What linear weights and encoder say of a story, as one: each by how far it is to be believed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newscrawl.stories.packed import packed


@dataclass(frozen=True, eq=False)
class Blend:
    """
    For each of ``outputs`` a row of ``table``: the weight of the linear log-odds, the weight of
    the encoder's, and what is added. Fitted to scores of stories that neither was fitted to, so
    that its log-odds of relevance and of kinds are those of probabilities.

    Source: D. Wolpert, "Stacked generalization", 1992.
    """

    outputs: tuple[str, ...]
    table: npt.NDArray[np.float32]

    def log_odds(
        self, linear: Mapping[str, float], encoder: Mapping[str, float]
    ) -> dict[str, float]:
        rows = zip(self.outputs, self.table.tolist(), strict=True)
        return {
            output: by_linear * linear[output] + by_encoder * encoder[output] + added
            for output, (by_linear, by_encoder, added) in rows
        }

    def believed(self, output: str) -> tuple[float, float]:
        """Return how far the linear weights and the encoder are believed about ``output``."""
        by_linear, by_encoder, _ = self.table[self.outputs.index(output)].tolist()
        return by_linear, by_encoder

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return what :func:`newscrawl.stories.weights.load` reads the blend back from."""
        return {f"{prefix}.outputs": packed(self.outputs), f"{prefix}.table": self.table}
