# /// script
# dependencies = ["catboost>=1.2"]
# ///
"""
python -m tests.bench.fit_body_model SET_DIR... [--write]

Fits newscrawl/extract/body_model.json on pages with known text. A SET_DIR holds ``truth.jsonl``
(``id``, ``url``, ``body``) and ``html/ID.html.gz``.

Prints the word F1 of the article's body, as the archive would store it, with a model that never
saw the page's site: five folds, a site's pages in one, each set and fold apart. Then the ceiling
(the same with passages chosen by the truth itself), and how sure the model was against how right.
With ``--write`` fits on all pages and stores the model and that reliability.

catboost is needed for fitting only: ``uv run --with catboost python -m ...``.
"""

import argparse
import importlib
import json
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import newscrawl.extract
from newscrawl.errors import PageError
from newscrawl.extract import extract_article
from newscrawl.extract.body_model import BodyModel
from newscrawl.extract.features import FEATURES, Matrix, features_of
from newscrawl.extract.story import certainty, page_words
from newscrawl.items import SiteFacts
from newscrawl.normalise import normalise
from tests.bench.labelled_pages import FOLDS, LabelledPage, labelled_pages

TREES, DEPTH, LEARNING_RATE = 160, 6, 0.12
# Most rows of menus and footers are left out, and those that stay count for them: the fit takes
# half the time, and is no worse on held-out sites.
MIN_TELLING_WORDS, KEPT_SHARE = 6, 0.4
RELIABILITY_BINS = 12
NEVER_ABOVE = 1e30
MODEL = Path(newscrawl.extract.__file__).with_name("body_model.json")
_WORD = re.compile(r"\w+")
_FACTS = SiteFacts(name="bench", publisher="")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """``labels`` are the shares of each passage that the truth holds, ``weights`` its say."""

    page: LabelledPage
    features: Matrix
    labels: Matrix
    weights: Matrix
    telling: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Score:
    set: str
    fold: int
    f1: float
    sure: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET_DIR")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    pages = [
        page for folder in asked.sets for page in labelled_pages(folder) if page.truth.get("body")
    ]
    samples = [sample for page in pages if (sample := sample_of(page))]
    print(f"{len(pages)} pages, {sum(len(sample.labels) for sample in samples)} passages")

    held_out: list[Score] = []
    ceiling: list[Score] = []
    of_page = {sample.page.id: sample for sample in samples}
    for fold in range(FOLDS):
        model = fit([sample for sample in samples if sample.page.fold != fold])
        for page in pages:
            if page.fold != fold:
                continue
            sample = of_page.get(page.id)
            odds = model.probabilities(sample.features) if sample else np.zeros(0, np.float32)
            sure = certainty(odds, sample.features) if sample else 0.0
            held_out.append(score_of(page, sure, odds))
            labels = sample.labels if sample else np.zeros(0, np.float32)
            ceiling.append(score_of(page, sure, labels))
    show("held out", held_out)
    show("ceiling", ceiling)
    reliability = reliability_of(held_out)
    for certain, f1 in reliability:
        print(f"certainty {certain:.3f}: F1 {f1:.3f}")
    if asked.write:
        store(fit(samples), reliability)


def score_of(page: LabelledPage, sure: float, odds: Matrix) -> Score:
    """Return how right the whole reading is, were ``odds`` what the model answers."""
    with patch.object(BodyModel, "probabilities", lambda *_: odds):
        try:
            text = normalise(extract_article(page.page, _FACTS)).body
        except PageError:
            text = ""
    f1 = word_f1(page.truth["body"], text)
    return Score(set=page.set, fold=page.fold, f1=f1, sure=sure)


def show(name: str, scores: Sequence[Score]) -> None:
    for one in dict.fromkeys(score.set for score in scores):
        of_set = [score for score in scores if score.set == one]
        folds = [
            100 * statistics.mean(score.f1 for score in of_set if score.fold == fold)
            for fold in sorted({score.fold for score in of_set})
        ]
        low = sum(score.f1 < 0.8 for score in of_set)
        mean = 100 * statistics.mean(score.f1 for score in of_set)
        by_fold = " ".join(f"{value:.1f}" for value in folds)
        print(f"{name:<9} {one:<12} word F1 {mean:.2f}  folds {by_fold}  under 0.8: {low}")


def reliability_of(scores: Sequence[Score]) -> list[tuple[float, float]]:
    """Return (certainty, mean F1 of pages about as sure), both rising, by bins of equal size."""
    ranked = sorted(scores, key=lambda score: score.sure)
    size = max(1, len(ranked) // RELIABILITY_BINS)
    bins = [ranked[at : at + size] for at in range(0, len(ranked) - size // 2, size)]
    pooled: list[tuple[int, float, float]] = []
    for part in bins:
        count = len(part)
        sure, f1 = sum(score.sure for score in part), sum(score.f1 for score in part)
        pooled.append((count, sure, f1))
        # Pool adjacent violators: a surer bin is never less right.
        while len(pooled) > 1 and pooled[-2][2] / pooled[-2][0] > pooled[-1][2] / pooled[-1][0]:
            last, before = pooled.pop(), pooled.pop()
            pooled.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    # Below the least sure bin: the less sure, the less is expected, down to nothing.
    return [(0.0, 0.0), *((sure / count, f1 / count) for count, sure, f1 in pooled)]


def sample_of(page: LabelledPage) -> Sample | None:
    read = page.page
    passages = read.outline.passages
    if not passages:
        return None
    labels, words = labels_of([passage.text for passage in passages], page.truth["body"])
    # A page counts as one page, however long: its words share a weight, and none outweighs all.
    told = words[labels > 0.5].sum() + 30
    return Sample(
        page=page,
        features=features_of(read.outline, page_words(read)),
        labels=labels,
        weights=np.minimum((words + 0.5) / told * 300, 60),
        telling=(labels > 0.05) | (words >= MIN_TELLING_WORDS),
    )


def labels_of(texts: list[str], truth: str) -> tuple[Matrix, Matrix]:
    """Return how much of each text the truth holds (0.0 to 1.0), and its number of words."""
    words = [word.lower() for word in _WORD.findall(truth)]
    joined = f" {' '.join(words)} "
    fours = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    labels, sizes = [], []
    for text in texts:
        own = [word.lower() for word in _WORD.findall(text)]
        own_fours = list(zip(own, own[1:], own[2:], own[3:], strict=False))
        if own and f" {' '.join(own)} " in joined:
            labels.append(1.0)
        elif len(own) >= 6:
            labels.append(sum(four in fours for four in own_fours) / len(own_fours))
        else:
            labels.append(0.0)
        sizes.append(len(own))
    return np.array(labels, dtype=np.float32), np.array(sizes, dtype=np.float32)


def fit(samples: list[Sample]) -> BodyModel:
    catboost = importlib.import_module("catboost")
    fitted = catboost.CatBoostClassifier(
        iterations=TREES,
        depth=DEPTH,
        learning_rate=LEARNING_RATE,
        loss_function="CrossEntropy",
        l2_leaf_reg=10,
        rsm=0.4,
        border_count=32,
        random_seed=1,
        thread_count=2,
        allow_writing_files=False,
        verbose=0,
    )
    drawn = np.random.default_rng(1)
    kept = [sample.telling | (drawn.random(len(sample.labels)) < KEPT_SHARE) for sample in samples]
    weights = [sample.weights * np.where(sample.telling, 1, 1 / KEPT_SHARE) for sample in samples]
    fitted.fit(
        np.concatenate([s.features[rows] for s, rows in zip(samples, kept, strict=True)]),
        np.concatenate([s.labels[rows] for s, rows in zip(samples, kept, strict=True)]),
        sample_weight=np.concatenate([w[rows] for w, rows in zip(weights, kept, strict=True)]),
    )
    scratch = MODEL.with_suffix(".catboost")
    fitted.save_model(str(scratch), format="json")
    told = json.loads(scratch.read_text("utf-8"))
    scratch.unlink()
    trees = [_deepened(tree) for tree in told["oblivious_trees"]]
    scale, (bias,) = told["scale_and_bias"]
    if scale != 1:
        raise SystemExit(f"scale {scale}: leaves would have to be multiplied")
    return BodyModel(
        columns=np.array([[s["float_feature_index"] for s in tree["splits"]] for tree in trees]),
        borders=np.array([[s["border"] for s in tree["splits"]] for tree in trees], np.float32),
        leaves=np.array([tree["leaf_values"] for tree in trees], np.float32),
        bias=bias,
        reliability=np.array([[0.0, 0.0], [1.0, 1.0]], np.float32),
    )


def _deepened(tree: dict[str, Any]) -> dict[str, Any]:
    """Ask a tree that is shallower than the others more, to which the answer is always no."""
    splits = list(tree["splits"])
    splits += [{"float_feature_index": 0, "border": NEVER_ABOVE}] * (DEPTH - len(splits))
    leaves = list(tree["leaf_values"])
    return {"splits": splits, "leaf_values": leaves + [0.0] * (2**DEPTH - len(leaves))}


def store(model: BodyModel, reliability: Sequence[tuple[float, float]]) -> None:
    numbers = {
        "features": list(FEATURES),
        "bias": round(model.bias, 5),
        "reliability": [[round(sure, 3), round(f1, 3)] for sure, f1 in reliability],
        "columns": model.columns.tolist(),
        "borders": [[float(f"{border:.6g}") for border in tree] for tree in model.borders],
        "leaves": [[round(float(leaf), 4) for leaf in tree] for tree in model.leaves],
    }
    MODEL.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", "utf-8")
    print(f"{MODEL}: {MODEL.stat().st_size} bytes")


def word_f1(truth: str, text: str) -> float:
    """Return the F1 of the lower-case word multisets."""
    wanted, got = (Counter(_WORD.findall(one.lower())) for one in (truth, text))
    common = sum((wanted & got).values())
    return 2 * common / (sum(wanted.values()) + sum(got.values())) if common else 0.0


if __name__ == "__main__":
    main()
