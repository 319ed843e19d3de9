"""JSON in a page's scripts: schema.org objects (JSON-LD 1.1), and data of script frameworks."""

import json
import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

log = logging.getLogger(__name__)

JsonObject = dict[str, Any]

MAX_SCRIPT_CHARACTERS = 2_000_000
MAX_WRAPPING_CHARACTERS = 64
MAX_OBJECTS = 2_000
MAX_DEPTH = 12

# schema.org types whose subject is the page's story.
ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle "
    "SatiricalArticle LiveBlogPosting TechArticle ScholarlyArticle MedicalScholarlyArticle Report "
    "Review SocialMediaPosting DiscussionForumPosting CriticReview Recipe HowTo".split()
)

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)\s*")
_WRAPPING_END = re.compile(r"\s*(?://\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|(?://\s*)?-->|;)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def parse_script(text: str) -> Any:
    """
    Return the JSON value in a script; None where there is none.

    Repaired only where it is evident: control characters inside strings, comment or CDATA marks
    around, a comma or semicolon too many.
    """
    if len(text) > MAX_SCRIPT_CHARACTERS:
        log.info("JSON of %d characters in a script: not read", len(text))
        return None
    stripped = _WRAPPING.sub("", text.strip())
    # at the end only: white space in the midst, of any length, is not tried as the end's
    end = max(0, len(stripped) - MAX_WRAPPING_CHARACTERS)
    stripped = stripped[:end] + _WRAPPING_END.sub("", stripped[end:])
    for repair in (None, _TRAILING_COMMA):
        try:
            return json.loads(repair.sub(r"\1", stripped) if repair else stripped, strict=False)
        except RecursionError:
            return None
        except ValueError:
            continue
    return None


def objects_in(value: Any) -> Iterator[JsonObject]:
    """
    Iterate over the objects in ``value`` that have a ``@type``, outer ones first.

    MAX_OBJECTS at most. Lists, ``@graph`` and nesting are flattened; a string that holds JSON is
    read once more.
    """
    if isinstance(value, str):
        value = parse_script(value)
    return islice(_typed(value), MAX_OBJECTS)


def _typed(value: Any) -> Iterator[JsonObject]:
    pending = [(value, 0)]
    while pending:
        nested = []
        for item, depth in pending:
            if isinstance(item, dict):
                if "@type" in item:
                    yield item
                children: Any = item.values()
            elif isinstance(item, list):
                children = item
            else:
                continue
            if depth < MAX_DEPTH:
                nested += [
                    (child, depth + 1) for child in children if isinstance(child, dict | list)
                ]
        pending = nested


def types_of(item: JsonObject) -> frozenset[str]:
    """
    Return the type names without their vocabulary.

    >>> sorted(types_of({"@type": ["schema:NewsArticle", "http://schema.org/Thing"]}))
    ['NewsArticle', 'Thing']
    """
    found = item.get("@type")
    names = found if isinstance(found, list) else [found]
    return _types_of(tuple([name for name in names if isinstance(name, str)]))


# Every field asks it of every object, and there are a few dozen types.
@lru_cache(maxsize=1_000)
def _types_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.split(r"[/:#]", name)[-1] for name in names)


def text_of(value: Any) -> str:
    """
    Return what a property says as one line: a string, an object's name, a list's first; else "".
    """
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""
