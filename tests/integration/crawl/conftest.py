"""Crawls of the paper by ``scrapy crawl``, in a process of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.integration.crawl.paper import Paper, requested
from tests.web.crawling import CrawlResult, crawl, crawl_environment
from tests.web.server import Web, serve

Row = dict[str, Any]


@dataclass
class Desk:
    """The paper, the web it is on, and the folder that the crawls of a test share."""

    paper: Paper
    web: Web
    folder: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def environment(self, **more: str) -> dict[str, str]:
        settings = {
            "NEWSCRAWL_SPOOL": str(self.folder / "spool"),
            "NEWSCRAWL_LONGEST_WAIT_SECONDS": "5",
            **more,
        }
        return crawl_environment(
            settings.pop("http_proxy", self.web.proxy_url),
            archive=settings.pop("NEWSCRAWL_ARCHIVE", str(self.archive)),
            spiders="tests.integration.crawl.spiders",
            more=settings,
        )

    def crawl(self, *arguments: str, spider: str = "paper", **more: str) -> CrawlResult:
        self.web.requests.clear()
        return crawl(spider, self.environment(**more), *arguments)

    @property
    def requested(self) -> list[str]:
        """The paths that the last crawl asked for, in order."""
        return requested(self.web.requests)

    def table(self, name: str) -> list[Row]:
        return pl.read_delta(str(self.archive / "tables" / name)).to_dicts()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    paper = Paper()
    with serve([paper]) as web:
        yield Desk(paper=paper, web=web, folder=tmp_path)
