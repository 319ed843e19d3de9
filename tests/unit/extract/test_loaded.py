"""What a process has loaded is taken from the garbage collector's work once."""

import gc
from collections.abc import Iterator

import pytest

from newscrawl.extract import keep_what_is_loaded


@pytest.fixture(autouse=True)
def _unfrozen() -> Iterator[None]:
    gc.unfreeze()
    keep_what_is_loaded.cache_clear()
    yield
    gc.unfreeze()
    keep_what_is_loaded.cache_clear()


class Ring:
    """Refers to itself, so that only a collection can free it."""

    def __init__(self, freed: list[str]) -> None:
        self.itself = self
        self.freed = freed

    def __del__(self) -> None:
        self.freed.append("freed")


def test_a_collection_walks_nothing_of_what_was_loaded_before() -> None:
    loaded: list[list[str]] = [[]]

    keep_what_is_loaded()

    assert gc.get_freeze_count() > 1_000
    assert not any(one is loaded for one in gc.get_objects())


def test_garbage_is_freed_before() -> None:
    freed: list[str] = []
    gc.disable()
    try:
        Ring(freed)
        keep_what_is_loaded()
    finally:
        gc.enable()

    assert freed == ["freed"]


def test_what_comes_later_is_collected_as_ever() -> None:
    freed: list[str] = []
    keep_what_is_loaded()
    kept = gc.get_freeze_count()

    Ring(freed)
    keep_what_is_loaded()
    gc.collect()

    assert freed == ["freed"]
    assert gc.get_freeze_count() <= kept
