"""
python -m tests.bench.crawl [--pages N] [--rounds N]

Prints pages a second of our crawl beside bare Scrapy fetching the same pages in the same run, both
without a pause and with the same concurrency, as a ratio: recording only (every response in the
WARC file and its row in the spool, and the commit at the end), and everything on (pages read,
normalised, carded, written). The pages come from a process of their own. Seconds are those from
the opening of the spider to its end; starting Python is not in them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.local_site import HOST, local_site

PROJECT = Path(__file__).parents[2]
CONCURRENCY = 16


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crawl")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rates: dict[str, list[float]] = {"bare Scrapy": [], "recording only": [], "everything on": []}
    with local_site(given.pages) as site:
        print(f"\n{given.pages} pages of {site.page_bytes} bytes, {given.rounds} rounds, medians")
        for _ in range(given.rounds):  # in turns: a busy machine is busy for all three
            rates["bare Scrapy"].append(given.pages / _bare_s(site.proxy_url, given.pages))
            for what, spider in (("recording only", "benchrecord"), ("everything on", "benchall")):
                rates[what].append(given.pages / _ours_s(spider, site.proxy_url, given.pages))
    bare = median(rates["bare Scrapy"])
    for what, measured in rates.items():
        print(f"  {median(measured):8.1f} pages/s  {median(measured) / bare:5.2f} of bare  {what}")


def _bare_s(proxy_url: str, pages: int) -> float:
    command = [sys.executable, "-m", "tests.bench.bare_scrapy", str(pages), str(CONCURRENCY)]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=_environment(proxy_url),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _ours_s(spider: str, proxy_url: str, pages: int) -> float:
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as name:
        folder = Path(name)
        settings = {
            "NEWSCRAWL_ARCHIVE": str(folder / "archive"),
            "NEWSCRAWL_SPOOL": str(folder / "spool"),
            "NEWSCRAWL_SPIDERS": "tests.bench.spiders",
            "NEWSCRAWL_DELAY_SECONDS": "0",
            "NEWSCRAWL_SUMMARY": str(folder / "summary.json"),
            "NEWSCRAWL_LOG_LEVEL": "ERROR",
        }
        concurrency = [
            *("-s", f"CONCURRENT_REQUESTS={CONCURRENCY}"),
            *("-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENCY}"),
        ]
        subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", spider, *concurrency],
            cwd=PROJECT,
            env={**_environment(proxy_url), **settings},
            check=False,  # a run that reads nothing, as recording only does, does not end with 0
        )
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    if summary["counts"]["fetched"] != pages:
        raise RuntimeError(f"{spider} fetched {summary['counts']} of {pages}")
    return float(summary["seconds"])


def _environment(proxy_url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return {**kept, "http_proxy": proxy_url, "no_proxy": "", "NEWSCRAWL_CONTACT": f"bench@{HOST}"}


if __name__ == "__main__":
    main()
