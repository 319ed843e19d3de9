"""Who wrote a story and when, as pages print it and as they declare it."""

import pytest

from newscrawl.extract.byline import authors, byline
from newscrawl.extract.published import modified, published
from newscrawl.extract.title import title
from newscrawl.items import FieldSource
from tests.unit.extract.pages import page_of

STORY = "".join(
    f"<p>On day {day} of the case the lawyers spoke of the {thing}, and the maker said that it was "
    "sorry for what its buyers had been through since the spring of last year.</p>"
    for day, thing in enumerate("battery charger screen camera speaker antenna".split())
)


def story(lines: str, head: str = "") -> str:
    return (
        f"<html><head><title>Maker must pay | News</title>{head}</head><body><nav><a href='/'>Home"
        f"</a></nav><article><h1>Maker must pay</h1>{lines}{STORY}</article></body></html>"
    )


def ld(properties: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {properties}}}</script>'


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("<p>By Ana Rey</p>", ["Ana Rey"]),
        ("<div>Von Jörg Maaß</div>", ["Jörg Maaß"]),
        ("<p>Written by<b>Ana Rey</b></p>", ["Ana Rey"]),
        ('<p><a href="/author/ana-rey">Ana Rey</a></p>', ["Ana Rey"]),
        (
            '<p>by <a href="/authors/ana">Ana Rey</a> and <a href="/authors/bo">Bo Li</a></p>',
            ["Ana Rey", "Bo Li"],
        ),
        (
            '<p><a href="/staff/ana">Ana Rey</a></p><p><a href="/staff/bo">Bo Li</a></p>',
            ["Ana Rey", "Bo Li"],
        ),
        ('<span class="author-name">Ana Rey</span>', ["Ana Rey"]),
        ("<p>By the end of the day, it was all over.</p>", None),
        ('<p><a href="/author/ana">Read more</a></p>', None),
        ("<p>Maker, shaker</p>", None),
    ],
)
def test_printed_credits_are_found(lines: str, names: list[str] | None) -> None:
    reading = authors(page_of(story(lines)))

    assert (reading and [author.name for author in reading.value]) == names
    assert reading is None or reading.source is FieldSource.VISIBLE_TEXT


def test_the_line_is_kept_as_printed() -> None:
    assert byline(page_of(story("<p>By Ana Rey, Reporter • June 3, 2026</p>"))) == (
        "By Ana Rey, Reporter • June 3, 2026"
    )


def test_a_declared_author_outranks_a_printed_one_and_gains_what_the_other_tells() -> None:
    head = ld('"author": {"@type": "Person", "name": "Ana Rey", "jobTitle": "Reporter"}')
    reading = authors(page_of(story('<p>By <a href="/author/ana">Ana Rey</a></p>', head)))

    assert reading is not None
    (author,) = reading.value
    assert (reading.source, author.role, author.is_organisation) == (
        FieldSource.JSON_LD,
        "Reporter",
        False,
    )
    assert author.profile_url == "https://news.example/author/ana"


@pytest.mark.parametrize(
    "declared",
    [
        '"author": {"@type": "Organization", "name": "Some Agency"}',
        '"author": {"@type": "Person", "name": "News"}, "publisher": {"name": "News"}',
        '"author": {"@type": "Person", "name": "admin"}',
    ],
    ids=["organisation", "the publisher itself", "an account"],
)
def test_a_printed_person_outranks_what_is_no_person(declared: str) -> None:
    reading = authors(page_of(story("<p>By Ana Rey</p>", ld(declared))))

    assert reading is not None
    assert [author.name for author in reading.value] == ["Ana Rey"]
    assert len(reading.rivals) == 1


def test_comments_credit_no_author() -> None:
    comment = '<div class="comments"><p><a href="/user/troll">Troll King</a> June 9, 2026</p></div>'
    page = page_of(story("").replace("</article>", "</article>" + comment))

    assert (authors(page), published(page)) == (None, None)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("<p>By Ana Rey | June 3, 2026</p>", "June 3, 2026"),
        ("<time datetime='2026-06-03T09:00:00Z'>yesterday</time>", "2026-06-03T09:00:00Z"),
        ("<p>3. Juni 2026</p>", "3. Juni 2026"),
        ("<p>Publicado el 3 de junio de 2026</p>", "3 de junio de 2026"),
        ("<p>2026年6月3日</p>", "2026年6月3日"),
        ("<p>Published: 03/06/2026</p>", "03/06/2026"),
        ("<p>Updated June 9, 2026 | Published June 3, 2026</p>", "June 3, 2026"),
        ("<p>Copyright 2026</p>", None),
    ],
)
def test_a_printed_day_is_found(lines: str, text: str | None) -> None:
    reading = published(page_of(story(lines)))

    assert (reading and reading.value) == text


def test_the_last_change_is_not_the_publication() -> None:
    page = page_of(story("<p>Published June 3, 2026. Updated June 9, 2026</p>"))
    told, changed = published(page), modified(page)

    assert told is not None
    assert changed is not None
    assert (told.value, changed.value) == ("June 3, 2026", "June 9, 2026")


def test_sources_that_conflict_are_all_kept() -> None:
    head = ld('"datePublished": "2026-06-02"') + (
        '<meta property="article:published_time" content="2026-06-03">'
    )
    reading = published(page_of(story("<p>June 4, 2026</p>", head)))

    assert reading is not None
    assert (reading.value, reading.source) == ("2026-06-02", FieldSource.JSON_LD)
    assert {rival.text for rival in reading.rivals} >= {"2026-06-03", "June 4, 2026"}


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        ("<title>Maker must pay - News Example</title>", "", "Maker must pay"),
        ("<title>Maker must pay</title>", "<h1>News</h1>", "Maker must pay"),
        ("<title>x</title>", "<h1>LTE<b>: Maker</b><i>must</i> pay</h1>", "x"),
        ("", "<h1><span>Maker</span><span>must</span> pay</h1>", "Maker must pay"),
        (ld('"headline": "Maker &amp; shaker"'), "", "Maker & shaker"),
        (
            '<meta property="og:title" content="Maker must pay">',
            "<h1>Example</h1><h1>Maker must now pay</h1>",
            "Maker must now pay",
        ),
        ("", "", None),
    ],
)
def test_the_headline_is_told_from_the_site(head: str, heading: str, expected: str | None) -> None:
    reading = title(page_of(f"<html><head>{head}</head><body>{heading}{STORY}</body></html>"))

    assert (reading and reading.value) == expected
