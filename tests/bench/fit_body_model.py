# /// script
# dependencies = ["catboost>=1.2"]
# ///
"""
python -m tests.bench.fit_body_model SET_DIR... [--write]

Fits newscrawl/extract/body_model.json on pages with known text. A SET_DIR holds ``truth.jsonl``
(``id``, ``url``, ``body``) and ``html/ID.html.gz``. Prints the word F1 of each set on sites that
the model was not fitted on (five folds, a site's pages in one), and how sure the model was
against how right; with ``--write`` fits on all pages and stores the model.

catboost is needed for fitting only: ``uv run --with catboost python -m ...``.
"""

import argparse
import gzip
import importlib
import json
import re
import statistics
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

import newscrawl.extract
from newscrawl.extract import Page
from newscrawl.extract.body_model import BodyModel
from newscrawl.extract.features import FEATURES, Matrix, features_of
from newscrawl.extract.story import THRESHOLD, certainty, page_words
from newscrawl.items import Capture, CaptureRole, Snapshot
from newscrawl.urls import registrable_domain

FOLDS = 5
TREES, DEPTH, LEARNING_RATE = 250, 6, 0.1
MODEL = Path(newscrawl.extract.__file__).with_name("body_model.json")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class LabelledPage:
    """``labels`` are the shares of each passage that the truth holds, ``weights`` its say."""

    set: str
    site: str
    truth: str
    texts: list[str]
    features: Matrix
    labels: Matrix
    weights: Matrix

    @property
    def fold(self) -> int:
        return zlib.crc32(self.site.encode()) % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET_DIR")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    pages = [page for folder in asked.sets for page in labelled_pages(folder)]
    print(f"{len(pages)} pages, {sum(len(page.texts) for page in pages)} passages")

    sure: list[tuple[float, float]] = []
    scores: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        model = fit([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                odds = model.probabilities(page.features)
                score = word_f1(page.truth, chosen_text(page, odds))
                scores.setdefault(page.set, []).append(score)
                sure.append((certainty(odds, page.features), score))
    for name, values in scores.items():
        print(f"{name:<14} word F1 {100 * statistics.mean(values):.2f} (n={len(values)})")
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        high = {0.0: 0.5, 0.8: 0.85, 0.85: 0.9, 0.9: 0.95, 0.95: 1.01}.get(low, low + 0.1)
        within = [score for certain, score in sure if low <= certain < high]
        if within:
            print(
                f"certainty {low:.2f}-{high:.2f}: F1 {statistics.mean(within):.3f} n={len(within)}"
            )
    if asked.write:
        store(fit(pages))


def labelled_pages(folder: Path) -> list[LabelledPage]:
    found = []
    for line in (folder / "truth.jsonl").read_text("utf-8").strip("\n").split("\n"):
        row = json.loads(line)
        file = folder / "html" / f"{row['id']}.html.gz"
        if row.get("body") and (page := labelled_page(folder.name, row, file)):
            found.append(page)
    return found


def labelled_page(set_name: str, row: dict[str, Any], file: Path) -> LabelledPage | None:
    body = gzip.decompress(file.read_bytes())
    url = row["url"] or "https://unknown.example/"
    capture = Capture(
        capture_id=row["id"],
        site="fit",
        run_id="fit",
        url=url,
        captured_at=datetime.now(UTC),
        role=CaptureRole.ARTICLE,
        status=200,
        media_type="text/html",
        payload_digest="sha256:00",
        payload_bytes=len(body),
        warc_key="fit",
        warc_offset=0,
        warc_bytes=len(body),
    )
    page = Page(Snapshot(capture=capture, headers=(), body=body))
    passages = page.outline.passages
    if not passages:
        return None
    texts = [passage.text for passage in passages]
    labels, words = labels_of(texts, row["body"])
    # A page counts as one page, however long: its words share a weight, and none outweighs all.
    told = words[labels > 0.5].sum() + 30
    return LabelledPage(
        set=set_name,
        site=registrable_domain(url),
        truth=row["body"],
        texts=texts,
        features=features_of(page.outline, page_words(page)),
        labels=labels,
        weights=np.minimum((words + 0.5) / told * 300, 60),
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


def fit(pages: list[LabelledPage]) -> BodyModel:
    catboost = importlib.import_module("catboost")
    fitted = catboost.CatBoostClassifier(
        iterations=TREES,
        depth=DEPTH,
        learning_rate=LEARNING_RATE,
        loss_function="CrossEntropy",
        l2_leaf_reg=6,
        border_count=64,
        random_seed=1,
        allow_writing_files=False,
        verbose=0,
    )
    fitted.fit(
        np.concatenate([page.features for page in pages]),
        np.concatenate([page.labels for page in pages]),
        sample_weight=np.concatenate([page.weights for page in pages]),
    )
    scratch = MODEL.with_suffix(".catboost")
    fitted.save_model(str(scratch), format="json")
    told = json.loads(scratch.read_text("utf-8"))
    scratch.unlink()
    trees = [tree for tree in told["oblivious_trees"] if len(tree["splits"]) == DEPTH]
    if len(trees) != len(told["oblivious_trees"]):
        raise SystemExit("a tree is shallower than the others: fit with more pages")
    scale, (bias,) = told["scale_and_bias"]
    if scale != 1:
        raise SystemExit(f"scale {scale}: leaves would have to be multiplied")
    return BodyModel(
        columns=np.array([[s["float_feature_index"] for s in tree["splits"]] for tree in trees]),
        borders=np.array([[s["border"] for s in tree["splits"]] for tree in trees], np.float32),
        leaves=np.array([tree["leaf_values"] for tree in trees], np.float32),
        bias=bias,
    )


def store(model: BodyModel) -> None:
    numbers = {
        "features": list(FEATURES),
        "bias": round(model.bias, 5),
        "columns": model.columns.tolist(),
        "borders": [[float(f"{border:.6g}") for border in tree] for tree in model.borders],
        "leaves": [[round(float(leaf), 4) for leaf in tree] for tree in model.leaves],
    }
    MODEL.write_text(json.dumps(numbers, separators=(",", ":")) + "\n", "utf-8")
    print(f"{MODEL}: {MODEL.stat().st_size} bytes")


def chosen_text(page: LabelledPage, odds: Matrix) -> str:
    return "\n\n".join(text for text, odd in zip(page.texts, odds, strict=True) if odd >= THRESHOLD)


def word_f1(truth: str, text: str) -> float:
    """Return the F1 of the lower-case word multisets."""
    wanted, got = (Counter(_WORD.findall(one.lower())) for one in (truth, text))
    common = sum((wanted & got).values())
    return 2 * common / (sum(wanted.values()) + sum(got.values())) if common else 0.0


if __name__ == "__main__":
    main()
