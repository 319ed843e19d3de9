"""Processes of the torture: started as a user starts them, ended by us or by themselves, judged."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.crawling import PROGRAMS, PROJECT

LONGEST_S = 600.0
_ERROR = re.compile(
    r"Traceback \(most recent call last\)|^\S+ \S+ (ERROR|CRITICAL) .*", re.MULTILINE
)


@dataclass(kw_only=True)
class Spans:
    """When something was so, by the monotonic clock; a span without an end goes on."""

    spans: list[list[float]] = field(default_factory=list)

    @contextmanager
    def on(self) -> Iterator[None]:
        span = [time.monotonic()]
        self.spans.append(span)
        try:
            yield
        finally:
            span.append(time.monotonic())

    def touch(self, start: float, end: float) -> bool:
        return any(span[0] <= end and (len(span) == 1 or start <= span[1]) for span in self.spans)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A process that has ended; ``killed`` is by us."""

    what: str
    code: int
    killed: bool
    log: str
    started: float
    ended: float

    @property
    def error(self) -> str | None:
        """The first error or traceback that it told its user."""
        found = _ERROR.search(self.log)
        return found[0] if found else None

    @property
    def tail(self) -> str:
        return "\n".join(self.log.rstrip().splitlines()[-12:])


class Process:
    """One command, its output in a file of ``folder``, running from now on."""

    _numbers = iter(range(1, 1_000_000))
    _numbering = threading.Lock()

    def __init__(
        self, what: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> None:
        self.what, self.started = what, time.monotonic()
        with self._numbering:
            self._log = folder / f"{next(self._numbers):05d}-{what.replace(' ', '-')}.log"
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                [str(PROGRAMS / command[0]), *command[1:]],
                cwd=PROJECT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def ended(self, *, within_s: float = LONGEST_S) -> bool:
        """Wait for its end; return whether it came."""
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)

    def outcome(self) -> Ended:
        """Return how it ended; one that does not is killed, and told by the code 124."""
        hangs = not self.ended()
        if hangs:
            self.kill()
        code = self._process.wait()
        return Ended(
            what=self.what,
            code=124 if hangs else code,
            killed=code == -signal.SIGKILL and not hangs,
            log=self._log.read_text(encoding="utf-8", errors="replace"),
            started=self.started,
            ended=time.monotonic(),
        )


@dataclass(kw_only=True)
class Judge:
    """
    What processes may end with, and what they must not.

    Without a word: 0 and no error in its log. A named error where its cause was there: the server
    down, the disk full, the site another's.
    """

    down: Spans = field(default_factory=Spans)
    full: Spans = field(default_factory=Spans)
    endings: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def broke(self, what: str) -> None:
        self.broken.append(what)
        print(f"BROKEN: {what}", file=sys.stderr, flush=True)

    def see(self, ended: Ended, *, may_be_held: bool = False) -> str:
        """Count how the process ended, and say it; what it must not end with is broken."""
        how = self._how(ended, may_be_held=may_be_held)
        kind = ended.what.split()[0]
        self.endings[f"{kind}: {how or 'BROKEN'}"] += 1
        if how is None:
            self.broke(
                f"{ended.what} ended with {ended.code} after {ended.ended - ended.started:.0f} s: "
                f"{ended.error}\n{ended.tail}"
            )
        return how or "broken"

    def _how(self, ended: Ended, *, may_be_held: bool) -> str | None:
        if ended.killed:
            return "killed"
        if ended.code == 0 and ended.error is None:
            return "finished"
        was_full = self.full.touch(ended.started, ended.ended)
        if "the disk of the spool is full" in ended.log and was_full and ended.code == 3:
            return "left: its disk was full"
        was_held = re.search(r"is being written by another|are being tended by another", ended.log)
        if was_held and may_be_held and ended.code == 3:
            return "left: another process was there"
        was_down = self.down.touch(ended.started, ended.ended)
        if (
            was_down
            and ended.code == 3
            and re.search("no answer|StoreUnreachable|failed at", ended.log)
        ):
            return "left: the server was down"
        return None


def crawl_command(site: str) -> list[str]:
    return ["scrapy", "crawl", site]


def environment_of(
    proxy_url: str, store: Mapping[str, str], *, archive: str, spool: Path
) -> dict[str, str]:
    """Return ours without what a user of ours may have set, made to crawl the growing sites."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith(("AWS_", "NEWSCRAWL_"))
    }
    return {
        **kept,
        **store,
        "http_proxy": proxy_url,
        "no_proxy": "127.0.0.1,localhost",
        "OMP_NUM_THREADS": "1",
        "NEWSCRAWL_ARCHIVE": archive,
        "NEWSCRAWL_SPOOL": str(spool),
        "NEWSCRAWL_SPIDERS": "tests.torture.spiders",
        "NEWSCRAWL_DELAY_SECONDS": "0",
        "NEWSCRAWL_CONTACT": "crawl@newscrawl.example",
        "NEWSCRAWL_COMMIT_SECONDS": "1",
        "NEWSCRAWL_COMMIT_ARTICLES": "3",
        "NEWSCRAWL_LOG_LEVEL": "INFO",
    }
