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

from newscrawl.archive.run import Run
from newscrawl.crawl.archiving import Archiving
from newscrawl.crawl.request_meta import CAPTURE, ROLE
from newscrawl.crawl.spider import SiteSpider
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture, CaptureRole, Exchange

logger = logging.getLogger(__name__)

# Up to here, to pack and write it takes less of the crawl's time than to hand it to a thread: two
# threads of one interpreter wait for each other, ten times a page.
LARGE_BODY_BYTES = 256 << 10


class Recording:
    """
    Puts the Capture of each response into ``request.meta``, before anyone reads the response.

    It lies next to the downloader: the body is still as the server sent it. The response is handed
    on when it is in the spool. What would hold up the crawl for longer than a millisecond is packed
    and written in a thread; as long as it waits it counts among CONCURRENT_REQUESTS, so that never
    more is in memory than these.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._largest_body_bytes = crawler.settings.getint("NEWSCRAWL_LARGEST_BODY_BYTES")
        # one: more would contend with the crawl's own thread for the interpreter, and slow it down
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recording")
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
            request.meta[CAPTURE] = await self.record(run, exchange)
        except ArchiveError as error:
            archiving.fail(error)
        except Exception:
            logger.exception("the answer of %s could not be recorded", request.url)
            archiving.stop("fault")
        return response

    async def record(self, run: Run, exchange: Exchange) -> Capture:
        """Return the capture once it is in the spool. Raises SpoolError."""
        if len(exchange.body) <= LARGE_BODY_BYTES:
            return run.record(exchange)
        return await asyncio.get_running_loop().run_in_executor(self._thread, run.record, exchange)

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
