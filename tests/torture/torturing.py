"""The torture itself: crawls killed at random, and whatever else may happen to them meanwhile."""

import random
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from newscrawl.archive import Store
from newscrawl.archive.tables import TableName
from tests.torture.crawls import Judge, Process, crawl_command
from tests.torture.disk import SmallDisk
from tests.torture.promises import Promises
from tests.torture.readers import Readers
from tests.torture.sites import GrowingSite
from tests.web.faulty_s3 import FaultyS3
from tests.web.seaweed import SeaweedFS

GRACE = timedelta(minutes=1)
_KILLED = 0.85
_KILLED_AT_START = 0.1
_TWINS = 0.12
_TENDING_KILLED = 0.2
_ENOUGH_BROKEN = 25
_REMOVED = re.compile(r"^(\S+): \d+ bytes, ", re.MULTILINE)


@dataclass(kw_only=True)
class Torture:
    """
    What is tortured, and what came of it. ``direct`` is the store past the faults.

    ``kills`` counts those of crawls; the torture is over when ``wanted`` are reached.
    """

    wanted: int
    seed: int
    sites: Sequence[GrowingSite]
    server: SeaweedFS
    faulty: FaultyS3
    direct: Store
    environment: Mapping[str, str]
    spool: Path
    disk: SmallDisk | None
    logs: Path
    restarts: int
    tend_every_s: float
    read_every_s: float
    loses_tables: bool
    judge: Judge = field(default_factory=Judge)
    promises: Promises = field(default_factory=Promises)
    began: float = field(default_factory=time.monotonic)
    kills: int = 0
    restarted: int = 0
    filled_bytes: int = 0
    rebuilt: int = 0
    removed_orphans: int = 0
    _typical_s: float = 4.0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._open = threading.Event()  # closed while nothing may run
        self._open.set()
        self._busy = 0
        self.readers = Readers(
            judge=self.judge,
            environment=self.environment,
            direct=self.server.endpoint,
            logs=self.logs,
            every_s=self.read_every_s,
        )

    @property
    def is_over(self) -> bool:
        return self.kills >= self.wanted or len(self.judge.broken) >= _ENOUGH_BROKEN

    def run(self) -> None:
        """Torture until the kills are reached."""
        work: list[Callable[[], None]] = [partial(self._crawl_often, site) for site in self.sites]
        work += [self._tend, self._restart_often, self._fill_disk]
        threads = [threading.Thread(target=each, daemon=True) for each in work]
        self.readers.start()
        for thread in threads:
            thread.start()
        self._lose_tables()
        for thread in threads:
            thread.join()
        self.readers.stop()

    def crawl(self, site: GrowingSite) -> None:
        """Crawl a site once, unkilled; what ends otherwise than well is broken."""
        name = f"crawl of {site.name}"
        self.judge.see(
            Process(name, crawl_command(site.name), self.environment, self.logs).outcome()
        )

    def command(self, *arguments: str) -> str:
        """Run ``newscrawl`` to its end and return what it printed; an error is broken."""
        what = " ".join(arguments)
        ended = Process(what, ["newscrawl", *arguments], self.environment, self.logs).outcome()
        self.judge.see(ended)
        return ended.log

    def _crawl_often(self, site: GrowingSite) -> None:
        dice = random.Random(f"{self.seed} {site.name}")
        while not self.is_over:
            with self._running():
                self._crawl_once(site, dice)

    def _crawl_once(self, site: GrowingSite, dice: random.Random) -> None:
        site.asked.clear()
        is_killed, at_start = dice.random() < _KILLED, dice.random() < _KILLED_AT_START
        has_twin, share = dice.random() < _TWINS, dice.uniform(0, 1.2)
        process = self._start(site)
        while not site.asked.wait(0.02) and process.runs:
            if is_killed and at_start and process.ended(within_s=share * 2):
                break
            if is_killed and at_start:
                process.kill()
        since = time.monotonic()
        twin = self._start(site) if has_twin and process.runs else None
        if is_killed and not process.ended(within_s=share * self._typical_s):
            process.kill()
        ended = process.outcome()
        self.promises.take(self.spool, site.name)
        # the twin may have the site once the first is killed, and its next start finds it there
        how = self.judge.see(ended, may_be_held=twin is not None)
        if twin is not None:
            if is_killed and dice.random() < _KILLED and not twin.ended(within_s=self._typical_s):
                twin.kill()
            twin_ended = twin.outcome()
            self.promises.take(self.spool, site.name)
            self._count_kill(self.judge.see(twin_ended, may_be_held=True))
        self._count_kill(how)
        if how == "finished":
            self._typical_s = 0.8 * self._typical_s + 0.2 * (ended.ended - since)
            site.edition += 1

    def _start(self, site: GrowingSite) -> Process:
        return Process(
            f"crawl of {site.name}", crawl_command(site.name), self.environment, self.logs
        )

    def _count_kill(self, how: str) -> None:
        if how != "killed":
            return
        with self._lock:
            self.kills += 1
            if self.kills % 10 == 0 or self.kills == self.wanted:
                print(
                    f"{time.monotonic() - self.began:.0f} s: {self.kills} kills, "
                    f"{sum(self.faulty.calls.values())} S3 calls, "
                    f"{sum(self.faulty.spoiled.values())} of them spoiled, "
                    f"{sum(self.readers.samples.values())} samples, {len(self.judge.broken)} broken",
                    flush=True,
                )

    def _tend(self) -> None:
        """Compact, vacuum and collect orphans in turns; each may be killed too."""
        dice = random.Random(f"{self.seed} tending")
        while not (self.is_over or "FORMAT.json" in self._stored()):
            time.sleep(0.5)  # there is no archive yet
        while not self.is_over:
            for arguments in (
                ["compact"],
                ["vacuum", "--retention", "1m"],
                ["gc", "--grace", "1m"],
            ):
                with self._running():
                    stored = self._stored() if arguments[0] == "gc" else {}
                    process = Process(
                        arguments[0], ["newscrawl", *arguments], self.environment, self.logs
                    )
                    if dice.random() < _TENDING_KILLED and not process.ended(
                        within_s=dice.uniform(1, 6)
                    ):
                        process.kill()
                    ended = process.outcome()
                    self.judge.see(ended)
                    if arguments[0] == "gc":
                        self.check_grace(ended.log, stored)
            time.sleep(self.tend_every_s)

    def check_grace(self, printed: str, stored: Mapping[str, datetime]) -> None:
        """Compare what gc removed with the times of what was ``stored`` before it began."""
        now = datetime.now(UTC)
        for key in _REMOVED.findall(printed):
            self.removed_orphans += 1
            if key not in stored or now - stored[key] < GRACE:
                self.judge.broke(f"gc removed {key}, stored at {stored.get(key)}, at {now}")

    def _stored(self) -> dict[str, datetime]:
        for _ in range(60):
            try:
                return {each.key: each.modified_at for each in self.direct.list("")}
            except Exception as error:  # noqa: BLE001  # the server is down
                print(f"listing: {error}", file=sys.stderr)
                time.sleep(1)
        return {}

    def _restart_often(self) -> None:
        dice = random.Random(f"{self.seed} restarts")
        for number in range(self.restarts):
            if not self._reached((number + 0.5) / (self.restarts + 1)):
                return
            time.sleep(dice.uniform(0, 2))
            with self.judge.down.on():
                self.server.stop()
                time.sleep(dice.uniform(0, 3))
                self.server.start()
                self.restarted += 1

    def _fill_disk(self) -> None:
        if self.disk is None or not self._reached(0.5):
            return
        before = self._full_endings()
        with self.judge.full.on():
            self.filled_bytes = self.disk.fill()
            for _ in range(300):
                if self._full_endings() > before or self.is_over:
                    break
                time.sleep(0.1)
                self.filled_bytes += self.disk.fill()  # what was committed meanwhile left room
            self.disk.free()

    def _full_endings(self) -> int:
        return self.judge.endings["crawl: left: its disk was full"]

    def _lose_tables(self) -> None:
        """Remove the tables' logs while nothing runs, as a user may."""
        if not (self.loses_tables and self._reached(0.7)):
            return
        self._open.clear()
        while self._busy:
            time.sleep(0.05)
        self.readers.stop()
        for stored in [
            s for name in TableName for s in self.direct.list(f"tables/{name}/_delta_log/")
        ]:
            self.direct.delete(stored.key)
        self.rebuilt += 1
        self.readers.start()
        self._open.set()

    def _reached(self, share: float) -> bool:
        """Wait until that share of the kills is there; return whether the torture still goes on."""
        while self.kills < share * self.wanted and not self.is_over:
            time.sleep(0.05)
        return not self.is_over

    def _running(self) -> "_Running":
        return _Running(self)


class _Running:
    """Counts who is at work; waits while nothing may run."""

    def __init__(self, torture: Torture) -> None:
        self._torture = torture

    def __enter__(self) -> None:
        while True:
            self._torture._open.wait()
            with self._torture._lock:
                if self._torture._open.is_set():
                    self._torture._busy += 1
                    return

    def __exit__(self, *_: object) -> None:
        with self._torture._lock:
            self._torture._busy -= 1
