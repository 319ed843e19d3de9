"""The loopback web: one process that is origin and plain-HTTP proxy of every site it holds."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tests.web.messages import (
    RawReply,
    Reply,
    Request,
    Site,
    conditioned,
    parse_request,
    text_reply,
    wire_bytes,
)

HEAD_LIMIT_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One request as it was answered."""

    method: str
    url: str
    status: int
    headers: dict[str, str]


class Web:
    """
    The sites of one loopback web, by host.

    A crawl needs no name service: with ``http_proxy`` set to ``proxy_url`` it asks for
    ``http://gadgetpost.example/`` as it would ask any site. ``edition`` may be raised between
    crawls. ``requests`` is what was asked, in order; ``on_answer`` is told of each at once.
    """

    def __init__(self, sites: Iterable[Site], *, edition: int = 1) -> None:
        self.sites = {site.host: site for site in sites}
        self.edition = edition
        self.requests: list[Logged] = []
        self.on_answer: Callable[[Logged], None] = lambda _logged: None
        self.port = 0
        self._server: asyncio.Server | None = None

    @property
    def proxy_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        self._server = await asyncio.start_server(
            self._converse, "127.0.0.1", port, limit=HEAD_LIMIT_BYTES
        )
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Take no more connections; those that are open end with the event loop."""
        if self._server is not None:
            self._server.close()

    def answer(self, request: Request) -> Reply | RawReply:
        if request.method == "CONNECT":
            return text_reply("This web speaks plain HTTP only.\n", status=501)
        if request.method not in ("GET", "HEAD"):
            return text_reply("Only GET and HEAD are answered here.\n", status=405)
        site = self.sites.get(request.host)
        if site is None:
            return text_reply(f"No site {request.host!r} in this web.\n", status=502)
        return site.answer(request, self.edition)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has gone or the web stops; what was asked is in the log
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False where the connection ends after it."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            request = parse_request(head)
        except (asyncio.LimitOverrunError, ValueError):
            broken = Request(method="GET", host="", path="/")
            reply = text_reply("That is no request.\n", status=400)
            writer.write(wire_bytes(reply, broken, keep_alive=False))
            await writer.drain()
            return False
        reply_or_raw = self.answer(request)
        if isinstance(reply_or_raw, RawReply):
            self._log(request, reply_or_raw.status)
            for chunk in reply_or_raw.chunks:
                writer.write(chunk)
                await writer.drain()
                await asyncio.sleep(reply_or_raw.pause_s)
            return False
        if stamp := reply_or_raw.stamp:
            body = stamp(reply_or_raw.body, len(self.requests))
            reply_or_raw = replace(reply_or_raw, body=body)
        reply = conditioned(reply_or_raw, request)
        self._log(request, reply.status)
        keep_alive = request.headers.get("connection", "").lower() != "close"
        writer.write(wire_bytes(reply, request, keep_alive=keep_alive))
        await writer.drain()
        return keep_alive

    def _log(self, request: Request, status: int) -> None:
        logged = Logged(
            method=request.method, url=request.url, status=status, headers=request.headers
        )
        self.requests.append(logged)
        self.on_answer(logged)


@contextmanager
def serve(sites: Iterable[Site] | None = None, *, edition: int = 1) -> Iterator[Web]:
    """
    Serve ``sites`` (the outlets where None) from a thread until the block ends.

        with serve() as web:
            environment = crawl_environment(web.proxy_url, archive="archive")
    """
    if sites is None:
        from tests.web.outlets import OUTLETS

        sites = OUTLETS
    web = Web(sites, edition=edition)
    started = threading.Event()
    stopping: list[Callable[[], object]] = []

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        stopping.append(lambda: loop.call_soon_threadsafe(stop.set))
        await web.start()
        started.set()
        await stop.wait()
        web.stop()

    # asyncio.run ends the keep-alive conversations that clients have left open
    thread = threading.Thread(target=lambda: asyncio.run(run()), name="loopback web", daemon=True)
    thread.start()
    if not started.wait(timeout=10):
        raise RuntimeError("the loopback web did not start")
    try:
        yield web
    finally:
        stopping[0]()
        thread.join(timeout=10)
