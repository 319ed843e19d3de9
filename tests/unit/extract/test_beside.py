"""Pictures and posts keep their places in the story; their texts are none of its body."""

from newscrawl.extract import extract_article
from newscrawl.items import Embed, ExtractedArticle, Picture, Platform, SiteFacts
from newscrawl.normalise import normalise
from tests.unit.extract.pages import page_of
from tests.unit.extract.test_embeds import TWEET
from tests.unit.extract.test_story import PARAGRAPHS

SITE = SiteFacts(name="news", publisher="News")
TWEETED = "https://x.com/maker/status/1790000000000000001"
FIGURE = (
    '<figure><img src="/i/a.jpg" alt=""><figcaption>The court in Ely. '
    '<span class="credit">Ana Rey/Wire</span></figcaption></figure>'
)


def extracted(*pieces: str, head: str = "", tail: str = "") -> ExtractedArticle:
    markup = (
        "<html><head><title>Maker says sorry</title></head><body><nav><a href='/n'>News</a></nav>"
        f"<article><header><h1>Maker says sorry</h1>{head}</header><div class='body'>"
        f"{''.join(pieces)}</div>{tail}</article><footer><p>© News</p></footer></body></html>"
    )
    return extract_article(page_of(markup), SITE)


def paragraphs(first: int, last: int) -> str:
    return "".join(f"<p>{text}</p>" for text in PARAGRAPHS[first:last])


def test_a_caption_is_kept_with_its_picture_apart_from_the_body() -> None:
    article = extracted(paragraphs(0, 2), FIGURE, paragraphs(2, 8))

    assert article.body is not None
    assert [block.text for block in article.body.value] == PARAGRAPHS
    assert article.pictures == (
        Picture(
            url="https://news.example/i/a.jpg",
            caption="The court in Ely.",
            credit="Ana Rey/Wire",
            after=2,
        ),
    )


def test_the_picture_above_the_story_stands_before_all_of_it() -> None:
    article = extracted(paragraphs(0, 8), head=FIGURE)

    assert [picture.after for picture in article.pictures] == [0]


def test_a_picture_that_loads_late_has_the_address_that_it_will_have() -> None:
    late = '<figure><img src="data:image/gif;base64,R0" data-src="/i/b.jpg"></figure>'

    [picture] = extracted(paragraphs(0, 1), late, paragraphs(1, 8)).pictures

    assert (picture.url, picture.caption) == ("https://news.example/i/b.jpg", None)


def test_a_post_is_a_reference_where_it_stands_and_no_quotation() -> None:
    article = extracted(paragraphs(0, 3), TWEET, paragraphs(3, 8))

    assert article.body is not None
    assert [block.text for block in article.body.value] == PARAGRAPHS
    assert article.embeds == (
        Embed(platform=Platform.X, url=TWEETED, author="maker", text="We are sorry. more", after=3),
    )


def test_frames_early_late_and_behind_consent_are_embeds() -> None:
    article = extracted(
        paragraphs(0, 1),
        '<figure><iframe src="https://www.youtube.com/embed/aB3-_xYz012"></iframe></figure>',
        paragraphs(1, 4),
        '<div><iframe data-src="https://www.tiktok.com/embed/v2/7300000000000000001"></iframe></div>',
        paragraphs(4, 8),
        '<div class="two-click"><a href="https://www.instagram.com/p/CxYz123/">Show it</a></div>',
    )

    assert [(embed.platform.value, embed.after) for embed in article.embeds] == [
        ("youtube", 1),
        ("tiktok", 4),
        ("instagram", 8),
    ]


def test_what_stands_in_boxes_of_other_stories_is_not_this_ones() -> None:
    related = f'<div class="related">{FIGURE}{TWEET}</div>'
    article = extracted(paragraphs(0, 4), related, paragraphs(4, 8), tail=FIGURE)

    assert (article.pictures, article.embeds) == ((), ())


def test_places_count_the_blocks_that_are_left_after_cleaning() -> None:
    article = normalise(
        extracted(
            paragraphs(0, 2), "<p>Advertisement</p>", paragraphs(2, 3), TWEET, paragraphs(3, 8)
        )
    )

    [embed] = article.embeds

    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert embed.after == 3
