"""Why a request had no answer that can be used, in words that are counted."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure


class NotFetched(IgnoreRequest):
    """A request that we do not make, or an answer that we do not take; ``reason`` is counted."""

    reason = "not fetched"


class ForbiddenByRobots(NotFetched):
    reason = "robots.txt"


class AskedForTooLongADelay(NotFetched):
    reason = "crawl delay"


class ToldToWait(NotFetched):
    reason = "told to wait"


class LedOffSite(NotFetched):
    reason = "led off site"


class Unreadable(NotFetched):
    reason = "unreadable page"


def drop_reason(failure: Failure) -> str:
    """Return the reason under which a failed article request is counted."""
    error = failure.value
    match error:
        case HttpError():
            return f"http {error.response.status}"
        case NotFetched():
            return error.reason
        case IgnoreRequest():
            return "too many redirects"  # the one thing that Scrapy itself gives up on so
        case DownloadTimeoutError():
            return "timeout"
        case CannotResolveHostError():
            return "host unknown"
        case DownloadConnectionRefusedError():
            return "connection refused"
        case _:
            return "connection failed"


def failure_text(failure: Failure) -> str:
    """Return one line for the log and the runs table: what went wrong with a source."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"answered {error.response.status}"
    text = " ".join(str(error).split()) or type(error).__name__
    reason = drop_reason(failure)
    return text if text.lower().startswith(reason) else f"{reason}: {text}"


def status_of(failure: Failure) -> int | None:
    """Return the HTTP status that a request failed with, None where there was no answer."""
    error = failure.value
    return error.response.status if isinstance(error, HttpError) else None
