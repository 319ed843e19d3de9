"""What a run of a spider came to, for people and for schedulers."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newscrawl.crawl.outcome import ExitCode
from newscrawl.errors import UsageError
from newscrawl.items import RunCounts, SourceOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """``reason`` says in words why the run ended; ``archive`` is the URI, without credentials."""

    spider: str
    counts: RunCounts
    sources: tuple[SourceOutcome, ...]
    archive: str
    seconds: float
    reason: str
    exit_code: ExitCode

    def json(self) -> str:
        return json.dumps({**asdict(self), "exit_code": int(self.exit_code)}, ensure_ascii=False)

    def line(self) -> str:
        """Return the summary as one line of a log."""
        dropped = sum(self.counts.dropped.values())
        return (
            f"{self.spider}: {counts_text(self.counts)}; {dropped} dropped{self._reasons()}; "
            f"{self.reason}; exit code {int(self.exit_code)}"
        )

    def text(self) -> str:
        """Return the summary as a person at a terminal reads it."""
        counts = self.counts
        dropped = sum(counts.dropped.values())
        rows = [
            ("found", f"{counts.found} articles announced by {self._sources()}"),
            ("fetched", f"{counts.fetched} pages in {self.seconds:.1f} s"),
            (
                "articles",
                f"{counts.new} new, {counts.revised} revised, {counts.unchanged} unchanged",
            ),
            ("dropped", f"{dropped}{self._reasons()}"),
            ("stories", f"{counts.stories} legal or apology stories among the new and revised"),
            ("archive", self.archive),
            ("ended", f"{self.reason} (exit code {int(self.exit_code)})"),
        ]
        lines = [f"\n{self.spider}", *(f"  {name:<9}{text}" for name, text in rows)]
        lines += [f"  source   {s.url}: {s.error}" for s in self.sources if s.error]
        return "\n".join(lines) + "\n"

    def _sources(self) -> str:
        healthy = sum(source.error is None for source in self.sources)
        return f"{healthy} of {len(self.sources)} sources"

    def _reasons(self) -> str:
        reasons = sorted(self.counts.dropped.items(), key=lambda item: (-item[1], item[0]))
        return (
            f" ({', '.join(f'{reason} {count}' for reason, count in reasons)})" if reasons else ""
        )


def write_summary(path: Path, text: str) -> None:
    """
    Write a summary, whole or not at all. Raises UsageError where ``path`` cannot be written.
    """
    is_device = path.exists() and not path.is_file()  # /dev/stdout is not to be replaced
    whole = path if is_device else path.with_name(f".{path.name}.{os.getpid()}")
    try:
        whole.write_text(text + "\n", encoding="utf-8")
        if not is_device:
            whole.replace(path)
    except OSError as error:
        raise UsageError(f"NEWSCRAWL_SUMMARY={path} cannot be written: {error}") from error


def read_summary(path: Path) -> dict[str, Any]:
    """Return a run's summary; empty where its process could not write one."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def counts_text(counts: RunCounts) -> str:
    return (
        f"{counts.found} found, {counts.fetched} fetched, {counts.new} new, "
        f"{counts.revised} revised, {counts.unchanged} unchanged, {counts.stories} stories"
    )


def sum_counts(all_counts: Iterable[RunCounts]) -> RunCounts:
    """Return the counts of several sites together."""
    sums: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for counts in all_counts:
        fields = asdict(counts)
        dropped.update(fields.pop("dropped"))
        sums.update(fields)
    return RunCounts(**sums, dropped=dict(dropped))
