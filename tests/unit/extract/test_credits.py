"""Who wrote a story and when, as pages print it and as they declare it."""

import pytest

from newscrawl.extract.author_box import author_boxes
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
            '<p>By <a href="/by/ana">Ana Rey</a> and <a href="/by/bo">Bo Li</a> Lab Lead</p>',
            ["Ana Rey", "Bo Li"],
        ),
        ('<p>By <a href="/author/ana">Ana Rey</a> Head of Product</p>', ["Ana Rey"]),
        ('<p>By Ana Rey and <a href="/by/bo">Bo Li</a></p>', ["Ana Rey", "Bo Li"]),
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


@pytest.mark.parametrize(
    ("lines", "head", "names"),
    [
        ("<p>Written by</p><p>Ana Rey</p>", "", ["Ana Rey"]),
        ("<p>June 3, 2026 · 5 min read · By Ana Rey</p>", "", ["Ana Rey"]),
        ("<p>By Ana Rey, CEO of Acme</p>", "", ["Ana Rey"]),
        ("<p>By Ana Rey June 12, 2026</p>", "", ["Ana Rey"]),
        ("<p>By Ana Rey. Reviewed by Bo Li</p>", "", ["Ana Rey"]),
        ("<p>By Ana Rey and Bo Li</p>", "", ["Ana Rey", "Bo Li"]),
        ("<p>Editor: Bo Li</p>", "", None),
        ("<p>Photo by Bo Li</p>", "", None),
        ("<p>By Ana Rey</p>", '<meta name="author" content="ana-rey">', ["Ana Rey"]),
        ("<p>By Ana Rey</p>", '<meta name="author" content="a.rey@news.example">', ["Ana Rey"]),
        (
            "",
            (
                '<meta name="twitter:label1" content="Written by">'
                '<meta name="twitter:data1" content="Ana Rey">'
                '<meta name="author" content="Ana Rey">'
            ),
            ["Ana Rey"],
        ),
        ("<p>Von Ana Rey, dpa</p>", "", ["Ana Rey", "dpa"]),
        ("<p>By Ana Rey, Berlin</p>", "", ["Ana Rey"]),
        (
            "",
            ld('"author": {"@type": "Person", "givenName": "Ana", "familyName": "Rey"}'),
            ["Ana Rey"],
        ),
        ("", '<meta name="author" content="admin">', None),
        ("", '<meta name="author" content="{{ author }}">', None),
    ],
)
def test_authors_are_told_from_what_stands_beside_them(
    lines: str, head: str, names: list[str] | None
) -> None:
    reading = authors(page_of(story(lines, head)))

    assert (reading and [author.name for author in reading.value]) == names


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
        '"author": {"@type": "Person", "name": "nightdesk7"}',
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
    head = ld('"datePublished": "2026-06-02T09:30:00Z"') + (
        '<meta property="article:published_time" content="2026-06-02T09:30:00Z">'
        '<meta name="date" content="2026-08-13">'
    )
    reading = published(page_of(story("<p>October 4, 2026</p>", head)))

    assert reading is not None
    assert (reading.value, reading.source) == ("2026-06-02T09:30:00Z", FieldSource.JSON_LD)
    assert {rival.text for rival in reading.rivals} >= {"2026-08-13", "October 4, 2026"}


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        ("<title>Maker must pay - News Example</title>", "", "Maker must pay"),
        ("<title>Maker must pay</title>", "<h1>News</h1>", "Maker must pay"),
        ("<title>x</title>", "<h1>LTE<b>: Maker</b><i>must</i> pay</h1>", "LTE: Maker must pay"),
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


BIOGRAPHY = "Ana came to phones from ten years of writing about film, and keeps all of them."
NAME = '<a href="/author/ana-rey/" rel="author">Ana Rey</a>'


@pytest.mark.parametrize(
    ("box", "role", "biography"),
    [
        (
            f'<div class="author-box"><p>{NAME} Junior News Writer<br>{BIOGRAPHY}</p></div>',
            "Junior News Writer",
            BIOGRAPHY,
        ),
        (
            f'<div class="author-box"><h4>{NAME}</h4><p>Law Editor</p><p>{BIOGRAPHY}</p></div>',
            "Law Editor",
            BIOGRAPHY,
        ),
        (
            (
                f'<div class="bio"><h4>About Ana Rey</h4><p>{BIOGRAPHY}</p><p>She is 40. She has '
                'written of nothing but phones since.</p><a href="/a">All posts</a></div>'
            ),
            None,
            f"{BIOGRAPHY} She is 40. She has written of nothing but phones since.",
        ),
        (
            (
                '<div class="author-box"><p>Ana Rey is a writer who has kept each of her phones, and '
                "reads their manuals.</p></div>"
            ),
            None,
            "Ana Rey is a writer who has kept each of her phones, and reads their manuals.",
        ),
        (
            (
                f'<div class="author-box"><h4>{NAME}</h4><p><a href="/1">Why a maker had to pay each of '
                f"its buyers, and what they bought of it next.</a></p><p>{BIOGRAPHY}</p></div>"
            ),
            None,
            BIOGRAPHY,
        ),
        (f'<div class="author-box"><h4>{NAME}</h4><p>All posts by Ana</p></div>', None, None),
        (f'<div class="promo"><h4>{NAME}</h4><p>{BIOGRAPHY}</p></div>', None, None),
        (
            f'<ol class="comments"><li class="comment author"><b>Ana Rey</b><p>{BIOGRAPHY}</p></ol>',
            None,
            None,
        ),
        (
            f'<div class="author-box"><h4>Bo Lund</h4><p>Editor</p><p>{BIOGRAPHY}</p></div>',
            None,
            None,
        ),
    ],
    ids=[
        "one run of text",
        "a line each",
        "two paragraphs and a link",
        "name in the prose",
        "a link to her last story",
        "no prose",
        "no author's box",
        "a comment",
        "someone else",
    ],
)
def test_a_box_about_the_author_gives_role_and_biography_apart(
    box: str, role: str | None, biography: str | None
) -> None:
    reading = authors(page_of(story("<p>By Ana Rey</p>").replace("</article>", f"{box}</article>")))

    assert reading is not None
    [author] = reading.value
    assert (author.name, author.role, author.biography) == ("Ana Rey", role, biography)


def test_an_article_in_a_box_named_for_authors_is_no_biography() -> None:
    told = f"<p>Ana Rey</p><p>{BIOGRAPHY}</p><p>{BIOGRAPHY}</p>"
    page = page_of(f'<title>Phones</title><div class="author-content"><h1>Phones</h1>{told}</div>')

    assert list(author_boxes(page, frozenset({"ana rey"}))) == []


def test_a_person_in_microdata_has_role_and_biography() -> None:
    person = (
        '<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><a '
        'itemprop="url" href="/by/ana/"><span itemprop="name">Ana Rey</span></a> <em '
        f'itemprop="jobTitle">Lab Lead</em><meta itemprop="description" content="{BIOGRAPHY}">'
        "</span></p>"
    )
    reading = authors(page_of(story(person)))

    assert reading is not None
    [author] = reading.value
    assert (author.name, author.role, author.biography) == ("Ana Rey", "Lab Lead", BIOGRAPHY)
    assert author.profile_url == "https://news.example/by/ana/"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("by Daily News readers", ("Daily News readers", True)),
        ("by Daily News staff<br>Posted on Friday", ("Daily News staff", True)),
        ("by Weekly Post readers", None),
        ("by Daily News lorries", None),
    ],
)
def test_the_sites_own_people_are_an_author(line: str, expected: tuple[str, bool] | None) -> None:
    page = page_of(story(f"<p>{line}</p>"), url="https://dailynews.example/a-story")
    reading = authors(page)

    found = reading and (reading.value[0].name, reading.value[0].is_organisation)
    assert found == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Posted on Wednesday 28th October 2026 at 09:15 GMT",
            "28th October 2026 at 09:15 GMT",
        ),
        ("14.10.2026, 09:30 Uhr", "14.10.2026, 09:30 Uhr"),
        ("October 27, 2026 9:50 AM", "October 27, 2026 9:50 AM"),
        ("Nov 5, 2026 | 9:30 pm (EST)", "Nov 5, 2026 | 9:30 pm (EST)"),
        ("October 27, 2026 | 3 min read", "October 27, 2026"),
        ("October 27, 2026 10 comments", "October 27, 2026"),
    ],
)
def test_a_printed_day_keeps_the_hour_and_the_zone_behind_it(line: str, expected: str) -> None:
    reading = published(page_of(story(f"<p>{line}</p>")))

    assert reading is not None
    assert reading.value == expected
