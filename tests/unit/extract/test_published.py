import json
from datetime import UTC, datetime

import pytest

from newscrawl.extract import Page
from newscrawl.extract.published import modified, published, published_candidates
from newscrawl.extract.told_days import day_order, told_days
from newscrawl.items import DayOrder
from tests.unit.extract.pages import page_of

BODY = "<p>" + "The maker said that it would recall every one of its chargers. " * 6 + "</p>"
CAPTURED_AT = datetime(2026, 11, 22, 12, 20, tzinfo=UTC)


def page(
    lines: str = "", head: str = "", below: str = "", url: str = "https://news.example/a-b"
) -> Page:
    markup = (
        f"<html lang='en'><head><title>Maker recalls chargers</title>{head}</head><body>"
        f"<article><h1>Maker recalls chargers</h1>{lines}{BODY * 3}</article>{below}</body></html>"
    )
    return page_of(markup, url=url, captured_at=CAPTURED_AT)


def ld(**properties: str) -> str:
    item = {"@type": "NewsArticle", "headline": "Maker recalls chargers", **properties}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def test_one_day_in_several_forms_is_one_candidate_with_the_finest_text() -> None:
    told = page(
        "<p>March 1, 2026</p>",
        ld(datePublished="2026-03-01T09:30:00Z"),
        url="https://news.example/2026/03/01/recall",
    )

    [one] = published_candidates(told)

    assert one.value.text == "2026-03-01T09:30:00Z"
    assert {"declared, and printed", "url day", "3 sources", "alone"} <= one.signs


@pytest.mark.parametrize(
    ("lines", "head", "text"),
    [
        (
            "<p>Updated November 9, 2026</p>",
            ld(datePublished="2026-03-01T09:30:00Z", dateModified="2026-11-09T09:30:00Z"),
            "2026-03-01T09:30:00Z",
        ),
        (
            "<p>Published March 1, 2026. Updated November 9, 2026</p>",
            '<meta property="article:modified_time" content="2026-11-09T09:30:00Z">',
            "March 1, 2026",
        ),
        ("<time class='published' datetime='2026-03-01'>1 Mar</time>", "", "2026-03-01"),
        ("<p>3 hours ago</p>", "", "3 hours ago"),
        ("<p>입력 2026.03.01 09:30</p>", "", "2026.03.01 09:30"),
        ("<p>1 มีนาคม 2569</p>", "", "1 มีนาคม 2569"),
        ("<div class='margin-bottom margin-small'>March 1, 2026</div>", "", "March 1, 2026"),
        ("", '<meta name="published-date" content="2026-03-01">', "2026-03-01"),
    ],
    ids=[
        *("declared", "announced", "time element", "age", "korean", "thai"),
        *("in a box of a class of spacing", "meta tag of a few systems"),
    ],
)
def test_the_day_of_publication_is_told_from_the_others(lines: str, head: str, text: str) -> None:
    reading = published(page(lines, head))

    assert reading is not None
    assert reading.value == text


@pytest.mark.parametrize(
    "below",
    [
        "<ul class='related'><li>Other story <time>May 1, 2025</time></li></ul>",
        "<div class='comments'><p>Ana on May 1, 2025</p></div>",
        "<footer>© 2019-2026 News</footer>",
    ],
    ids=["teasers", "comments", "copyright"],
)
def test_days_of_others_are_none_of_the_storys(below: str) -> None:
    reading = published(page("<p>March 1, 2026</p>", below=below))

    assert reading is not None
    assert reading.value == "March 1, 2026"


def test_a_day_later_than_the_capture_is_none() -> None:
    assert published(page("<p>March 1, 2027</p>")) is None


def test_a_script_is_asked_where_the_page_says_nothing() -> None:
    script = '<script>window.state = {"lastPublishedAt": "2026-10-02", "firstPublishedAt": "%s"}'

    reading = published(page(head=script % "2026-03-01T09:30:00Z" + "</script>"))

    assert reading is not None
    assert reading.value == "2026-03-01T09:30:00Z"


def test_the_pages_own_dates_show_which_number_is_the_month() -> None:
    told = page("<p>Published 03/04/2026</p>", ld(dateModified="2026-04-03T10:00:00Z"))

    assert told.once(day_order) is DayOrder.DAY_FIRST
    assert {one.day.isoformat() for one in told.once(told_days)} == {"2026-04-03"}


def test_without_it_the_language_decides() -> None:
    told = page("<p>Published 03/04/2026</p>")

    assert told.once(day_order) is None
    assert [one.day.isoformat() for one in told.once(told_days)] == ["2026-03-04"]


def test_the_last_change_is_the_one_that_most_places_give() -> None:
    reading = modified(
        page(
            "<p>Published March 1, 2026. Last updated March 5, 2026</p>",
            ld(datePublished="2026-03-01T09:30:00Z", dateModified="2026-03-05T10:00:00Z")
            + '<meta property="article:modified_time" content="2026-03-06">',
        )
    )

    assert reading is not None
    assert reading.value == "2026-03-05T10:00:00Z"
    assert [rival.text for rival in reading.rivals] == ["2026-03-06"]


def test_no_change_is_before_the_publication() -> None:
    told = page(head=ld(datePublished="2026-03-01T09:30:00Z", dateModified="2026-02-01"))

    assert published(told) is not None
    assert modified(told) is None


def test_days_that_conflict_are_an_answer_with_rivals_and_a_low_confidence() -> None:
    agreed = published(page("<p>March 1, 2026</p>", ld(datePublished="2026-03-01T09:30:00Z")))
    disputed = published(page("<p>May 1, 2026</p>", ld(datePublished="2026-03-01T09:30:00Z")))

    assert agreed is not None
    assert disputed is not None
    assert agreed.confidence > 0.95 > disputed.confidence
    assert agreed.rivals == ()
    assert len(disputed.rivals) == 1


def test_a_change_is_the_best_that_is_known_where_nothing_else_is_told() -> None:
    told = published(page("<p>Updated November 9, 2026</p>"))

    assert told is not None
    assert told.value == "November 9, 2026"
    assert "only a change is told" in told.reasons
    assert told.confidence < 0.9


def test_a_change_is_no_publication_where_one_is_declared() -> None:
    told = published(
        page(
            "<p>Updated November 9, 2026</p>",
            ld(datePublished="2026-03-01T09:30:00Z", dateModified="2026-11-09T09:30:00Z"),
        )
    )

    assert told is not None
    assert told.value == "2026-03-01T09:30:00Z"
    assert "only a change is told" not in told.reasons


def test_an_address_may_name_its_month_and_so_the_order_of_the_days_in_numbers() -> None:
    told = page("<p>03/10/2026</p>", url="https://news.example/2026/october/03/recall")

    [one] = told_days_of(told)

    assert one == "2026-10-03"


def told_days_of(told: Page) -> set[str]:
    return {one.day.isoformat() for one in told_days(told)}
