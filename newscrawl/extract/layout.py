"""How a site's article pages read: dated facts, no code."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

Selectors = tuple[str, ...]

CONFIDENCE = 0.97
# A fact about a site that nobody has seen stays below what the page declares of itself.
UNCONFIRMED = 0.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """
    One design of a site's article pages.

    Selectors are CSS, tried in order; the first that finds text wins, and one that finds nothing
    leaves the field to the general reading. ``author`` names the box of each author; name, role
    and biography are looked for inside it (on the whole page where ``author`` is empty). ``body``
    names the element that holds the story's blocks (all that the first matching selector finds,
    where the story is in pieces); ``drop`` is taken out of it. ``last_day`` is the last day of
    the design, None while it is in use. ``unconfirmed`` names the fields whose selectors nobody
    has seen on a page or in documentation: they are believed less.
    """

    name: str
    hosts: tuple[str, ...] = ()
    last_day: date | None = None
    title: Selectors = ()
    byline: Selectors = ()
    author: Selectors = ()
    author_name: Selectors = ()
    author_role: Selectors = ()
    author_biography: Selectors = ()
    published: Selectors = ()
    modified: Selectors = ()
    section: Selectors = ()
    body: Selectors = ()
    drop: Selectors = ()
    unconfirmed: frozenset[str] = frozenset()

    def sign(self, field: str) -> str:
        """Return the sign that a value read by this layout's selectors bears."""
        return "layout, unconfirmed" if field in self.unconfirmed else "layout"

    def confidence(self, field: str) -> float:
        return UNCONFIRMED if field in self.unconfirmed else CONFIDENCE


def layout_for(host: str, moment: datetime) -> Layout | None:
    """Return the layout that ``host`` had at ``moment``; None where no layout is known for it."""
    host = host.removeprefix("www.")
    known = _by_host().get(host) or _by_host().get(host.partition(".")[2], ())
    for layout in known:
        if layout.last_day is None or moment.date() <= layout.last_day:
            return layout
    return None


def known_layouts() -> tuple[Layout, ...]:
    """Every layout of every site, in the order of the sites' files."""
    return tuple(dict.fromkeys(layout for each in _by_host().values() for layout in each))


@cache
def _by_host() -> dict[str, tuple[Layout, ...]]:
    """Every host's layouts, those of an ended design first, in the order in which they ended."""
    from newscrawl.extract import layouts

    found: dict[str, list[Layout]] = {}
    for module in iter_modules(layouts.__path__):
        if module.ispkg:
            continue
        for layout in import_module(f"{layouts.__name__}.{module.name}").LAYOUTS:
            for host in layout.hosts:
                found.setdefault(host, []).append(layout)
    return {
        host: tuple(sorted(each, key=lambda layout: layout.last_day or date.max))
        for host, each in found.items()
    }
