"""Of a compacted archive, a question opens only the row objects that its answer lies in."""

import shutil
from pathlib import Path

import pytest

from newscrawl.archive import open_tables
from newscrawl.archive.compacting import compact
from newscrawl.errors import ArchiveError
from newscrawl.items import Article
from newscrawl.reader import Archive


@pytest.fixture
def november(filled: tuple[Path, dict[str, Article]], tmp_path: Path) -> Archive:
    """A compacted archive of which the articles of other months than November are gone."""
    archive = Archive(str(shutil.copytree(filled[0], tmp_path / "archive")))
    compact(archive.store)
    for path in open_tables(archive.store).articles.files:
        if not path.startswith("month=2026-11/"):
            archive.store.delete(f"tables/articles/{path}")
    return archive


@pytest.mark.parametrize("view", ["articles", "article_revisions"])
def test_sql_for_a_month_opens_that_month(november: Archive, view: str) -> None:
    whole = f"SELECT url FROM {view} WHERE month = '2026-11'"

    assert november.sql(whole).num_rows > 0

    for stored in [*november.store.list("indexes/")]:
        november.store.delete(stored.key)
    with pytest.raises(ArchiveError, match=r"is gone"):
        november.sql(whole)


def test_an_article_by_its_id_opens_the_row_object_that_has_it(november: Archive) -> None:
    asked = "SELECT article_id, url FROM articles WHERE month = '2026-11' AND revision = 1"
    row = november.sql(asked).to_pylist()[0]

    assert november.article(row["article_id"]).url == row["url"]
    assert november.article(row["url"]).article_id == row["article_id"]

    for stored in [*november.store.list("indexes/")]:
        november.store.delete(stored.key)
    with pytest.raises(ArchiveError, match=r"is gone"):
        november.article(row["article_id"])


@pytest.mark.parametrize("asked", ["is_story", "is_story AND revision > 0", "NOT is_story"])
def test_sql_for_stories_leaves_the_rest_out_while_it_reads(archive: Archive, asked: str) -> None:
    plan = archive.sql(f"EXPLAIN SELECT url FROM articles WHERE {asked}").to_pylist()

    scan = plan[0]["explain_value"].partition("ANTI")[2]
    assert '"is_story" = TRUE' in scan
    assert "Expression: is_story" not in scan
