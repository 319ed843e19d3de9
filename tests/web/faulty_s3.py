"""
An S3 endpoint that fails: a proxy before a real server, which spoils a share of the calls.

    with FaultyS3(server.endpoint, share=0.1, seed=1) as faulty:
        environ["AWS_ENDPOINT_URL_S3"] = faulty.endpoint

Requests go on as they came, ``Host`` with them, since that is what they are signed with.
"""

import asyncio
import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

_HEAD_LIMIT_BYTES = 1 << 20
_LONGEST_STALL_S = 90.0  # longer than any client of ours waits
_NEVER_HAS_BODY = (204, 304)


class Fault(StrEnum):
    SERVER_ERROR = "500 InternalError"
    SLOW_DOWN = "503 SlowDown"
    RESET = "connection reset"
    STALL = "no answer"
    LOST_REPLY = "done, the reply lost"
    DONE_AND_ERROR = "done, answered 500"
    CUT_REPLY = "done, the reply cut off"


FAULTS = tuple(Fault)
_BEFORE = (Fault.SERVER_ERROR, Fault.SLOW_DOWN, Fault.RESET, Fault.STALL)


class FaultyS3:
    """
    The proxy, in a thread of its own from ``with`` on.

    ``share`` of the calls, 0.0 to 1.0, meet one of ``faults``; both may be changed meanwhile.
    A call without answer is reset after ``stalls_s``, from and to; ``long_stalls`` of them outlast
    the patience of every client. ``calls`` and ``spoiled`` count. ``on_call`` is told of each call before it is done: its method
    and its path with the query. What is drawn depends on ``seed`` and the order of calls.
    """

    def __init__(
        self,
        upstream: str,
        *,
        share: float,
        seed: int,
        faults: tuple[Fault, ...] = FAULTS,
        stalls_s: tuple[float, float] = (0.5, 4.0),
        long_stalls: float = 0.02,
        on_call: Callable[[str, str], None] = lambda _method, _path: None,
    ) -> None:
        parts = urlsplit(upstream)
        assert parts.hostname
        assert parts.port
        self._upstream = parts.hostname, parts.port
        self.share, self.faults, self.on_call = share, faults, on_call
        self._stalls_s, self._long_stalls = stalls_s, long_stalls
        self.calls: Counter[str] = Counter()
        self.spoiled: Counter[Fault] = Counter()
        self._dice = random.Random(seed)
        self._port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._conversations: set[asyncio.Task[None] | None] = set()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        listening = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(listening)), name="faulty S3", daemon=True
        )
        self._thread.start()
        if not listening.wait(timeout=10):
            raise RuntimeError("the faulty S3 endpoint did not start")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop
        assert self._thread
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)

    async def _serve(self, listening: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(
            self._converse, "127.0.0.1", 0, limit=_HEAD_LIMIT_BYTES, backlog=512
        )
        self._port = server.sockets[0].getsockname()[1]
        listening.set()
        await self._stop.wait()
        server.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        conversation = asyncio.current_task()
        self._conversations.add(conversation)  # the loop keeps only a weak reference
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"\r\nexpect: 100-continue\r\n" in head.lower():
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                request = _without_expect(head) + await _body(reader, head)
                method, path, _ = head.decode("latin-1").split(" ", 2)
                fault = self._draw(method, path)
                if fault in _BEFORE:
                    if not await self._refuse(fault, method, reader, writer):
                        return
                    continue
                upstream = upstream or await asyncio.open_connection(
                    *self._upstream, limit=_HEAD_LIMIT_BYTES
                )
                upstream[1].write(request)
                await upstream[1].drain()
                reply, lasts = await _reply(upstream[0], method)
                if not lasts:
                    upstream[1].close()
                    upstream = None
                if fault is Fault.LOST_REPLY:
                    _reset(writer)
                    return
                if fault is Fault.DONE_AND_ERROR:
                    reply = _error(500, "InternalError", method)
                if fault is Fault.CUT_REPLY:
                    head_bytes = reply.index(b"\r\n\r\n") + 4
                    writer.write(reply[: self._dice.randint(head_bytes, len(reply))])
                    await writer.drain()
                    return
                writer.write(reply)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            _reset(writer)  # the client has gone, or the server is down
        finally:
            self._conversations.discard(conversation)
            for each in (writer, upstream and upstream[1]):
                if each:
                    each.close()

    def _draw(self, method: str, path: str) -> Fault | None:
        self.calls[method] += 1
        self.on_call(method, path)
        if self._dice.random() >= self.share:
            return None
        fault = self._dice.choice(self.faults)
        self.spoiled[fault] += 1
        return fault

    async def _refuse(
        self,
        fault: Fault,
        method: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        """Answer instead of the server; False where the connection ends with it."""
        if fault is Fault.SERVER_ERROR:
            writer.write(_error(500, "InternalError", method))
        elif fault is Fault.SLOW_DOWN:
            writer.write(_error(503, "SlowDown", method))
        else:
            if fault is Fault.STALL:
                is_long = self._dice.random() < self._long_stalls
                stall_s = _LONGEST_STALL_S if is_long else self._dice.uniform(*self._stalls_s)
                with suppress(TimeoutError):  # a client that gives up before closes the connection
                    await asyncio.wait_for(reader.read(1), stall_s)
            _reset(writer)
            return False
        await writer.drain()
        return True


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close as a crash does: the client sees a reset, not an end."""
    there: socket.socket | None = writer.get_extra_info("socket")
    if there is not None and there.fileno() != -1:
        there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _error(status: int, code: str, method: str) -> bytes:
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code>'
        f"<Message>This endpoint fails on purpose.</Message></Error>"
    ).encode()
    head = (
        f"HTTP/1.1 {status} {code}\r\nContent-Type: application/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + (b"" if method == "HEAD" else body)


def _without_expect(head: bytes) -> bytes:
    return re.sub(rb"\r\nexpect: [^\r]*", b"", head, flags=re.IGNORECASE)


async def _reply(reader: asyncio.StreamReader, method: str) -> tuple[bytes, bool]:
    """Return the server's answer, and whether its connection lasts."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    lasts = b"\r\nconnection: close" not in head.lower()
    if method == "HEAD" or status in _NEVER_HAS_BODY:
        return head, lasts
    return head + await _body(reader, head), lasts


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """Return what comes after ``head`` as it is framed; S3 frames by length or in chunks."""
    if match := re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE):
        return await reader.readexactly(int(match[1]))
    if not re.search(rb"\r\ntransfer-encoding: *chunked", head, re.IGNORECASE):
        return b""
    parts = []
    while True:
        size = await reader.readuntil(b"\r\n")
        rest = await reader.readexactly(int(size.partition(b";")[0], 16) + 2)
        parts += [size, rest]
        if rest == b"\r\n":
            return b"".join(parts)
