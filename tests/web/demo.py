"""`make demo`: crawl the loopback web into an archive with the real commands, and show what is in it."""

import argparse
import os
import shlex
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from rich.console import Console
from rich.live import Live
from rich.rule import Rule
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from tests.web.crawling import (
    PROGRAMS,
    PROJECT,
    CrawlResult,
    WebProcess,
    crawl,
    crawl_environment,
    web_process,
)
from tests.web.outlet import Outlet
from tests.web.outlets import OUTLETS
from tests.web.seaweed import SeaweedFS

CRAWLS_AT_ONCE = 2
TOLD_STORY = "netizen-apologizes-to-xiaomi"
COLUMNS = ("site", "found", "fetched", "new", "revised", "unchanged", "dropped", "stories")


class DemoFailed(Exception):
    """A step failed; the message says which and why, for the person at the terminal."""


def main() -> int:
    options = _options()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    started = monotonic()
    _forget_proxies()
    try:
        with ExitStack() as open_until_end:
            archive, environment = options.archive, dict(os.environ)
            if options.s3:
                archive, environment = open_until_end.enter_context(_s3_archive(console))
            _show(console, archive, environment, edition=options.edition)
            if options.s3:
                console.print("Stopping the S3 server ...")
    except DemoFailed as failure:
        console.print(Text(f"demo: {failure}", style="bold red"))
        return 1
    except KeyboardInterrupt:
        console.print("demo: stopped")
        return 130
    if options.s3:
        console.print(
            "The server is gone, and the bucket with it: this archive was for show. For one that"
            " stays, set NEWSCRAWL_ARCHIVE=s3://bucket/prefix and AWS_ENDPOINT_URL_S3 to a store"
            " of your own."
        )
    console.print(Text(f"Done in {monotonic() - started:.0f} s.", style="dim"))
    return 0


def _forget_proxies() -> None:
    """The demo talks to this machine only; a proxy of the user's would not find it."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.web.demo", description=__doc__)
    parser.add_argument("--archive", default="archive", help="where to (default: archive)")
    parser.add_argument("--s3", action="store_true", help="into an S3 server that the demo starts")
    parser.add_argument("--edition", type=int, default=1, help="2: a day later on the web")
    return parser.parse_args()


def _show(console: Console, archive: str, given: Mapping[str, str], *, edition: int) -> None:
    articles = sum(len(outlet.articles(edition)) for outlet in OUTLETS)
    _head(console, f"{len(OUTLETS)} outlets on loopback, {articles} articles -> {archive}")
    try:
        with web_process(edition) as web:
            environment = crawl_environment(web.proxy_url, archive=archive, more=_store_of(given))
            results = _crawl_all(console, web, environment)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        raise DemoFailed(str(error)) from error
    _summarise(console, web, results)

    _head(console, "The legal and apology stories")
    _newscrawl(console, given, archive, "stories", "--format", "table")

    gadgetpost = OUTLETS[0]
    told = next(article for article in gadgetpost.articles() if article.slug == TOLD_STORY)
    _head(console, "One of them in full")
    _newscrawl(console, given, archive, "show", gadgetpost.url_of(told))
    if archive.startswith("s3://"):
        _head(console, "Read back from the bucket")
        _newscrawl(console, given, archive, "runs", "--format", "table")
    else:
        _next_commands(console, archive, gadgetpost.url_of(told))


def _crawl_all(
    console: Console, web: WebProcess, environment: Mapping[str, str]
) -> list[CrawlResult]:
    """Crawl every outlet, two at a time; no more begin once one has failed."""
    board = _Board(console, web)
    pool = ThreadPoolExecutor(max_workers=CRAWLS_AT_ONCE)
    with board.shown():
        try:
            crawls = [pool.submit(board.crawl, outlet, environment) for outlet in OUTLETS]
            return [done.result() for done in crawls]
        finally:
            pool.shutdown(cancel_futures=True)


class _Board:
    """
    A line for each outlet: waiting, how many pages it has answered, what the crawl came to.

    On a terminal the lines rewrite themselves; elsewhere one is printed when its crawl is done.
    """

    def __init__(self, console: Console, web: WebProcess) -> None:
        self._console = console
        self._web = web
        self._results: dict[str, CrawlResult] = {}
        self._started: set[str] = set()
        self._spinner = Spinner("dots")
        self._printing = threading.Lock()

    @contextmanager
    def shown(self) -> Iterator[None]:
        if not self._console.is_terminal:
            yield
            return
        with Live(get_renderable=self._lines, console=self._console, refresh_per_second=10):
            yield

    def crawl(self, outlet: Outlet, environment: Mapping[str, str]) -> CrawlResult:
        """Raises DemoFailed where the crawl ends badly."""
        self._started.add(outlet.name)
        result = crawl(outlet.name, environment)
        self._results[outlet.name] = result
        if not self._console.is_terminal:
            with self._printing:
                self._console.print(f"{outlet.name:<15}{_in_short(result)}")
        if result.exit_code or result.counts is None:
            raise DemoFailed(
                f"`scrapy crawl {outlet.name}` ended with exit code {result.exit_code}."
                f" The end of its log:\n\n{_tail(result.log)}"
            )
        return result

    def _lines(self) -> Table:
        lines = Table(box=None, pad_edge=False, show_header=False)
        for _ in range(4):
            lines.add_column(no_wrap=True, overflow="ellipsis")
        for outlet in OUTLETS:
            pages = Text(f"{self._web.by_host[outlet.host]:>3} requests")
            if result := self._results.get(outlet.name):
                mark = Text("ok", "green") if result.exit_code == 0 else Text("failed", "bold red")
                lines.add_row(mark, outlet.name, pages, _in_short(result))
            elif outlet.name in self._started:
                lines.add_row(self._spinner, outlet.name, pages, Text("crawling", "dim"))
            else:
                lines.add_row("", Text(outlet.name, "dim"), "", Text("waiting", "dim"))
        return lines


def _in_short(result: CrawlResult) -> str:
    counts = result.counts
    if counts is None or result.exit_code:
        return f"exit code {result.exit_code}"
    told = (
        (counts.new, "new"),
        (counts.revised, "revised"),
        (counts.unchanged, "unchanged"),
        (counts.stories, "stories"),
    )
    parts = [f"{number} {name}" for number, name in told if number]
    return ", ".join([*parts, f"{result.seconds:.0f} s"])


def _summarise(console: Console, web: WebProcess, results: list[CrawlResult]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=True)
    rows = [_row(result) for result in results]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    table.add_column(COLUMNS[0], footer=Text("together", "bold"))
    for name, total in zip(COLUMNS[1:], sums, strict=True):
        table.add_column(name, justify="right", footer=Text(str(total), "bold"))
    for result, row in zip(results, rows, strict=True):
        table.add_row(result.spider, *map(str, row))
    console.print()
    console.print(table)
    dropped: Counter[str] = Counter()
    for result in results:
        dropped.update(result.counts.dropped if result.counts else {})
    if dropped:
        reasons = ", ".join(f"{reason} {count}" for reason, count in dropped.most_common())
        console.print(f"\nDropped, and why: {reasons}")
    if unmodified := web.by_status[HTTPStatus.NOT_MODIFIED]:
        console.print(
            f"\n{unmodified} of {web.by_status.total()} requests were answered 304, not modified"
            " since the last crawl."
        )


def _row(result: CrawlResult) -> tuple[int, ...]:
    counts = result.counts
    assert counts
    return (
        counts.found,
        counts.fetched,
        counts.new,
        counts.revised,
        counts.unchanged,
        sum(counts.dropped.values()),
        counts.stories,
    )


def _newscrawl(console: Console, given: Mapping[str, str], archive: str, *arguments: str) -> None:
    """Run ``newscrawl`` with its output to ours. Raises DemoFailed where it fails."""
    console.print(Text("$ " + shlex.join(["newscrawl", *arguments]), style="dim"))
    sys.stdout.flush()
    done = subprocess.run(
        [str(PROGRAMS / "newscrawl"), *arguments],
        cwd=PROJECT,
        env={**given, "NEWSCRAWL_ARCHIVE": archive},
        check=False,
    )
    if done.returncode:
        command = shlex.join(["newscrawl", *arguments])
        raise DemoFailed(f"`{command}` ended with exit code {done.returncode}")


def _next_commands(console: Console, archive: str, url: str) -> None:
    _head(console, "What to try next")
    for comment, command in next_commands(archive, url):
        console.print(Text(f"# {comment}", style="dim"))
        console.print(command, soft_wrap=True)


def next_commands(archive: str, url: str) -> list[tuple[str, str]]:
    """Return what to try next, each with what it is for; commands to be run in the checkout."""
    programs = PROGRAMS.relative_to(PROJECT) if PROGRAMS.is_relative_to(PROJECT) else PROGRAMS
    newscrawl = f"{programs}/newscrawl"
    where = "" if archive == "archive" else f" --archive {shlex.quote(archive)}"
    return [
        ("one brand", f"{newscrawl} stories{where} --brand xiaomi"),
        ("rulings and settlements since October", f"{newscrawl} stories{where} --kind ruling --kind settlement --since 2026-10-01"),
        ("articles as data", f"{newscrawl} articles{where} --site modemweekly --format csv"),
        ("the page as it was served", f"{newscrawl} snapshot{where} {url}"),
        ("any question", f'{newscrawl} sql{where} "SELECT site, count(*) AS articles FROM articles GROUP BY site ORDER BY site"'),
        ("is every byte what the manifests say", f"{newscrawl} verify{where}"),
        ("a day later: an article has changed, another is new", f"{programs}/python -m tests.web.demo{where} --edition 2"),
    ]  # fmt: skip


@contextmanager
def _s3_archive(console: Console) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the URI of an archive in an S3 server of our own, and the environment to reach it."""
    console.print("Starting a SeaweedFS server on loopback ...")
    try:
        with (
            TemporaryDirectory(prefix="newscrawl-s3-") as folder,
            SeaweedFS(Path(folder)) as server,
        ):
            yield server.uri("archive"), {**os.environ, **server.environment}
    except RuntimeError as error:
        raise DemoFailed(str(error)) from error


def _store_of(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith("AWS_")}


def _head(console: Console, title: str) -> None:
    console.print()
    console.print(Rule(Text(title, style="bold"), align="left", style="dim"))


def _tail(log: str, lines: int = 15) -> str:
    return "\n".join(log.rstrip().splitlines()[-lines:])


if __name__ == "__main__":
    sys.exit(main())
