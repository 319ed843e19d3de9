"""From a question as asked to one with its names looked up in the archive."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from newscrawl.archive import Tables, reading
from newscrawl.closest import unknown
from newscrawl.errors import UsageError
from newscrawl.items import SiteFacts
from newscrawl.reader.brand_names import WantedBrands, all_names, wanted_brands
from newscrawl.reader.query import ArticleQuery
from newscrawl.reader.scan import Wanted

if TYPE_CHECKING:
    from newscrawl.stories.brands import BrandTable

_PARTY_NAMES = "SELECT DISTINCT party.name FROM articles, unnest(parties) AS each(party)"


def wanted_rows(
    query: ArticleQuery, tables: Tables, brands: "Callable[[], BrandTable]", uri: str
) -> Wanted:
    """Return what ``query`` asks of the rows. Raises UsageError for an unknown site or brand."""
    check_sites(query.sites, tables, uri)
    since, until = query.period(now=datetime.now(UTC))
    return Wanted(
        sites=query.sites,
        since=since,
        until=until,
        text=query.text,
        kinds=query.kinds,
        brands=_brands(query, tables, brands(), uri) if query.brands else None,
        stories_only=query.stories_only,
        all_revisions=query.all_revisions,
        limit=query.limit,
    )


def known_sites(tables: Tables) -> tuple[str, ...]:
    with reading(tables.runs):
        return tuple(sorted(tables.runs.to_table(columns=["site"])["site"].unique().to_pylist()))


def check_sites(sites: tuple[str, ...], tables: Tables, uri: str) -> None:
    """Raise UsageError where one of ``sites`` was never crawled."""
    known = known_sites(tables) if sites else ()
    for site in sites:
        if site not in known:
            raise UsageError(f"{uri} has {unknown('site', site, known)}")


def site_facts(tables: Tables, site: str) -> SiteFacts:
    """Return the facts that the newest run of a site was started with."""
    with reading(tables.runs):
        rows = tables.runs.to_table(filter=pc.field("site") == site).to_pylist()
    newest = max(rows, key=lambda row: row["started_at"])
    return SiteFacts(
        name=site,
        publisher=newest["publisher"],
        language=newest["language"],
        timezone=newest["timezone"],
    )


def _brands(query: ArticleQuery, tables: Tables, brands: "BrandTable", uri: str) -> WantedBrands:
    """A name that is in no brand table may still be a party's; only then are parties read."""
    in_table = all_names(brands)
    strangers = [name for name in query.brands if name.strip().lower() not in in_table]
    if strangers:
        from newscrawl.reader.closed import closed_database

        with closed_database({"articles": tables.articles}) as database:
            parties = {name for (name,) in database.execute(_PARTY_NAMES).fetchall()}
        for name in strangers:
            if name.strip().lower() not in {party.lower() for party in parties}:
                known = sorted(parties | set(in_table.values()))
                refusal = unknown("brand or party", name, known, listed=False)
                raise UsageError(f"{uri} has {refusal}")
    return wanted_brands(query.brands, brands)
