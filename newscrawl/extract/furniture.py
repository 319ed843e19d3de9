"""What a page puts among the paragraphs of a story: captions, notices, boxes, bars of links."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import IntFlag, auto
from functools import cached_property, lru_cache
from typing import NamedTuple

from newscrawl.extract.embeds import names_snippet
from newscrawl.extract.marks import Mark
from newscrawl.extract.outline import Outline, Passage, box_sizes
from newscrawl.items import BlockKind

MIN_BAR_LINKS = 2
# More text is a section of the story in a box with an odd name.
MAX_SIGNUP_CHARACTERS = 400
# A shorter line may well be said twice.
MIN_REPEATED_CHARACTERS = 40
MAX_NAME_CHARACTERS = 300


class Furniture(IntFlag):
    """What a box is for, by its tag and names."""

    CAPTION = auto()
    FOOTER = auto()
    CONSENT = auto()
    FORM = auto()
    ASIDE = auto()
    COMMENTS = auto()
    NAVIGATION = auto()
    CONTENTS = auto()
    REFERENCES = auto()
    RELATED = auto()
    HIDDEN = auto()
    POST = auto()
    SIGNUP = auto()


# The largest share of the chosen text that such boxes may hold together and still be furniture:
# with more, they are the story, under a name that means something else there. Set on pages with
# known text, where each kind alone did more good than harm.
MAX_SHARES: Mapping[Furniture, float] = {
    Furniture.CAPTION: 0.3,
    Furniture.FOOTER: 0.8,
    Furniture.CONSENT: 0.7,
    Furniture.FORM: 0.3,
    Furniture.ASIDE: 0.3,
    Furniture.COMMENTS: 0.6,
    Furniture.NAVIGATION: 0.3,
    Furniture.CONTENTS: 0.3,
    Furniture.REFERENCES: 0.3,
    Furniture.RELATED: 0.3,
    Furniture.HIDDEN: 0.55,
    Furniture.POST: 0.5,
    Furniture.SIGNUP: 0.3,
}

_TAGS = {
    "figcaption": Furniture.CAPTION,
    "footer": Furniture.FOOTER,
    "form": Furniture.FORM,
    "aside": Furniture.ASIDE,
    "nav": Furniture.NAVIGATION,
}
_NAMES = tuple(
    (kind, re.compile(names, re.IGNORECASE))
    for kind, names in (
        (
            Furniture.CONSENT,
            (
                r"onetrust|ot-sdk|didomi|cookie|consent|gdpr|usercentrics|sp_message|cmplz|cybotcookie|"
                r"qc-cmp|truste|iubenda|osano"
            ),
        ),
        (
            Furniture.COMMENTS,
            r"(?:^|[\s_-])(?:comments?|replies)(?=$|[\s_-])|comment-?(?:list|content|text)|disqus",
        ),
        (Furniture.CONTENTS, r"(?:^|[\s_-])toc(?=$|[\s_-])|table-?of-?contents"),
        (
            Furniture.REFERENCES,
            (
                r"(?:^|[\s_-])ref(?:erence)?s?-?list(?=$|[\s_-])|(?:^|\s)references(?=$|\s)|"
                r"footnotes|bibliograph"
            ),
        ),
        (
            Furniture.RELATED,
            (
                r"(?:^|[\s_-])(?:related|recirc|recommend\w*|read-?more|more-(?:stories|news|from)|"
                r"also-?like)(?=$|[\s_-])"
            ),
        ),
    )
)
# Of the box itself or the one around, but no further: a whole gallery may be called so.
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:img|image|photo|picture|wp|media|figure|fig)?[\s_-]?[Cc]aptions?"
    r"(?=$|[\s_-]|[A-Z])|[a-z]Caption"
)
_SIGNUP = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|mailing-?list|sign-?up|subscri(?:be|ption)|mailchimp|mc-embed|"
    r"mc4wp|opt-?in|promo(?:tion)?s?)(?=$|[\s_-]|[A-Z])|[a-z]Newsletter",
)
# One of these stands, in small letters, in all names that any of them finds: of ten names nine
# have none, and each search costs more than this one.
_TELLING = re.compile(
    "onetrust|ot-sdk|didomi|cookie|consent|gdpr|usercentrics|sp_message|cmplz|qc-cmp|truste|iubenda|"
    "osano|comment|replies|disqus|toc|contents|ref|footnotes|bibliograph|related|recirc|recommend|"
    "more|also|caption|newsletter|mailing|sign|subscri|mailchimp|mc-embed|mc4wp|opt|promo"
)
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HIDDEN = Mark.HIDDEN.value
_BOX_TAGS = frozenset("a aside div section form".split())


def without_furniture(passages: Iterable[Passage], outline: Outline) -> list[Passage]:
    """Return the passages that are no furniture, in their order."""
    kept = [passage for passage in passages if not is_link_bar(passage) and not is_data(passage)]
    held = _Boxes(outline)
    found = [held.furniture_around(passage) for passage in kept]
    lengths = [len(passage.text) for passage in kept]
    # One kind after the other: what is left when the comments are gone is measured anew.
    for kind, most in MAX_SHARES.items():
        bit = kind.value  # of a flag itself, every "and" is a call
        hit = sum(length for length, kinds in zip(lengths, found, strict=True) if kinds & bit)
        if 0 < hit <= most * sum(lengths):
            left = [at for at, kinds in enumerate(found) if not kinds & bit]
            kept, found = [kept[at] for at in left], [found[at] for at in left]
            lengths = [lengths[at] for at in left]
    return _once(kept)


def is_link_bar(passage: Passage) -> bool:
    """
    Tell "Print this | Mail it to a friend | Back to top": links, and nothing but marks between.
    """
    if passage.kind is not BlockKind.PARAGRAPH or len(passage.links) < MIN_BAR_LINKS:
        return False
    at = 0
    for start, end, _ in (*passage.links, (len(passage.text), 0, "")):
        if any(character.isalnum() or character == "," for character in passage.text[at:start]):
            return False
        at = end
    return True


def is_data(passage: Passage) -> bool:
    """Tell the settings of a widget, which a style sheet hides, from a paragraph."""
    text = passage.text
    return passage.kind is not BlockKind.CODE and text[:2] in ('{"', "[{") and text[-1] in "]}"


def _once(passages: Sequence[Passage]) -> list[Passage]:
    """Leave out paragraphs that are there already: pages repeat them for another screen."""
    seen: set[str] = set()
    kept = []
    for passage in passages:
        if len(passage.text) >= MIN_REPEATED_CHARACTERS:
            if passage.text in seen:
                continue
            seen.add(passage.text)
        kept.append(passage)
    return kept


class _Boxes:
    """The furniture that boxes are and stand in; each box is looked at once."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        # of a box: the bits of all around it and itself, and whether it is called a caption
        self._known: dict[int, tuple[int, bool]] = {}

    def furniture_around(self, passage: Passage) -> int:
        """Return the bits of Furniture that hold for the boxes around ``passage``."""
        index = passage.box
        kinds, is_caption = self._known.get(index) or self._read(index)
        parent = self._outline.boxes[index].parent
        if is_caption or (parent >= 0 and self._known[parent][1]):
            kinds |= Furniture.CAPTION.value
        return kinds

    def _read(self, index: int) -> tuple[int, bool]:
        """Look at the box and at those around it that are not known yet."""
        boxes, known = self._outline.boxes, self._known
        path = []
        while index >= 0 and index not in known:
            path.append(index)
            index = boxes[index].parent
        around = known[index][0] if index >= 0 else 0
        for at in reversed(path):
            own, is_caption = self._own(at)
            if at:  # the root's names are the page's
                around |= own
            known[at] = around, is_caption
        return known[path[0]]

    def _own(self, index: int) -> tuple[int, bool]:
        """Return the bits of what the box itself is, and whether it is called a caption."""
        box = self._outline.boxes[index]
        attribute, tag = box.element.get, box.tag
        kinds = _TAGS[tag].value if tag in _TAGS else 0
        # A style that hides is a mark, among other signs of what is hidden.
        if box.own & _HIDDEN and _NOT_DISPLAYED.search(attribute("style", "")):
            kinds |= Furniture.HIDDEN.value
        # Where a build makes up the classes, the names for tests are the ones that say something.
        classes, name = attribute("class", ""), attribute("id", "")
        name_for_tests = attribute("data-testid", "")
        if not (classes or name or name_for_tests):
            return kinds, False
        most = MAX_NAME_CHARACTERS
        named = _of_names(classes[:most], name[:most], name_for_tests[:most])
        kinds |= named.kinds
        if named.is_signup and tag in _BOX_TAGS and self._sizes[index] <= MAX_SIGNUP_CHARACTERS:
            kinds |= Furniture.SIGNUP.value
        return kinds, named.is_caption

    @cached_property
    def _sizes(self) -> list[int]:
        return box_sizes(self._outline)


class _Named(NamedTuple):
    """What the names of a box say: bits of Furniture, and what its place decides."""

    kinds: int
    is_caption: bool
    is_signup: bool


@lru_cache(maxsize=5_000)
def _of_names(classes: str, name: str, name_for_tests: str) -> _Named:
    kinds = Furniture.POST.value if names_snippet(classes) else 0
    names = " ".join(filter(None, (classes, name, name_for_tests)))[:MAX_NAME_CHARACTERS]
    if not _TELLING.search(names.lower()):
        return _Named(kinds, is_caption=False, is_signup=False)
    for kind, pattern in _NAMES:
        if pattern.search(names):
            kinds |= kind.value
    return _Named(kinds, bool(_CAPTION.search(names)), bool(_SIGNUP.search(names)))
