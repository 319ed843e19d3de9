"""The short form of `make torture`: see :mod:`tests.torture.__main__`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.crawling import PROJECT

pytestmark = [pytest.mark.s3, pytest.mark.integration, pytest.mark.timeout(900)]


def test_crawls_that_are_killed_while_the_store_fails_lose_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--short", "--keep", str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
