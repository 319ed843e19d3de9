import pytest

from newscrawl.items import Block, BlockKind, Stage, TextPart
from newscrawl.stories.stage import stage_of
from newscrawl.stories.text import StoryText


def stage(title: str, *paragraphs: str) -> Stage | None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    found = stage_of(StoryText.of(title, blocks))
    return found.stage if found else None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Corvane accused of hiding a battery defect", Stage.ALLEGED),
        ("Corvane reportedly copied a rival's keyboard", Stage.ALLEGED),
        ("Tarn threatens to sue reviewer over a video", Stage.THREATENED),
        ("Tarn may sue reviewer over a video", Stage.THREATENED),
        ("Tarn sends cease-and-desist letter to reviewer", Stage.THREATENED),
        ("Tarn sues reviewer over a video", Stage.FILED),
        ("Reviewer files countersuit after lawsuit against Tarn", Stage.FILED),
        ("Regulator opens an investigation into Wexley's repairs", Stage.PENDING),
        ("Wexley faces a hearing over its repairs", Stage.PENDING),
        ("Judge rules that Wexley broke the law", Stage.RULED),
        ("Wexley was fined 3 million euros", Stage.RULED),
        ("Wexley found liable for a fire", Stage.RULED),
        ("Watchdog slaps a $3 million penalty on Wexley", Stage.RULED),
        ("Agency imposed a record fine on Wexley", Stage.RULED),
        ("Agency orders Wexley to stop bundling its browser", Stage.RULED),
        ("Wexley ordered to refund buyers", Stage.RULED),
        ("Wexley ordered to appear in an inquiry", Stage.PENDING),
        ("Trade commission issued a cease-and-desist order to Wexley", Stage.RULED),
        ("Supreme Court declines to hear Wexley's appeal", Stage.RULED),
        ("Wexley pays up after losing fight over fine", Stage.RULED),
        ("Tarn and Wexley sign a licence, ending all pending litigation", Stage.SETTLED),
        ("Top court rejects Wexley's plea against the probe", Stage.RULED),
        ("Judge rejects Wexley's bid to throw out class action", Stage.RULED),
        ("Wexley enters a deferred prosecution agreement", Stage.SETTLED),
        ("Appeals court pauses ban of Wexley's watch", Stage.RULED),
        ("Court of Appeals hears Wexley's case on trial", Stage.PENDING),
        ("Wexley wins appeals court ruling over Tarn", Stage.RULED),
        ("Wexley asks Supreme Court to reverse ruling", Stage.APPEALED),
        ("Wexley to pay Tarn in trade secret settlement", Stage.SETTLED),
        ("Italy banned Brightmoor's phone. Is Spain next?", Stage.RULED),
        ("Brightmoor fined? Not so fast", None),
        ("Netizen apologises over rumours about Brightmoor", None),
        ("Rumour has it that Brightmoor hid a defect", Stage.ALLEGED),
        ("Brightmoor files a countersuit, accusing Tarn of fraud", Stage.FILED),
        ("Watchdog has commenced proceedings against Brightmoor", Stage.FILED),
        ("Brightmoor moves SC against watchdog's order", Stage.APPEALED),
        ("Brightmoor founder held in contempt", Stage.RULED),
        ("Federal Circuit reversed it for Brightmoor", Stage.RULED),
        ("Brightmoor settles privacy suit", Stage.SETTLED),
        ("Brightmoor agrees to pay $30 million to users", Stage.SETTLED),
        ("Judge dismisses lawsuit against Brightmoor", Stage.DISMISSED),
        ("Class action against Brightmoor is thrown out", Stage.DISMISSED),
        ("Brightmoor appeals the verdict", Stage.APPEALED),
        ("Brightmoor has paid the fine", Stage.PAID),
        ("Tarn drops its lawsuit against reviewer", Stage.WITHDRAWN),
    ],
)
def test_the_title_tells_how_far_a_matter_has_come(title: str, told: Stage | None) -> None:
    assert stage(title) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Wexley could be fined 3 million euros", None),
        ("Wexley fined 3 million euros", Stage.RULED),
        ("Wexley asks judge to dismiss lawsuit", Stage.PENDING),
        ("Judge dismisses Wexley lawsuit", Stage.DISMISSED),
        ("Wexley in talks to settle privacy suit, documents say", None),
        ("Wexley settles privacy suit, documents say", Stage.SETTLED),
        ("Wexley won't appeal", None),
        ("Wexley appeals", Stage.APPEALED),
        ("Maker accused of fraud may be found guilty", Stage.ALLEGED),
        ("Maker accused of fraud: found guilty", Stage.RULED),
    ],
)
def test_what_is_only_alleged_feared_or_asked_for_is_not_decided(
    title: str, told: Stage | None
) -> None:
    assert stage(title) is told


def test_a_headline_that_only_alleges_is_not_decided_by_a_case_of_the_past() -> None:
    told = stage(
        "Corvane accused of spying on its users",
        "A researcher says that the app sends lists of contacts home.",
        "Corvane was fined 2 million euros in 2019 over cookies.",
    )

    assert told is Stage.ALLEGED


def test_a_headline_that_only_alleges_may_be_of_a_suit() -> None:
    told = stage(
        "Corvane accused of spying on its users",
        "Two users have filed a lawsuit in Texas.",
    )

    assert told is Stage.FILED


def test_where_the_title_tells_no_act_the_lead_does() -> None:
    story = StoryText.of(
        "A bad day for Corvane",
        [Block(kind=BlockKind.PARAGRAPH, text="Rain fell. A court ordered the maker to pay.")],
    )

    found = stage_of(story)

    assert found is not None
    assert found.stage is Stage.RULED
    assert found.evidence.part is TextPart.BODY
    assert story.body[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert found.evidence.quote == "A court ordered the maker to pay."


def test_a_story_without_an_act_has_no_stage() -> None:
    assert stage("Corvane shows a watch", "It has a round screen.") is None


def test_claims_that_are_false_are_no_allegation() -> None:
    assert (
        stage(
            "Brightmoor makes netizen say sorry",
            "He spread false claims that its phones burn. He paid 30,000 yuan in compensation.",
        )
        is Stage.PAID
    )
