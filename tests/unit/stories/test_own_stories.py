import json
from pathlib import Path

from newscrawl.items import Matter, Side, StoryKind
from newscrawl.stories.brands import built_in_table
from tests.bench.fit_story_weights import OWN_FOLD, week_fold
from tests.bench.own_stories import own_stories


def test_names_are_drawn_alike_each_time() -> None:
    assert own_stories() == own_stories()


def test_every_slot_is_a_company_s_and_the_same_one_all_through_a_story(tmp_path: Path) -> None:
    row = {"title": "{a} sues {b}", "text": "{a} filed it.", "parties": [["{a}", "claimant"]]}
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(row) + "\n")

    (story,) = own_stories(path)

    claimant, respondent = story["title"].split(" sues ")
    assert claimant != respondent
    assert story["text"] == f"{claimant} filed it."
    assert story["parties"] == [[claimant, "claimant"]]
    assert [m.brand.kind for m in built_in_table().named(claimant)] == ["company"]


def test_a_story_says_only_what_labels_can() -> None:
    for story in own_stories():
        assert "{" not in story["title"] + story["text"]
        if story["relevant"]:
            assert set(story["kinds"]) <= set(StoryKind), story["title"]
            assert story["matter"] in set(Matter), story["title"]
            assert {side for _, side in story["parties"]} <= set(Side), story["title"]
        else:
            assert "kinds" not in story, story["title"]


def test_our_own_stories_are_never_scored_on() -> None:
    assert week_fold(own_stories()[0], 5) == OWN_FOLD
    assert week_fold({"date": "2026-03-02"}, 5) != OWN_FOLD
