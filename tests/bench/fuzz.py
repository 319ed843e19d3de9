"""
python -m tests.bench.fuzz [--inputs N] [--seed N] [--only NUMBER] [--save DIR] [PAGES_DIR...]

Reads broken, hostile and absurd pages as a crawl would: content coding, page, fields, verdict,
article, story card, record. Each must end as an article or in a named error. Prints how many
ended how (also after Ctrl-C), the slowest with their numbers (processor time), and everything else that was raised;
those inputs are saved. Ends with 1 where there was one, or where one took more than 2 seconds.

Pages to damage are tests/pages and what PAGES_DIR holds (``*.html``, ``*.html.gz``).
``--only NUMBER`` makes one input again.
"""

import argparse
import gzip
import heapq
import logging
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.archive import decode_body
from newscrawl.errors import NewscrawlError, PageError
from newscrawl.normalise import normalise
from newscrawl.pages import extract_page, loose_snapshot
from newscrawl.records import article_from_record, article_record, json_line
from newscrawl.stages import card, judge
from tests.bench.fuzz_inputs import FuzzInput, fuzz_inputs
from tests.pages.recorded import FOLDER

LONGEST_S = 2.0
_GIVEN_UP_S = 20.0
_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``what`` is "article", or the reason of the error; ``fault`` a traceback, None for none."""

    what: str
    spent_s: float
    fault: str | None = None


class GivenUp(Exception):
    pass


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, nargs="*", metavar="PAGES_DIR")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--save", type=Path, default=Path("fuzz-faults"), metavar="DIR")
    asked = parser.parse_args()
    numbers = range(asked.inputs) if asked.only is None else [asked.only]
    pages = pages_in([FOLDER, *asked.pages])
    run(
        FuzzInput(
            number=-1, name="warm", body=pages[0], headers=(), url="https://a.example/", status=200
        )
    )

    logging.disable(logging.WARNING)  # each unreadable date is one
    counts: Counter[str] = Counter()
    slowest: list[tuple[float, int, str, str]] = []
    faults = too_slow = 0
    try:
        for made in fuzz_inputs(pages, seed=asked.seed, numbers=numbers):
            outcome = run(made)
            counts[outcome.what] += 1
            heapq.heappush(slowest, (outcome.spent_s, made.number, made.name, outcome.what))
            if len(slowest) > 20:
                heapq.heappop(slowest)
            too_slow += outcome.spent_s > LONGEST_S
            if outcome.spent_s > LONGEST_S:
                print(
                    f"SLOW {outcome.spent_s:.1f} s, --only {made.number}, {made.name}", flush=True
                )
            if outcome.fault is not None:
                faults += 1
                asked.save.mkdir(parents=True, exist_ok=True)
                saved = asked.save / f"{asked.seed}-{made.number}-{made.name}.html"
                saved.write_bytes(made.body)
                print(f"FAULT {saved}\n{outcome.fault}", flush=True)
    except KeyboardInterrupt:
        print("stopped: what was read so far")
    for what, number in counts.most_common():
        print(f"{number:7,}  {what}")
    print("slowest, seconds of processor time:")
    for spent_s, number, name, what in sorted(slowest, reverse=True):
        print(f"{spent_s:7.2f}  --seed {asked.seed} --only {number}  {name}: {what}")
    print(f"{counts.total():,} inputs, {faults} faults, {too_slow} over {LONGEST_S:g} s")
    sys.exit(1 if faults or too_slow else 0)


def run(made: FuzzInput) -> Outcome:
    """Read one input as far as it goes."""
    start = time.process_time()
    fault = None
    try:
        with _given_up_after(_GIVEN_UP_S):
            what = read(made)
    except PageError as error:
        what = error.reason
    except NewscrawlError as error:
        what, fault = "fault", f"{type(error).__name__} is no error of a page: {error}"
    except (Exception, GivenUp) as error:  # noqa: BLE001  finding them is what this is for
        what, fault = "fault", traceback.format_exc(limit=-6) + f"{error!r:.200}"
    return Outcome(what=what, spent_s=time.process_time() - start, fault=fault)


def read(made: FuzzInput) -> str:
    """
    Return what the page is. Its article is made whatever the verdict: a hostile page chooses that.

    Raises PageError.
    """
    snapshot = loose_snapshot(
        decode_body(made.headers, made.body),
        url=made.url,
        headers=made.headers,
        status=made.status,
        captured_at=_NOON,
    )
    extracted = extract_page(snapshot)
    article = card(normalise(extracted))
    record = article_record(article)
    json_line(record).encode()  # a lone surrogate fails here, as it would in the tables
    assert article_from_record(record) == article
    judge(extracted)
    return extracted.verdict.kind.value


def pages_in(folders: list[Path]) -> list[bytes]:
    """Return the pages under ``folders``, sorted by path so that a seed means the same."""
    found = []
    for folder in folders:
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")]):
            content = path.read_bytes()
            found.append(gzip.decompress(content) if path.suffix == ".gz" else content)
    return [page for page in found if page]


@contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    def give_up(_signal: int, _frame: object) -> None:
        raise GivenUp(f"still at it after {seconds:g} s")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


if __name__ == "__main__":
    main()
