"""
The rows that stand, for DuckDB: the same as CURRENT_ARTICLES_SQL and CURRENT_REVISIONS_SQL say of
the table as a whole, without comparing every row with every other.

An article's first reading of its first revision stands unless there is a later one, which few
articles have; so of most rows the identifier alone is read. Only where two sites hold one page are
there several first readings: of these few articles the general statement is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.current import PLACE, standing_sql, takes_a_place
from newscrawl.archive.reading import reading


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``select`` gives the rows that stand, over ``tables``: pyarrow datasets by name."""

    select: str
    tables: Mapping[str, Any]


def standing_articles(articles: Any) -> Standing:
    """Return the row that stands of each article. Raises as :func:`reading` does."""
    return _standing(articles, "articles", ["article_id"])


def standing_revisions(articles: Any) -> Standing:
    """Return the row that stands of each revision. Raises as :func:`reading` does."""
    return _standing(articles, "revisions", ["article_id", "revision"])


def _standing(articles: Any, what: str, key: list[str]) -> Standing:
    later = takes_a_place(key)
    first = later.is_null() | ~later
    several = _several(articles, key, first)
    alone = ~pc.field("article_id").isin(several)
    if len(several):
        first, later = first & alone, later & alone
    # DuckDB pushes what a query filters and selects into the scan of each of them
    tables = {
        f"first_{what}": articles.filter(first),
        f"later_{what}": articles.filter(later),
    }
    of, place = ", ".join(key), f"row({', '.join(PLACE)})"
    select = f"""
SELECT first.* FROM first_{what} AS first ANTI JOIN later_{what} USING ({of})
UNION ALL
SELECT later.* FROM later_{what} AS later JOIN (
    SELECT {of}, max({place}) AS newest FROM later_{what} GROUP BY {of}
) USING ({of}) WHERE {place} = newest
"""  # noqa: S608  # nothing of a user's is in it
    if len(several):
        tables[f"shared_{what}"] = articles.filter(~alone)
        select += f"UNION ALL {standing_sql(of, f'shared_{what}')}"
    return Standing(select=select, tables=tables)


def _several(articles: Any, key: list[str], first: Any) -> pa.Array:
    """Return the articles that have two rows of which neither is a later reading."""
    with reading(articles):
        rows = articles.to_table(columns=key, filter=first)
    if len(key) == 1 and pc.count_distinct(rows[key[0]]).as_py() == rows.num_rows:
        return rows[key[0]].slice(0, 0).combine_chunks()
    found = rows.group_by(key).aggregate([([], "count_all")])
    return found.filter(pc.field("count_all") > 1)["article_id"].unique()
