"""The headline is read as printed, without what a template puts around it."""

import pytest

from newscrawl.extract.site_names import cuts, without_site_name
from newscrawl.extract.title import title, title_candidates
from newscrawl.items import FieldSource
from tests.unit.extract.pages import page_of

URL = "https://www.courier.example/news/maker-must-pay-its-buyers-back"
STORY = "<p>The court ruled on Monday that the maker must pay its buyers back in full.</p>" * 4

BARRED = "Maker must pay | Eleven years of kettles"


def page(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body><article>{body}{STORY}</article></body></html>"


def og(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            (
                "<title>Maker must pay its buyers back | Courier</title>"
                '<meta property="og:site_name" content="Courier">'
            ),
            "",
            "Maker must pay its buyers back",
        ),
        (
            "<title>Maker must pay its buyers back | Courts | Courier</title>",
            "<h1>Maker must pay its buyers back</h1>",
            "Maker must pay its buyers back",
        ),
        (
            "<title>Harbour Notes: Maker must pay its buyers back</title>"
            + og("Maker must pay its buyers back"),
            '<h1><a href="/">Harbour Notes</a></h1><h2>Maker must pay its buyers back</h2>',
            "Maker must pay its buyers back",
        ),
        (
            "<title>Kettle case: maker must pay its buyers back - Courier</title>"
            + og("Kettle case: maker must pay its buyers back"),
            "<h1><span>Kettle case</span><span>maker must pay its buyers back</span></h1>",
            "Kettle case: maker must pay its buyers back",
        ),
        (
            "<title>Maker must pay</title>" + og("Maker must pay &amp;amp; say sorry"),
            "<h1>Maker must pay &amp; say sorry</h1>",
            "Maker must pay & say sorry",
        ),
        ("", "<h1>Maker must <em>pay</em> its buyers</h1>", "Maker must pay its buyers"),
        (
            (
                "<title>Maker must pay its buyers back | Courts</title>"
                '<meta property="article:section" content="Courts">'
            ),
            "",
            "Maker must pay its buyers back",
        ),
        (
            "<title>Courier Blog: Maker must pay</title>" + og("Courier Blog: Maker must pay"),
            "<h1>Maker must pay</h1>",
            "Maker must pay",
        ),
        (
            "<title>Courier Maker must pay</title>",
            '<h1><a href="/">Courier</a></h1><h2>6 May</h2><h3>Maker must pay</h3>',
            "Maker must pay",
        ),
        (
            "",
            '<h1><a href="/">Courier</a></h1><h2>6 May</h2><h3>Maker must pay</h3>',
            "Maker must pay",
        ),
        (
            f"<title>{BARRED}</title>" + og(BARRED),
            f'<h1><a href="">{BARRED}</a></h1>',
            BARRED,
        ),
        (
            "<title>Who must pay for kettles</title>" + og("Who must pay for kettles"),
            (
                f"<h1>Maker pays buyers back for kettles</h1>{STORY}"
                '<h1><a href="/2">Who must pay for toasters</a></h1>'
            ),
            "Maker pays buyers back for kettles",
        ),
    ],
    ids=[
        "the site's name goes",
        "the section goes too",
        "the logo is no headline",
        "a kicker keeps its colon",
        "entities are read twice",
        "emphasis parts no words",
        "a declared section is no part",
        "the blog's name goes where a heading prints the rest",
        "the site's name goes where a heading prints the rest",
        "a lower heading stands for the logo",
        "a bar in a linked headline stays where all sources have it",
        "the headline stands above the story",
    ],
)
def test_the_title_is_the_headline(head: str, body: str, expected: str) -> None:
    found = title(page_of(page(head, body), url=URL))

    assert found is not None
    assert found.value == expected


def test_of_a_trail_and_a_headline_the_headline_is_printed() -> None:
    told = "Buyers get their money back after eleven years"
    trail = "<nav><ol><li><h1>Kettle refund: maker pays</h1></li></ol></nav>"
    data = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{told}"}}</script>'
    )
    markup = page(og("Kettle refund: maker pays") + data, f"{trail}<h2>{told}</h2>")

    found = title(page_of(markup, url=URL))

    assert found is not None
    assert found.value == told
    assert [rival.text for rival in found.rivals][:1] == ["kettlerefundmakerpays"]


def test_equal_titles_are_one_candidate_with_the_signs_of_all() -> None:
    markup = page(og("Maker must pay"), "<h1>Maker must pay</h1>")

    (only,) = title_candidates(page_of(markup, url=URL))

    assert only.source is FieldSource.VISIBLE_TEXT
    assert {"h1", "meta og:title", "alone", "told by h1, og:title"} <= only.signs


def test_a_page_without_any_title_has_none() -> None:
    assert title(page_of(page("", ""), url=URL)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maker must pay - Courier", "Maker must pay"),
        ("Courier | Maker must pay", "Maker must pay"),
        ("Maker must pay | Courts | The Courier", "Maker must pay | Courts"),
        ("Courier: Maker must pay", "Maker must pay"),
        ("Acme: Courier", "Acme: Courier"),
        ("Courier-led inquiry ends", "Courier-led inquiry ends"),
        ("Courier", "Courier"),
        ("Maker must pay | News | Courier", "Maker must pay"),
        ("Maker must pay: News", "Maker must pay: News"),
        ("News | Maker must pay", "News | Maker must pay"),
        ("Maker must pay | Bad news", "Maker must pay | Bad news"),
    ],
)
def test_only_the_sites_own_name_is_cut(text: str, expected: str) -> None:
    assert without_site_name(text, page_of(page("", ""), url=URL)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Maker must pay - Nib", "Maker must pay"), ("Maker must pay - Ni", "Maker must pay - Ni")],
)
def test_of_a_short_name_all_letters_are_asked_for(text: str, expected: str) -> None:
    assert without_site_name(text, page_of(page("", ""), url="https://nib.example/a")) == expected


def test_the_story_as_the_last_breadcrumb_is_no_section() -> None:
    told = "Kettle refund / Maker must pay its buyers back after eleven years"
    crumbs = (
        '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":['
        '{"name":"Courts"},{"name":"Maker must pay its buyers back after eleven years"}]}</script>'
    )
    markup = page_of(page(crumbs, ""), url=URL)

    assert without_site_name(told, markup) == told
    assert without_site_name("Maker must pay | Courts", markup) == "Maker must pay"


@pytest.mark.parametrize(
    ("told", "heading", "is_cut"),
    [
        ("Courier Kettle refunds", "<h2>Kettle refunds</h2>", True),
        ("Courier Kettle refunds", "<nav><h2>Kettle refunds</h2></nav>", False),
        ("Courier Kettle refunds", "<h2>refunds</h2>", False),
        ("Courier", "<h2>Kettle refunds</h2>", False),
    ],
)
def test_the_sites_name_goes_where_a_heading_of_the_story_prints_the_rest(
    told: str, heading: str, is_cut: bool
) -> None:
    markup = page(og(told), heading)

    given = [one.value for one in title_candidates(page_of(markup, url=URL))]

    assert (told not in given) is is_cut


def test_a_title_that_broke_off_at_its_own_quotation_mark_is_none() -> None:
    markup = page(og('Maker calls its "refund" final'), '<h1>Maker calls its "refund" final</h1>')

    assert [one.value for one in title_candidates(page_of(markup))] == [
        'Maker calls its "refund" final'
    ]


def test_of_a_section_two_letters_are_enough() -> None:
    section = '<meta property="article:section" content="経済">'

    assert without_site_name("メーカー敗訴｜経済", page_of(page(section, ""))) == "メーカー敗訴"


def test_without_a_heading_the_longer_of_two_declared_titles_is_known() -> None:
    head = (
        "<title>Maker must pay-Courts</title>" + '<meta name="headline" content="Maker must pay">'
    )

    signs = {one.value: one.signs for one in title_candidates(page_of(page(head, "")))}

    assert "goes on after another declared title" in signs["Maker must pay-Courts"]
    assert "another declared title goes on after it" in signs["Maker must pay"]


def test_the_only_heading_is_a_candidate_below_the_first_line_too() -> None:
    body = f"<body><article>{STORY}<h1>What refunds mean</h1></article></body>"
    markup = f"<html><head><title>Kettle costs</title></head>{body}</html>"

    assert "What refunds mean" in [one.value for one in title_candidates(page_of(markup))]


@pytest.mark.parametrize(("declared", "is_doubted"), [("Maker pays", True), (BARRED, False)])
def test_a_linked_headline_is_doubted_unless_it_is_declared(
    declared: str, is_doubted: bool
) -> None:
    markup = page(og(declared), f'<h1><a href="">{BARRED}</a></h1>')

    signs = {one.value: one.signs for one in title_candidates(page_of(markup))}

    assert ("h1 is a link" in signs[BARRED]) is is_doubted
    doubts = {"the h1 is a link or the site's name"}
    assert any(doubts <= each for each in signs.values()) is is_doubted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maker must pay", []),
        ("Self-made maker", []),
        (
            "Maker pays – Courts",
            [("up to a dash", "Maker pays"), ("after a dash", "Courts")],
        ),
        ("Kettles: maker pays", [("after a colon", "maker pays")]),
        ("メーカー敗訴｜裁判", [("up to a bar", "メーカー敗訴"), ("after a bar", "裁判")]),
    ],
)
def test_a_title_is_cut_at_its_separators(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(cuts(text)) == expected


def test_what_the_markup_of_a_lower_heading_sets_apart_is_known() -> None:
    heading = "<h2><span>Kettle case</span><span>Maker must pay its buyers back</span></h2>"
    candidates = title_candidates(page_of(page(og("Maker must pay its buyers back"), heading)))

    [whole] = [one for one in candidates if one.value == "Maker must pay its buyers back"]
    assert "declared, and a part of a lower heading" in whole.signs
