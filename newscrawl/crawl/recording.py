"""Records every exchange with a site as it was received: robots.txt, redirects and errors too."""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Headers, Response

from newscrawl.crawl.archiving import Archiving
from newscrawl.crawl.request_meta import CAPTURE, ROLE
from newscrawl.crawl.spider import SiteSpider
from newscrawl.errors import ArchiveError
from newscrawl.items import CaptureRole, Exchange

logger = logging.getLogger(__name__)


class Recording:
    """
    Puts the Capture of each response into ``request.meta``, before anyone reads the response.

    It lies next to the downloader: the body is still as the server sent it. Packing and writing go
    on in a thread; the response is handed on when it is in the spool. As long as it waits it counts
    among CONCURRENT_REQUESTS, so that never more is in memory than these.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._largest_body_bytes = crawler.settings.getint("NEWSCRAWL_LARGEST_BODY_BYTES")
        # one thread: more would contend with the crawl's own for the interpreter, and slow it down
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="recording")
        self._received_bytes: WeakKeyDictionary[Request, int] = WeakKeyDictionary()
        crawler.signals.connect(self._cut_off, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Recording":
        if not crawler.settings.getbool("NEWSCRAWL_RECORDING"):
            raise NotConfigured
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        # A redirect and a retry copy the meta of the request before them: without its capture this
        # answer must not go under that one's.
        request.meta.pop(CAPTURE, None)
        archiving = self._crawler.get_extension(Archiving)
        assert archiving
        try:
            run = spider.run_for(request).run
            exchange = exchange_of(request, response)
            loop = asyncio.get_running_loop()
            request.meta[CAPTURE] = await loop.run_in_executor(self._writing, run.record, exchange)
        except ArchiveError as error:
            archiving.fail(error)
        except Exception:
            logger.exception("the answer of %s could not be recorded", request.url)
            archiving.stop("fault")
        return response

    def _cut_off(self, data: bytes, request: Request) -> None:
        """Stop a body at the limit; what has come is recorded as truncated (``length``)."""
        received = self._received_bytes.get(request, 0) + len(data)
        self._received_bytes[request] = received
        if received >= self._largest_body_bytes:
            logger.warning("cut %s off after %d bytes", request.url, received)
            raise StopDownload(fail=False)


def exchange_of(request: Request, response: Response) -> Exchange:
    """
    Return what was sent and received.

    Scrapy keeps each header's values in order and repeated, names in the order of their first
    value; transfer coding is undone, content coding is not.
    """
    return Exchange(
        method=request.method,
        url=response.url,
        request_headers=tuple(_pairs(request.headers)),
        request_body=request.body,
        status=response.status,
        http_version=response.protocol or "HTTP/1.1",
        response_headers=tuple(_pairs(response.headers)),
        body=response.body,
        received_at=datetime.now(UTC),
        role=request.meta.get(ROLE, CaptureRole.OTHER),
        ip_address=_address(request, response),
        truncated=truncation_of(response),
    )


def _address(request: Request, response: Response) -> str | None:
    """Return the site's address; behind a proxy it is not known (Scrapy has the proxy's)."""
    if request.meta.get("proxy") or response.ip_address is None:
        return None
    return str(response.ip_address)


def truncation_of(response: Response) -> str | None:
    """Return the WARC-Truncated reason, None where the body is whole."""
    if "download_stopped" in response.flags:
        return "length"
    return "disconnect" if "dataloss" in response.flags else None


def _pairs(headers: Headers) -> Iterator[tuple[bytes, bytes]]:
    for name, values in headers.items():
        for value in values:
            yield name, value
