"""Pages of every kind are told apart, and no wall becomes an article."""

from functools import cache

import pytest

from newscrawl.extract import judge_page
from newscrawl.items import PageKind, Verdict
from tests.pages.judged import FOLDER, JudgedPage, judged_pages

WALLS = (
    PageKind.BLOCK_PAGE,
    PageKind.CONSENT_WALL,
    PageKind.ERROR_PAGE,
    PageKind.LOGIN_WALL,
    PageKind.NEEDS_JAVASCRIPT,
)
KINDS = (PageKind.ARTICLE, PageKind.TEASER, PageKind.LISTING, PageKind.MEDIA_PAGE, *WALLS)
# Invitations to pay are worded anew every day: a teaser may pass for a short article.
LEAST = 0.88


@cache
def judged() -> tuple[tuple[JudgedPage, Verdict], ...]:
    return tuple((page, judge_page(page.page)) for page in judged_pages())


@pytest.mark.parametrize("kind", WALLS)
def test_no_wall_becomes_an_article(kind: PageKind) -> None:
    taken = [page.name for page, verdict in judged() if page.kind is kind and verdict.is_article]

    assert taken == []


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_a_kind_are_judged_as_such(kind: PageKind) -> None:
    verdicts = [verdict.kind for page, verdict in judged() if page.kind is kind]
    pages = [page.kind for page, verdict in judged() if verdict.kind is kind]

    assert verdicts.count(kind) >= LEAST * len(verdicts)
    assert pages.count(kind) >= LEAST * len(pages)


def test_a_verdict_says_what_it_is_told_by() -> None:
    assert [page.name for page, verdict in judged() if not verdict.reason.strip()] == []


def test_every_page_is_listed() -> None:
    files = {f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.html")}

    assert {page.name for page, _ in judged()} == files
