"""A captured page, parsed once and shared by every field."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector

from newscrawl.errors import UnreadablePage
from newscrawl.extract import jsonld
from newscrawl.extract.layout import Layout, layout_for
from newscrawl.extract.links import base_url
from newscrawl.extract.outline import Outline, outline_of
from newscrawl.extract.parsing import Markup, decode_markup, parse_tree
from newscrawl.extract.tree import Element, elements, printed_text, visible_text
from newscrawl.items import Snapshot
from newscrawl.urls import host_of

# The longest articles measured have 4 MB of markup; beyond, it is a data dump or an attack.
MAX_PAGE_BYTES = 8 * 1024 * 1024
MAX_HEADING_CHARACTERS = 500
MAX_META_VALUES = 100  # of one name; each is a candidate for a field

_WITH_ITEMPROP = elements("//@itemprop/..")
# What fields ask for of the microdata: to search the text for it is cheaper than the tree.
_HAS_MICRODATA = re.compile(rb"item[pP]rop\s*=[^>]{0,60}?(?:[aA]uthor|[dD]ate)")
# What fields ask for again and again.
_TAGGED = ("title", "base", "meta", "link", "script", "h1", "time")
_selectors: dict[str, CSSSelector] = {}

T = TypeVar("T")


class Page:
    """
    What a snapshot's bytes hold; each part is read on first use and kept.

    Raises UnreadablePage from whatever needs the tree, where the bytes are no page.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.capture = snapshot.capture
        self.url = snapshot.capture.url
        self.host = host_of(self.url)
        self._fields: dict[Callable[[Page], Any], Any] = {}

    def once(self, field: Callable[["Page"], T]) -> T:
        """Return ``field(page)``; read once, however many ask for it."""
        if field not in self._fields:
            self._fields[field] = field(self)
        return cast("T", self._fields[field])

    def header(self, name: str) -> str | None:
        """Return the first value of a response header; None where it was not sent."""
        wanted = name.lower()
        return next((value for key, value in self.snapshot.headers if key.lower() == wanted), None)

    @cached_property
    def layout(self) -> Layout | None:
        return layout_for(self.host, self.capture.captured_at)

    @cached_property
    def _decoded(self) -> Markup:
        body = self.snapshot.body
        if len(body) > MAX_PAGE_BYTES:
            raise UnreadablePage(f"more than {MAX_PAGE_BYTES} bytes are no article ({self.url})")
        return decode_markup(body, self.header("Content-Type"), url=self.url)

    @property
    def charset(self) -> str:
        return self._decoded.charset

    @property
    def markup(self) -> str:
        return self._decoded.text

    def names_any(self, words: Iterable[bytes]) -> bool:
        """Tell whether one of ``words``, ASCII in small letters, stands anywhere in the markup."""
        small = self._decoded.utf8.lower()
        return any(word in small for word in words)

    @cached_property
    def tree(self) -> Element:
        """The root element, without comments and processing instructions."""
        return parse_tree(self._decoded.utf8, url=self.url)

    @cached_property
    def _tagged(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.tree.iter(*_TAGGED):
            found.setdefault(element.tag, []).append(element)
        return found

    def tagged(self, tag: str) -> Sequence[Element]:
        """Return the elements of ``tag``, one of _TAGGED: found in one walk for them all."""
        return self._tagged.get(tag, ())

    @cached_property
    def outline(self) -> Outline:
        """The passages and boxes of the body."""
        body = self.tree.find("body")
        return outline_of(self.tree if body is None else body)

    @cached_property
    def base_url(self) -> str:
        """What the page's relative links are relative to."""
        return base_url((element.get("href") for element in self.tagged("base")), self.url)

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Meta tags: lower-case property, name or itemprop -> contents, in page order."""
        found: dict[str, list[str]] = {}
        for element in self.tagged("meta"):
            content = " ".join((element.get("content") or "").split())
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                key = (element.get(attribute) or "").strip().lower()
                values = found.setdefault(key, []) if key else []
                if len(values) < MAX_META_VALUES:
                    values.append(content)
        return found

    def meta_values(self, *names: str) -> Iterable[str]:
        """Yield the first content of each of ``names`` that the page has, in the order given."""
        return (self.meta[name][0] for name in names if name in self.meta)

    @cached_property
    def json_ld(self) -> list[jsonld.JsonObject]:
        """Every schema.org object of the page, lists and graphs flattened."""
        found: list[jsonld.JsonObject] = []
        for script in self._scripts("application/ld+json"):
            value = jsonld.parse_script(script)
            if value is not None:
                found += jsonld.objects_in(value)
        return found[: jsonld.MAX_OBJECTS]

    @cached_property
    def article_objects(self) -> list[jsonld.JsonObject]:
        """The JSON-LD objects that are a story."""
        return [item for item in self.json_ld if jsonld.types_of(item) & jsonld.ARTICLE_TYPES]

    def resolved(self, item: jsonld.JsonObject) -> jsonld.JsonObject:
        """Return the object that ``item`` points to by ``@id``, as in graphs, else ``item``."""
        if "@id" in item and len(item.keys() - {"@id", "@type", "name"}) == 0:
            for other in self.json_ld:
                if other is not item and other.get("@id") == item["@id"] and len(other) > len(item):
                    return other
        return item

    @cached_property
    def json_ld_types(self) -> frozenset[str]:
        return frozenset().union(*map(jsonld.types_of, self.json_ld))

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @cached_property
    def body_classes(self) -> frozenset[str]:
        body = self.tree.find("body")
        return frozenset((body.get("class") or "").split() if body is not None else ())

    @cached_property
    def headings(self) -> list[str]:
        """The title and the first headings that have text."""
        found = [*self.tagged("title"), *islice(self.tree.iter("h1", "h2"), 4)]
        return [text[:MAX_HEADING_CHARACTERS] for text in map(visible_text, found) if text]

    @cached_property
    def visible_text(self) -> str:
        """All text of the body as one line, whatever it is for."""
        return " ".join([_as_one_line(passage.text) for passage in self.outline.passages])

    @cached_property
    def script_data(self) -> list[Any]:
        """JSON of script frameworks (``__NEXT_DATA__`` and other application/json scripts)."""
        values = (jsonld.parse_script(text) for text in self._scripts("application/json"))
        return [value for value in values if value is not None]

    @cached_property
    def microdata(self) -> dict[str, list[Element]]:
        """Elements by their itemprop (lower case), where one names an author or a date."""
        found: dict[str, list[Element]] = {}
        for element in (
            _WITH_ITEMPROP(self.tree) if _HAS_MICRODATA.search(self._decoded.utf8) else ()
        ):
            for name in set((element.get("itemprop") or "").lower().split()):
                found.setdefault(name, []).append(element)
        return found

    def _scripts(self, media_type: str) -> list[str]:
        # Of a script only the type is looked at first: its text is long, and made when asked for.
        return [
            text
            for script in self.tagged("script")
            if (script.get("type") or "").partition(";")[0].strip().lower() == media_type
            and (text := script.text)
        ]

    def select(self, selectors: Iterable[str], within: Element | None = None) -> list[Element]:
        """Return what the first CSS selector with any match finds, in page order."""
        for css in selectors:
            if css not in _selectors:
                _selectors[css] = CSSSelector(css)
            root = self.tree if within is None else within
            found = cast("list[Element]", _selectors[css](root))
            if found:
                return found
        return []

    def select_all(self, selectors: Iterable[str]) -> list[Element]:
        """Return everything that any of the CSS selectors finds."""
        return [element for css in selectors for element in self.select((css,))]

    def select_text(self, selectors: Iterable[str], within: Element | None = None) -> str | None:
        """Return the text of the first element that has any, selectors in order; None for none."""
        for css in selectors:
            for element in self.select((css,), within):
                text = printed_text(element)
                if text:
                    return text
        return None


def _as_one_line(text: str) -> str:
    # In most passages the only white space is single spaces.
    is_one = text.isprintable() and "  " not in text and not text.startswith(" ")
    return text if is_one else " ".join(text.split())
