import io
import json
from pathlib import Path

import pytest

from newscrawl.items import Block, BlockKind
from newscrawl.stories.card import story_card
from newscrawl.stories.weights import load
from tests.bench import fit_story_weights as fit


def stories() -> list[dict[str, object]]:
    """Twelve weeks of a lawsuit, a recall and two plain stories each."""
    rows: list[dict[str, object]] = []
    for week in range(12):
        day = f"2026-{1 + week // 4:02d}-{1 + 7 * (week % 4):02d}"
        rows += [
            {
                "title": "Nokia sues Oppo over patents",
                "text": f"The suit number {week} was filed in a court.",
                "date": day,
                "relevant": True,
                "kinds": ["lawsuit"],
                "matter": "patent",
                "parties": [["Nokia", "claimant"], ["Oppo", "respondent"]],
            },
            {
                "title": "Ford recalls cars over a fire hazard",
                "text": "The regulator said owners should park outside.",
                "date": day,
                "relevant": True,
                "kinds": ["recall"],
                "matter": "safety",
                "parties": [["Ford", "respondent"]],
            },
            {
                "title": "A phone with a bright screen",
                "text": "We liked it.",
                "date": day,
                "relevant": False,
            },
            {
                "title": "How to save battery",
                "text": "Turn it off.",
                "date": day,
                "relevant": False,
            },
        ]
    return rows


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fit") / "stories.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in stories()))
    return path


def test_weights_fitted_to_labelled_stories_read_others(labelled: Path, tmp_path: Path) -> None:
    fit.main([str(labelled), "--output", str(tmp_path / "weights.npz")])
    weights = load(tmp_path / "weights.npz")
    block = Block(kind=BlockKind.PARAGRAPH, text="The complaint was filed in a court.")

    suit = story_card(
        "Sony sues Sega over patents", [block], language="en", weights=weights, threshold=0.5
    )
    plain = story_card(
        "A tablet with a bright screen", [], language="en", weights=weights, threshold=0.5
    )

    assert suit.relevant
    assert suit.kinds[0].kind == "lawsuit"
    assert not plain.relevant


def test_the_same_stories_give_the_same_weights() -> None:
    once, again = io.BytesIO(), io.BytesIO()

    for file in (once, again):
        arrays = fit.fitted(stories())
        file.write(b"".join(arrays[name].tobytes() for name in sorted(arrays)))

    assert once.getvalue() == again.getvalue()


def test_stories_of_one_week_share_a_fold() -> None:
    monday, sunday, next_monday = "2026-03-02", "2026-03-08", "2026-03-09"

    assert fit.week_fold({"date": monday}, 5) == fit.week_fold({"date": sunday}, 5)
    assert fit.week_fold({"date": monday}, 5) != fit.week_fold({"date": next_monday}, 5)


def test_a_fold_can_be_left_out(labelled: Path, tmp_path: Path) -> None:
    fit.main([str(labelled), "--output", str(tmp_path / "all.npz")])
    fit.main([str(labelled), "--output", str(tmp_path / "part.npz"), "--without", "1/5"])

    assert (tmp_path / "all.npz").read_bytes() != (tmp_path / "part.npz").read_bytes()
