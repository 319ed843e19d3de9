"""The story is found among what stands around it, on the page or in its scripts."""

import json
from dataclasses import replace

import numpy as np
import pytest

from newscrawl.extract.body import body
from newscrawl.extract.body_model import body_model
from newscrawl.extract.features import FEATURES, Matrix, PageWords, features_of
from newscrawl.extract.furniture import is_link_bar, without_furniture
from newscrawl.extract.scripts import story_in_scripts
from newscrawl.extract.story import page_words, story
from newscrawl.items import FieldSource
from tests.unit.extract.pages import page_of

THINGS = "battery charger screen camera speaker antenna keyboard hinge".split()
PARAGRAPHS = [
    f"On day {day} of the case the lawyers spoke of the {thing}, and the maker said once more that "
    "it was sorry for what its buyers had been through."
    for day, thing in enumerate(THINGS)
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
AROUND = (
    "<html><head><title>Maker says sorry</title></head><body><header><nav><ul><li><a href='/a'>News"
    "</a></li><li><a href='/b'>Reviews</a></li></ul></nav></header><main><article><h1>Maker says "
    "sorry</h1>{story}</article><div class='related'><h3>Related</h3><ul><li><a href='/c'>Another "
    "maker says nothing at all about its phones</a></li><li><a href='/d'>A third one sells them"
    "</a></li></ul></div><div class='comments'><p>First! I never trusted these people, and I will "
    "not buy anything from them again.</p></div></main><footer><p>© 2026 News. All rights reserved."
    "</p></footer></body></html>"
)


def texts(markup: str) -> list[str]:
    reading = body(page_of(markup))
    return [block.text for block in reading.value] if reading else []


def test_the_story_is_told_from_menus_lists_comments_and_footers() -> None:
    assert texts(AROUND.format(story=STORY)) == PARAGRAPHS


def test_a_story_in_two_boxes_is_one_story() -> None:
    half = len(PARAGRAPHS) // 2
    first, second = (
        "".join(f"<p>{text}</p>" for text in part)
        for part in (PARAGRAPHS[:half], PARAGRAPHS[half:])
    )

    assert texts(AROUND.format(story=f"<div>{first}</div><div>{second}</div>")) == PARAGRAPHS


def test_old_pages_part_their_paragraphs_by_line_breaks() -> None:
    assert texts(AROUND.format(story="<br><br>".join(PARAGRAPHS))) == PARAGRAPHS


def test_the_model_answers_for_each_passage() -> None:
    page = page_of(AROUND.format(story=STORY))
    features = features_of(page.outline, page_words(page))
    odds = body_model().probabilities(features)

    assert features.shape == (len(page.outline.passages), len(FEATURES))
    assert ((odds >= 0) & (odds <= 1)).all()
    assert story(page)[1] > 0.8


def test_a_passage_is_compared_with_what_the_page_says_elsewhere() -> None:
    outline = page_of("<p>Maker says sorry</p><p>The maker said\nit was sorry.</p><p>x</p>").outline
    words = PageWords(
        titles=["Maker SAYS Sorry", "", "Another title"],
        description="it was the maker.",
        article_body="Then the maker said it  was sorry. x",
    )
    told = features_of(outline, words)
    none = features_of(outline, PageWords(titles=[], description="", article_body=""))

    def column(features: Matrix, name: str) -> list[float]:
        return [round(float(value), 2) for value in features[:, FEATURES.index(name)]]

    assert column(told, "title_overlap") == pytest.approx([1.0, 0.17, 0.0], abs=0.01)
    assert column(told, "description_overlap") == pytest.approx([0.0, 0.75, 0.0], abs=0.01)
    assert not any(map(sum, (column(none, name) for name in ("title_overlap", "in_json_ld"))))


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("The maker said it was sorry.", True),
        ("Sorry", True),
        ("The maker said that it was sorry.", False),
        ("The maker it said was sorry.", False),  # its words, in another order
        ("The maker said it was sorry. Its buyers had waited for a word, and more.", True),
    ],
)
def test_a_passage_is_told_by_its_beginning_in_the_body_that_a_script_holds(
    text: str, is_in: bool
) -> None:
    body_text = "The maker said it was  sorry. Its buyers had waited for a year. Sorry it was."
    words = PageWords(titles=[], description="", article_body=body_text)
    features = features_of(page_of(f"<p>{text}</p>").outline, words)

    assert features[0, FEATURES.index("in_json_ld")] == is_in


@pytest.mark.parametrize(
    ("certainty", "expected"), [(0.0, 0.2), (0.5, 0.2), (0.7, 0.5), (0.9, 0.8), (1.0, 0.8)]
)
def test_confidence_is_the_f1_that_pages_about_as_sure_had(
    certainty: float, expected: float
) -> None:
    reliability = np.array([[0.5, 0.2], [0.9, 0.8]], dtype=np.float32)
    model = replace(body_model(), reliability=reliability)

    assert model.expected_f1(certainty) == pytest.approx(expected)


def test_the_shipped_reliability_rises() -> None:
    sure, f1 = body_model().reliability.T

    assert (np.diff(sure) > 0).all()
    assert (np.diff(f1) >= 0).all()


def test_a_page_without_text_has_no_story() -> None:
    assert story(page_of("<html><body><img src='x'></body></html>")) == ((), 0.0)


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps({"a": [{"html": STORY}]})}</script>',
        '<script type="application/json">'
        + json.dumps({"blocks": [{"type": "p", "text": text} for text in PARAGRAPHS]})
        + "</script>",
        f"<script>window.__STATE__ = {json.dumps({'body': STORY})};</script>",
        f"<script>self.__next_f.push([1,{json.dumps(STORY)}])</script>",
    ],
    ids=["markup in JSON", "list of paragraphs", "state assigned", "pushed"],
)
def test_a_story_kept_in_scripts_is_read(script: str) -> None:
    page = page_of(f"<html><body><div id='root'></div>{script}</body></html>")
    reading = body(page)

    assert reading is not None
    assert [block.text for block in reading.value] == PARAGRAPHS


def test_code_that_writes_markup_is_no_story_beside_one() -> None:
    code = "".join(
        f"$('#x').append('<li>' + d[{at}].t + '</li>'); if (a) {{ b(); }}" for at in range(99)
    )
    scripts = f'<script>f("", {json.dumps("<p>" + code)});</script><script>g({json.dumps(STORY)})</script>'

    blocks = story_in_scripts(page_of(f"<html><body>{scripts}</body></html>"))

    assert [block.text for block in blocks] == PARAGRAPHS
    assert [block.place for block in blocks] == list(range(len(PARAGRAPHS)))


def test_scripts_without_a_story_hold_none() -> None:
    settings = json.dumps({"text": "short", "css": "p{margin:0}" * 100})
    page = page_of(f'<script type="application/json">{settings}</script><p>x</p>')

    assert story_in_scripts(page) == ()


def test_json_ld_is_the_last_resort_for_a_body() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS)})
    script = f'<script type="application/ld+json">{told}</script>'
    alone = body(page_of(f"<body>{script}<p>Loading</p></body>"))
    beside = body(page_of(AROUND.format(story=STORY + script)))

    assert alone is not None
    assert beside is not None
    assert (alone.source, beside.source) == (FieldSource.JSON_LD, FieldSource.VISIBLE_TEXT)
    assert [block.text for block in alone.value] == PARAGRAPHS


@pytest.mark.parametrize(
    "furniture",
    [
        (
            '<aside class="newsletter-box"><h3>Get the newsletter</h3><p>The day\'s best phones and '
            "gadgets, in your inbox at six.</p></aside>"
        ),
        (
            '<p><a href="/print/1">Printer friendly version</a> | <a href="javascript:m()">Mail this to '
            'a friend</a> | <a href="#top">Back to top</a></p>'
        ),
    ],
    ids=["sign-up box", "bar of links"],
)
@pytest.mark.parametrize("at", [2, len(PARAGRAPHS)])
def test_what_pages_put_among_paragraphs_is_no_story(furniture: str, at: int) -> None:
    pieces = [f"<p>{text}</p>" for text in PARAGRAPHS]
    pieces.insert(at, furniture)

    assert texts(AROUND.format(story="".join(pieces))) == PARAGRAPHS


@pytest.mark.parametrize(
    ("markup", "is_bar"),
    [
        ('<p><a href="/a">Print</a> | <a href="/b">Mail</a></p>', True),
        ('<p><a href="/a">Print</a> or <a href="/b">Mail</a></p>', False),
        ('<p><a href="/a">Ana Rey</a>, <a href="/b">University of Ely</a></p>', False),
        ('<p><a href="/a">The whole sentence is a link.</a></p>', False),
        ('<ul><li><a href="/a">Print</a> | <a href="/b">Mail</a></ul>', False),
    ],
)
def test_a_bar_of_links_has_nothing_but_marks_between(markup: str, is_bar: bool) -> None:
    [passage] = page_of(markup).outline.passages

    assert is_link_bar(passage) is is_bar


def kept_of(markup: str) -> list[str]:
    outline = page_of(markup).outline
    return [passage.text for passage in without_furniture(outline.passages, outline)]


def test_only_small_boxes_named_for_signing_up_are_furniture() -> None:
    small = '<aside class="signup"><p>Join us.</p></aside>'
    large = f'<div class="newsletter">{STORY}</div>'
    other = '<div class="subscriber-count"><p>Two.</p></div>'

    assert kept_of(small + large + other) == [*PARAGRAPHS, "Two."]


@pytest.mark.parametrize(
    "box",
    [
        "<figure><figcaption>{}</figcaption></figure>",
        '<div class="wp-caption"><p class="wp-caption-text">{}</p></div>',
        '<div id="onetrust-banner-sdk"><div><p>{}</p></div></div>',
        '<section class="comments"><p>{}</p></section>',
        "<footer><p>{}</p></footer>",
        "<aside><p>{}</p></aside>",
        "<nav><p>{}</p></nav>",
        "<form><p>{}</p></form>",
        '<ul class="ref-list"><li>{}</li></ul>',
        '<div class="toc"><p>{}</p></div>',
        '<div class="related"><p>{}</p></div>',
        '<div style="display: none"><p>{}</p></div>',
        '<blockquote class="twitter-tweet"><p>{}</p></blockquote>',
    ],
)
def test_a_box_named_for_furniture_is_none_of_the_story_unless_it_holds_most_of_it(
    box: str,
) -> None:
    line = "This line stands in a box of its own."

    assert kept_of(STORY + box.format(line)) == PARAGRAPHS
    assert kept_of(box.format(line)) == [line]


@pytest.mark.parametrize(
    "name",
    "OneTrust-x ot-sdk-row didomi-popup CookieBar consent gdpr usercentrics-root sp_message_box "
    "cmplz-box CybotCookiebot qc-cmp2-ui truste_box iubenda-cs osano-cm comments replies "
    "comment-list comment-text disqus_thread toc table-of-contents ref-list references footnotes "
    "bibliography related recirc recommended read-more more-stories more-news more-from also-like "
    "caption img-caption photoCaption newsletter articleNewsletter mailing-list sign-up signup "
    "subscribe subscription mailchimp mc-embed mc4wp opt-in promo promotions".split(),
)
def test_each_name_of_furniture_is_known(name: str) -> None:
    line = "This line stands in a box of its own."

    assert kept_of(f'{STORY}<div class="{name}">{line}</div>') == PARAGRAPHS


def test_a_name_that_says_something_else_within_is_no_furniture() -> None:
    assert kept_of(f'<div class="uncommented commentary-page">{STORY}</div><p>x</p>') == [
        *PARAGRAPHS,
        "x",
    ]


def test_a_paragraph_that_is_printed_twice_is_read_once_and_a_short_line_as_often_as_it_stands() -> (
    None
):
    assert kept_of(f"{STORY}<p>Yes.</p>{STORY}<p>Yes.</p>") == [*PARAGRAPHS, "Yes.", "Yes."]


def test_the_settings_of_a_widget_are_no_paragraph() -> None:
    assert kept_of('<div>{"layout": 2, "text": "Buy now"}</div><p>{"a"} is a set.</p>') == [
        '{"a"} is a set.'
    ]


def test_a_story_in_boxes_with_names_made_up_by_a_build_is_one_story() -> None:
    promotion = (
        '<div class="css-9kfq2x" data-testid="inline-promo"><h4>Every weekday</h4><p>Join 80,000 '
        'readers who get our briefing at seven.</p><a href="/newsletters">Sign up</a></div>'
    )
    pieces = "".join(
        f'<section class="css-{at}k2x9 body-chunk"><p>{text}</p></section>{promotion * (at == 5)}'
        for at, text in enumerate(PARAGRAPHS)
    )

    assert texts(AROUND.format(story=pieces)) == PARAGRAPHS


@pytest.mark.parametrize(
    ("classes", "key"),
    [
        ("css-1k2x9 body-chunk", "div.body-chunk"),
        ("css-1k2x9", "div.css-1k2x9"),
        ("post post-4411", "div.post"),
        ("story", "div.story"),
    ],
)
def test_boxes_are_alike_by_the_words_that_they_share(classes: str, key: str) -> None:
    [box] = page_of(f'<div class="{classes}">x</div>').outline.boxes[1:]

    assert box.key == key
