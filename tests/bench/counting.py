"""
A proxy before an S3 server that counts what is asked of it.

``python -m tests.bench.counting PORT`` forwards to that port of the loopback and prints its own
port; a line on its input makes it print the counts since the line before, as JSON.
"""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

_PIECE_BYTES = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Counting:
    """The running proxy; ``endpoint`` is where to ask."""

    endpoint: str
    _input: IO[str]
    _output: IO[str]

    def counts(self) -> dict[str, int]:
        """Return requests by method, and ``bytes`` answered, since this was asked last."""
        self._input.write("\n")
        self._input.flush()
        counts: dict[str, int] = json.loads(self._output.readline())
        return counts


@contextmanager
def counting(port: int) -> Iterator[Counting]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.counting", str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        own = process.stdout.readline().strip()
        yield Counting(
            endpoint=f"http://127.0.0.1:{own}", _input=process.stdin, _output=process.stdout
        )
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


async def _serve(port: int) -> None:
    counts: Counter[str] = Counter()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, asks = await asyncio.open_connection("127.0.0.1", port)
        answering = asyncio.ensure_future(_hand_back(answers, writer, counts))
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                counts[_what(head)] += 1
                asks.write(head)
                rest = _body_bytes(head)
                while rest and (piece := await reader.read(min(rest, _PIECE_BYTES))):
                    asks.write(piece)
                    await asks.drain()
                    rest -= len(piece)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            asks.close()
            await answering

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(counts), flush=True)
        counts.clear()


async def _hand_back(
    answers: asyncio.StreamReader, writer: asyncio.StreamWriter, counts: Counter[str]
) -> None:
    try:
        while piece := await answers.read(_PIECE_BYTES):
            counts["bytes"] += len(piece)
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


def _what(head: bytes) -> str:
    """Return the method; a GET of a listing is told apart, though it is a GET too."""
    method, target, _ = head.split(b" ", 2)
    return "LIST" if b"list-type=" in target else method.decode()


def _body_bytes(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
