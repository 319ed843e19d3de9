"""When a source is healthy, and when it fails the run."""

import pytest

from newscrawl.crawl.source_watch import SourceWatch

URL = "https://gadgetpost.example/feed/"


def watch(*, confirmed: bool = True, before: int | None = None, requests: int = 1) -> SourceWatch:
    return SourceWatch(url=URL, confirmed=confirmed, entries_before=before, unanswered=requests)


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_answer_with_entries_is_healthy(confirmed: bool) -> None:
    source = watch(confirmed=confirmed, before=20)

    source.answered(200, entries=30)

    assert source.outcome.error is None
    assert (source.outcome.status, source.outcome.entries) == (200, 30)
    assert not source.fails_run


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize(
    ("before", "fails"), [(None, False), (0, False), (1, True)], ids=["new", "never any", "had one"]
)
def test_no_entries_where_there_were_some_fails_confirmed_or_not(
    confirmed: bool, before: int | None, fails: bool
) -> None:
    source = watch(confirmed=confirmed, before=before)

    source.answered(200, entries=0)

    assert source.fails_run is fails
    assert (source.outcome.error is not None) is fails


@pytest.mark.parametrize("confirmed", [True, False])
def test_only_a_confirmed_source_that_fails_fails_the_run(confirmed: bool) -> None:
    source = watch(confirmed=confirmed)

    source.failed("answered 500", status=500)

    assert source.fails_run is confirmed
    assert source.outcome.error == "answered 500"
    assert source.outcome.entries is None


def test_not_modified_is_healthy_and_says_nothing_of_entries() -> None:
    source = watch(before=20)

    source.unmodified(entries=20)

    assert not source.fails_run
    assert (source.outcome.status, source.outcome.entries) == (304, None)


def test_not_modified_since_it_fell_silent_is_silent_still() -> None:
    source = watch(before=20)

    source.unmodified(entries=0)

    assert source.fails_run
    assert (source.outcome.status, source.outcome.entries) == (304, None)


def test_an_indexs_sitemaps_are_counted_together_and_judged_at_the_end() -> None:
    source = watch(before=20)
    source.answered(200, entries=None)
    source.unanswered += 2

    source.answered(200, entries=0)
    assert not source.fails_run  # one is still to come
    source.answered(200, entries=7)

    assert not source.fails_run
    assert source.outcome.entries == 7


def test_an_index_of_which_all_sitemaps_are_empty_is_empty() -> None:
    source = watch(before=20)
    source.answered(200, entries=None)
    source.unanswered += 1

    source.answered(200, entries=0)

    assert source.fails_run
    assert source.outcome.error is not None
    assert "named 20 before" in source.outcome.error
