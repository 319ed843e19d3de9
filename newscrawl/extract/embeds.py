"""Posts and players of other platforms that a page shows: which, whose, and where to find them."""

import re
from functools import lru_cache
from typing import NamedTuple, cast
from urllib.parse import unquote

from newscrawl.extract.tree import Element, visible_text
from newscrawl.items import Platform

MAX_ATTRIBUTE_CHARACTERS = 4_000
MAX_TEXT_CHARACTERS = 2_000


class Post(NamedTuple):
    """``author`` is the handle without ``@``; None where the address or the page has none."""

    platform: Platform
    url: str
    author: str | None = None
    text: str | None = None


_ID = r"(?P<id>[\w-]+)"
_USER = r"(?P<user>[\w.-]+)"
# The addresses of posts, of their embedded forms, and what the post's own address is.
_ADDRESSES: tuple[tuple[Platform, str, str], ...] = (
    (
        Platform.X,
        r"(?:twitter|x)\.com/(?:#!/)?(?P<user>\w+)/status(?:es)?/(?P<id>\d+)",
        "https://x.com/{user}/status/{id}",
    ),
    (
        Platform.X,
        r"platform\.(?:twitter|x)\.com/embed/[^\s\"'<>]*?[?&]id=(?P<id>\d+)",
        "https://x.com/i/status/{id}",
    ),
    (
        Platform.YOUTUBE,
        (
            rf"(?:youtube(?:-nocookie)?\.com/(?:embed/(?!videoseries)|shorts/|live/|v/|watch\?"
            rf"(?:[^\s\"'<>]*?&)?v=)|youtu\.be/){_ID}"
        ),
        "https://www.youtube.com/watch?v={id}",
    ),
    (
        Platform.INSTAGRAM,
        rf"instagram\.com/(?:{_USER}/)?(?P<kind>p|reel|tv)/{_ID}",
        "https://www.instagram.com/{kind}/{id}/",
    ),
    (
        Platform.TIKTOK,
        rf"tiktok\.com/@{_USER}/(?:video|photo)/(?P<id>\d+)",
        "https://www.tiktok.com/@{user}/video/{id}",
    ),
    (
        Platform.TIKTOK,
        r"tiktok\.com/(?:embed(?:/v\d)?|player/v\d)/(?P<id>\d+)",
        "https://www.tiktok.com/embed/{id}",
    ),
    (
        Platform.FACEBOOK,
        rf"(?P<url>facebook\.com/{_USER}/(?:posts|videos|photos)/[\w./-]+)",
        "https://www.{url}",
    ),
    (
        Platform.FACEBOOK,
        (
            r"(?P<url>facebook\.com/(?:watch/?\?v=|reel/|permalink\.php\?story_fbid=|photo(?:\.php)?/?\?fbid=)"
            r"[\w.=&-]+)"
        ),
        "https://www.{url}",
    ),
    (
        Platform.BLUESKY,
        rf"bsky\.app/profile/(?P<user>[\w.:-]+)/post/{_ID}",
        "https://bsky.app/profile/{user}/post/{id}",
    ),
    (
        Platform.BLUESKY,
        rf"at://(?P<user>[\w.:-]+)/app\.bsky\.feed\.post/{_ID}",
        "https://bsky.app/profile/{user}/post/{id}",
    ),
    (
        Platform.BLUESKY,
        rf"embed\.bsky\.app/embed/(?P<user>[\w.:-]+)/app\.bsky\.feed\.post/{_ID}",
        "https://bsky.app/profile/{user}/post/{id}",
    ),
    (
        Platform.THREADS,
        rf"threads\.(?:net|com)/@{_USER}/post/{_ID}",
        "https://www.threads.net/@{user}/post/{id}",
    ),
    (
        Platform.REDDIT,
        r"reddit(?:media)?\.com/(?P<url>(?:r|user)/\w+/comments/\w+(?:/\w+(?:/\w+)?)?)",
        "https://www.reddit.com/{url}/",
    ),
    (Platform.WEIBO, r"weibo\.com/(?P<user>\d+)/(?P<id>\w+)", "https://weibo.com/{user}/{id}"),
    (Platform.WEIBO, r"weibo\.cn/(?:detail|status)/(?P<id>\w+)", "https://m.weibo.cn/detail/{id}"),
    (
        # Servers have any name: the form of the address tells, digits of 15 and more.
        Platform.MASTODON,
        rf"//(?P<host>[\w.-]{{4,100}})/(?:users/|@){_USER}(?:/statuses)?/(?P<id>\d{{15,20}})",
        "https://{host}/@{user}/{id}",
    ),
)
_ANY_SUBDOMAIN = r"(?:https?:)?//(?:[\w-]{1,63}\.){0,4}"
_PATTERNS = tuple(
    (platform, re.compile(pattern if "//" in pattern else _ANY_SUBDOMAIN + pattern), url)
    for platform, pattern, url in _ADDRESSES
)
_HINTS = re.compile(
    r"twitter|x\.com|youtu|instagram|tiktok|facebook|bsky|threads|reddit|weibo|/@|/users/"
)
_BY_ID: dict[str, tuple[Platform, str, str]] = {
    "amp-twitter": (Platform.X, "data-tweetid", "https://x.com/i/status/{}"),
    "amp-youtube": (Platform.YOUTUBE, "data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-youtube": (Platform.YOUTUBE, "videoid", "https://www.youtube.com/watch?v={}"),
    "youtube-video": (Platform.YOUTUBE, "videoid", "https://www.youtube.com/watch?v={}"),
    "amp-instagram": (Platform.INSTAGRAM, "data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-tiktok": (Platform.TIKTOK, "data-src", "https://www.tiktok.com/embed/{}"),
}
# What a platform's own snippet for other pages is called.
_SNIPPET = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|"
    r"reddit-(?:card|embed-bq)|text-post-media|fb-(?:post|video)|mastodon-embed|weibo-embed)(?=\s|$)"
)
_PLACEHOLDER = re.compile(  # in small letters
    r"embed|consent|placeholder|two-?click|privacy|opt-?in|external-?content|social-?media|tweet"
)
_HOLDERS = frozenset(("div", "figure", "section", "template", "noscript"))
_HANDLE = re.compile(r"\(@([\w.]+)\)")
# Addresses that carry no handle where others have one.
_NO_USER = frozenset(("i", "p", "reel", "reels", "tv", "embed", "web", "statuses"))


def post_at(text: str) -> Post | None:
    """
    Return the post whose address stands in ``text``; None for none.

    Addresses of profiles, of share buttons and of a platform itself are no post's.

    >>> post_at("https://twitter.com/xiaomi/status/1790000000000000001?s=20").url
    'https://x.com/xiaomi/status/1790000000000000001'
    >>> post_at("https://twitter.com/intent/tweet?url=https://news.example/a") is None
    True
    """
    if "/" not in text and "%" not in text:
        return None
    text = text[:MAX_ATTRIBUTE_CHARACTERS].replace("\\/", "/")
    if "%2F" in text or "%2f" in text:
        text = unquote(text)
    if not _HINTS.search(text):
        return None
    for platform, pattern, url in _PATTERNS:
        if found := pattern.search(text):
            groups = found.groupdict()
            user = groups.get("user")
            is_handle = user and user not in _NO_USER and not user.startswith("did:")
            author = user if is_handle and platform is not Platform.WEIBO else None
            return Post(platform, url.format(**groups), author)
    return None


# Elements of a page repeat one another's names; bounded, since a hostile page has ever new ones.
@lru_cache(maxsize=5_000)
def names_snippet(names: str) -> bool:
    """Return whether a class is that of a post in its platform's own form: its text is a post."""
    return _SNIPPET.search(names) is not None


@lru_cache(maxsize=5_000)
def _names_placeholder(names: str) -> bool:
    return _PLACEHOLDER.search(names.lower()) is not None


def post_in(element: Element) -> Post | None:
    """
    Return the post that ``element`` shows, or holds the place of until a reader consents.

    Looked at are a platform's snippet, a frame whether loaded at once or late, an element of a
    component library, and any element whose attributes hold the address of a post.
    """
    tag = element.tag
    if tag in _BY_ID:
        platform, attribute, url = _BY_ID[tag]
        key = (element.get(attribute) or "").strip()
        return Post(platform, url.format(key)) if re.fullmatch(r"[\w-]+", key) else None
    if names_snippet(element.get("class", "")):
        return _post_of_snippet(element)
    is_held = False
    for name, value in _attributes(element):
        if name in ("class", "id"):
            is_held = is_held or _names_placeholder(value)
        elif (name.startswith("data-") or name in ("src", "cite", "srcdoc")) and (
            post := post_at(value)
        ):
            return post
    return _post_of_placeholder(element) if is_held and tag in _HOLDERS else None


def _attributes(element: Element) -> list[tuple[str, str]]:
    return cast("list[tuple[str, str]]", element.items())


def _post_of_snippet(element: Element) -> Post | None:
    addresses = [
        value for name, value in _attributes(element) if name.startswith("data-") or name == "cite"
    ]
    # The post's own link is the last one: those before it are in its text.
    addresses += [link.get("href") or "" for link in reversed(list(element.iter("a")))]
    post = next(filter(None, map(post_at, addresses)), None)
    if post is None:
        return None
    whole = visible_text(element)
    handle = _HANDLE.search(whole)
    paragraph = next(element.iter("p"), None)
    text = visible_text(paragraph) if paragraph is not None else ""
    return post._replace(
        author=post.author or (handle[1] if handle else None),
        text=text[:MAX_TEXT_CHARACTERS] or None,
    )


def _post_of_placeholder(element: Element) -> Post | None:
    """Return the post that a small box links to, or has a frame of in a template."""
    if len(element) > 6 or next(element.iter("p", "h2", "article"), None) is not None:
        return None
    for inner in element.iter("a", "iframe"):
        if post := post_at(inner.get("href") or inner.get("src") or ""):
            return post
    return None
