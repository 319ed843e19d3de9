"""An element falls into blocks; what a link covers is found again at its offsets."""

import pytest
from lxml import html

from newscrawl.extract.blocks import blocks_of
from newscrawl.items import Block, BlockKind

BASE = "https://news.example/2026/a"


def blocks(markup: str) -> tuple[Block, ...]:
    return blocks_of(html.fragment_fromstring(markup, create_parent="div"), base_url=BASE)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<h2>Why</h2><p>So.</p>", [("heading", "Why"), ("paragraph", "So.")]),
        ("<ul><li>a<li>b</ul>", [("list item", "a"), ("list item", "b")]),
        ("<ul><li><p>a</p></li></ul>", [("list item", "a")]),
        (
            "<blockquote><p>Sorry.</p><p>Truly.</p></blockquote>",
            [("quote", "Sorry."), ("quote", "Truly.")],
        ),
        ("<pre>if x:\n    y</pre>", [("code", "if x:\n    y")]),
        ("one<br><br>two<br>three", [("paragraph", "one"), ("paragraph", "two\nthree")]),
        ("one <br> <br/> two", [("paragraph", "one"), ("paragraph", "two")]),
        (
            "text <div>inner</div> tail",
            [("paragraph", "text"), ("paragraph", "inner"), ("paragraph", "tail")],
        ),
        ("<p>a\n  b\u00a0c</p>", [("paragraph", "a b c")]),
        (
            "<p><a href='/a'>Ana Rey</a><span>Reporter</span></p>",
            [("paragraph", "Ana Rey Reporter")],
        ),
        ("<p><b>P</b>hone <i>i</i><b>pad</b></p>", [("paragraph", "Phone ipad")]),
        ("<p>a<script>x()</script> b</p><style>p{}</style>", [("paragraph", "a b")]),
        ("<p> <b> </b> </p>", []),
        (
            "<table><caption>Fines</caption><tr><th>Who</th><th>EUR</th></tr><tr><td><p>A</p></td><td>5</td></tr></table>",
            [("table", "Fines\nWho\tEUR\nA\t5")],
        ),
    ],
)
def test_text_falls_into_blocks(markup: str, expected: list[tuple[str, str]]) -> None:
    assert [(block.kind.value, block.text) for block in blocks(markup)] == expected


def test_a_link_covers_its_words_without_the_space_around() -> None:
    (block,) = blocks(
        '<p>So  says <a href="/b?x=1"> the\n court </a> today, <i>see <a href="http://o.example">o</a></i>.</p>'
    )

    assert block.text == "So says the court today, see o."
    assert [(block.text[link.start : link.end], link.url) for link in block.links] == [
        ("the court", "https://news.example/b?x=1"),
        ("o", "http://o.example"),
    ]


def test_a_link_around_two_paragraphs_is_a_link_in_each() -> None:
    first, second = blocks('<a href="/b"><p>One</p><p>Two</p></a>')

    assert [first.text[link.start : link.end] for link in first.links] == ["One"]
    assert [second.text[link.start : link.end] for link in second.links] == ["Two"]


@pytest.mark.parametrize(
    "href", ["#top", "javascript:void(0)", "mailto:a@b.example", "", "http://[bad/"]
)
def test_what_leads_to_no_page_is_no_link(href: str) -> None:
    (block,) = blocks(f'<p><a href="{href}">x</a></p>')

    assert block.links == ()


def test_kind_of_the_enclosing_block_returns_after_a_nested_one() -> None:
    found = blocks("<blockquote>a<ul><li>b</li></ul>c</blockquote>d")

    assert [(block.text, block.kind) for block in found] == [
        ("a", BlockKind.QUOTE),
        ("b", BlockKind.LIST_ITEM),
        ("c", BlockKind.QUOTE),
        ("d", BlockKind.PARAGRAPH),
    ]


def test_a_button_that_is_never_closed_does_not_hide_the_page() -> None:
    found = blocks("<button>Menu<main><p>One.</p></main>")

    assert [block.text for block in found] == ["Menu", "One."]


def test_what_is_written_on_a_button_is_no_text() -> None:
    assert blocks("<button><span>Menu</span></button><p>One.</p>")[0].text == "One."


@pytest.mark.parametrize(
    ("markup", "traits"),
    [
        ("<h2>Why</h2>", [(2, None, None)]),
        ("<h4><div>Why</div></h4>", [(4, None, None)]),
        ("<ul><li>a<ol><li>b</ol></ul>", [(1, False, None), (2, True, None)]),
        ("<blockquote><p>Sorry.</p></blockquote>", [(None, None, None)]),
        (
            "<blockquote><p>Sorry.</p><footer>— Ana Rey, judge</footer></blockquote>",
            [(None, None, "Ana Rey, judge")] * 2,
        ),
        (
            "<figure><blockquote>Sorry.</blockquote><figcaption>Ana Rey</figcaption></figure>",
            [(None, None, "Ana Rey"), (None, None, None)],
        ),
    ],
)
def test_blocks_keep_levels_numbering_and_speakers(
    markup: str, traits: list[tuple[int | None, bool | None, str | None]]
) -> None:
    assert [(b.level, b.is_ordered, b.speaker) for b in blocks(markup)] == traits
