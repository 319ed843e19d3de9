"""
What we pack is valid for Webrecorder's own tool.

It brings fifty packages, so it is none of ours: put `wacz` of PyPI on the PATH to run this.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.wacz import write_wacz
from tests.unit.archive.samples import NOON
from tests.unit.archive.test_wacz import DAY, crawl

WACZ = shutil.which("wacz")


@pytest.mark.integration
@pytest.mark.skipif(WACZ is None, reason="the command wacz is not installed")
def test_wacz_validate_finds_nothing_wrong(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "archive"))
    articles = crawl(store, tmp_path / "spool", 1, 2)
    articles += crawl(store, tmp_path / "spool", 1, at=NOON + DAY, revision=2)
    write_wacz(store, articles, tmp_path / "a.wacz")

    said = subprocess.run(
        [str(WACZ), "validate", "-f", str(tmp_path / "a.wacz")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (said.returncode, "the passed WACZ is valid" in said.stdout) == (0, True), said
