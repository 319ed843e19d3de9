"""
One site with many articles, answered from memory by a process of its own, as a proxy.

``python -m tests.bench.local_site N BYTES`` prints its address, and ends with whoever holds its input.
"""

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

HOST = "bench.example"
PAGE_BYTES = 58_000
WORDS = (
    "court maker phone battery settle claim judge customer recall patent ruling company lawsuit "
    "the a of and to in that was said will pay for with after its over from by would has"
).split()


@dataclass(frozen=True, kw_only=True)
class LocalSite:
    proxy_url: str
    page_bytes: int


@contextmanager
def local_site(pages: int, page_bytes: int = PAGE_BYTES) -> Iterator[LocalSite]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.local_site", str(pages), str(page_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        yield LocalSite(
            proxy_url=process.stdout.readline().strip(), page_bytes=len(_page(1, page_bytes))
        )
    finally:
        process.stdin.close()
        process.wait()


def article_url(number: int) -> str:
    return f"http://{HOST}/news/{number}-a-story"


async def _serve(pages: int, page_bytes: int) -> None:
    answers = {
        b"/robots.txt": _answer(b"", "text/plain"),
        b"/feed": _answer(_feed(pages), "text/xml"),
    }
    for number in range(pages):
        answers[f"/news/{number}-a-story".encode()] = _answer(
            _page(number, page_bytes), "text/html"
        )
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = b"/" + head.split(b" ", 2)[1].split(b"/", 3)[-1]
                writer.write(answers.get(path, missing))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def _answer(body: bytes, media_type: str) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _feed(pages: int) -> bytes:
    items = "".join(f"<item><link>{article_url(n)}</link></item>" for n in range(pages))
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def _page(number: int, page_bytes: int) -> bytes:
    """Return a page with 12 paragraphs of news and the menus, teasers and scripts around it."""
    dice = random.Random(number)
    day = datetime(2026, 10, 1 + number % 28, 9, tzinfo=UTC).isoformat()
    text = "".join(f"<p>{_sentences(dice, 4)}</p>" for _ in range(12))
    head = (
        f"<!doctype html><html lang=en><head><title>Story {number}</title>"
        f'<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{day}"></head><body>'
    )
    article = f"<article><h1>Story {number} of the bench</h1>{text}</article>"
    menus = "".join(f'<li><a href="/tag/{n}">{WORDS[n % 30]}</a></li>' for n in range(80))
    page = f"{head}<nav><ul>{menus}</ul></nav>{article}<aside>"
    while len(page) < page_bytes:
        other = dice.randrange(1000)
        page += (
            f'<div class="teaser"><a href="/news/{other}-a-story"><img src="/{other}.jpg" '
            f'alt="{WORDS[other % 30]}"></a><h3>{" ".join(dice.choices(WORDS, k=6))}</h3></div>'
        )
    return f"{page}</aside></body></html>".encode()


def _sentences(dice: random.Random, count: int) -> str:
    return " ".join(f"{' '.join(dice.choices(WORDS, k=16)).capitalize()}." for _ in range(count))


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
