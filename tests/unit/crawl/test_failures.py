"""Why a request had no answer that can be used."""

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.crawl.failures import (
    AskedForTooLongADelay,
    ForbiddenByRobots,
    LedOffSite,
    ToldToWait,
    Unreadable,
    drop_reason,
    failure_text,
    status_of,
)

URL = "https://gadgetpost.example/2026/03/a/"


def failure(error: Exception) -> Failure:
    return Failure(error)  # type: ignore[no-untyped-call]


FORBIDDEN = HttpError(Response(URL, status=403))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FORBIDDEN, "http 403"),
        (ForbiddenByRobots("no"), "robots.txt"),
        (AskedForTooLongADelay("no"), "crawl delay"),
        (ToldToWait("later"), "told to wait"),
        (LedOffSite("away"), "led off site"),
        (Unreadable("not gzip"), "unreadable page"),
        (IgnoreRequest("max redirections reached"), "too many redirects"),
        (DownloadTimeoutError("30 s"), "timeout"),
        (CannotResolveHostError("no"), "host unknown"),
        (DownloadConnectionRefusedError("no"), "connection refused"),
        (DownloadFailedError("reset"), "connection failed"),
        (OSError("unreachable"), "connection failed"),
    ],
)
def test_each_kind_is_counted_under_its_own_name(error: Exception, reason: str) -> None:
    assert drop_reason(failure(error)) == reason


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FORBIDDEN, "answered 403"),
        (ForbiddenByRobots(f"robots.txt forbids {URL}"), f"robots.txt forbids {URL}"),
        (DownloadTimeoutError("longer than\n30 seconds"), "timeout: longer than 30 seconds"),
        (DownloadFailedError(""), "connection failed: DownloadFailedError"),
    ],
)
def test_a_source_says_in_a_line_what_went_wrong(error: Exception, text: str) -> None:
    assert failure_text(failure(error)) == text


def test_only_an_answer_has_a_status() -> None:
    assert status_of(failure(FORBIDDEN)) == 403
    assert status_of(failure(OSError())) is None
