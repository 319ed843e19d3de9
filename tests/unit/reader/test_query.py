"""What a question may ask."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from newscrawl.errors import UsageError
from newscrawl.reader.query import ArticleQuery

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_one_name_and_several_are_both_understood() -> None:
    query = ArticleQuery(kind="apology", site=("gadgetpost", "phonewire"))

    assert query.kinds == ("apology",)
    assert query.sites == ("gadgetpost", "phonewire")
    assert query.brands == ()


def test_a_period_is_from_midnight_to_midnight_in_utc() -> None:
    query = ArticleQuery(since="2026-11-01", until="2026-12-01")

    since, until = query.period(now=NOON)

    assert since == datetime(2026, 11, 1, tzinfo=UTC)
    assert until == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_period_of_one_day_is_no_mistake() -> None:
    ArticleQuery(since="2026-11-20", until="2026-11-21")


def test_datetimes_are_taken_to_utc() -> None:
    beijing = timezone(timedelta(hours=8))
    query = ArticleQuery(since=datetime(2026, 11, 20, 9, tzinfo=beijing))

    since, until = query.period(now=NOON)

    assert since == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert until is None


@pytest.mark.parametrize(
    ("filters", "answer"),
    [
        ({"kind": "setlement"}, "did you mean 'settlement'? There are: lawsuit, "),
        ({"kind": ("apology", "zzz")}, "no kind 'zzz'; there are: lawsuit, "),
        ({"since": "yesterday"}, "'yesterday' is no time"),
        ({"since": datetime(2026, 11, 20)}, "2026-11-20T00:00:00 has no UTC offset"),  # noqa: DTZ001
        ({"since": "2026-11-20", "until": "2026-11-20"}, "is not after since (2026-11-20)"),
        ({"text": " "}, "holds no word"),
        ({"limit": 0}, "limit 0 asks for nothing"),
    ],
)
def test_an_impossible_question_is_refused_where_it_is_asked(
    filters: dict[str, Any], answer: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        ArticleQuery(**filters)

    assert answer in str(refusal.value)
