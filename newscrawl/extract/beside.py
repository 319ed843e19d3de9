"""What stands in a story beside its text: pictures with captions, posts of other platforms."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.embeds import Post, post_in
from newscrawl.extract.links import absolute_url
from newscrawl.extract.marks import Mark, marks_of
from newscrawl.extract.tree import Element, visible_text
from newscrawl.items import Embed, Picture

MAX_CAPTION_CHARACTERS = 1_500

# Boxes whose pictures and posts are not the story's.
_ELSEWHERE = (Mark.NAV | Mark.RELATED | Mark.COMMENT | Mark.ASIDE | Mark.FOOTER | Mark.AUTHOR).value
_BOXES = frozenset("div section aside nav footer ul ol header template noscript".split())
# Elements of other tags are passed over: most of a story is paragraphs, spans and links.
_LOOKED_AT = (
    *_BOXES,
    *"article figure blockquote iframe amp-twitter amp-youtube amp-instagram amp-tiktok".split(),
    *"lite-youtube youtube-video h1".split(),
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|source|photographer)(?=$|[\s_-]|[A-Z])|[a-z]Credit"
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:wp-)?caption(?:-text)?(?=$|[\s_-]|[A-Z])|[a-z]Caption")
# Where pages that load pictures late keep the address, before where a browser looks.
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
_STAND_IN = re.compile(r"^data:|blank\.|placeholder|spacer|1x1")


class Beside(NamedTuple):
    """In page order; ``after`` of each counts the texts before it."""

    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()


def beside(texts: Sequence[Element], headline: Element | None, base_url: str) -> Beside:
    """
    Return what stands among ``texts``, the elements of a story's blocks in page order.

    The story begins at ``headline``, where the page has one before the texts, and ends with the
    box that holds all texts.
    """
    pictures: dict[tuple[str | None, str | None], Picture] = {}
    embeds: dict[str, Embed] = {}
    for found, after in _among(texts, headline, base_url):
        if isinstance(found, Post):
            embeds.setdefault(found.url, Embed(**found._asdict(), after=after))
        else:
            url, caption, credit = found
            picture = Picture(url=url, caption=caption, credit=credit, after=after)
            pictures.setdefault((url, caption), picture)
    return Beside(tuple(pictures.values()), tuple(embeds.values()))


_Shown = tuple[str | None, str | None, str | None]  # address, caption, credit


def _among(
    texts: Sequence[Element], headline: Element | None, base_url: str
) -> Iterator[tuple[Post | _Shown, int]]:
    if not texts:
        return
    places = {text: place for place, text in enumerate(texts, start=1)}
    holding = _holding(texts)
    box = _common(texts[0], texts[-1])
    root = box if headline is None else _common(headline, box)
    after, has_begun = 0, headline is None
    tags = {box.tag, *(text.tag for text in places)}
    # Broken markup gives names that lxml has for elements but does not take for a search.
    is_taken = all(tag.isprintable() and "{" not in tag for tag in tags)
    sought = (*tags.union(_LOOKED_AT),) if is_taken else None
    walk = etree.iterwalk(root, events=("start", "end"), tag=sought)
    for event, element in walk:
        if event == "end":
            if element is box:
                return
            continue
        if element in holding:
            after = max(after, places.get(element, 0))
            has_begun = has_begun or after > 0 or element is headline
            continue
        has_begun = has_begun or element is headline
        post = post_in(element) if has_begun else None
        if post:
            yield post, after
        elif has_begun and (shown := _picture(element, base_url)):
            yield shown, after
        if post or element.tag == "figure" or _is_elsewhere(element):
            if element.tag == "figure" and not post:
                yield from ((inner, after) for inner in map(post_in, element.iter()) if inner)
            walk.skip_subtree()


def _holding(texts: Sequence[Element]) -> set[Element]:
    """Return ``texts`` and everything around them."""
    holding: set[Element] = set()
    for text in texts:
        around: Element | None = text
        while around is not None and around not in holding:
            holding.add(around)
            around = around.getparent()
    return holding


def _common(one: Element, other: Element) -> Element:
    """Return the smallest element that holds both."""
    around = {one, *one.iterancestors()}
    return next((e for e in (other, *other.iterancestors()) if e in around), one)


def _is_elsewhere(element: Element) -> bool:
    """Tell boxes of other matters; an article within is another story's teaser."""
    if element.tag == "article":
        return True
    return element.tag in _BOXES and bool(marks_of(element)[0] & _ELSEWHERE)


def _picture(element: Element, base_url: str) -> _Shown | None:
    """Return what a figure shows, or a box with a caption in it as WordPress makes it."""
    if element.tag != "figure" and "caption" not in (element.get("class") or ""):
        return None
    if element.tag not in ("figure", "div"):
        return None
    image = next(element.iter("img", "amp-img"), None)
    url = _image_url(image, base_url) if image is not None else None
    caption = _caption(element)
    if caption is None:
        return (url, None, None) if url and element.tag == "figure" else None
    credit = _credit(element)
    text = visible_text(caption)[:MAX_CAPTION_CHARACTERS]
    if credit and text.endswith(credit):
        text = text[: -len(credit)].rstrip(" |/(\u00b7-–—")
    return (url, text or None, credit) if url or text else None


def _caption(element: Element) -> Element | None:
    for inner in element.iter("figcaption", "p", "div", "span"):
        if inner.tag == "figcaption" or (
            inner is not element and _CAPTION.search(inner.get("class") or "")
        ):
            return inner
    return None


def _credit(element: Element) -> str | None:
    for inner in element.iter("span", "small", "cite", "div", "p", "em"):
        names = f"{inner.get('class') or ''} {inner.get('itemprop') or ''}"
        if inner is not element and (_CREDIT.search(names) or "copyrightHolder" in names):
            return visible_text(inner) or None
    return None


def _image_url(image: Element, base_url: str) -> str | None:
    for name in _SOURCES:
        value = image.get(name) or ""
        if value and not _STAND_IN.search(value):
            return absolute_url(value, base_url)
    first = (image.get("data-srcset") or image.get("srcset") or "").split(",")[0].split()
    return absolute_url(first[0], base_url) if first else None
