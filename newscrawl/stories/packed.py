"""Lines of text among the arrays of weights.npz: plain bytes, which need no pickle."""

import numpy as np
import numpy.typing as npt


def packed(lines: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def unpacked(array: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode().split("\n"))
