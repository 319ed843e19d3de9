"""What the arguments do to a crawl."""

import pytest

from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import SENTENCE, STORY

pytestmark = pytest.mark.integration


def test_since_and_until_bound_what_is_fetched_and_what_is_written(desk: Desk) -> None:
    desk.paper.articles = dict.fromkeys(range(1, 11), SENTENCE)

    result = desk.crawl("-a", "since=2026-10-05T09:00", "-a", "until=2026-10-08T09:00")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    written = sorted(row["title"] for row in desk.table("articles"))
    assert written == ["Story of day 5", "Story of day 6", "Story of day 7"]
    # A feed's date may be a day off: days 4 and 8 are looked at, and told apart by their own date.
    assert result.counts.found == 5
    assert result.counts.dropped == {"outside since/until": 2}


def test_stories_only_keeps_every_capture_and_writes_stories(desk: Desk) -> None:
    desk.paper.articles[3] = STORY

    result = desk.crawl("-a", "stories_only=true", "-a", "max_articles=3")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert (result.counts.found, result.counts.new, result.counts.stories) == (3, 1, 1)
    assert [row["title"] for row in desk.table("articles")] == ["Story of day 3"]
    assert [row["role"] for row in desk.table("captures")].count("article") == 3

    whole = desk.crawl()

    assert whole.exit_code == 0, whole.log
    assert len(desk.table("articles")) == 4  # what a bounded run left out is not lost
