"""Walls, errors, listings and teasers are told from stories; stories are told from them."""

from collections.abc import Callable, Iterable

import pytest

from newscrawl.extract import Page, judge_page, wall_page
from newscrawl.extract.story_length import is_made_of
from newscrawl.extract.wall_page import signs_of_no_story, signs_of_shell, signs_of_wall
from newscrawl.extract.walls import CONSENT
from newscrawl.items import PageKind
from tests.unit.extract.pages import page_of

SENTENCE = (
    "The court ruled on Monday that the maker must pay its buyers back, and say so in print. "
)
PARAGRAPHS = "".join(
    f"<p>On day {day} of the case the lawyers spoke of the {thing}. {SENTENCE * 2}</p>"
    for day, thing in enumerate(
        "battery charger screen camera speaker antenna keyboard hinge cable box manual glue".split()
    )
)
STORY = f"<article><h1>Maker must pay</h1>{PARAGRAPHS}</article>"
SHORT = "<article><h1>Maker must pay</h1>" + f"<p>{SENTENCE * 2}</p></article>"


def news_article(**properties: str) -> str:
    told = "".join(f', "{name}": {value}' for name, value in properties.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle"{told}}}</script>'


def body(markup: str, *, title: str = "Maker must pay", classes: str = "single") -> str:
    return (
        f'<html><head><title>{title}</title></head><body class="{classes}">{markup}</body></html>'
    )


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (body(STORY), PageKind.ARTICLE),
        (body(SHORT), PageKind.ARTICLE),
        (
            body("<h1>Just a moment...</h1><p>Checking.</p>", title="Just a moment..."),
            PageKind.BLOCK_PAGE,
        ),
        (body("<h1>Access Denied</h1><p>You don't have permission.</p>"), PageKind.BLOCK_PAGE),
        (
            body("<p>Please verify you are a human by completing the captcha.</p>"),
            PageKind.BLOCK_PAGE,
        ),
        (
            body("<h1>We value your privacy</h1><button>Accept all</button><p>We use cookies.</p>"),
            PageKind.CONSENT_WALL,
        ),
        (body("<p>We and our 812 partners store data on your device.</p>"), PageKind.CONSENT_WALL),
        (body("<h1>Page not found</h1><p>Try a search.</p>", title="404"), PageKind.ERROR_PAGE),
        (body("<h1>Seite nicht gefunden</h1><p>Leider.</p>"), PageKind.ERROR_PAGE),
        (body('<div id="root"></div><script src="a.js"></script>'), PageKind.NEEDS_JAVASCRIPT),
        (
            body(
                "<noscript>You need to enable JavaScript.</noscript><div id=app></div><script>1</script>"
            ),
            PageKind.NEEDS_JAVASCRIPT,
        ),
        (
            body(SHORT + '<div class="paywall-barrier">Subscribe to continue reading</div>'),
            PageKind.TEASER,
        ),
        (news_article(isAccessibleForFree="false") + body(SHORT), PageKind.TEASER),
        (news_article(isAccessibleForFree='"False"') + body(SHORT), PageKind.TEASER),
        (news_article(isAccessibleForFree="false") + body(STORY), PageKind.ARTICLE),
        (news_article(isAccessibleForFree="true") + body(SHORT), PageKind.ARTICLE),
        ("%PDF-1.7 and bytes", PageKind.NOT_HTML),
        ('{"title": "Maker must pay"}', PageKind.NOT_HTML),
    ],
)
def test_pages_are_told_apart(markup: str, kind: PageKind) -> None:
    assert judge_page(page_of(markup)).kind is kind


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("ACCESS DENIED", "WAIT.", PageKind.BLOCK_PAGE),
        ("Moment", "VERIFY YOU ARE A HUMAN BY COMPLETING THE CAPTCHA.", PageKind.BLOCK_PAGE),
        ("COOKIES ON NEWS", "PARTNERS STORE COOKIES.", PageKind.CONSENT_WALL),
        ("News", "PLEASE ENABLE JAVASCRIPT.<script>1</script>", PageKind.NEEDS_JAVASCRIPT),
        ("GİRİŞ YAP", "BEKLEYİN.", PageKind.LOGIN_WALL),
        ("Maker must pay", f"{SENTENCE}</p><p>SUBSCRIBE TO CONTINUE.", PageKind.TEASER),
        (
            "Maker must pay",
            f"{SENTENCE}</p><div class='Paywall-active'></div><p>",
            PageKind.TEASER,
        ),
        (
            "Maker must pay",
            f"{SENTENCE}</p><div class='Paid-Content-Wall'></div><p>",
            PageKind.TEASER,
        ),
        ("Maker must pay", f"{SENTENCE}</p><div class='REGWALL'></div><p>", PageKind.TEASER),
    ],
)
def test_what_gives_a_page_away_may_be_in_capitals(title: str, text: str, kind: PageKind) -> None:
    assert judge_page(page_of(body(f"<p>{text}</p>", title=title))).kind is kind


BANNER = "WE AND OUR PARTNERS STORE COOKIES. YOUR CONSENT IS ASKED FOR BY OUR PARTNERS. "


@pytest.mark.parametrize(
    ("signs", "markup", "reason"),
    [
        (signs_of_wall, "<p>VERIFY YOU ARE A HUMAN.</p>", "the text 'verify you are a human'"),
        (signs_of_wall, f"<h1>Cookies on News</h1><p>{BANNER * 3}</p>", "'Cookies on News'"),
        (signs_of_wall, f"<p>{BANNER * 3}</p>", "the text 'we and our partners'"),
        (signs_of_shell, "<p>ENABLE JAVASCRIPT.</p><script></script>", "'enable javascript'"),
        (signs_of_no_story, "<p>YOUR BROWSER IS BLOCKED</p>", "beside 2 words"),
    ],
)
def test_each_sign_may_be_in_capitals(
    signs: Callable[[Page], Iterable[object]], markup: str, reason: str
) -> None:
    assert reason in str(next(iter(signs(page_of(body(markup))))))


@pytest.mark.parametrize(
    "text", ["WE VALUE YOUR PRIVACY", "We and Our Partners use COOKIES", "ACCEPT ALL COOKIES"]
)
def test_what_a_banner_of_consent_says_may_be_in_capitals(text: str) -> None:
    assert wall_page._is_of_a_banner(text)
    assert is_made_of(text, CONSENT.speaks)


@pytest.mark.parametrize(
    ("title", "classes"),
    [
        ("404 days without a phone", "single"),
        ("Access denied: how a court closed a shop", "single"),
        ("We value your privacy, said the maker that sold it", "single"),
        ("Just a moment: what a judge said before lunch", "single"),
        ("Subscribe to nothing, says regulator", "single"),
        ("Page not found: the year in broken links", "single error404-story"),
    ],
)
def test_a_story_about_walls_is_a_story(title: str, classes: str) -> None:
    markup = body(STORY.replace("Maker must pay", title), title=title, classes=classes)

    assert judge_page(page_of(markup)).kind is PageKind.ARTICLE


CARDS = "".join(
    f'<article><h2><a href="/{n}">Maker number {n} must pay its buyers</a></h2>'
    f"<p>A court said so on day {n} of the year.</p></article>"
    for n in range(12)
)


@pytest.mark.parametrize(
    ("path", "markup"),
    [
        ("/", body(CARDS, classes="home blog")),
        ("/category/policy/", body(CARDS, classes="archive category")),
        ("/tag/recall", body(CARDS, classes="tag")),
        ("/author/nora/", body(CARDS, classes="author archive")),
        ("/news/page/4/", body(CARDS, classes="archive")),
        ("/2026/06/", body(CARDS, classes="archive date")),
        (
            "/policy",
            '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
            + body(CARDS, classes="archive"),
        ),
        (
            "/policy",
            body(
                "".join(
                    f'<li><a href="/{n}">Maker {n} must pay its buyers back</a></li>'
                    for n in range(40)
                )
            ),
        ),
    ],
)
def test_lists_of_stories_are_no_story(path: str, markup: str) -> None:
    verdict = judge_page(page_of(markup, url=f"https://news.example{path}"))

    assert verdict.kind is PageKind.LISTING


@pytest.mark.parametrize(
    ("response", "kind", "reason"),
    [
        ({"status": 404}, PageKind.ERROR_PAGE, "status 404"),
        ({"status": 399}, PageKind.ARTICLE, "a story"),
        ({"status": 503}, PageKind.ERROR_PAGE, "status 503"),
        ({"truncated": "length"}, PageKind.TRUNCATED, "cut off: length"),
        ({"media_type": "application/pdf"}, PageKind.NOT_HTML, "application/pdf"),
        ({"media_type": "application/xhtml+xml"}, PageKind.ARTICLE, "a story"),
        (
            {"url": "https://consent.news.example/collect?x=1", "short": True},
            PageKind.CONSENT_WALL,
            "address",
        ),
    ],
)
def test_the_response_counts_too(response: dict[str, object], kind: PageKind, reason: str) -> None:
    markup = body(SHORT if response.pop("short", False) else STORY)

    verdict = judge_page(page_of(markup, **response))  # type: ignore[arg-type]

    assert verdict.kind is kind
    assert reason in verdict.reason


def test_a_metered_story_sent_whole_is_no_teaser() -> None:
    paid = f'<div class="paid"><p>{SENTENCE * 6}</p></div>'
    marked = news_article(
        isAccessibleForFree="false",
        hasPart='{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paid"}',
    )

    assert judge_page(page_of(marked + body(SHORT + paid))).kind is PageKind.ARTICLE
    assert judge_page(page_of(marked + body(SHORT))).kind is PageKind.TEASER


BANNER = (
    '<div class="css-1cookie"><p>We value your privacy. We and our partners store information on '
    "your device.</p><button>Agree</button></div>"
)
TWO_PARAGRAPHS = (
    "<p>The court ruled on Monday that the maker must pay its buyers back in full.</p>"
    "<p>Buyers had asked for eleven years who would mend the hinge of their telephone. The maker, "
    "which sold 40,000 of them, says that it will read the ruling before it speaks.</p>"
)


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (
            f"{BANNER}<main><h1>Maker must pay</h1><div>{TWO_PARAGRAPHS}</div></main>",
            PageKind.ARTICLE,
        ),
        (
            (
                "<div><h2>We value your privacy</h2><button>Accept all</button></div>"
                f"<main><h1>Maker must pay</h1><div>{TWO_PARAGRAPHS}</div></main>"
            ),
            PageKind.ARTICLE,
        ),
        (BANNER, PageKind.CONSENT_WALL),
        (
            (
                f"{BANNER}<div><p>Cookies help us and our 812 partners to know which advertising you "
                "like, and to measure what you read, as our privacy policy explains at length.</p></div>"
                "<div><p>You can change your consent at any time, under the privacy dashboard that is "
                "linked at the foot of each page, or write to the address given there for it.</p></div>"
            ),
            PageKind.CONSENT_WALL,
        ),
    ],
)
def test_a_banner_about_cookies_is_no_wall_above_a_story(markup: str, kind: PageKind) -> None:
    assert judge_page(page_of(body(markup))).kind is kind


def test_a_short_story_about_consent_is_believed_where_the_page_declares_it() -> None:
    told = TWO_PARAGRAPHS.replace("The court", "Google broke the law on cookies, a court")
    told = told.replace("Buyers had", "Consent to its cookies was none. Buyers had")
    declared = '<meta property="og:type" content="article">'
    markup = f"{BANNER}<main><h1>Maker must pay</h1><div>{told}</div></main>"

    kind = judge_page(page_of(body(declared + markup))).kind

    assert kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, PageKind.BLOCK_PAGE), (429, PageKind.BLOCK_PAGE), (404, PageKind.ERROR_PAGE)],
)
def test_a_refusal_that_says_so_is_a_block_page(status: int, kind: PageKind) -> None:
    markup = body(
        "<h1>Access denied</h1><p>Please verify that you are a human.</p>", title="Denied"
    )

    assert judge_page(page_of(markup, status=status)).kind is kind
    assert judge_page(page_of(body(SHORT), status=403)).kind is PageKind.ERROR_PAGE
