"""
Which rows there are of each article, and where: an index that a compaction writes.

A row object never changes, so what the index says of one stays true for as long as that is in the
table. It lists the row objects that it covers; of the others, which came later, a reader reads the
ids alone. Nothing hangs on it: without one, or with one that cannot be read, the same is answered
from the rows, only later.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive.dataset import parquet_format
from newscrawl.archive.reading import reading
from newscrawl.archive.store import Store
from newscrawl.errors import ArchiveError

logger = logging.getLogger(__name__)

PREFIX = "indexes/"
ARTICLES = f"{PREFIX}articles"
# What the file states beside its rows: the paths of the row objects that it covers, as JSON.
COVERED = b"newscrawl.covered"
# What tells a row from every other, but where a place was taken twice.
PLACED = ["article_id", "revision", "generation"]
SCHEMA = pa.schema(
    {
        "is_alone": pa.bool_(),
        "article_id": pa.string(),
        "revision": pa.int64(),
        "generation": pa.int64(),
        "row_object": pa.string(),
        "row_group": pa.int32(),
    }
)


@dataclass(frozen=True, kw_only=True)
class ArticleIndex:
    """``covered`` are paths below the table, as its row objects have them."""

    key: str
    covered: frozenset[str]
    dataset: Any

    def places_of_several(self, articles: Any) -> pa.Table | None:
        """
        Return the place (PLACED) of every row of the articles that have several, and of some more.

        None where the index cannot be read. Raises as :func:`reading` does, of what it does not
        cover.
        """
        with reading(articles):
            beside = articles.only(self._beside(articles)).to_table(columns=PLACED)
        asked = ~pc.field("is_alone") | pc.field("article_id").isin(beside["article_id"].unique())
        known = self._rows(asked, articles)
        return None if known is None else pa.concat_tables([known.select(PLACED), beside])

    def articles_with(self, articles: Any, ids: Collection[str] | pa.Array) -> Any:
        """Return ``articles`` without row groups of which it is known that they hold no ``ids``."""
        known = self._rows(pc.field("article_id").isin(ids), articles)
        if known is None:
            return articles
        groups: dict[str, set[int]] = defaultdict(set)
        for row in known.select(["row_object", "row_group"]).to_pylist():
            groups[row["row_object"]].add(row["row_group"])
        holding = [
            fragment.subset(row_group_ids=sorted(groups[fragment.path]))
            for fragment in articles.get_fragments()
            if fragment.path in groups
        ]
        return articles.only([*holding, *self._beside(articles)])

    def _beside(self, articles: Any) -> list[Any]:
        return [each for each in articles.get_fragments() if each.path not in self.covered]

    def _rows(self, asked: Any, articles: Any) -> pa.Table | None:
        """Return the rows of the index that are ``asked`` for, of what is in the table now."""
        try:
            rows = self.dataset.to_table(filter=asked)
        except (OSError, pa.ArrowException) as error:
            logger.warning("%s is not used, for it cannot be read: %s", self.key, error)
            return None
        return rows.filter(pc.is_in(rows["row_object"], pa.array(articles.files, pa.string())))


def article_index(store: Store, articles: Any) -> ArticleIndex | None:
    """Return the newest index of ``articles``; None where none covers any of its row objects."""
    there = getattr(articles, "files", [])
    try:
        listed = store.list(f"{ARTICLES}/") if there else ()
        # by the compaction; a later one of the same stands for one that was killed
        newest = max(
            listed, key=lambda each: (each.key.partition("-")[0], each.modified_at), default=None
        )
        if newest is None:
            return None
        index = _opened(store, newest.key, newest.size_bytes)
    except (ArchiveError, OSError, pa.ArrowException, ValueError, KeyError, TypeError) as error:
        logger.warning("the index of articles is not used, for it cannot be read: %s", error)
        return None
    return None if index.covered.isdisjoint(there) else index


def _opened(store: Store, key: str, size_bytes: int) -> ArticleIndex:
    import pyarrow.dataset as ds  # slow to import where pandas is installed

    filesystem = store.arrow_filesystem(ARTICLES)
    form = parquet_format(filesystem, page_checksum_verification=True)
    fragment = form.make_fragment(
        key.removeprefix(f"{ARTICLES}/"), filesystem=filesystem, file_size=size_bytes
    )
    covered = frozenset(json.loads(fragment.metadata.metadata[COVERED]))
    dataset = ds.FileSystemDataset([fragment], SCHEMA, form, filesystem)
    return ArticleIndex(key=key, covered=covered, dataset=dataset)
