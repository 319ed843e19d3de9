from pathlib import Path

import pytest

from newscrawl.archive import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "archive"))


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"
