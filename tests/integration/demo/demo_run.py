"""The demo run once for a module of tests, and its archive read without our own reader."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tests.web.article import TrueArticle
from tests.web.crawling import PROJECT
from tests.web.outlet import Outlet

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DemoRun:
    """``output`` is what it printed, as into a pipe."""

    exit_code: int
    output: str
    archive: Path
    spool: Path

    def table(self, name: str) -> list[Row]:
        """Return the rows of a table as Polars reads them."""
        return read_table(str(self.archive), name)


def run_demo(folder: Path, *options: str) -> DemoRun:
    archive, spool = folder / "archive", folder / "spool"
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.demo", "--archive", str(archive), *options],
        cwd=PROJECT,
        env={**os.environ, "NEWSCRAWL_SPOOL": str(spool)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
        check=False,
    )
    return DemoRun(exit_code=done.returncode, output=done.stdout, archive=archive, spool=spool)


def read_table(archive: str, name: str, options: dict[str, str] | None = None) -> list[Row]:
    frame = pl.read_delta(f"{archive}/tables/{name}", storage_options=options)
    return frame.to_dicts()


def canonical(outlet: Outlet, article: TrueArticle) -> str:
    """Return the URL that an article is filed under: as printed, but https."""
    return outlet.url_of(article).replace("http://", "https://")
