"""How little a question asks of a store."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.compacting import compact
from newscrawl.reader import Archive, ArticleQuery
from tests.bench.counting import counting
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import APOLOGY
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.integration, pytest.mark.s3]


def test_a_question_for_stories_is_few_requests_whatever_was_committed(
    s3: SeaweedFS, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = s3.uri("reader/requests")
    small_archive.fill(uri, tmp_path / "spool")
    compact(open_store(uri))
    with counting(urlsplit(s3.endpoint).port or 0) as counter:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", counter.endpoint)
        query = ArticleQuery(brand="xiaomi", kind="apology", since="2026-10-02")

        found = [article.url for article in Archive(uri).articles(query)]

        asked = counter.counts()
    assert found == [APOLOGY]
    # FORMAT.json, pending/, three for the log; of each of two months at most four
    assert asked["GET"] + asked["LIST"] <= 13, asked
    assert asked["bytes"] < 1_000_000
