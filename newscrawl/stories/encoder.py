"""A small encoder, fitted to labelled stories: what the words of a lead mean together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from newscrawl.stories.text import StoryText
from newscrawl.stories.wordpiece import WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# What a feed gives is seldom longer, and the time of a reading grows with it.
MOST_PIECES = 96


@dataclass(frozen=True, eq=False)
class Encoder:
    """
    ``encoder.onnx`` and its vocabulary, made by ``python -m tests.bench.fit_story_encoder``.

    Six layers of 384 numbers a piece, their weights in 8 bits. Source: W. Wang et al., "MiniLM",
    2020; the weights it was fitted from are all-MiniLM-L6-v2, Apache License 2.0.
    """

    session: "InferenceSession"
    pieces: WordPieces
    outputs: tuple[str, ...]

    @classmethod
    def load(cls, model: bytes, vocabulary: str) -> "Encoder":
        """Return the encoder in an ONNX file; its metadata name its outputs, a line each."""
        # heavy, and not needed by those who only read an archive
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # a crawl has other threads to run, and a pool of its own costs more than it saves here
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        names = session.get_modelmeta().custom_metadata_map["outputs"]
        lines = vocabulary.split("\n")
        return cls(
            session=session,
            pieces=WordPieces({piece: number for number, piece in enumerate(lines)}),
            outputs=tuple(names.split("\n")),
        )

    def log_odds(self, title: str, lead: str) -> Mapping[str, float]:
        """Return the log-odds of each output for a title and the text under it."""
        numbers, texts = self.pieces.pair(title, lead, most=MOST_PIECES)
        (found,) = self.session.run(
            None,
            {
                "pieces": np.array([numbers], dtype=np.int32),
                "texts": np.array([texts], dtype=np.int32),
            },
        )
        return dict(zip(self.outputs, found[0].tolist(), strict=True))

    def of_story(self, story: StoryText) -> Mapping[str, float]:
        """Return the log-odds of a story: of its title and lead, figures of speech left out."""
        return self.log_odds(
            story.literal[: len(story.title)], story.literal[story.body_start : story.lead_end]
        )


@cache
def built_in_encoder() -> Encoder:
    files = resources.files("newscrawl.stories")
    return Encoder.load(
        files.joinpath("encoder.onnx").read_bytes(),
        files.joinpath("vocabulary.txt").read_text("utf-8"),
    )
