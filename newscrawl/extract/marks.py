"""What an element's tag, class, id and role say of the text in it."""

import re
from enum import IntFlag, auto
from functools import lru_cache
from typing import cast

from newscrawl.extract.tree import Element


class Mark(IntFlag):
    """A meaning that names carry; several may hold at once."""

    ARTICLE = auto()
    BODY = auto()
    HEADER = auto()
    FOOTER = auto()
    ASIDE = auto()
    NAV = auto()
    FORM = auto()
    FIGURE = auto()
    LIST = auto()
    TABLE = auto()
    QUOTE = auto()
    COMMENT = auto()
    RELATED = auto()
    SHARE = auto()
    SIGNUP = auto()
    ADVERT = auto()
    AUTHOR = auto()
    DATE = auto()
    TITLE = auto()
    SUMMARY = auto()
    TAGS = auto()
    NOTICE = auto()
    CONTENTS = auto()
    HIDDEN = auto()
    LEGAL = auto()
    CARD = auto()


_WORDS: dict[Mark, str] = {
    Mark.ARTICLE: "article post story entry blog hentry single news",
    Mark.BODY: "body content text copy main prose paragraph richtext wysiwyg rte articlebody "
    "articlecontent maincontent postcontent entrycontent storybody bodytext",
    Mark.HEADER: "header masthead topbar hero banner head",
    Mark.FOOTER: "footer foot bottom footnote footnotes references colophon",
    Mark.ASIDE: "aside sidebar side rail widget complementary secondary pullquote sidebars",
    Mark.NAV: "nav navigation menu breadcrumb breadcrumbs pagination pager navbar sitemap search "
    "skip menubar tabs tablist",
    Mark.FORM: "form input login signin register",
    Mark.FIGURE: "figure figcaption caption captions credit credits image photo gallery slideshow "
    "carousel video media lightbox",
    Mark.COMMENT: "comment comments disqus discussion replies reply respond response",
    Mark.RELATED: "related recommended recommendations recommend recirc recirculation more "
    "trending popular latest readmore similar suggested next previous prev also teaser teasers "
    "upsell outbrain taboola",
    Mark.SHARE: "share sharing social follow tools toolbar facebook twitter addtoany sharedaddy "
    "print bookmark like likes",
    Mark.SIGNUP: "newsletter subscribe subscription signup mailchimp optin membership donate "
    "paywall piano promo promotion cta offer",
    Mark.ADVERT: "ad ads adv advert advertisement advertising sponsor sponsored dfp gpt adsense "
    "affiliate disclosure",
    Mark.AUTHOR: "author authors byline bylines bio writer contributor avatar vcard",
    Mark.DATE: "date time timestamp published updated dateline meta postmeta info posted",
    Mark.TITLE: "title headline heading h1 hed",
    Mark.SUMMARY: "summary lead lede intro excerpt standfirst dek subtitle subhead description "
    "abstract deck",
    Mark.TAGS: "tag tags category categories topic topics keywords taxonomy label labels",
    Mark.NOTICE: "notice alert modal popup overlay cookie cookies consent gdpr toast dialog "
    "message error warning",
    Mark.CONTENTS: "toc contents tableofcontents outline",
    Mark.HIDDEN: "hidden hide sr screenreader invisible offscreen visuallyhidden collapsed",
    Mark.LEGAL: "copyright legal terms privacy disclaimer license",
    Mark.CARD: "card cards tile grid item items list listing loop product products price",
}
_MARKS_OF_WORD: dict[str, int] = {}
for _mark, _words in _WORDS.items():
    for _word in _words.split():
        for _printed in (_word, _word.title(), _word.upper()):
            _MARKS_OF_WORD[_printed] = _MARKS_OF_WORD.get(_printed, 0) | _mark.value

_MARKS_OF_TAG: dict[str, int] = {
    "article": Mark.ARTICLE.value,
    "main": Mark.BODY.value,
    "header": Mark.HEADER.value,
    "footer": Mark.FOOTER.value,
    "aside": Mark.ASIDE.value,
    "nav": Mark.NAV.value,
    "form": Mark.FORM.value,
    "figure": Mark.FIGURE.value,
    "figcaption": Mark.FIGURE.value,
    "ul": Mark.LIST.value,
    "ol": Mark.LIST.value,
    "li": Mark.LIST.value,
    "table": Mark.TABLE.value,
    "td": Mark.TABLE.value,
    "blockquote": Mark.QUOTE.value,
    "address": Mark.AUTHOR.value,
}
# "articleBody", "article-body", "ArticleBody-x7Yz" -> article, body
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_DIGIT = re.compile(r"\d")
_NAMING = frozenset({"id", "role", "itemprop", "data-testid", "aria-label"})
_SAYING = _NAMING | {"hidden", "aria-hidden", "style"}
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MAX_NAME_CHARACTERS = 300
MAX_STYLE_CHARACTERS = 1_000
# Elements of one site repeat one another: of ten, nine were met before. Bounded, since a hostile
# page has ever new names.
MAX_KEPT = 5_000


def marks_of(element: Element) -> tuple[int, str]:
    """
    Return the marks of ``element`` and a key that elements of one tag and class share.

    Class words with digits, which builds and CMSs make up, are left out of the key where others
    remain.
    """
    marks, names = 0, None
    for attribute, value in cast("list[tuple[str, str]]", element.items()):
        if attribute == "class":
            names = value[:MAX_NAME_CHARACTERS]
        elif attribute in _SAYING:
            marks |= _of_attribute(attribute, value[:MAX_STYLE_CHARACTERS])
    own, key = _of_tag(element.tag, names)
    return own | marks, key


@lru_cache(maxsize=MAX_KEPT)
def _of_tag(tag: str, names: str | None) -> tuple[int, str]:
    marks = _MARKS_OF_TAG.get(tag, 0)
    if names is None:
        return marks, tag
    alike = names.split()
    # "css-1k2x9" and "post-4411" are names that no other element has.
    if _DIGIT.search(names):
        alike = [name for name in alike if not _DIGIT.search(name)]
    return marks | _of_words(names), f"{tag}.{' '.join(alike) or names}"


def _of_attribute(attribute: str, value: str) -> int:
    if attribute in _NAMING:
        return _of_words(value[:MAX_NAME_CHARACTERS])
    is_hidden = (
        attribute == "hidden"
        or (attribute == "aria-hidden" and value == "true")
        or (attribute == "style" and _NOT_DISPLAYED.search(value))
    )
    return Mark.HIDDEN.value if is_hidden else 0


def _of_words(names: str) -> int:
    marks = 0
    for word in _WORD.findall(names):
        if word in _MARKS_OF_WORD:
            marks |= _MARKS_OF_WORD[word]
    return marks
