"""``scrapy crawl-all``: every site in its own process, a few at a time; what a scheduler runs."""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newscrawl import settings as project
from newscrawl.crawl.general import GeneralSpider
from newscrawl.crawl.outcome import worst
from newscrawl.crawl.spider import SiteSpider
from newscrawl.crawl.spider_names import check_spider_name
from newscrawl.crawl.summary import read_summary, write_summary
from newscrawl.errors import NewscrawlError, UsageError


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How one site's process ended; ``summary`` is empty where it could not write one."""

    name: str
    exit_code: int
    summary: dict[str, Any]


class Command(ScrapyCommand):
    """
    Options are passed on to ``scrapy crawl``. The exit code is the worst of all sites'.

    A process a site, because Scrapy's settings, its reactor and a crash are a process's own: a
    site that takes the whole memory takes no other with it.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def __init__(self) -> None:
        super().__init__()
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def syntax(self) -> str:
        return "[options] [NAME ...]"

    def short_desc(self) -> str:
        return "Crawl all sites, or those named, a process each; exit code: the worst"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
            help="set an argument of every spider (may be repeated)",
        )  # fmt: skip
        parser.add_argument(
            "-j", "--jobs", type=int, default=4, help="sites at a time (default: %(default)s)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            project.check()
            names = self._names(args)
            _check_options(opts)
            if opts.jobs < 1:
                raise UsageError(f"--jobs {opts.jobs}: one site at a time is the least")
        except NewscrawlError as error:
            sys.stderr.write(f"scrapy crawl-all: {error}\n")
            self.exitcode = error.exit_code
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        options = _passed_on(opts)
        with (
            tempfile.TemporaryDirectory(prefix="newscrawl-") as folder,
            ThreadPoolExecutor(opts.jobs) as pool,
        ):
            jobs = [pool.submit(self._crawl, name, options, Path(folder)) for name in names]
            ended = [job.result() for job in jobs]
        sys.stderr.write(_overview(ended))
        self.exitcode = worst([site.exit_code for site in ended])
        self._sum_up(ended)

    def _sum_up(self, ended: Sequence[Ended]) -> None:
        """Write NEWSCRAWL_SUMMARY; the sites' own are in it, for theirs go to a folder of ours."""
        assert self.settings
        path = self.settings["NEWSCRAWL_SUMMARY"]
        if not path:
            return
        said = {"exit_code": self.exitcode, "sites": [asdict(site) for site in ended]}
        try:
            write_summary(Path(path), json.dumps(said, ensure_ascii=False))
        except UsageError as error:
            sys.stderr.write(f"scrapy crawl-all: {error}\n")
            self.exitcode = worst([self.exitcode, error.exit_code])

    def _names(self, args: list[str]) -> list[str]:
        """Return the sites to crawl. Raises UsageError where one of ``args`` is none."""
        assert self.settings
        loader = get_spider_loader(self.settings)
        for name in args:
            check_spider_name(name, loader.list())
        classes = {name: loader.load(name) for name in args or sorted(loader.list())}
        names = [n for n, spider in classes.items() if not issubclass(spider, GeneralSpider)]
        if args and len(names) < len(args):
            raise UsageError("site needs an address; use scrapy crawl site -a url=https://...")
        return [name for name in names if issubclass(classes[name], SiteSpider)]

    def _crawl(self, name: str, options: Sequence[str], folder: Path) -> Ended:
        if self._stopping.is_set():
            return Ended(name=name, exit_code=-signal.SIGTERM, summary={})
        summary = folder / f"{name}.json"
        command = [sys.executable, "-m", "scrapy", "crawl", name, *options]
        process = subprocess.Popen(
            [*command, "-s", f"NEWSCRAWL_SUMMARY={summary}"],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches them once, through us
        )
        with self._lock:
            self._running.add(process)
        if self._stopping.is_set():
            process.terminate()
        assert process.stderr
        for line in process.stderr:
            sys.stderr.write(f"{name}: {line}")
        code = process.wait()
        with self._lock:
            self._running.discard(process)
        return Ended(name=name, exit_code=code, summary=read_summary(summary))

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Hand the signal on: each site commits what it has, and ends."""
        self._stopping.set()
        for process in list(self._running):
            process.terminate()  # not by its id, which may be another's once it has ended


def _check_options(opts: argparse.Namespace) -> None:
    """Raise UsageError for an option of Scrapy's that several processes cannot share."""
    for name in ("logfile", "profile", "pdb"):
        if getattr(opts, name):
            raise UsageError(f"--{name} is for one site: use scrapy crawl NAME --{name}")


def _passed_on(opts: argparse.Namespace) -> list[str]:
    options = [part for pair in opts.spargs for part in ("-a", pair)]
    options += [part for pair in opts.set for part in ("-s", pair)]
    if opts.loglevel:
        options += ["-L", opts.loglevel]
    if opts.nolog:
        options.append("--nolog")
    return options


def _overview(ended: Sequence[Ended]) -> str:
    """Return a line a site: exit code, counts, why it ended."""
    lines = [f"\n{'site':<18}{'code':>4} {'found':>6} {'new':>5} {'revised':>7} {'stories':>7}"]
    for site in ended:
        counts = site.summary.get("counts", {})
        numbers = [counts.get(what, "-") for what in ("found", "new", "revised", "stories")]
        lines.append(
            f"{site.name:<18}{site.exit_code:>4} {numbers[0]:>6} {numbers[1]:>5} "
            f"{numbers[2]:>7} {numbers[3]:>7}  {site.summary.get('reason', 'no summary')}"
        )
        failed = [s for s in site.summary.get("sources", []) if s["error"]]
        lines += [f"{'':<18}  {source['url']}: {source['error']}" for source in failed]
    lines.append(f"{len(ended)} sites, exit code {worst([s.exit_code for s in ended])}")
    return "\n".join(lines) + "\n"
