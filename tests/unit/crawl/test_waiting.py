"""Retry-After."""

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from newscrawl.crawl.waiting import retry_after_s

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 22 Nov 2026 12:01:30 GMT", 90.0),
        ("Sun, 22 Nov 2026 12:01:30", 90.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 12:01:30 +99999999999999999999", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("", None),
    ],
)
def test_it_is_seconds_or_a_date(header: str, wait_s: float | None) -> None:
    response = Response(
        "https://gadgetpost.example/",
        status=429,
        headers={"Retry-After": header.encode("utf-8")},
    )

    assert retry_after_s(response, now=NOW) == wait_s


def test_without_it_there_is_none() -> None:
    assert retry_after_s(Response("https://gadgetpost.example/", status=503), now=NOW) is None
