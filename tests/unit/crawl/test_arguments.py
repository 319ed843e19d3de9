"""What spiders take, and how a wrong argument is refused."""

from datetime import UTC, datetime

import pytest

from newscrawl.crawl.arguments import Arguments, parse_arguments
from newscrawl.errors import UsageError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def parsed(**given: str) -> Arguments:
    return parse_arguments(given, spider="gadgetpost", now=NOW)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T06:30", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
        ("2026-11-01T06:30-05:00", datetime(2026, 11, 1, 11, 30, tzinfo=UTC)),
        ("2026-11-01T06:30:15Z", datetime(2026, 11, 1, 6, 30, 15, tzinfo=UTC)),
        ("12h", datetime(2026, 11, 22, tzinfo=UTC)),
        ("7d", datetime(2026, 11, 15, 12, tzinfo=UTC)),
        ("2W", datetime(2026, 11, 8, 12, tzinfo=UTC)),
        ("7 d", datetime(2026, 11, 15, 12, tzinfo=UTC)),
        ("100000h", datetime(2015, 6, 26, 20, tzinfo=UTC)),
    ],
)
def test_since_is_a_day_a_time_or_how_long_ago(text: str, moment: datetime) -> None:
    assert parsed(since=text).since == moment


@pytest.mark.parametrize(
    ("text", "answer"),
    [("true", True), ("1", True), ("Yes", True), ("false", False), ("0", False), ("no", False)],
)
def test_stories_only_is_true_or_false(text: str, answer: bool) -> None:
    assert parsed(stories_only=text).stories_only is answer


def test_nothing_given_bounds_nothing() -> None:
    assert parsed() == Arguments(since=None, until=None, max_articles=None, stories_only=False)


def test_one_article_is_the_least() -> None:
    assert parsed(max_articles="1").max_articles == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sinse": "7d"}, "no argument 'sinse'; did you mean 'since'? There are: since, until"),
        ({"max-articles": "5"}, "did you mean 'max_articles'?"),
        ({"colour": "red"}, "gadgetpost: no argument 'colour'; there are: since"),
        ({"since": "yesterday"}, "since='yesterday' is no time; write a date"),
        ({"since": "7 days"}, "no time"),
        ({"since": "2026-13-01"}, "no time"),
        ({"since": "0001-01-01T00:00+23:00"}, "no time"),
        ({"since": "2026-11-22T12:00"}, "in the future"),
        ({"since": "2d", "until": "2d"}, "until=2d is not after since=2d"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "is not after"),
        ({"max_articles": "0"}, "max_articles=0 is no count"),
        ({"max_articles": "-3"}, "no count"),
        ({"max_articles": "ten"}, "no count"),
        ({"max_articles": "²"}, "no count"),
        ({"stories_only": "maybe"}, "write true or false"),
    ],
)
def test_what_cannot_be_meant_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        parsed(**given)

    assert said in str(refused.value)


def test_a_schedulers_own_arguments_are_ignored() -> None:
    assert parsed(_job="6487ec79947edab326d6db28a2d86511") == parsed()


def test_a_spiders_own_arguments_are_left_to_it() -> None:
    arguments = parse_arguments(
        {"url": "https://news.example/"}, spider="site", extra_names=("url", "urls"), now=NOW
    )

    assert arguments == parsed()
