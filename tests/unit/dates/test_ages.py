from datetime import UTC, date, datetime, time

import pytest

from newscrawl.dates import is_like_age, read_date
from newscrawl.items import Precision

CAPTURED_AT = datetime(2026, 3, 5, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "20 minutes ago",
        "Updated 20 min ago",
        "vor 20 Minuten",
        "il y a 20 minutes",
        "hace 20 minutos",
        "há 20 minutos",
        "20 minuti fa",
        "20 minuten geleden",
        "för 20 minuter sedan",
        "for 20 minutter siden",
        "20 minuuttia sitten",
        "20 minut temu",
        "20 dakika önce",
        "20 минут назад",
        "20 хвилин тому",
        "منذ 20 دقيقة",
        "לפני 20 דקות",
        "20 मिनट पहले",
        "20 นาที ที่แล้ว",
        "20 phút trước",
        "20 menit yang lalu",
        "20分前",
        "20分钟前",
        "20분 전",
    ],
)
def test_minutes_are_counted_back_from_the_capture(text: str) -> None:
    read = read_date(text, captured_at=CAPTURED_AT)

    assert is_like_age(text)
    assert read is not None
    assert (read.day, read.clock) == (date(2026, 3, 5), time(12, 0))
    assert (read.precision, read.zone, read.is_age) == (Precision.MINUTE, UTC, True)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("3 hours ago", date(2026, 3, 5), time(9)),
        ("12 hours ago", date(2026, 3, 5), time(0)),
        ("vor 13 Stunden", date(2026, 3, 4), time(23)),
        ("13時間前", date(2026, 3, 4), time(23)),
    ],
)
def test_hours_are_counted_back_to_the_hour(text: str, day: date, clock: time) -> None:
    read = read_date(text, captured_at=CAPTURED_AT)

    assert read is not None
    assert (read.day, read.clock, read.zone) == (day, clock, UTC)
    assert read.precision is Precision.HOUR


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 Stunden im Stau", None),
        ("3 weeks ago", None),
        ("2 days ago", date(2026, 3, 3)),
        ("3日前", date(2026, 3, 2)),
        ("yesterday", date(2026, 3, 4)),
        ("Published yesterday at 9:30 PM", date(2026, 3, 4)),
        ("昨日", date(2026, 3, 4)),
        ("вчера", date(2026, 3, 4)),
        ("yesterday's news", None),
        ("today", date(2026, 3, 5)),
    ],
)
def test_longer_ages_name_a_day_and_weeks_name_none(text: str, day: date | None) -> None:
    read = read_date(text, captured_at=CAPTURED_AT)

    assert (read and read.day) == day
