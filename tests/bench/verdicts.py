"""
python -m tests.bench.verdicts [SET_DIR...] [--wrong] [--open]

Judges the pages under ``tests/pages/verdicts`` and prints the precision and recall of each
verdict, of all pages and of the third that the rules were written without; with ``--wrong`` the
pages judged wrongly and why (of the others only, with ``--open``). Of each SET_DIR (see
``labelled_pages``), where every page is an article, prints how many are judged to be what.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from newscrawl.errors import UnreadablePage
from newscrawl.extract import judge_page
from newscrawl.extract.page import Page
from newscrawl.items import PageKind, Verdict
from tests.bench.labelled_pages import labelled_pages
from tests.pages.judged import JudgedPage, judged_pages


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="*", metavar="SET_DIR")
    parser.add_argument("--wrong", action="store_true", help="name the pages judged wrongly")
    parser.add_argument("--open", action="store_true", help="leave the held-back third alone")
    asked = parser.parse_args()

    judged = [
        (page, judge_page(page.page))
        for page in judged_pages()
        if not (asked.open and page.is_held_back)
    ]
    report("all", judged)
    if not asked.open:
        report("held back", [pair for pair in judged if pair[0].is_held_back])
    if asked.wrong:
        for page, verdict in judged:
            if page.kind is not verdict.kind:
                print(f"{page.name}: {verdict.kind}, {verdict.reason}")
    for folder in asked.sets:
        report_articles(folder, show=asked.wrong)


def report(name: str, judged: Sequence[tuple[JudgedPage, Verdict]]) -> None:
    """Print precision and recall of each kind."""
    right = sum(page.kind is verdict.kind for page, verdict in judged)
    print(f"{name}: {right} of {len(judged)} right ({100 * right / len(judged):.1f} %)")
    for kind in PageKind:
        told = [page.kind for page, verdict in judged if verdict.kind is kind]
        true = [verdict.kind for page, verdict in judged if page.kind is kind]
        if told or true:
            precision = f"{100 * told.count(kind) / len(told):.1f}" if told else "-"
            recall = f"{100 * true.count(kind) / len(true):.1f}" if true else "-"
            print(f"  {kind:<17} precision {precision:>5}  recall {recall:>5}  n={len(true)}")


def report_articles(folder: Path, *, show: bool) -> None:
    """Print what the pages of a set, all of them articles, are judged to be."""
    kinds: Counter[str] = Counter()
    for labelled in labelled_pages(folder):
        verdict = _verdict(labelled.page)
        kinds[verdict.kind if verdict else "unreadable"] += 1
        if show and verdict and not verdict.is_article:
            print(f"{labelled.id} {labelled.url}: {verdict.kind}, {verdict.reason}")
    total = kinds.total()
    articles = kinds[PageKind.ARTICLE] + kinds[PageKind.TEASER]
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    print(f"{folder.name}: {articles} of {total} are articles ({told})")


def _verdict(page: Page) -> Verdict | None:
    try:
        return judge_page(page)
    except UnreadablePage:
        return None


if __name__ == "__main__":
    main()
