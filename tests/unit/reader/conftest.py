from pathlib import Path

import pytest

from newscrawl.items import Article
from newscrawl.reader import Archive
from tests.unit.reader import small_archive


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Article]]:
    """An archive folder that tests only read, and what stands in it, by URL."""
    folder = tmp_path_factory.mktemp("reader")
    standing = small_archive.fill(str(folder / "archive"), folder / "spool")
    return folder / "archive", standing


@pytest.fixture(scope="session")
def standing(filled: tuple[Path, dict[str, Article]]) -> dict[str, Article]:
    return filled[1]


@pytest.fixture
def archive(filled: tuple[Path, dict[str, Article]]) -> Archive:
    return Archive(str(filled[0]))
