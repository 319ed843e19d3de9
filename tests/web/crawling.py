"""Crawls of the loopback web as a user runs them: `scrapy crawl NAME`, in a process of its own."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from urllib.parse import urlsplit

from newscrawl.items import RunCounts

PROJECT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
LONGEST_CRAWL_S = 240


@dataclass(frozen=True, kw_only=True)
class CrawlResult:
    """``counts`` is None where the run ended before it could sum up; ``log`` is all it wrote."""

    spider: str
    exit_code: int
    counts: RunCounts | None
    log: str
    seconds: float


@dataclass
class WebProcess:
    """The loopback web in a process, and what it has answered so far: by host, by status."""

    proxy_url: str
    by_host: Counter[str] = field(default_factory=Counter)
    by_status: Counter[int] = field(default_factory=Counter)


@contextmanager
def web_process(edition: int = 1) -> Iterator[WebProcess]:
    """
    Serve the outlets from a process of their own until the block ends.

    The process holds on to our end of its standard input: should we be killed, it ends too.
    Raises RuntimeError where it does not come up.
    """
    command = [sys.executable, "-m", "tests.web", "--for-parent", f"--edition={edition}"]
    process = subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    try:
        name, _, proxy_url = process.stdout.readline().strip().partition(" ")
        if name != "proxy":
            raise RuntimeError(f"the loopback web did not start: {' '.join(command)}")
        web = WebProcess(proxy_url=proxy_url)
        counting = threading.Thread(target=_count, args=(process.stdout, web), daemon=True)
        counting.start()
        try:
            yield web
        finally:
            process.stdin.close()
            counting.join(timeout=5)  # it ends with the process
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def crawl_environment(
    proxy_url: str,
    *,
    archive: str,
    spiders: str = "tests.web.spiders",
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """
    Return our environment with the loopback web for the internet.

    Only for names: a store on 127.0.0.1 is reached directly. No pause between requests, since the
    outlets are our own; a Crawl-delay in their robots.txt is kept all the same.
    """
    kept = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    return {
        **kept,
        "http_proxy": proxy_url,
        "no_proxy": "127.0.0.1,localhost",
        "NEWSCRAWL_ARCHIVE": archive,
        "NEWSCRAWL_SPIDERS": spiders,
        "NEWSCRAWL_DELAY_SECONDS": "0",
        "NEWSCRAWL_CONTACT": "crawl@newscrawl.example",
        **(more or {}),
    }


def crawl(spider: str, environment: Mapping[str, str], *arguments: str) -> CrawlResult:
    """
    Run ``scrapy crawl spider`` to its end, with ``arguments`` behind it.

    Raises subprocess.TimeoutExpired after LONGEST_CRAWL_S.
    """
    with TemporaryDirectory(prefix="newscrawl-") as folder:
        summary = Path(folder) / "summary.json"
        started = monotonic()
        done = subprocess.run(
            [str(PROGRAMS / "scrapy"), "crawl", spider, *arguments],
            cwd=PROJECT,
            env={**environment, "NEWSCRAWL_SUMMARY": str(summary)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=LONGEST_CRAWL_S,
            check=False,
        )
        told = json.loads(summary.read_text(encoding="utf-8")) if summary.exists() else None
    return CrawlResult(
        spider=spider,
        exit_code=done.returncode,
        counts=RunCounts(**told["counts"]) if told else None,
        log=done.stdout,
        seconds=monotonic() - started,
    )


def _count(lines: Iterable[str], web: WebProcess) -> None:
    for line in lines:
        _method, url, status = line.split()
        web.by_host[urlsplit(url).hostname or ""] += 1
        web.by_status[int(status)] += 1
