"""Posts of other platforms are known by their addresses, however a page embeds them."""

import pytest
from lxml import html

from newscrawl.extract.embeds import Post, names_snippet, post_at, post_in
from newscrawl.items import Platform


@pytest.mark.parametrize(
    ("address", "platform", "url", "author"),
    [
        (
            "https://twitter.com/gadgetfan/status/1790000000000000001?ref_src=twsrc",
            Platform.X,
            "https://x.com/gadgetfan/status/1790000000000000001",
            "gadgetfan",
        ),
        (
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1790000000000000001",
            Platform.X,
            "https://x.com/i/status/1790000000000000001",
            None,
        ),
        (
            "//www.youtube-nocookie.com/embed/aB3-_xYz012?rel=0",
            Platform.YOUTUBE,
            "https://www.youtube.com/watch?v=aB3-_xYz012",
            None,
        ),
        (
            "https://youtu.be/aB3-_xYz012",
            Platform.YOUTUBE,
            "https://www.youtube.com/watch?v=aB3-_xYz012",
            None,
        ),
        (
            "https://www.instagram.com/p/CxYz123/embed/captioned/",
            Platform.INSTAGRAM,
            "https://www.instagram.com/p/CxYz123/",
            None,
        ),
        (
            "https://www.tiktok.com/@phone.lab/video/7300000000000000001",
            Platform.TIKTOK,
            "https://www.tiktok.com/@phone.lab/video/7300000000000000001",
            "phone.lab",
        ),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fgadgetpost%2Fposts%2F12345&width=500",
            Platform.FACEBOOK,
            "https://www.facebook.com/gadgetpost/posts/12345",
            "gadgetpost",
        ),
        (
            "https://bsky.app/profile/ana.bsky.social/post/3kabc",
            Platform.BLUESKY,
            "https://bsky.app/profile/ana.bsky.social/post/3kabc",
            "ana.bsky.social",
        ),
        (
            "at://did:plc:z72i7/app.bsky.feed.post/3kabc",
            Platform.BLUESKY,
            "https://bsky.app/profile/did:plc:z72i7/post/3kabc",
            None,
        ),
        (
            "https://social.example/@ana/110000000000000001/embed",
            Platform.MASTODON,
            "https://social.example/@ana/110000000000000001",
            "ana",
        ),
        (
            "https://www.threads.net/@ana/post/Cabc_1",
            Platform.THREADS,
            "https://www.threads.net/@ana/post/Cabc_1",
            "ana",
        ),
        (
            "https://embed.reddit.com/r/phones/comments/1abcd/a_recall/?embed=true",
            Platform.REDDIT,
            "https://www.reddit.com/r/phones/comments/1abcd/a_recall/",
            None,
        ),
        (
            "https://weibo.com/1749127163/Nabc12",
            Platform.WEIBO,
            "https://weibo.com/1749127163/Nabc12",
            None,
        ),
        (
            '{"type":"video","url":"https:\\/\\/www.youtube.com\\/embed\\/aB3-_xYz012"}',
            Platform.YOUTUBE,
            "https://www.youtube.com/watch?v=aB3-_xYz012",
            None,
        ),
    ],
)
def test_an_address_names_a_post(
    address: str, platform: Platform, url: str, author: str | None
) -> None:
    assert post_at(address) == Post(platform, url, author)


@pytest.mark.parametrize(
    "address",
    [
        "https://twitter.com/gadgetfan",
        "https://twitter.com/intent/tweet?url=https://news.example/a",
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fnews.example%2Fa",
        "https://www.youtube.com/@gadgetpost",
        "https://www.instagram.com/gadgetpost/",
        "https://www.reddit.com/submit?url=https://news.example/a",
        "https://news.example/@ana/110000",
        "https://news.example/2026/11/22/a-story",
        "",
    ],
)
def test_profiles_and_share_buttons_are_no_posts(address: str) -> None:
    assert post_at(address) is None


TWEET = (
    '<blockquote class="twitter-tweet" data-lang="en"><p lang="en">We are sorry. '
    '<a href="https://t.co/x">more</a></p>&mdash; Maker (@maker) '
    '<a href="https://twitter.com/maker/status/1790000000000000001">May 13</a></blockquote>'
)
VIDEO = Post(Platform.YOUTUBE, "https://www.youtube.com/watch?v=aB3-_xYz012")


@pytest.mark.parametrize(
    ("markup", "post"),
    [
        (
            TWEET,
            Post(
                Platform.X,
                "https://x.com/maker/status/1790000000000000001",
                "maker",
                "We are sorry. more",
            ),
        ),
        (
            (
                '<blockquote class="instagram-media" data-instgrm-permalink='
                '"https://www.instagram.com/p/CxYz123/?utm_source=ig_embed"><div><a href="#">View</a>'
                "</div><p>A post shared by Maker (@maker.inc)</p></blockquote>"
            ),
            Post(
                Platform.INSTAGRAM,
                "https://www.instagram.com/p/CxYz123/",
                "maker.inc",
                "A post shared by Maker (@maker.inc)",
            ),
        ),
        ('<iframe src="https://www.youtube.com/embed/aB3-_xYz012"></iframe>', VIDEO),
        ('<iframe data-src="https://www.youtube.com/embed/aB3-_xYz012"></iframe>', VIDEO),
        ('<lite-youtube videoid="aB3-_xYz012"></lite-youtube>', VIDEO),
        ('<div data-embed-src="https://www.youtube.com/embed/aB3-_xYz012"></div>', VIDEO),
        (
            (
                '<div class="consent-placeholder"><span>Load the video?</span>'
                '<a href="https://www.youtube.com/watch?v=aB3-_xYz012">Open it</a></div>'
            ),
            VIDEO,
        ),
        ('<iframe src="https://maps.example/embed?q=x"></iframe>', None),
        (
            '<div class="embed-box"><p>A paragraph with <a href="https://youtu.be/x">one</a>.</p></div>',
            None,
        ),
        ('<p>See <a href="https://x.com/a/status/17900">it</a>.</p>', None),
        ("<blockquote><p>Said a reader.</p></blockquote>", None),
        ('<lite-youtube videoid="not an id"></lite-youtube>', None),
    ],
)
def test_an_element_shows_a_post(markup: str, post: Post | None) -> None:
    assert post_in(html.fragment_fromstring(markup)) == post


def test_the_text_of_a_snippet_is_the_posts() -> None:
    assert names_snippet("quote twitter-tweet")
    assert not names_snippet("tweet-like twitter-tweets")
