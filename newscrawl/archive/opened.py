"""The tables as a reader sees them."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from newscrawl.archive.article_index import ArticleIndex, article_index
from newscrawl.archive.dataset import empty_dataset, table_dataset
from newscrawl.archive.format import check_format
from newscrawl.archive.own_rows import check_own
from newscrawl.archive.pending import pending_sites
from newscrawl.archive.store import Store
from newscrawl.archive.table_log import LoggedObject, logged_table
from newscrawl.archive.tables import SCHEMAS, TableName


class Tables:
    """
    The three tables, pyarrow datasets, each as it is when it is first asked for.

    An archive without anything has empty tables. Every article's capture is among the captures
    where the captures are asked for after the articles.
    """

    def __init__(self, store: Store, *, are_there: bool, bring_up: bool) -> None:
        """``are_there``: whether there is an archive at all; ``bring_up``: a table may be made."""
        self._store, self.are_there, self._bring_up = store, are_there, bring_up

    @cached_property
    def runs(self) -> Any:
        return self._dataset(TableName.RUNS)

    @cached_property
    def articles(self) -> Any:
        return self._dataset(TableName.ARTICLES)

    @cached_property
    def article_index(self) -> ArticleIndex | None:
        return article_index(self._store, self.articles)

    def articles_with(self, ids: Collection[str]) -> Any:
        """Return the articles, of which what is known to hold none of ``ids`` may be left out."""
        index = self.article_index
        return self.articles if index is None else index.articles_with(self.articles, ids)

    @cached_property
    def captures(self) -> Any:
        return self._dataset(TableName.CAPTURES)

    def _dataset(self, name: TableName) -> Any:
        objects = self._row_objects(name) if self.are_there else None
        if objects is None:
            return empty_dataset(SCHEMAS[name])
        # a native file system: deltalake's own is Python called from Arrow's threads, which can
        # abort the process at its end
        filesystem = self._store.arrow_filesystem(f"tables/{name}")
        uri = f"{self._store.uri}/tables/{name}"
        check_own(uri, [each.path for each in objects])
        return table_dataset(name, objects, filesystem, SCHEMAS[name])

    def _row_objects(self, name: TableName) -> Collection[LoggedObject] | None:
        if (logged := logged_table(self._store, name)) is not None:
            return logged.objects.values()
        # deltalake and all that writes tables: slow to import, and hardly ever needed
        from newscrawl.archive.bringing_up import row_objects_anyhow

        return row_objects_anyhow(self._store, name, bring_up=self._bring_up)


def open_tables(store: Store, *, bring_up: bool = True) -> Tables:
    """
    Open the tables, first brought up to the manifests where they are behind and can be written.

    Raises FormatMismatch where there is another thing than an archive, or a newer one.
    """
    if not check_format(store):
        return Tables(store, are_there=False, bring_up=False)
    if bring_up and (sites := pending_sites(store)):
        from newscrawl.archive.bringing_up import bring_sites_up  # slow, as above

        bring_sites_up(store, sites)
    return Tables(store, are_there=True, bring_up=bring_up)
