"""What each tag does to the text in it."""

from collections.abc import Mapping
from enum import Enum, auto

from newscrawl.items import BlockKind


class Part(Enum):
    """What a tag does; a tag without one is inline."""

    BLOCK = auto()  # starts and ends a passage of the kind around it
    HEADING = auto()
    LIST_ITEM = auto()
    QUOTE = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    CODE = auto()
    BREAK = auto()
    LINK = auto()
    DROP = auto()
    CUSTOM = auto()  # where it stands tells what it does

    # Parts are looked up once an element: identity is enough, and ten times as fast.
    __hash__ = object.__hash__


KINDS: Mapping[Part, BlockKind] = {
    Part.HEADING: BlockKind.HEADING,
    Part.LIST_ITEM: BlockKind.LIST_ITEM,
    Part.QUOTE: BlockKind.QUOTE,
    Part.TABLE: BlockKind.TABLE,
    Part.CODE: BlockKind.CODE,
}

_HTML: Mapping[str, Part | None] = {
    **dict.fromkeys(
        "address article aside body center dd details div dl dt fieldset figcaption figure footer "
        "form header hgroup hr html main nav ol section summary ul menu".split(),
        Part.BLOCK,
    ),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), Part.HEADING),
    **dict.fromkeys(
        "script style noscript template svg math iframe object embed audio video canvas map head "
        "button input select textarea option".split(),
        Part.DROP,
    ),
    "p": Part.BLOCK,
    "li": Part.LIST_ITEM,
    "blockquote": Part.QUOTE,
    "table": Part.TABLE,
    "tr": Part.ROW,
    "td": Part.CELL,
    "th": Part.CELL,
    "caption": Part.ROW,
    "pre": Part.CODE,
    "br": Part.BREAK,
    "a": Part.LINK,
    **dict.fromkeys(
        "abbr acronym b base bdi bdo big cite code data del dfn em font i img ins kbd label "
        "link mark meta meter nobr output picture progress q rp rt ruby s samp slot small source "
        "span strike strong sub sup time title track tt u var wbr".split(),
        None,
    ),
}


class _Parts(dict[str, Part | None]):
    """Has an answer for every tag. ``[]``, not ``get``, gives it: as fast for the tags of HTML."""

    def __missing__(self, tag: str) -> Part | None:
        return Part.CUSTOM if "-" in tag else None


HTML_PARTS: Mapping[str, Part | None] = _Parts(_HTML)
