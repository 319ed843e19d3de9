"""A section page leads where a browser would go from it."""

import pytest
from scrapy.http import HtmlResponse

from newscrawl.crawl.sections import parse_section
from newscrawl.crawl.sources import SectionPage
from newscrawl.errors import SourceUnreadable

URL = "https://benchyard.example/news/"
PAGE = """<html><body><nav><a href="/about/">About</a></nav>
<h2><a href="/news/1">One</a></h2><h2><a href=" two ">Two</a></h2><h2><a href="">None</a></h2>
<h2><a href="https://other.example/3">Three</a></h2><h2><a href="http://[">Broken</a></h2>
</body></html>"""
ONE = '<h2><a href="/news/1">One</a></h2>'
TWO = '<h2><a href="/news/2">Two</a></h2>'
ALL_LINKS = SectionPage(URL, confirmed=True).links


def links(
    html: str | bytes,
    selector: str = "h2 a::attr(href)",
    content_type: str | None = "text/html; charset=utf-8",
) -> list[str]:
    body = html.encode() if isinstance(html, str) else html
    headers = {"Content-Type": content_type} if content_type else {}
    announced = parse_section(HtmlResponse(URL, body=body, headers=headers), links=selector)
    return [entry.url for entry in announced.entries]


def test_the_selectors_links_are_made_absolute() -> None:
    assert links(PAGE) == [
        "https://benchyard.example/news/1",
        "https://benchyard.example/news/two",
        "https://other.example/3",
    ]


@pytest.mark.parametrize(
    ("head", "second"),
    [
        ('<base href="/archive/">', "https://benchyard.example/archive/two"),
        ('<base target="_blank"><base href="/archive/">', "https://benchyard.example/archive/two"),
        ('<base href="/archive/"><base href="/other/">', "https://benchyard.example/archive/two"),
        ('<base href=" /archive/ ">', "https://benchyard.example/archive/two"),
        ('<base href="javascript:1">', "https://benchyard.example/news/two"),
        ("<base href='//cdn.example'>", "https://cdn.example/two"),
    ],
)
def test_a_base_element_is_followed(head: str, second: str) -> None:
    assert links(PAGE.replace("<html>", f"<html><head>{head}</head>"))[1] == second


@pytest.mark.parametrize("html", ["", "  \n", "<html></html>", "<!-- nothing -->", "\x00"])
def test_no_page_is_unreadable(html: str) -> None:
    with pytest.raises(SourceUnreadable, match="is no page"):
        links(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<html><head></head><body>{ONE}</body>{TWO}</html>",
        f"<html><head></head><body>{ONE}</body></html>{TWO}",
        f"<html><body>{ONE}</body></html><html><head></head><body>{TWO}</body></html>",
        f"<!doctype html><meta charset=utf-8><title>News</title><article>{ONE}</article>{TWO}",
        f"<!doctype html><title>News</title><x-front>{ONE}</x-front><main>{TWO}</main>",
        f"<body><x-front><template shadowrootmode=open>{ONE}</template></x-front>{TWO}",
        f"<body>{'<div>' * 300}{ONE}{'</div>' * 300}{TWO}",
        f"<?xml version='1.0' encoding='utf-16'?><html><body>{ONE}{TWO}</body></html>",
        f"<body>{ONE}\x00{TWO}",
    ],
    ids=[
        "after the body",
        "after the page",
        "in a second page",
        "in a head that no tag ends",
        "in a custom element after it",
        "in a shadow tree",
        "deep in the page",
        "after a declaration",
        "after a NUL",
    ],
)
def test_links_are_found_wherever_a_browser_shows_them(html: str) -> None:
    assert links(html, "body h2 a::attr(href)") == [f"{URL}1", f"{URL}2"]


@pytest.mark.parametrize(
    "unseen",
    [
        '<template><a href="/news/{{slug}}">Row</a></template>',
        '<template id=row><div><a href="/news/9">Row</a></div></template>Tail ',
        '<!-- <a href="/news/9">Old</a> -->',
        '<script type=text/template><a href="/news/9">Row</a></script>',
        '<textarea><a href="/news/9">Copy me</a></textarea>',
        '<a data-href="/news/9">Card</a><div href="/news/9">Card</div>',
    ],
)
def test_what_a_browser_does_not_link_is_no_link(unseen: str) -> None:
    assert links(f"<body>{ONE}{unseen}{TWO}", ALL_LINKS) == [f"{URL}1", f"{URL}2"]


def test_areas_of_a_picture_are_links_in_page_order() -> None:
    html = f"<body><map><area href=/news/1><area nohref></map>{TWO}<map><area href=3></map>"

    assert links(html, ALL_LINKS) == [f"{URL}1", f"{URL}2", f"{URL}3"]


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("\n  /news/4\n", "/news/4"),
        ("/news/\n\t4-a-story", "/news/4-a-story"),
        ("/news/a story?q=a b", "/news/a%20story?q=a%20b"),
        ("\\news\\4", "/news/4"),
        ("?page=2", "/news/?page=2"),
        ("/news/4#comments", "/news/4#comments"),
        ("/news/caf\u00e9?q=caf\u00e9", "/news/caf%C3%A9?q=caf%C3%A9"),
        ("/news/100%", "/news/100%"),
        ("/news/%e3%83%8b|[4]", "/news/%e3%83%8b%7C%5B4%5D"),
        ("/news/%83j%83", "/news/%83j%83"),
        ("/news/a&amp;b?x=1&amp;y=2", "/news/a&b?x=1&y=2"),
    ],
)
def test_an_address_is_sent_as_a_browser_sends_it(href: str, path: str) -> None:
    assert links(f'<h2><a href="{href}">One</a></h2>') == [f"https://benchyard.example{path}"]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("//n\u00fcrnberg.example/1", "https://xn--nrnberg-n2a.example/1"),
        ("https://N\u00dcRNBERG.example:8443/1", "https://xn--nrnberg-n2a.example:8443/1"),
        ("https://\u0442\u0435\u0441\u0442.example", "https://xn--e1aybc.example"),
        ("https://xn--e1aybc.example/", "https://xn--e1aybc.example/"),
        ("HTTPS://Other.Example/1", "https://other.example/1"),
    ],
)
def test_a_host_is_sent_in_ascii(href: str, url: str) -> None:
    assert links(f'<h2><a href="{href}">One</a></h2>') == [url]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:void(0)",
        " JavaScript:go('/news/4')",
        "mailto:desk@benchyard.example",
        "tel:+1",
        "data:text/html,x",
        "blob:https://benchyard.example/4",
        "file:///news/4",
        "https://",
        "https:///",
        "https://benchyard.example:99999/4",
        "https://benchyard.example:port/4",
        "https://[::1/4",
        "#top",
        "",
        "./",
        "/news/#latest",
        "?utm_source=logo",
        "HTTP://BENCHYARD.example:80/news/",
    ],
)
def test_what_leads_to_no_other_page_is_left_out(href: str) -> None:
    assert links(f'{ONE}<h2><a href="{href}">One</a></h2>') == [f"{URL}1"]


def test_a_page_that_is_linked_to_twice_is_named_once() -> None:
    html = f"{ONE}{TWO}{ONE}<h2><a href='/news/2?utm_medium=card#top'>Two</a></h2>"

    assert links(html) == [f"{URL}1", f"{URL}2"]


@pytest.mark.parametrize(
    ("charset", "content_type", "word", "path", "query"),
    [
        ("shift_jis", None, "\u8868\u793a\u30bd", "%E8%A1%A8%E7%A4%BA%E3%82%BD", "%95%5C%8E%A6%83%5C"),
        ("shift_jis", "text/html; charset=iso-8859-1", "\u65e5\u672c", "%E6%97%A5%E6%9C%AC", "%93%FA%96%7B"),
        ("shift_jis", "text/html; charset=utf-8", "\u65e5\u672c", "%E6%97%A5%E6%9C%AC", "%93%FA%96%7B"),
        ("gb18030", None, "\u65b0\u95fb", "%E6%96%B0%E9%97%BB", "%D0%C2%CE%C5"),
        ("gb2312", "text/html; charset=iso-8859-1", "\u65b0\u95fb", "%E6%96%B0%E9%97%BB", "%D0%C2%CE%C5"),
        ("windows-1251", "text/html", "\u0434\u043e\u043c", "%D0%B4%D0%BE%D0%BC", "%E4%EE%EC"),
        ("windows-1251", "text/html; charset=iso-8859-1", "\u0434\u043e\u043c", "%D0%B4%D0%BE%D0%BC", "%E4%EE%EC"),
        ("utf-8", "text/html; charset=windows-1251", "\u0434\u043e\u043c", "%D0%B4%D0%BE%D0%BC", "%D0%B4%D0%BE%D0%BC"),
        ("utf-16", None, "\u0434\u043e\u043c", "%D0%B4%D0%BE%D0%BC", "%D0%B4%D0%BE%D0%BC"),
    ],
)  # fmt: skip
def test_a_path_is_sent_in_utf8_and_a_query_in_the_charset_of_the_page(
    charset: str, content_type: str | None, word: str, path: str, query: str
) -> None:
    title = word * 40 + ("\u3002" if charset == "shift_jis" else "")
    html = (
        f'<html><head><meta charset="{charset}"><title>{title}</title></head>'
        f'<body><h2><a href="/news/{word}">{word}</a></h2><h2><a href="/news/?q={word}">{word}</a>'
    )

    found = links(html.encode(charset), content_type=content_type)

    assert found == [f"{URL}{path}", f"{URL}?q={query}"]


def test_what_the_charset_of_the_page_cannot_say_is_sent_as_browsers_do() -> None:
    html = '<meta charset="windows-1251"><h2><a href="?q=&#26032;&amp;r=1">New</a></h2>'

    found = links(html.encode("cp1251") + "\u0434\u043e\u043c".encode("cp1251"), content_type=None)

    assert found == [f"{URL}?q=%26%2326032%3B&r=1"]


def test_a_list_may_have_more_elements_than_an_article() -> None:
    html = (
        "<ul>" + "<li>" * 40_000 + "".join(f"<li><a href={n % 7}>Story</a>" for n in range(9_000))
    )

    assert len(links(html, ALL_LINKS)) == 7


def test_a_tag_that_would_keep_the_parser_for_half_a_minute_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="attributes in a tag"):
        links(f"<body {'a=x ' * 3_000}>{ONE}")
