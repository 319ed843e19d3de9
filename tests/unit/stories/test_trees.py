import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from newscrawl.stories.trees import Trees
from tests.bench.fit_story_sides import as_trees


def fitted() -> tuple[HistGradientBoostingClassifier, np.ndarray]:
    rows = np.random.default_rng(0).normal(size=(400, 5))
    answers = np.where(rows[:, 0] > 0.4, "claimant", np.where(rows[:, 1] > 0, "none", "respondent"))
    model = HistGradientBoostingClassifier(max_iter=8, max_leaf_nodes=6, random_state=0)
    return model.fit(rows, answers), rows


def test_trees_say_what_the_fitted_model_says() -> None:
    model, rows = fitted()

    trees = as_trees(model)

    assert trees.classes == ("claimant", "none", "respondent")
    np.testing.assert_allclose(trees.probabilities(rows), model.predict_proba(rows), rtol=1e-6)


def test_trees_are_read_back_as_they_were_kept() -> None:
    model, rows = fitted()
    trees = as_trees(model)

    again = Trees.read(trees.arrays("sides"), "sides")

    assert again is not None
    np.testing.assert_allclose(again.probabilities(rows), trees.probabilities(rows), rtol=1e-5)


def test_a_row_at_the_threshold_goes_left() -> None:
    trees = Trees(
        classes=("no", "yes"),
        base=np.zeros(2),
        roots=np.array([0]),
        class_of=np.array([1]),
        feature=np.array([0, 0, 0]),
        threshold=np.array([2.0, 0.0, 0.0]),
        left=np.array([1, 1, 2]),
        right=np.array([2, 1, 2]),
        value=np.array([0.0, -3.0, 3.0]),
        depth=1,
    )

    chances = trees.probabilities(np.array([[2.0], [2.1]]))

    assert chances[0, 1] == pytest.approx(1 / (1 + np.exp(3)))
    assert chances[1, 1] == pytest.approx(1 / (1 + np.exp(-3)))


def test_where_none_were_kept_there_are_no_trees() -> None:
    assert Trees.read({}, "sides") is None
