"""
python -m tests.bench.peers SET_DIR... [--limit N] [--only NAME...]

Reads the same pages, whose truth is known (see ``labelled_pages``), with newscrawl and with each
general extractor that is installed, in one run, and prints a table a set. Peers that are absent
are named. To have them all:

    uv run --with trafilatura --with newspaper4k --with readability-lxml --with resiliparse \\
        --with news-please --with goose3 python -m tests.bench.peers SET_DIR...

    body        mean over pages of the F1 of the words (runs of letters and digits, case folded,
                each as often as it occurs) against the words of the true text
    title       share of pages whose title is the true one, but for case, white space and the
                shape of quotation marks and dashes
    authors     share of pages whose names are the true ones as a set; letters and digits count,
                case does not; "By", titles and degrees are no part of a name, roles in the truth
                are forgiven
    published   share of pages with the true calendar day as written, or the same moment
    false       share of pages without the field, where the truth says so, that get one anyhow
    cost        processor time of everything, as a multiple of parsing the same pages with lxml,
                each page parsed just before it is read

A page at which a peer fails is an empty answer. Dots are what a peer does not give. newscrawl's
row is in sample where its models were fitted on the set: ``fit_body_model`` and ``fit_choices``
print what they are worth on sites that they were not fitted on.
"""

import argparse
import logging
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

import lxml.html

from tests.bench.labelled_pages import LabelledPage, labelled_pages
from tests.bench.peer_answers import PEERS, Answer, Extractor
from tests.bench.peer_scores import authors_match, same_day, title_matches, word_f1

COLUMNS = ("body", "title", "authors", "published", "false dates", "false authors")


@dataclass
class Row:
    """A peer's scores on one set; ``failed`` counts pages at which it raised."""

    scores: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    spent_s: float = 0.0
    parse_s: float = 0.0
    failed: int = 0
    gives: frozenset[str] = frozenset()

    def add(self, page: LabelledPage, answer: Answer) -> None:
        truth = page.truth
        if truth.get("body"):
            self.scores["body"].append(word_f1(truth["body"], answer.body))
        if truth.get("title"):
            self.scores["title"].append(title_matches(truth["title"], answer.title))
        if page.authors:
            self.scores["authors"].append(authors_match(page.authors, answer.authors))
        elif page.none_is_known:
            self.scores["false authors"].append(bool(answer.authors))
        if truth.get("published"):
            self.scores["published"].append(same_day(truth["published"], answer.published))
        elif page.none_is_known:
            self.scores["false dates"].append(bool(answer.published))

    def cells(self) -> Iterable[str]:
        for name in COLUMNS:
            given = {"false dates": "published", "false authors": "authors"}.get(name, name)
            values = self.scores[name]
            yield f"{100 * mean(values):.1f}" if values and given in self.gives else "."
        yield f"{self.spent_s / self.parse_s:.1f}" if self.parse_s else "."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET_DIR")
    parser.add_argument("--limit", type=int, metavar="N", help="only N pages of each set")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=sorted(PEERS))
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)  # peers log each page that they cannot read
    peers = {}
    for name in asked.only or PEERS:
        try:
            peers[name] = PEERS[name].load()
        except ImportError as error:
            print(f"absent: {name} ({error})")
    for folder in asked.sets:
        pages = list(labelled_pages(folder))[: asked.limit]
        print(f"\n{folder.name}: {len(pages)} pages, {_told(pages)}")
        print(_line("", [*COLUMNS, "cost"]), flush=True)
        for name, extract in peers.items():
            row = measured(pages, extract)
            row.gives = PEERS[name].gives
            failed = f"  ({row.failed} failed)" if row.failed else ""
            print(_line(name, row.cells()) + failed, flush=True)


def measured(pages: Sequence[LabelledPage], extract: Extractor) -> Row:
    row = Row()
    _answer(extract, pages[0])  # loads models and libraries
    for page in pages:
        row.parse_s += _spent(lambda page=page: lxml.html.document_fromstring(page.html or b"<p/>"))  # type: ignore[misc]
        start = time.process_time()
        answer = _answer(extract, page)
        row.spent_s += time.process_time() - start
        row.failed += answer is None
        row.add(page, answer or Answer())
    return row


def _answer(extract: Extractor, page: LabelledPage) -> Answer | None:
    try:
        return extract(page.html.decode("utf-8", "replace"), page.url)
    except Exception:  # noqa: BLE001  a peer may raise anything; it is counted
        return None


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _told(pages: Sequence[LabelledPage]) -> str:
    counts = Counter(
        name
        for page in pages
        for name, is_told in (
            ("body", page.truth.get("body")),
            ("title", page.truth.get("title")),
            ("authors", page.authors),
            ("published", page.truth.get("published")),
        )
        if is_told
    )
    return ", ".join(f"{name} of {number}" for name, number in counts.items())


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:<18}" + "".join(f"{cell:>14}" for cell in cells)


if __name__ == "__main__":
    main()
