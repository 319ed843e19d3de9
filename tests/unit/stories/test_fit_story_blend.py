import numpy as np

from tests.bench.fit_story_blend import blended, fitted_blend, reliability

STORIES = 400
chance = np.random.RandomState(7)
everyone = np.ones(STORIES, dtype=bool)
relevant = chance.rand(STORIES) < 0.4
recall = relevant & (chance.rand(STORIES) < 0.5)
safety = recall | (relevant & (chance.rand(STORIES) < 0.1))
TARGETS = [
    ("relevant", relevant, everyone),
    ("kind recall", recall, relevant),
    ("kind ban", relevant & ~recall, relevant),
    ("matter safety", safety, relevant),
    ("matter export", relevant & ~safety, relevant),
]
TRUTH = np.stack([has for _, has, _ in TARGETS], axis=1)
TELLING = np.where(TRUTH, 1.0, -1.0) + chance.randn(*TRUTH.shape)
NOISE = chance.randn(*TRUTH.shape)


def test_who_tells_more_is_believed_more() -> None:
    blend = fitted_blend(TARGETS, TELLING, NOISE, np.ones(STORIES))

    by_linear, by_encoder = blend.table[:, 0], blend.table[:, 1]
    assert (by_linear > 1).all()
    assert (np.abs(by_encoder) < 0.5).all()


def test_kinds_share_their_weights_and_matters_need_no_addend() -> None:
    blend = fitted_blend(TARGETS, TELLING, NOISE, np.ones(STORIES))

    assert (blend.table[1, :2] == blend.table[2, :2]).all()
    assert (blend.table[3] == blend.table[4]).all()
    assert blend.table[3, 2] == 0


def test_a_blended_score_is_right_as_often_as_it_says() -> None:
    blend = fitted_blend(TARGETS, TELLING, NOISE, np.ones(STORIES))
    odds = blended(blend, TELLING, NOISE)[:, 0]

    assert abs((1 / (1 + np.exp(-odds))).mean() - relevant.mean()) < 0.01


def test_a_bin_tells_its_stories_and_how_many_are_relevant() -> None:
    lines = list(reliability(np.array([0.0, 0.0, 9.0]), np.array([True, False, True])))

    assert [line.split() for line in lines[1:]] == [
        ["0.50", "to", "0.65", "2", "0.500", "0.500"],
        ["0.95", "to", "1.00", "1", "1.000", "1.000"],
    ]
