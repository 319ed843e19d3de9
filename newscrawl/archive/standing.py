"""
The rows that stand, for DuckDB: the same as CURRENT_ARTICLES_SQL and CURRENT_REVISIONS_SQL say of
the table as a whole, without comparing every row with every other.

Only rows of articles that have several are compared. Where two sites hold one page, or a place was
taken twice, the general statement is asked of that article.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from newscrawl.archive.article_index import PLACED
from newscrawl.archive.current import standing_sql
from newscrawl.archive.several import Several


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``select`` gives the rows that stand, over ``tables``: pyarrow datasets, tables by name."""

    select: str
    tables: Mapping[str, Any]


def standing_articles(articles: Any, several: Several) -> Standing:
    """Return the row that stands of each article."""
    return _standing(articles, several, "article", "article_id")


def standing_revisions(articles: Any, several: Several) -> Standing:
    """Return the row that stands of each revision."""
    return _standing(articles, several, "revision", "article_id, revision")


def _standing(articles: Any, several: Several, what: str, key: str) -> Standing:
    disputed = several.disputed
    is_disputed = pc.field("article_id").isin(disputed)
    # DuckDB pushes what a query filters and selects into the scan of the rows; not through a WITH
    rows = articles.filter(~is_disputed) if len(disputed) else articles
    tables = {f"{what}_rows": rows, f"several_of_{what}": several.places.filter(~is_disputed)}
    placed = ", ".join(PLACED)
    select = f"""
SELECT {what}_rows.* FROM {what}_rows ANTI JOIN (
    SELECT {placed} FROM several_of_{what} QUALIFY 1 < row_number() OVER (
        PARTITION BY {key} ORDER BY revision DESC, generation DESC
    )
) USING ({placed})
"""  # noqa: S608  # nothing of a user's is in it
    if len(disputed):
        tables[f"disputed_{what}"] = several.holding.filter(is_disputed)
        select += f"UNION ALL {standing_sql(key, f'disputed_{what}')}"
    return Standing(select=select, tables=tables)
