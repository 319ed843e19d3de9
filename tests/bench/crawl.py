"""
python -m tests.bench.crawl [--pages N] [--page-bytes N] [--rounds N] [--only NAME ...]

Prints pages a second of our crawl of a local site, each thing in turns in one run: fetching only
and everything on (pages read, normalised, carded), both without the archive and with it (each
response in the WARC file, rows in the spool, the commits), and bare Scrapy fetching the same pages.
All are without a pause and of the same concurrency. Beside it, milliseconds of processor time a
page, which a busy machine disturbs less, and the peak of memory. The pages come from a process of
their own. Seconds are those from the opening of the spider to its end; processor time and memory
are the whole process's.

``--pages 20000 --page-bytes 4000 --rounds 1 --only fetched-archived`` beside ``--pages 1000`` tells
whether memory grows with a run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.local_site import HOST, PAGE_BYTES, local_site

PROJECT = Path(__file__).parents[2]
CONCURRENCY = 16
SPIDERS = {
    "fetched": "benchfetch",
    "fetched-archived": "benchrecord",
    "read": "benchread",
    "read-archived": "benchall",
}


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a crawl took; ``processor_s`` and ``peak_mb`` are the whole process's."""

    seconds: float
    processor_s: float
    peak_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crawl")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--page-bytes", type=int, default=PAGE_BYTES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=["bare", *SPIDERS])
    given = parser.parse_args()
    costs: dict[str, list[Cost]] = {name: [] for name in given.only or ["bare", *SPIDERS]}
    with local_site(given.pages, given.page_bytes) as site:
        print(f"\n{given.pages} pages of {site.page_bytes} bytes, {given.rounds} rounds, medians")
        for _ in range(given.rounds):  # in turns: a busy machine is busy for all
            for name, measured in costs.items():
                measured.append(_cost(name, site.proxy_url, given.pages))
    for name, measured in costs.items():
        rate = given.pages / median(each.seconds for each in measured)
        processor_ms = median(each.processor_s for each in measured) / given.pages * 1000
        peak_mb = max(each.peak_mb for each in measured)
        print(f"  {rate:8.1f} pages/s  {processor_ms:7.2f} ms a page  {peak_mb:5.0f} MB  {name}")
    for what in ("fetched", "read"):
        if {what, f"{what}-archived"} <= costs.keys():
            without, archived = costs[what], costs[f"{what}-archived"]
            slower = _slower(
                [each.seconds for each in without], [each.seconds for each in archived]
            )
            dearer = _slower(
                [each.processor_s for each in without], [each.processor_s for each in archived]
            )
            print(f"  {what}: the archive makes it {slower:.0%} slower, {dearer:.0%} dearer")


def _slower(without: list[float], archived: list[float]) -> float:
    return median(archived) / median(without) - 1


def _cost(name: str, proxy_url: str, pages: int) -> Cost:
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as place:
        folder = Path(place)
        seconds = folder / "seconds"
        command = [sys.executable, "-m", "tests.bench.bare_scrapy", str(pages), str(CONCURRENCY)]
        environment = _environment(proxy_url)
        if name in SPIDERS:
            command = [
                *(sys.executable, "-m", "scrapy", "crawl", SPIDERS[name]),
                *("-s", f"CONCURRENT_REQUESTS={CONCURRENCY}"),
                *("-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENCY}"),
            ]
            environment |= {
                "NEWSCRAWL_ARCHIVE": str(folder / "archive"),
                "NEWSCRAWL_SPOOL": str(folder / "spool"),
                "NEWSCRAWL_SPIDERS": "tests.bench.spiders",
                "NEWSCRAWL_DELAY_SECONDS": "0",
                "NEWSCRAWL_SUMMARY": str(folder / "summary.json"),
                "NEWSCRAWL_LOG_LEVEL": "ERROR",
            }
        with seconds.open("w") as out:
            process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out)
            # a run that reads nothing, as fetching only does, does not end with 0
            _, _, used = os.wait4(process.pid, 0)
        took = seconds.read_text(encoding="utf-8")
        if name in SPIDERS:
            summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
            if summary["counts"]["fetched"] != pages:
                raise RuntimeError(f"{name}: fetched {summary['counts']} of {pages}")
            took = summary["seconds"]
    return Cost(
        seconds=float(took),
        processor_s=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss / 1024,
    )


def _environment(proxy_url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return {**kept, "http_proxy": proxy_url, "no_proxy": "", "NEWSCRAWL_CONTACT": f"bench@{HOST}"}


if __name__ == "__main__":
    main()
