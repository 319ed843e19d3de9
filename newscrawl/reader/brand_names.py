"""From the names that someone asks for to the brands and parties they mean. Case is ignored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawl.stories.brands import Brand, BrandTable


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedBrands:
    """Ids of known brands, and names of parties, in lower case, that no brand need know."""

    ids: frozenset[str]
    names: frozenset[str]

    def are_party(self, parties: Iterable[Mapping[str, Any]]) -> bool:
        """Return whether one of an article's parties is meant."""
        return any(
            party["brand_id"] in self.ids or party["name"].lower() in self.names
            for party in parties
        )


def wanted_brands(asked: Iterable[str], table: "BrandTable") -> WantedBrands:
    """Return the brands with one of the names as id, name or alias, and the parties called so."""
    names = frozenset(name.strip().lower() for name in asked)
    return WantedBrands(
        ids=frozenset(
            brand.brand_id
            for brand in table.by_id.values()
            if not names.isdisjoint(name.lower() for name in _names_of(brand))
        ),
        names=names,
    )


def all_names(table: "BrandTable") -> dict[str, str]:
    """Return every id, name and alias of the table as it is spelt, by its lower case."""
    return {name.lower(): name for brand in table.by_id.values() for name in _names_of(brand)}


def _names_of(brand: "Brand") -> tuple[str, ...]:
    return (brand.brand_id, brand.name, *brand.shown)
