"""
What it costs to pack captures into a WACZ: ``python -m tests.bench.wacz --captures 1000``.

Pages of 60 KB that do not compress are crawled into a local archive, then packed. Memory is what the
process grew by while it packed, beside what one article costs to read.
"""

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from newscrawl.archive import open_store
from newscrawl.archive.wacz import write_wacz
from newscrawl.items import RunCounts
from newscrawl.reader import Archive, ArticleQuery
from tests.unit.archive.samples import exchange, page, record, start

_PAGE_BYTES = 60_000
_A_COMMIT = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captures", type=int, default=1000)
    captures = parser.parse_args().captures
    with tempfile.TemporaryDirectory() as folder:
        crawl(Path(folder), captures)
        archive = Archive(str(Path(folder, "archive")))
        next(iter(archive.articles(ArticleQuery(limit=1))))
        before, began = peak_mb(), time.perf_counter()
        packed = write_wacz(archive.store, archive.articles(ArticleQuery()), Path(folder, "a.wacz"))
        seconds = time.perf_counter() - began
    print(
        f"{packed.captures} captures, {packed.size_bytes / 1e6:.0f} MB: {seconds:.1f} s, "
        f"{peak_mb() - before:.0f} MB more memory"
    )


def crawl(folder: Path, captures: int) -> None:
    drawn = random.Random(1)
    run = start(open_store(str(folder / "archive")), folder / "spool")
    for number in range(1, captures + 1):
        body = page(number) + drawn.randbytes(_PAGE_BYTES)
        run.add(record(run.record(exchange(number, body=body, coded=False)), number))
        if number % _A_COMMIT == 0:
            run.commit(RunCounts())
    run.finish("finished", RunCounts())


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
