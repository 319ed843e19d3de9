"""What a page says of itself is checked before it is believed."""

import pytest

from newscrawl.extract.meta import canonical, description, language, lead_image
from newscrawl.extract.section import section
from tests.unit.extract.pages import page_of

URL = "https://www.example.com/2026/11/a-story?utm_source=feed"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "https://www.example.com/2026/11/a-story"),
        ('<link rel="canonical" href="/2026/11/b">', "https://www.example.com/2026/11/b"),
        ('<link rel="canonical" href="https://amp.example.com/b">', "https://amp.example.com/b"),
        (
            '<meta property="og:url" content="https://www.example.com/c">',
            "https://www.example.com/c",
        ),
        (
            '<link rel="canonical" href="https://www.example.org/b">',
            "https://www.example.com/2026/11/a-story",
        ),
        (
            '<link rel="canonical" href="https://www.example.com/">',
            "https://www.example.com/2026/11/a-story",
        ),
        ('<link rel="canonical" href="">', "https://www.example.com/2026/11/a-story"),
        ('<link rel="canonical" href="http://[">', "https://www.example.com/2026/11/a-story"),
        (
            (
                '<link rel="canonical" href="https://www.example.com/">'
                '<meta property="og:url" content="https://www.example.com/c">'
            ),
            "https://www.example.com/c",
        ),
    ],
    ids=[
        "none",
        "relative",
        "another host of the site",
        "og:url",
        "another site",
        "the home page",
        "empty",
        "no URL",
        "the second proposal is fit",
    ],
)
def test_only_a_fit_canonical_url_is_taken(head: str, expected: str) -> None:
    assert canonical(page_of(f"<head>{head}</head><p>x</p>", url=URL)) == expected


GERMAN = (
    "<p>Der Hersteller hat sich bei seinen Kunden entschuldigt und zahlt ihnen das Geld zurück. "
    * 3
)


@pytest.mark.parametrize(
    ("markup", "usual", "expected"),
    [
        ('<html lang="en-US"><p>x</p>', "de", "en-US"),
        ('<html lang="en_GB"><p>x</p>', None, "en-GB"),
        ('<html lang=""><p>x</p>', "de", "de"),
        ('<html lang="{{ lang }}"><p>x</p>', "de", "de"),
        ('<meta property="og:locale" content="fr_FR"><p>x</p>', None, "fr-FR"),
        (f"<html>{GERMAN}", None, "de"),
        ("<html><p>x</p>", None, None),
    ],
)
def test_language_is_declared_usual_or_told_by_the_text(
    markup: str, usual: str | None, expected: str | None
) -> None:
    assert language(page_of(markup), usual) == expected


def test_section_description_and_picture() -> None:
    page = page_of(
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["Law", "Phones"],'
        ' "image": [{"@type": "ImageObject", "url": "/i.jpg"}]}</script>'
        '<meta name="description" content=" A  maker\n pays. "><p>x</p>'
    )

    assert section(page) == "Law"
    assert description(page) == "A maker pays."
    assert lead_image(page) == "https://news.example/i.jpg"


MENU = (
    '<nav><a href="/">Home</a><a href="/news/">News</a><a href="/phones/">Phones</a></nav>'
    '<nav class="more"><a href="/2026/11/why-a-maker-must-pay-now">Letters</a></nav>'
)


def crumbs(last: str, *, end: str = "Maker must pay") -> str:
    return (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '{"name": "Home", "item": "https://news.example/"},'
        f'{{"name": "{last}", "item": {{"@id": "https://news.example/phones/"}}}},'
        f'{{"name": "{end}", "item": "https://news.example/2026/11/a-story"}}]}}</script>'
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<meta property="article:section" content="Law">' + crumbs("Phones"), "Law"),
        (crumbs("Phones &amp; Radios"), "Phones & Radios"),
        (crumbs("Home"), None),
        (
            (
                '<ul class="crumbs"><li><a href="/">Home</a></li><li><a href="/news/">News</a></li>'
                '<li><a href="/2026/11/a-story">Maker must pay</a></li></ul><h1>Maker must pay</h1>'
            ),
            "News",
        ),
        ('<div><a class="kick" href="/law">Law</a><h1>Maker must pay</h1></div>', "Law"),
        (
            '<div><a href="/2026/11/another-maker-must-not-pay">Read also</a><h1>Maker must pay</h1></div>',
            None,
        ),
        ('<div><a href="https://shop.example/law">Law</a><h1>Maker must pay</h1></div>', None),
        (f"{MENU}<article><p>PHONES</p><h1>Maker must pay</h1></article>", "PHONES"),
        (f"{MENU}<article><p>Letters</p><h1>Maker must pay</h1></article>", None),
        (f"{MENU}<article><p>Exclusive</p><h1>Maker must pay</h1></article>", None),
        (f"{MENU}<article><h1>Maker must pay</h1><p>News</p></article>", None),
        (f"{MENU}<header><p>News</p></header><article><h1>Maker must pay</h1></article>", None),
    ],
    ids=[
        "declared before all",
        "list of breadcrumbs",
        "home is none",
        "breadcrumbs as links",
        "link over the headline",
        "link to a story",
        "link to another site",
        "words over the headline that the menu has too",
        "words that the menu has for a story",
        "words that the menu has not",
        "words under the headline",
        "words in the page's head",
    ],
)
def test_the_section_is_declared_or_led_to(markup: str, expected: str | None) -> None:
    assert section(page_of(f"<html><title>Maker must pay</title><body>{markup}")) == expected
