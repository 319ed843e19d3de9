"""What a host says with 429 or 503: come back later, and when."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.crawl.failures import ToldToWait

logger = logging.getLogger(__name__)

_LATER = (429, 503)
_UNSAID_DELAYS = 5  # without Retry-After: as long as this many requests would take, then doubled


class Waiting:
    """
    Holds back every request to a host until the time it named in Retry-After.

    A host that asks for longer than NEWSCRAWL_LONGEST_WAIT_SECONDS is left alone for the rest of
    the run: its requests raise ToldToWait.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._longest_wait_s = crawler.settings.getfloat("NEWSCRAWL_LONGEST_WAIT_SECONDS")
        self._delay_s = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._free_at: dict[str, float] = {}  # by host and port; time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Waiting":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = urlparse_cached(request).netloc
        while (wait_s := self._free_at.get(host, 0.0) - monotonic()) > 0:
            if wait_s > self._longest_wait_s:
                raise ToldToWait(f"{host} asked to be left alone")
            await asyncio.sleep(wait_s)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status not in _LATER:
            return response
        host = urlparse_cached(request).netloc
        wait_s = retry_after_s(response, now=datetime.now(UTC))
        if wait_s is None:
            tries = request.meta.get("retry_times", 0)
            wait_s = min(self._delay_s * _UNSAID_DELAYS * 2**tries, self._longest_wait_s)
        if wait_s > self._longest_wait_s:
            logger.warning("%s asks to wait %.0f s: nothing more is fetched from it", host, wait_s)
            request.meta["dont_retry"] = True
        elif wait_s > 0:
            logger.info("%s answers %d: waiting %.0f s", host, response.status, wait_s)
        self._free_at[host] = max(self._free_at.get(host, 0.0), monotonic() + wait_s)
        return response


def retry_after_s(response: Response, *, now: datetime) -> float | None:
    """
    Return the seconds that Retry-After asks for, None where it says nothing readable.

    A number of seconds or an HTTP date (RFC 9110, 10.2.3); a date that is past is 0.
    """
    header = response.headers.get("Retry-After") or b""
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
