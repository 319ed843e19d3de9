"""Crawls of hostile sites in a process of their own, and the archive that they leave."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.web.crawling import CrawlResult, crawl, crawl_environment
from tests.web.messages import Site
from tests.web.server import Logged, serve

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class HostileCrawl:
    result: CrawlResult
    requests: list[Logged]
    archive: Path

    def table(self, name: str) -> list[Row]:
        return pl.read_delta(f"{self.archive}/tables/{name}").to_dicts()


CrawlHostile = Callable[..., HostileCrawl]


def crawl_hostile(
    folder: Path, sites: Site | list[Site], *arguments: str, spider: str = "hostile"
) -> HostileCrawl:
    """Crawl by ``spider``: 6 s of patience, one more try, 8 MiB a page at most."""
    archive = folder / "archive"
    more = {
        "NEWSCRAWL_SPOOL": str(folder / "spool"),
        "NEWSCRAWL_TIMEOUT_SECONDS": "6",
        "NEWSCRAWL_LARGEST_BODY_BYTES": str(8 * 1024 * 1024),
    }
    with serve(sites if isinstance(sites, list) else [sites]) as web:
        environment = crawl_environment(
            web.proxy_url,
            archive=str(archive),
            spiders="tests.integration.hostile.spiders",
            more=more,
        )
        result = crawl(spider, environment, "-s", "RETRY_TIMES=1", *arguments)
    return HostileCrawl(result=result, requests=web.requests, archive=archive)


@pytest.fixture
def hostile(tmp_path: Path) -> CrawlHostile:
    def run(sites: Site | list[Site], *arguments: str) -> HostileCrawl:
        return crawl_hostile(tmp_path, sites, *arguments)

    return run
