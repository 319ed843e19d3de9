"""The processes that read the archive all the while, and what they saw."""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.crawls import Judge
from tests.web.crawling import PROJECT


@dataclass(kw_only=True)
class Readers:
    """
    Two of :mod:`tests.torture.reader`: newscrawl with the faults, Polars at ``direct``, past them.

    ``samples`` counts by client how often they saw the archive; ``unanswered``, by what was said,
    how often they could not.
    """

    judge: Judge
    environment: Mapping[str, str]
    direct: str
    logs: Path
    every_s: float
    samples: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    _processes: list[subprocess.Popen[str]] = field(default_factory=list)
    _listening: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for arguments in (["newscrawl"], ["polars", self.direct]):
            pause = f"--every={self.every_s}"
            with (self.logs / "readers.log").open("ab") as log:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.torture.reader", pause, *arguments],
                    cwd=PROJECT,
                    env=dict(self.environment),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
            listening = threading.Thread(
                target=self._listen, args=(process, arguments[0]), daemon=True
            )
            listening.start()
            self._processes.append(process)
            self._listening.append(listening)

    def stop(self) -> None:
        """End the readers; one that ended by itself is broken."""
        for process in self._processes:
            assert process.stdin
            process.stdin.close()
        for listening in self._listening:
            listening.join()
        for process in self._processes:
            assert process.stdout
            process.stdout.close()
            if process.wait():
                self.judge.broke(f"a reader ended with {process.returncode}: see readers.log")
        self._processes, self._listening = [], []

    def _listen(self, process: subprocess.Popen[str], client: str) -> None:
        assert process.stdout
        for line in process.stdout:
            said = json.loads(line)
            if "broken" in said:
                self.judge.broke(f"a reader saw: {said['broken']}")
            elif "unanswered" in said:
                self.unanswered[said["unanswered"]] += 1
            else:
                self.samples[client] += 1
